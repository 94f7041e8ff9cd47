"""`scrapy suppress`, run as users run it on the archive of a site: nothing of the article is left,
and no run brings it back."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from support import archives
from support.harness import crawl, lines_of
from support.makers import NOON
from support.project import scrapy
from support.timeouts import COMMAND_S

from newscrawl.replica import Replica, changes, running
from newscrawl.storage.files.failed_pages import FailedPages
from newscrawl.storage.files.lock import FolderLock
from newscrawl.storage.suppression.shown_elsewhere import body_of
from newscrawl.storage.suppression.texts import sentences
from newscrawl.storage.warc.gzip_members import members_of
from newscrawl.storage.warc.records import Parsed, parsed

REASON = "a letter of 3 November from Ilka Vashten"


@dataclass(frozen=True)
class Crawled:
    """A site, its archive after two runs, and the article that is to leave."""

    replica: Replica
    folder: Path
    number: int

    @property
    def id(self) -> str:
        return f"ccbsnews/en/{self.number}"


@pytest.fixture(scope="module")
def site() -> Iterator[Replica]:
    with running(articles=30, languages=("en",), listing_size=10, markup="semantic") as replica:
        yield replica


@pytest.fixture(scope="module")
def crawled(site: Replica, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """The newest article but two: the pages of all others show its headline. It was read twice,
    under two titles."""
    folder = tmp_path_factory.mktemp("crawled") / "output"
    number = site.numbers("en")[-3]
    assert crawl(site.root, folder).code == 0
    site.apply(changes.edit("en", number))
    assert crawl(site.root, folder, "-a", f"ids={number},{number - 1}").code == 0
    # As after a run that could not read it.
    page = next(
        record
        for record in records(folder)
        if record.kind == "response" and f"/{number}" in record.headers["WARC-Target-URI"]
    )
    failed = FailedPages(folder / "failed", max_pages=9, max_bytes=99_999)
    failed.keep(page.headers["WARC-Target-URI"], body_of(page.block), seen_at=NOON)
    return Crawled(site, folder, number)


@pytest.fixture
def archive(crawled: Crawled, tmp_path: Path) -> Crawled:
    return Crawled(
        crawled.replica, Path(shutil.copytree(crawled.folder, tmp_path / "output")), crawled.number
    )


def suppress(archive: Crawled, *words: str) -> subprocess.CompletedProcess[str]:
    return scrapy("suppress", archive.id, "--reason", REASON, *words, output=archive.folder)


def records(folder: Path) -> Iterator[Parsed]:
    for path in sorted((folder / "warc").glob("*.warc.gz")):
        with path.open("rb") as file:
            for member in members_of(file):
                yield parsed(member.content)


def secrets(archive: Crawled) -> set[str]:
    """Every title and sentence that the article ever had."""
    own = [line for line in lines_of(archive.folder) if line["id"] == archive.id]
    titles = {line["title"] for line in own} | {
        line["title"] for line in lines_of(archive.folder, "headlines") if line["id"] == archive.id
    }
    texts = {sentence for line in own for sentence in sentences(line["body"])}
    assert len(own) == 2 and len(titles) > 1 and len(texts) > 3
    return (titles | texts | {line["image"] for line in own}) - {None, ""}


def everything(archive: Crawled) -> dict[str, bytes]:
    """Every byte of the folder, WARC records decompressed and their bodies decoded; pages of others
    are not in question."""
    found = {
        str(path.relative_to(archive.folder)): path.read_bytes()
        for path in archive.folder.rglob("*")
        if path.is_file()
    }
    for place, record in enumerate(records(archive.folder)):
        if record.headers.get(
            "Newscrawl-Article", archive.id
        ) == archive.id and "/detail/" in record.headers.get("WARC-Target-URI", ""):
            found[f"record {place}"] = record.block + body_of(record.block)
    return found


def told(archive: Crawled, words: set[str]) -> set[str]:
    return {
        name
        for name, content in everything(archive).items()
        for word in words
        if word.encode() in content
    }


def is_right_for_warcio(folder: Path) -> bool:
    files = [str(path) for path in (folder / "warc").glob("*.warc.gz")]
    return (
        subprocess.run(
            [sys.executable, "-m", "warcio.cli", "check", *files], check=False, timeout=COMMAND_S
        ).returncode
        == 0
    )


def test_no_byte_of_it_is_left_and_all_else_is_where_it_was(archive: Crawled) -> None:
    words = secrets(archive)
    places = told(archive, words)
    assert {"articles.jsonl", "headlines.jsonl", "newscrawl.db"} < places and any(
        name.startswith("record") for name in places
    )
    assert any(name.startswith("failed/") for name in places)
    warc_before = {
        path.name: [member[:2] for member in members(path)]
        for path in (archive.folder / "warc").glob("*.warc.gz")
    }
    before = [(archive.folder / f"{feed}.jsonl").read_bytes() for feed in ("articles", "headlines")]
    run = suppress(archive)
    assert run.returncode == 0, run.stderr
    said = re.fullmatch(
        rf"suppress: {archive.id} is suppressed: 2 lines, \d headlines, [23] WARC records; \d+"
        r" lines of other articles no longer name it, and \d+ lines more say so; "
        r"\d+ records of other pages still show its headline \(run \S+ in .+\)\n",
        run.stderr,
    )
    assert said, run.stderr
    assert told(archive, words) == set()
    after = [(archive.folder / f"{feed}.jsonl").read_bytes() for feed in ("articles", "headlines")]
    for was, now in zip(before, after, strict=True):
        assert [len(line) for line in now.splitlines()][: was.count(b"\n")] == [
            len(line) for line in was.splitlines()
        ]
    *_, last = map(json.loads, after[1].splitlines())
    assert after[1].count(b"\n") == before[1].count(b"\n") + 1
    assert (last["id"], last["title"], last["suppressed"]) == (archive.id, "", True)
    assert {
        path.name: [member[:2] for member in members(path)]
        for path in (archive.folder / "warc").glob("*.warc.gz")
    } == warc_before
    assert is_right_for_warcio(archive.folder)
    last = lines_of(archive.folder)[before[0].count(b"\n")]
    assert (last["id"], last["change"], last["revision"], last["suppressed"], last["title"]) == (
        archive.id,
        "gone",
        3,
        True,
        "",
    )
    assert REASON.encode() not in b"".join(
        content
        for name, content in everything(archive).items()
        if not name.startswith(("runs", "news"))
    )
    verified = scrapy("verify", output=archive.folder)
    assert (verified.returncode, verified.stdout) == (0, "")


def members(path: Path) -> list[Any]:
    with path.open("rb") as file:
        return list(members_of(file))


@pytest.mark.slow
def test_no_run_brings_it_back_or_asks_for_it(archive: Crawled) -> None:
    words = secrets(archive)
    assert suppress(archive).returncode == 0
    lines, headlines = lines_of(archive.folder), lines_of(archive.folder, "headlines")
    site, url = archive.replica, f"{archive.replica.root}/en/news/detail/{archive.number}"
    for asked in (
        [],
        ["full=1"],
        ["ids=missing", "limit=3"],
        ["revisit=all"],
        [f"ids={archive.number - 1}-{archive.number + 1}"],
        [f"url={url}"],
    ):
        site.forget()
        run = crawl(site.root, archive.folder, *(word for one in asked for word in ("-a", one)))
        assert run.code == 0, run.last_line
        assert [path for path in site.requests() if path.endswith(str(archive.number))] == [], asked
    [page] = report(archive)["pages"]
    assert page == {"page": archive.id, "result": "suppressed", "why": ""}
    assert site.requests() == ["/robots.txt"] or site.requests() == []
    assert (lines_of(archive.folder), lines_of(archive.folder, "headlines")) == (lines, headlines)
    assert told(archive, words) == set()
    assert scrapy("verify", output=archive.folder).returncode == 0


def test_a_page_that_is_read_later_does_not_tell_its_headline(archive: Crawled) -> None:
    words = secrets(archive)
    assert suppress(archive).returncode == 0
    site = archive.replica
    [new] = site.apply(changes.publish("en"))
    try:
        assert crawl(site.root, archive.folder).code == 0
    finally:
        site.apply(changes.delete("en", new))
    [line] = [line for line in lines_of(archive.folder) if line["id"] == f"ccbsnews/en/{new}"]
    url = f"https://www.ccbsnews.info/en/news/detail/{archive.number}"
    assert [pair["title"] for pair in line["headlines"] if pair["url"] == url] == [""]
    assert told(archive, words) == set()
    verified = scrapy("verify", output=archive.folder)
    assert (verified.returncode, verified.stdout) == (0, "")


def report(archive: Crawled) -> dict[str, Any]:
    newest = max((archive.folder / "runs").iterdir(), key=lambda path: path.stat().st_mtime_ns)
    found: dict[str, Any] = json.loads(newest.read_bytes())
    return found


def test_its_run_is_a_run_like_others(archive: Crawled) -> None:
    assert suppress(archive).returncode == 0
    said = report(archive)
    assert said["arguments"] == {"suppress": archive.id, "reason": REASON}
    assert (said["spider"], said["verdict"], said["exit_code"], said["run"]) == (
        "ccbsnews",
        "healthy",
        0,
        lines_of(archive.folder)[-1]["run"],
    )
    assert said["counts"]["suppressed/lines"] == 2
    status = scrapy("status", output=archive.folder)
    assert "suppressed in en: 1, see scrapy suppress --list" in status.stdout
    assert "29 live, 0 gone, 1 suppressed" in status.stderr
    [told_language] = json.loads(scrapy("status", "--json", output=archive.folder).stdout)["sites"][
        0
    ]["languages"]
    assert told_language["numbers"]["suppressed"] == 1
    page = archive.folder.parent / "report.html"
    assert scrapy("report", str(page), output=archive.folder).returncode == 0


def test_a_second_takedown_says_so_and_the_list_tells_all(archive: Crawled) -> None:
    assert suppress(archive).returncode == 0
    again = scrapy("suppress", archive.id, "--reason", "another", output=archive.folder)
    assert again.returncode == 0
    assert re.match(
        rf"suppress: {archive.id} was suppressed already \(\S+Z\), and it was done again: ",
        again.stderr,
    )
    listed = scrapy("suppress", "--list", output=archive.folder)
    assert (
        listed.returncode,
        re.fullmatch(rf"{archive.id}  \S+Z  {REASON}\n", listed.stdout) is not None,
    ) == (0, True)
    assert listed.stderr.startswith("suppress: 1 suppressed (")
    assert scrapy("verify", output=archive.folder).returncode == 0


def test_a_number_that_was_never_met_is_kept_out(archive: Crawled) -> None:
    [coming] = archive.replica.apply(changes.publish("en"))
    try:
        run = scrapy("suppress", f"ccbsnews/en/{coming}", "--reason", REASON, output=archive.folder)
        assert run.stderr.startswith(
            f"suppress: ccbsnews/en/{coming} is suppressed: 0 lines, 0 headlines, 0 WARC records"
            " (run "
        )
        archive.replica.forget()
        assert crawl(archive.replica.root, archive.folder).code == 0
        assert [path for path in archive.replica.requests() if path.endswith(str(coming))] == []
    finally:
        archive.replica.apply(changes.delete("en", coming))
    assert f"ccbsnews/en/{coming}" not in {
        line["id"] for line in lines_of(archive.folder) + lines_of(archive.folder, "headlines")
    }


def test_a_folder_that_a_run_holds_is_75(archive: Crawled) -> None:
    lock = FolderLock(archive.folder)
    run = suppress(archive)
    lock.release()
    assert (run.returncode, run.stdout, run.stderr) == (
        75,
        "",
        f"suppress: another run holds {archive.folder}\n",
    )


@pytest.mark.slow
def test_a_damaged_warc_file_is_told_and_blocks_nothing(archive: Crawled) -> None:
    path = max((archive.folder / "warc").glob("*.warc.gz"), key=lambda one: one.name)
    of_it = f"Newscrawl-Article: {archive.id}\r\n".encode()
    own = [
        one
        for one in members(path)
        if of_it in one.content and b"WARC-Type: request\r\n" not in one.content
    ]
    os.truncate(path, own[-1].offset + own[-1].length - 9)
    for _ in range(2):
        run = suppress(archive)
        assert run.returncode == 1, run.stderr
        assert (
            f"; 1 record in damaged WARC files could not be taken down: {path.name} (" in run.stderr
        )
    assert (
        report(archive)["verdict"],
        report(archive)["counts"]["suppressed/records_damaged"],
    ) == ("unhealthy", 1)
    assert "cut short" not in scrapy("suppress", "--list", output=archive.folder).stdout
    assert crawl(archive.replica.root, archive.folder).code == 0
    verified = scrapy("verify", output=archive.folder)
    assert (verified.returncode, path.name in verified.stdout) == (1, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ccbsnews/en/4666"], "--reason is missing"),
        (["ccbsnews/en/4666", "--reason", "  "], "--reason is missing"),
        (["--reason", "why"], "it is 'scrapy suppress ID --reason TEXT'"),
        (
            ["ccbsnews/en/1", "ccbsnews/en/2", "--reason", "why"],
            "it is 'scrapy suppress ID --reason TEXT'",
        ),
        (
            ["4666", "--reason", "why"],
            "'4666' is no article that is known; an id looks like ccbsnews/en/4666",
        ),
        (["nosite/en/4666", "--reason", "why"], "'nosite/en/4666' is no article that is known"),
        (["ccbsnews/en/4666", "--reason", "\udcff"], "--reason is not UTF-8"),
        (["ccbsnews/en/0", "--reason", "why"], "'ccbsnews/en/0' is no article"),
        (["ccbsnews/en/x", "--reason", "why"], "'ccbsnews/en/x' is no id of ccbsnews"),
    ],
)
def test_wrong_usage_and_unknown_articles_are_2_and_nothing_is_written(
    crawled: Crawled, words: list[str], said: str
) -> None:
    before = archives.snapshot(crawled.folder)
    run = scrapy("suppress", *words, output=crawled.folder)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert said in run.stderr
    assert archives.snapshot(crawled.folder) == before


def test_a_folder_that_is_not_there_is_2(tmp_path: Path) -> None:
    for words in (["ccbsnews/en/1", "--reason", "why"], ["--list"]):
        run = scrapy("suppress", *words, output=tmp_path / "nowhere")
        assert (run.returncode, "there is no folder" in run.stderr) == (2, True)
    assert not (tmp_path / "nowhere").exists()
