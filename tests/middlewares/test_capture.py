"""The WARC files of whole crawls: the real command on the replica, and what programs that are not
ours say of what it wrote."""

from __future__ import annotations

import json
import subprocess
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.disks import disk_of
from support.harness import AtWrite, Ended, Line, check_settled, check_truth, crawl, lines_of
from support.timeouts import STEP_S
from support.warcs import (
    all_records,
    answers,
    complaints,
    faults_of,
    files_of,
    record_at,
    records_of,
    rows_of,
)

from newscrawl.replica import Replica, changes, running
from newscrawl.storage.warc.gzip_members import Member, Torn, members_of


@dataclass
class Crawled:
    replica: Replica
    output: Path
    pages: dict[str, bytes]
    """What the site sends, by address."""
    asked: list[str]
    ended: Ended


def fetch(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=STEP_S) as answer:
        content: bytes = answer.read()
        return content


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    output = tmp_path_factory.mktemp("crawl") / "output"
    with running(articles=30) as replica:
        ended = crawl(replica.root, output)
        asked = [replica.root + path for path in replica.requests()]
        pages = {line["fetched_from"]: fetch(line["fetched_from"]) for line in lines_of(output)}
        return Crawled(replica, output, pages, asked, ended)


def test_each_line_names_the_record_that_holds_its_page(crawled: Crawled) -> None:
    lines = lines_of(crawled.output)
    assert len(lines) == len(crawled.pages) == 30
    for line in lines:
        record = record_at(crawled.output, line["warc"])
        assert (record.kind, record.url, record.headers["WARC-Date"]) == (
            "response",
            line["fetched_from"],
            line["fetched_at"],
        )
        assert record.headers["Newscrawl-Article"] == line["id"]
        assert record.payload == crawled.pages[line["fetched_from"]]


def test_every_answer_of_the_site_is_there_with_its_request(crawled: Crawled) -> None:
    records = answers(crawled.output)
    assert sorted(record.url for record in records) == sorted(crawled.asked)
    assert f"{crawled.replica.root}/robots.txt" in {record.url for record in records}
    requests = {
        record.headers["WARC-Concurrent-To"]: record
        for record in all_records(crawled.output)
        if record.kind == "request"
    }
    assert {record.id: record.url for record in records} == {
        one: record.url for one, record in requests.items()
    }


def test_nothing_is_wrong_with_files_state_and_index(crawled: Crawled) -> None:
    assert crawled.ended.code == 0
    assert len(files_of(crawled.output)) == 1
    assert faults_of(crawled.output) == []


def test_the_file_tells_run_settings_and_version(crawled: Crawled) -> None:
    info = records_of(files_of(crawled.output)[0])[0]
    told = dict(line.split(": ", 1) for line in info.block.decode().splitlines())
    [report] = [json.loads(path.read_text()) for path in (crawled.output / "runs").iterdir()]
    version = report["version"]
    assert told["software"] == f"newscrawl/{version['newscrawl']} Scrapy/{version['scrapy']}"
    assert (told["isPartOf"], told["robots"]) == (f"ccbsnews, run {report['run']}", "obey")
    assert told["http-header-user-agent"].startswith("newscrawl/")
    assert json.loads(told["newscrawl-arguments"]) == report["arguments"]
    assert json.loads(told["newscrawl-settings"]) == {
        **report["settings"],
        "NEWSCRAWL_OUTPUT": None,
    }
    assert str(crawled.output) not in info.block.decode()


# Run after run.


def test_what_did_not_change_is_written_once(tmp_path: Path) -> None:
    with running(articles=8, languages=("en",)) as replica:
        assert crawl(replica.root, tmp_path).code == 0
        first = {line["id"]: line for line in lines_of(tmp_path)}
        replica.apply(changes.edit("en", replica.site.archives["en"].numbers[0], "body"))
        assert crawl(replica.root, tmp_path, "-a", "revisit=all").code == 0
    _, path = files_of(tmp_path)
    again = [
        record
        for record in records_of(path)
        if record.kind in ("response", "revisit") and "Newscrawl-Article" in record.headers
    ]
    assert [record.kind for record in again].count("response") == 1
    for record in again:
        if record.kind == "revisit":
            assert (
                record.headers["WARC-Refers-To"]
                == first[record.headers["Newscrawl-Article"]]["warc"]["record_id"]
            )
    [changed] = [line for line in lines_of(tmp_path) if line["revision"] == 2]
    assert record_at(tmp_path, changed["warc"]).kind == "response"
    assert faults_of(tmp_path) == []


def test_a_file_is_followed_by_the_next_in_the_midst_of_a_run(tmp_path: Path) -> None:
    with running(articles=12, languages=("en",)) as replica:
        ended = crawl(replica.root, tmp_path, "-s", "NEWSCRAWL_WARC_BYTES=15000")
    assert ended.code == 0
    assert len(files_of(tmp_path)) > 2
    assert len({line["warc"]["file"] for line in lines_of(tmp_path)}) > 1
    assert faults_of(tmp_path) == []


def test_without_warc_none_is_written_and_no_line_names_a_record(tmp_path: Path) -> None:
    with running(articles=5, languages=("en",)) as replica:
        assert crawl(replica.root, tmp_path, "-s", "NEWSCRAWL_WARC=False").code == 0
        assert [line["warc"] for line in lines_of(tmp_path)] == [None] * 5
        assert not (tmp_path / "warc").exists()
        # The next run may write them, and the lines that there are stay as they are.
        assert crawl(replica.root, tmp_path, "-a", "revisit=all").code == 0
    assert [line["warc"] for line in lines_of(tmp_path)] == [None] * 5
    assert len(answers(tmp_path)) > 5
    assert faults_of(tmp_path) == []


def test_a_dry_run_writes_none(tmp_path: Path) -> None:
    with running(articles=5, languages=("en",)) as replica:
        assert crawl(replica.root, tmp_path / "output", "-a", "dry_run=1").code == 0
    assert not (tmp_path / "output").exists()


# Crashes and losses.


def places(lines: list[Line]) -> list[object]:
    return [line["warc"] for line in lines]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("point", "times"),
    [("half-record", 1), ("half-record", 2), ("half-record", 9), ("before-index", 1)],
)
def test_a_kill_leaves_whole_records_and_the_next_run_goes_on(
    tmp_path: Path, point: str, times: int
) -> None:
    with running(articles=12, languages=("en",)) as replica:
        killed = crawl(replica.root, tmp_path, kill=AtWrite(point, times))
        assert killed.was_killed
        assert crawl(replica.root, tmp_path).code == 0
        found = check_settled(tmp_path)
        found += check_truth(tmp_path, replica.truth())
    assert not found, str(found)


@pytest.mark.slow
def test_a_state_that_is_lost_knows_the_records_again(tmp_path: Path) -> None:
    with running(articles=10, languages=("en",), validators="etag") as replica:
        assert crawl(replica.root, tmp_path).code == 0
        assert crawl(replica.root, tmp_path, "-a", "revisit=all").code == 0
        before, lines = rows_of(tmp_path), places(lines_of(tmp_path))
        assert {(row["kind"], row["status"]) for row in before} >= {
            ("response", 200),
            ("revisit", 304),
        }
        for path in tmp_path.glob("newscrawl.db*"):
            path.unlink()
        assert crawl(replica.root, tmp_path).code == 0
    assert rows_of(tmp_path)[: len(before)] == before
    assert places(lines_of(tmp_path)) == lines
    assert faults_of(tmp_path) == []


@pytest.mark.slow
def test_right_after_a_kill_the_file_is_readable_to_its_last_whole_record(tmp_path: Path) -> None:
    with running(articles=12, languages=("en",)) as replica:
        assert crawl(replica.root, tmp_path, kill=AtWrite("half-record", 8)).was_killed
    [path] = files_of(tmp_path)
    found: list[Member] = []
    with path.open("rb") as file, pytest.raises(Torn):
        found.extend(members_of(file))
    # The first write is of the warcinfo record, each of the others of an exchange.
    assert len(found) >= 1 + 2 * 6
    assert all(member.content.startswith(b"WARC/1.1\r\n") for member in found)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1.5 MiB."""
    with disk_of("1500k", tmp_path / "disk") as disk:
        yield disk


@pytest.mark.slow
def test_a_full_disk_is_74_leaves_whole_records_and_the_next_run_goes_on(small_disk: Path) -> None:
    with running(articles=150) as replica:
        full = crawl(replica.root, small_disk)
        assert (full.code, "Traceback" in full.stderr) == (74, False), full.stderr
        assert "No space left on device" in full.last_line
        [path] = files_of(small_disk)
        assert complaints(path) == ""
        subprocess.run(["mount", "-o", "remount,size=32m", str(small_disk)], check=True)
        assert crawl(replica.root, small_disk).code == 0
        found = check_settled(small_disk)
        found += check_truth(small_disk, replica.truth())
    assert not found, str(found)
    assert len(files_of(small_disk)) == 2
