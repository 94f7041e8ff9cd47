"""Whatever starts a spider keeps the promises of a run: one at a time in a folder, a report, an
archive that the audit finds nothing in."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support import scripts
from support.commands import crawl
from support.harness import lines_of
from support.paths import REPOSITORY
from support.runs import check_whole, is_free, reports_of
from support.scripts import Crawl
from support.timeouts import COMMAND_S

from newscrawl.replica import Replica, running


@pytest.fixture(scope="module")
def site() -> Iterator[Replica]:
    with running(articles=12, languages=("en",), listing_size=6) as replica:
        yield replica


def what_is_said(output: Path) -> list[dict[str, Any]]:
    """The lines in the order of their articles, but for where and in which run they were written:
    which of two answers comes first is not promised."""
    own = ("seq", "run", "warc", "fetched_at")
    lines = ({key: line[key] for key in line.keys() - own} for line in lines_of(output))
    return sorted(lines, key=lambda line: line["id"])


# A script.


@pytest.mark.slow
def test_two_crawls_of_a_script_one_after_the_other_are_two_runs(
    site: Replica, tmp_path: Path
) -> None:
    again = [Crawl(tmp_path, {"root": site.root})]
    done = scripts.run(again, again)
    assert done.reasons == ["finished", "finished"]
    check_whole(tmp_path, site, runs=2)
    first, second = reports_of(tmp_path)
    assert (first["counts"]["articles/new"], second["counts"].get("articles/new", 0)) == (12, 0)
    assert first["rules"]["body/text"] == 12, "on each page, once"
    assert not any(name.startswith("rules") for name in first["counts"])
    assert (first["exit_code"], first["finish_reason"]) == (0, "finished")
    assert first["arguments"] == {"root": site.root}


def test_a_script_writes_what_the_command_writes(site: Replica, tmp_path: Path) -> None:
    scripts.run([Crawl(tmp_path / "script", {"root": site.root})])
    crawl(site.root, tmp_path / "command")
    assert what_is_said(tmp_path / "script") == what_is_said(tmp_path / "command")


def test_two_crawls_at_the_same_time_write_into_two_folders(site: Replica, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "another")]
    done = scripts.run([Crawl(folder, {"root": site.root}) for folder in folders])
    assert done.reasons == ["finished", "finished"]
    for folder in folders:
        check_whole(folder, site, runs=1)


def test_the_second_of_two_crawls_in_one_folder_is_refused_in_one_line(
    site: Replica, tmp_path: Path
) -> None:
    done = scripts.run([Crawl(tmp_path, {"root": site.root})] * 2)
    assert sorted(done.reasons) == ["busy", "finished"]
    errors = [line for line in done.stderr.splitlines() if " ERROR: " in line]
    assert len(errors) == 1 and f"another run holds {tmp_path}" in errors[0]
    assert "Traceback" not in done.stderr
    check_whole(tmp_path, site, runs=1)


def test_a_script_that_asks_for_what_cannot_be_gets_an_error_and_nothing_happens(
    site: Replica, tmp_path: Path
) -> None:
    site.forget()
    wrong: list[tuple[dict[str, str], dict[str, Any], str]] = [
        ({"rooot": "http://127.0.0.1"}, {}, "did you mean root"),
        ({"url": "https://elsewhere.test/en/news/detail/1"}, {}, "elsewhere.test"),
        ({}, {"NEWSCRAWL_OUPUT": "x"}, "NEWSCRAWL_OUPUT"),
        ({}, {"DOWNLOAD_DELAY": "fast"}, "DOWNLOAD_DELAY"),
        ({}, {"JOBDIR": "jobs"}, "JOBDIR"),
        ({}, {"HTTPCACHE_ENABLED": True}, "HTTPCACHE_ENABLED"),
    ]
    output = tmp_path / "output"
    done = scripts.run(
        *(
            [Crawl(output, {"root": site.root, **arguments}, settings)]
            for arguments, settings, _ in wrong
        )
    )
    for reason, (_, _, named) in zip(done.reasons, wrong, strict=True):
        assert reason.startswith("UsageError: ") and named in reason
    assert not output.exists()
    assert site.requests() == []


def test_a_folder_that_is_no_archive_ends_a_script_with_its_report(
    site: Replica, tmp_path: Path
) -> None:
    (tmp_path / "articles.jsonl").write_text("mine\n{}\n")
    done = scripts.run([Crawl(tmp_path, {"root": site.root})])
    assert done.reasons == ["output"]
    [report] = reports_of(tmp_path)
    assert (report["verdict"], report["exit_code"]) == ("output", 74)
    assert (tmp_path / "articles.jsonl").read_text() == "mine\n{}\n"
    assert "Traceback" not in done.stderr
    assert is_free(tmp_path)


# A script that is told to stop.


def test_a_script_that_is_told_to_stop_leaves_its_report(site: Replica, tmp_path: Path) -> None:
    settings = {"DOWNLOAD_DELAY": 1, "LOG_LEVEL": "DEBUG"}
    task = [[Crawl(tmp_path, {"root": site.root}, settings).as_json()]]
    with subprocess.Popen(
        [sys.executable, scripts.__file__],
        cwd=REPOSITORY,
        env=os.environ | scripts.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None and process.stderr is not None
        process.stdin.write(json.dumps(task))
        process.stdin.close()
        assert any("Crawled (200)" in line for line in iter(process.stderr.readline, ""))
        process.send_signal(signal.SIGTERM)
        process.stderr.read()
        process.wait(COMMAND_S)
    [report] = reports_of(tmp_path)
    assert report["verdict"] == "unhealthy"
    assert report["finish_reason"] == "shutdown"
    assert "it was told to stop" in report["summary"]
    assert is_free(tmp_path)
