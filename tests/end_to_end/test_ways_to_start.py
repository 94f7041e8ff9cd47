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
from support.harness import audited, lines_of
from support.paths import REPOSITORY
from support.scripts import Crawl
from support.timeouts import COMMAND_S

from newscrawl.replica import Replica, running
from newscrawl.storage.files.lock import FolderLock

OWN_SPIDER = '''
"""The same site, from a file of one's own."""

from newscrawl.news_spider import NewsSpider


class CopySpider(NewsSpider):
    name = "ccbsnews"
    canonical_root = "https://www.ccbsnews.info"
    timezone = "Asia/Tbilisi"
    article_address = r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\\d+)"
'''


@pytest.fixture(scope="module")
def site() -> Iterator[Replica]:
    with running(articles=12, languages=("en",), listing_size=6) as replica:
        yield replica


def reports_of(output: Path) -> list[dict[str, Any]]:
    found = (json.loads(path.read_bytes()) for path in (output / "runs").glob("*.json"))
    return sorted(found, key=lambda report: (report["started_at"], report["ended_at"]))


def is_free(output: Path) -> bool:
    FolderLock(output).release()
    return True


def check_whole(output: Path, site: Replica, *, runs: int) -> None:
    """So many healthy runs, every article once, nothing for the audit to find, nobody inside."""
    assert [report["verdict"] for report in reports_of(output)] == ["healthy"] * runs
    assert {line["run"] for line in lines_of(output)} <= {
        report["run"] for report in reports_of(output)
    }
    assert sorted(line["id"] for line in lines_of(output)) == sorted(
        record["id"] for record in site.truth()
    )
    assert audited(output) == []
    assert is_free(output)


def what_is_said(output: Path) -> list[dict[str, Any]]:
    """The lines in the order of their articles, but for where and in which run they were written:
    which of two answers comes first is not promised."""
    own = ("seq", "run", "warc", "fetched_at")
    lines = ({key: line[key] for key in line.keys() - own} for line in lines_of(output))
    return sorted(lines, key=lambda line: line["id"])


# A script.


def test_two_crawls_of_a_script_one_after_the_other_are_two_runs(
    site: Replica, tmp_path: Path
) -> None:
    again = [Crawl(tmp_path, {"root": site.root})]
    done = scripts.run(again, again)
    assert done.reasons == ["finished", "finished"]
    check_whole(tmp_path, site, runs=2)
    first, second = reports_of(tmp_path)
    assert (first["counts"]["articles/new"], second["counts"].get("articles/new", 0)) == (12, 0)
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


# `scrapy runspider`.


def runspider(file: Path, *words: str) -> subprocess.CompletedProcess[str]:
    quick = ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=False")
    settings = [word for setting in quick for word in ("-s", setting)]
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "runspider", str(file), *settings, *words],
        cwd=file.parent,
        env=os.environ | scripts.environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=COMMAND_S,
    )


@pytest.fixture
def own_spider(tmp_path: Path) -> Path:
    file = tmp_path / "copy_spider.py"
    file.write_text(OWN_SPIDER)
    return file


def test_runspider_is_a_run_like_any_other(site: Replica, own_spider: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    done = runspider(own_spider, "-a", f"root={site.root}", "-s", f"NEWSCRAWL_OUTPUT={output}")
    assert done.returncode == 0, done.stderr
    last_line = done.stderr.rstrip("\n").rpartition("\n")[2]
    assert last_line.startswith("ccbsnews: healthy: 12 new")
    check_whole(output, site, runs=1)


@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        (("-a", "rooot=x"), 2, "did you mean root"),
        (("-s", "HTTPCACHE_ENABLED=1"), 2, "HTTPCACHE_ENABLED"),
        (("another",), 2, "another is one word too many"),
    ],
)
def test_runspider_refuses_in_one_line(
    own_spider: Path, tmp_path: Path, words: tuple[str, ...], code: int, named: str
) -> None:
    output = tmp_path / "output"
    done = runspider(own_spider, "-s", f"NEWSCRAWL_OUTPUT={output}", *words)
    assert (done.returncode, done.stderr.count("\n")) == (code, 1)
    assert named in done.stderr
    assert not output.exists()


@pytest.mark.parametrize("content", ["import nowhere_at_all", "def (", "x = 1"])
def test_a_file_without_a_spider_is_refused_in_one_line(tmp_path: Path, content: str) -> None:
    file = tmp_path / "not_a_spider.py"
    file.write_text(content)
    done = runspider(file)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert str(file) in done.stderr


def test_a_folder_that_another_run_holds_is_75_for_every_command(
    site: Replica, own_spider: Path, tmp_path: Path
) -> None:
    output = tmp_path / "output"
    output.mkdir()
    lock = FolderLock(output)
    done = runspider(own_spider, "-a", f"root={site.root}", "-s", f"NEWSCRAWL_OUTPUT={output}")
    lock.release()
    assert (done.returncode, done.stderr.count("\n")) == (75, 1)
    assert [path.name for path in output.iterdir()] == [".lock"]


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
