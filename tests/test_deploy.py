"""The units for systemd and the lines for cron: what they start is there, and systemd takes them."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.paths import REPOSITORY
from support.timeouts import COMMAND_S

from newscrawl.__main__ import own_commands
from newscrawl.run.settings_check import OWN_SETTINGS
from newscrawl.spiders.ccbsnews import CcbsnewsSpider

UNITS = REPOSITORY / "deploy/systemd"
CRON = REPOSITORY / "deploy/cron/newscrawl"
PROGRAM = "/opt/newscrawl/.venv/bin/newscrawl"
ANALYZE = shutil.which("systemd-analyze")


def cron_jobs() -> list[str]:
    lines = CRON.read_text("utf-8").splitlines()
    return [line for line in lines if line and not re.match(r"#|\w+=", line)]


def commands() -> Iterator[list[str]]:
    """The words of each command of ours that a file starts."""
    texts = [path.read_text("utf-8") for path in UNITS.rglob("*") if path.is_file()]
    for line in "\n".join([*texts, *cron_jobs()]).splitlines():
        if PROGRAM in line and not line.startswith("#"):
            yield shlex.split(re.split(r" 2>| \|\|", line.partition(PROGRAM)[2])[0])


def test_what_they_start_is_a_command_with_settings_that_there_are() -> None:
    found = list(commands())
    assert {words[0] for words in found} == {"crawl", "status"}
    for name, *words in found:
        assert name in own_commands()
        assert name != "crawl" or words[0] == CcbsnewsSpider.name
        given = [words[place + 1] for place, word in enumerate(words) if word == "-s"]
        assert given and all(one.partition("=")[0] in OWN_SETTINGS for one in given)
        help_ = own_commands()[name]
        assert help_.short_desc()


def test_a_job_of_cron_has_five_times_a_user_and_no_percent_sign() -> None:
    assert cron_jobs()
    for line in cron_jobs():
        assert re.match(r"(\S+ ){4}\S+  newscrawl  cd ", line)
        assert "%" not in line, "cron makes an end of line of it"


def test_each_timer_has_its_service() -> None:
    for timer in UNITS.glob("*.timer"):
        assert timer.with_suffix(".service").exists()
        assert "[Install]" in timer.read_text("utf-8")
    wanted = re.findall(r"^OnFailure=(\S+)@", (UNITS / "newscrawl.service").read_text(), re.M)
    assert all((UNITS / f"{name}@.service").exists() for name in wanted) and wanted


@pytest.mark.skipif(ANALYZE is None, reason="NOT TESTED: there is no systemd-analyze")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    assert ANALYZE is not None
    folder = Path(shutil.copytree(UNITS, tmp_path / "units"))
    for path in folder.rglob("*"):
        if path.is_file():
            # The program is not where it will be.
            path.write_text(path.read_text("utf-8").replace(PROGRAM, "/bin/true"), "utf-8")
    units = sorted(str(path) for path in folder.iterdir() if path.is_file())
    done = subprocess.run(
        [ANALYZE, "verify", "--man=no", *units],
        env={"SYSTEMD_UNIT_PATH": f"{folder}:", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=COMMAND_S,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_image_has_extras_and_commands_that_there_are() -> None:
    image = (REPOSITORY / "deploy/Dockerfile").read_text("utf-8")
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    [extras] = re.findall(r"'/src\[([\w,]+)\]'", image)
    assert set(extras.split(",")) <= project["optional-dependencies"].keys()
    [started] = re.findall(r"^CMD (\[.*\])$", image, re.M)
    name, *words = json.loads(started)
    assert name in own_commands()
    assert words[-1].partition("=")[0] in OWN_SETTINGS


def test_the_containers_get_the_settings_that_there_are() -> None:
    compose = (REPOSITORY / "deploy/compose.yaml").read_text("utf-8")
    named = re.findall(r"^ +(NEWSCRAWL_\w+):", compose, re.M)
    assert named == ["NEWSCRAWL_WORKERS_DATABASE"]
    assert set(named) <= OWN_SETTINGS.keys()
    # A worker is given longer than it gives its runs.
    [grace] = re.findall(r"stop_grace_period: (\d+)s", compose)
    assert int(grace) > float(str(OWN_SETTINGS["NEWSCRAWL_WORKERS_GRACE"]))
    for command in re.findall(r"worker (sites \w+)", compose):
        assert command.split()[0] in own_commands()
