"""The log of a quiet day is short, whatever Scrapy would say of itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from run.test_standing import site
from support import launcher
from support.local_server import serving


def lines(root: str, output: Path, *words: str) -> list[str]:
    done = launcher.run(
        *("crawl", "ccbsnews", "-a", f"root={root}", "-s", f"NEWSCRAWL_OUTPUT={output}"),
        *("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False"),
        *("-s", "NEWSCRAWL_READERS=0", *words),
    )
    assert done.returncode == 0, done.stderr
    return done.stderr.splitlines()


def test_a_quiet_run_says_when_it_begins_what_came_of_it_and_no_more(tmp_path: Path) -> None:
    with serving(site({})) as server:
        lines(server.root, tmp_path)
        said = lines(server.root, tmp_path)
        assert len(said) < 10, said
        assert said[0].endswith("begins") and said[-1].startswith("ccbsnews: healthy: 0 new")

        *log, last = lines(server.root, tmp_path, "-s", "NEWSCRAWL_LOG_FORMAT=json")
        assert {json.loads(line)["spider"] for line in log} == {"ccbsnews"}
        assert last.startswith("ccbsnews: healthy")
        *log, last = lines(
            server.root, tmp_path, "-s", "NEWSCRAWL_LOG_FORMAT=json", "-s", "LOG_LEVEL=DEBUG"
        )
        assert len(log) > 2 and all(json.loads(line)["time"] for line in log)
        assert len(lines(server.root, tmp_path, "-s", "LOG_LEVEL=DEBUG")) > 50


@pytest.mark.parametrize("wrong", ["xml", "JSON", ""])
def test_another_format_is_refused(wrong: str, tmp_path: Path) -> None:
    done = launcher.run(
        "crawl",
        "ccbsnews",
        "-s",
        f"NEWSCRAWL_LOG_FORMAT={wrong}",
        "-s",
        f"NEWSCRAWL_OUTPUT={tmp_path}",
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "say text or json" in done.stderr
