"""Under Scrapyd, which runs the project from an egg: with lock, report and an archive that the
audit finds nothing in.

Scrapyd has a virtual environment of its own (see the Makefile), without this project: what it runs
is what the egg holds.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from support.paths import REPOSITORY
from support.runs import check_whole, reports_of
from support.timeouts import STEP_S

from newscrawl.replica import running

SCRAPYD = Path(os.environ.get("NEWSCRAWL_SCRAPYD", Path(sys.prefix) / "scrapyd")) / "bin"
CONFIG = """
[scrapyd]
http_port = {port}
bind_address = 127.0.0.1
eggs_dir = eggs
logs_dir = logs
dbs_dir = dbs
poll_interval = 0.1
"""
DEPLOY = """
[settings]
default = newscrawl.settings

[deploy]
url = {url}
project = newscrawl
"""
OURS = ("newscrawl", "pyproject.toml", "README.md", "LICENSE")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (SCRAPYD / "scrapyd-deploy").exists(),
        reason=f"SCRAPYD NOT TESTED: none in {SCRAPYD.parent}: `make test-slow` puts it there",
    ),
]


class Daemon:
    """A Scrapyd under way."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.url = f"http://127.0.0.1:{self.wait_for(r'Site starting on ([0-9]+)')}/"

    def wait_for(self, pattern: str) -> str:
        """What the group of the pattern holds, in the next line of the log that matches it."""
        assert self._process.stdout is not None
        log = []
        for line in iter(self._process.stdout.readline, ""):
            log.append(line)
            if found := re.search(pattern, line):
                return found[1]
        raise AssertionError(f"Scrapyd ended: {''.join(log)}")

    def ask(self, name: str, *facts: tuple[str, str]) -> dict[str, Any]:
        """Ask for something with POST."""
        with urlopen(f"{self.url}{name}.json", urlencode(facts).encode(), STEP_S) as answer:
            said: dict[str, Any] = json.loads(answer.read())
        assert said["status"] == "ok", said
        return said


def free_port() -> int:
    """One that was free a moment ago: 0 switches Scrapyd's web service off."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture
def scrapyd(tmp_path: Path) -> Iterator[Daemon]:
    home = tmp_path / "scrapyd"
    home.mkdir()
    (home / "scrapyd.conf").write_text(CONFIG.format(port=free_port()))
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    with subprocess.Popen(
        [str(SCRAPYD / "scrapyd")],
        cwd=home,
        env=plain,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield Daemon(process)
        finally:
            process.terminate()


def deploy(scrapyd: Daemon, folder: Path) -> None:
    """Make an egg of the project as it lies here, and hand it to Scrapyd."""
    for name in OURS:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(
                source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
            )
        else:
            shutil.copy(source, folder / name)
    (folder / "scrapy.cfg").write_text(DEPLOY.format(url=scrapyd.url))
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(SCRAPYD / "scrapyd-deploy")], cwd=folder, env=plain, capture_output=True, text=True
    )
    assert '"status": "ok"' in done.stdout, done.stdout + done.stderr


def test_a_job_is_a_run_and_a_wrong_argument_is_refused(scrapyd: Daemon, tmp_path: Path) -> None:
    project, output = tmp_path / "project", tmp_path / "output"
    project.mkdir()
    deploy(scrapyd, project)
    facts = [
        ("project", "newscrawl"),
        ("spider", "ccbsnews"),
        ("setting", f"NEWSCRAWL_OUTPUT={output}"),
        ("setting", "DOWNLOAD_DELAY=0"),
        ("setting", "AUTOTHROTTLE_ENABLED=False"),
    ]
    scrapyd.ask("schedule", *facts, ("rooot", "http://127.0.0.1"))
    scrapyd.wait_for(r"(did you mean root)")
    assert not output.exists()
    with running(articles=12, languages=("en",), listing_size=6) as site:
        scrapyd.ask("schedule", *facts, ("root", site.root))
        assert scrapyd.wait_for(r"ccbsnews: (healthy|not healthy)") == "healthy"
        scrapyd.wait_for(r"Process finished: .*root=(http)")
        check_whole(output, site, runs=1)
    [report] = reports_of(output)
    assert report["arguments"] == {"root": site.root}
    assert report["version"]["newscrawl"] != "unknown"
    assert report["settings"]["USER_AGENT"].startswith("newscrawl/0.")
