"""`scrapy demo`, run as users run it: what it shows, what it writes, how it ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from support.paths import REPOSITORY
from support.project import scrapy


def demo(*arguments: str) -> subprocess.CompletedProcess[str]:
    return scrapy("demo", *arguments)


def test_it_shows_what_came_out_and_where_and_ends_with_0(tmp_path: Path) -> None:
    output = tmp_path / "out"
    run = demo("--articles", "24", "--output", str(output))
    assert run.returncode == 0, run.stdout + run.stderr
    assert "scrapy crawl ccbsnews -a root=http://127.0.0.1:" in run.stdout
    assert re.search(r"^all +24 ", run.stdout, re.M)
    for language in ("English", "Русский", "ქართული"):
        assert re.search(rf"^{language} +8 ", run.stdout, re.M)
    assert "24 of 24 articles, every title, body, date and headline list as published" in run.stdout
    assert "exit code 0" in run.stdout
    assert '"schema": "newscrawl.article/2"' in run.stdout
    assert run.stderr.splitlines()[-1].startswith("demo: healthy: 24 new")
    assert len((output / "articles.jsonl").read_bytes().splitlines()) == 24
    [report] = (output / "runs").iterdir()
    assert json.loads(report.read_bytes())["exit_code"] == 0
    # A path too long for a line goes on in the next.
    assert f"runs/{report.name}" in re.sub(r" *\n", "", run.stdout)


def test_it_fits_80_columns(tmp_path: Path) -> None:
    run = demo("--articles", "15", "--output", os.path.relpath(tmp_path / "out", REPOSITORY))
    assert max(map(len, run.stdout.splitlines())) <= 80


@pytest.mark.slow
def test_pages_that_fail_and_traps_are_told_and_the_exit_code_is_that_of_the_crawl(
    tmp_path: Path,
) -> None:
    faults = ("--fault", "some-500", "--fault", "calendar", "-s", "RETRY_TIMES=0")
    run = demo("--articles", "24", "--markup", "tables", "--output", str(tmp_path / "out"), *faults)
    assert run.returncode == 1
    assert "the site answered 500" in run.stdout
    assert "trap: /calendar/" in run.stdout
    assert run.stderr.splitlines()[-1].startswith("demo: not healthy")


def test_a_copy_that_cannot_be_made_is_refused_in_one_line(tmp_path: Path) -> None:
    for arguments in (
        ["--markup", "papyrus"],
        ["--articles", "0"],
        ["--fault", "locusts"],
        ["everything"],
    ):
        run = demo(*arguments, "--output", str(tmp_path / "out"))
        assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1), arguments
    assert not (tmp_path / "out").exists()


def test_a_crawl_that_is_refused_ends_the_demo_with_its_code_and_its_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    run = demo("--output", str(tmp_path / "file"))
    assert run.returncode == 74
    assert "cannot write" in run.stderr.splitlines()[-1]
