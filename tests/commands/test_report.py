"""`scrapy report FILE`, run as users run it: what stands on the page, that it needs nothing else,
and that reading changes nothing."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from lxml import etree, html
from support import archives, browser, many
from support.makers import NOON, ready
from support.project import scrapy

from newscrawl.records import article_record
from newscrawl.replica import changes, running
from newscrawl.storage.archive import Archive
from newscrawl.storage.files.lock import FolderLock

HOSTILE = """</title></style><script>alert("1")</script><img src='http://127.0.0.1:1/x'> “quotes” & 'more' \x00"""
NO_BROWSER = "NOT LOOKED AT IN A BROWSER: there is no chromium here; .ci/run installs it"
with_browser = pytest.mark.skipif(browser.CHROMIUM is None, reason=NO_BROWSER)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archives.make(tmp_path_factory.mktemp("made") / "output")


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "output"))


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A replica in three languages, crawled, changed and crawled again; then an article that means
    harm."""
    folder = tmp_path_factory.mktemp("crawled") / "output"
    with running(articles=60, own_date_share=0.6) as replica:
        quick = (
            "-s",
            "DOWNLOAD_DELAY=0",
            "-s",
            "AUTOTHROTTLE_ENABLED=False",
            "-a",
            f"root={replica.root}",
        )
        assert scrapy("crawl", "ccbsnews", *quick, output=folder).returncode == 0
        numbers = replica.numbers("ka")
        replica.apply(
            changes.edit("ka", numbers[-2]),
            changes.edit("en", numbers[-3], "body"),
            changes.delete("ru", numbers[-4]),
        )
        assert (
            scrapy("crawl", "ccbsnews", *quick, "-a", "revisit=all", output=folder).returncode == 0
        )
    archive = Archive(folder, run=archives.KILLED, clock=lambda: NOON)
    for language in ("en", "ka"):
        record = article_record(ready(7600)) | {
            "id": f"ccbsnews/{language}/7600",
            "language": language,
            "title": HOSTILE,
        }
        archive.add_revision(
            record | {"url": "javascript:alert(2)"} if language == "en" else record
        )
    archive.close()
    return folder


@pytest.fixture(scope="module")
def page(crawled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    run = scrapy("report", str(path), output=crawled)
    assert run.returncode == 0, run.stderr
    return path


def parsed(path: Path) -> html.HtmlElement:
    return html.document_fromstring(
        path.read_bytes().decode("utf-8"), parser=html.HTMLParser(encoding=None)
    )


def words(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


# What stands on it.


def test_it_shows_the_counts_that_status_shows(crawled: Path, page: Path) -> None:
    [site] = json.loads(scrapy("status", "--json", output=crawled).stdout)["sites"]
    document = parsed(page)
    figures = {
        words(one.find("dt")): words(one.find("dd")) for one in document.find_class("figures")[0]
    }
    languages = site["languages"]
    assert figures == {
        "live": f"{sum(one['live'] for one in languages):,}",
        "gone": f"{sum(one['gone'] for one in languages):,}",
        "live without a day": f"{sum(one['undated'] for one in languages):,}",
        "numbers accounted for": f"{sum(one['numbers']['accounted'] for one in languages):,}",
        "numbers missing": f"{sum(one['numbers']['missing'] for one in languages):,}",
        "failing": f"{len(site['failures']):,}",
    }
    for language, table in zip(languages, document.find_class("kinds"), strict=True):
        counts = [int(words(row.find("td")).replace(",", "")) for row in table.find("tbody")]
        numbers = language["numbers"]
        dated = sum(language["dated"].values())
        absent = numbers["absent"] + numbers["elsewhere"]
        assert counts == [
            dated,
            language["undated"],
            language["gone"],
            absent,
            numbers["failed"],
            numbers["missing"],
        ]


def test_runs_revisions_and_newest_articles_are_on_it(page: Path) -> None:
    document = parsed(page)
    assert [words(one) for one in document.iter("h2")] == [
        "Calendar",
        "Numbers",
        "Where the days are from",
        "The last runs",
        "The newest articles",
        "The newest revisions",
        "The site as a whole",
        "Checks",
    ]
    revisions = document.find_class("revision")
    assert {"gone", "changed"} <= {words(one.find_class("what")[0]) for one in revisions}
    assert any("added: " in words(one) for one in document.iter("ins"))
    assert any("removed: " in words(one) for one in document.iter("del"))
    assert re.search("[ა-ჰ]", words(document.find_class("articles")[1]))


def test_failures_and_doubts_are_told(folder: Path, tmp_path: Path) -> None:
    run = scrapy("report", str(tmp_path / "report.html"), output=folder)
    assert run.returncode == 0
    told = words(parsed(tmp_path / "report.html"))
    assert (
        "Doubted, and gone if the next look finds the same: another page stands in the place of"
        " paper/en/5." in told
    )
    assert "paper/en/9 no body" in told.replace("9no", "9 no")
    assert run.stderr.endswith(
        f": 7 live, 1 gone, 0 numbers missing, 2 failing; no run is under way ({folder})\n"
    )
    assert re.match(rf"report: {tmp_path}/report\.html \(\d+ kB\): ", run.stderr)
    assert (run.stdout, run.stderr.count("\n")) == ("", 1)


# What it is made of.


def test_it_is_well_formed_whatever_a_title_holds(page: Path) -> None:
    document = parsed(page)
    titles = [words(one) for one in document.find_class("articles")[0].iter("a", "span")]
    assert " ".join(HOSTILE.replace("\x00", "\N{REPLACEMENT CHARACTER}").split()) in titles
    assert not list(document.iter("script", "img", "iframe", "object", "link", "base", "form"))
    text = page.read_text("utf-8")
    # Tags that are opened are closed: but for the void ones it is XML.
    etree.fromstring(
        re.sub(
            r"<(meta[^>]*)>", r"<\1/>", re.sub(r"<style>.*?</style>", "", text, flags=re.S)
        ).encode()
    )


def test_it_needs_nothing_else(page: Path) -> None:
    document = parsed(page)
    for element in document.iter():
        for name, value in element.attrib.items():
            assert name not in ("src", "srcset", "data", "action", "poster"), (element.tag, name)
            assert not name.startswith("on"), (element.tag, name)
            if name == "href":
                assert element.tag == "a" and value.startswith(("http://", "https://")), value
    [style] = document.iter("style")
    assert not re.search(r"url\(|@import|@font-face", str(style.text))
    [policy] = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_it_can_be_read_without_seeing_it(page: Path) -> None:
    document = parsed(page)
    assert document.get("lang") == "en"
    assert len(list(document.iter("h1"))) == 1 and len(list(document.iter("main"))) == 1
    for picture in document.iter("svg"):
        hidden = any(
            one.get("aria-hidden") == "true" or one.get("role") == "img"
            for one in (picture, *picture.iterancestors())
        )
        assert hidden and (
            picture.get("aria-hidden")
            or picture.get("aria-label")
            or picture.getparent() is not None
        )
    for picture in document.xpath("//*[@role='img']"):
        assert picture.get("aria-label")
    for table in document.iter("table"):
        assert all(head.get("scope") for head in table.iter("th"))
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(document.xpath("//@aria-labelledby")) == set(ids)


@pytest.mark.slow
@with_browser
def test_a_browser_has_nothing_to_complain_of(page: Path, tmp_path: Path) -> None:
    assert browser.complaints(page) == []
    bad = tmp_path / "bad.html"
    bad.write_text("<script>nothing()</script>", "utf-8")
    assert browser.complaints(bad), "this test would see nothing"


@pytest.mark.slow
@with_browser
def test_it_does_not_scroll_sideways_on_a_phone(page: Path) -> None:
    assert browser.width_of(page, 360) <= 360


# Reading and writing.


def test_a_folder_at_rest_is_not_changed_by_a_byte(folder: Path, tmp_path: Path) -> None:
    before = archives.snapshot(folder)
    assert scrapy("report", str(tmp_path / "report.html"), output=folder).returncode == 0
    assert archives.snapshot(folder) == before


def test_after_a_kill_and_beside_a_run_it_reads_what_was_committed(
    folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    before = archives.snapshot(archives.killed(folder))
    assert scrapy("report", str(path), output=folder).returncode == 0
    assert archives.snapshot(folder) == before
    assert "killed" in words(parsed(path))
    lock = FolderLock(folder)
    archive = archives.begun(folder, "20260117T093000Z-4d6e")
    archive.add_revision(article_record(ready(30)))
    archive.commit()
    run = scrapy("report", str(path), output=folder)
    assert run.returncode == 0 and "a run is under way" in run.stderr
    assert "A run is under way since" in words(parsed(path))
    archive.add_revision(article_record(ready(31)))
    archive.close()
    lock.release()


def test_where_nothing_is_known_it_says_so_and_writes_nothing(tmp_path: Path) -> None:
    run = scrapy("report", str(tmp_path / "report.html"), output=tmp_path / "output")
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr.startswith("report: nothing is known yet: no run has written a state in ")
    assert list(tmp_path.iterdir()) == []


def test_a_state_without_an_article_has_a_page_too(tmp_path: Path) -> None:
    archives.ended(archives.begun(tmp_path / "output", archives.FIRST), "unreachable", 69, {})
    run = scrapy("report", str(tmp_path / "report.html"), output=tmp_path / "output")
    assert run.returncode == 0, run.stderr
    told = words(parsed(tmp_path / "report.html"))
    assert "Nothing is known of it yet" in told and "unreachable" in told


@pytest.mark.parametrize(
    "arguments",
    [[], ["a.html", "b.html"], [""], ["a.html", "-s", "NEWSCRAWL_OUPUT=x"], ["--jsn", "a.html"]],
)
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    run = scrapy("report", *arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr


@pytest.mark.parametrize(
    "name",
    ["articles.jsonl", "newscrawl.db", "runs/x.html", "failed", "../output/headlines.jsonl", "."],
)
def test_what_belongs_to_the_archive_is_not_written_over(folder: Path, name: str) -> None:
    before = archives.snapshot(folder)
    run = scrapy("report", str(folder / name), output=folder)
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert archives.snapshot(folder) == before


def test_a_file_that_cannot_be_written_is_74_and_a_broken_state_too(
    folder: Path, tmp_path: Path
) -> None:
    for place in (tmp_path / "nowhere" / "report.html", tmp_path / ("long" * 99)):
        run = scrapy("report", str(place), output=folder)
        assert (run.returncode, run.stderr.count("\n")) == (74, 1)
        assert "cannot write" in run.stderr
    (folder / "newscrawl.db").write_bytes(b"not a database " * 999)
    (tmp_path / "report.html").write_text("as it was", "utf-8")
    run = scrapy("report", str(tmp_path / "report.html"), output=folder)
    assert (run.returncode, run.stderr.count("\n")) == (74, 1)
    assert (tmp_path / "report.html").read_text("utf-8") == "as it was"


@pytest.mark.slow
def test_a_hundred_thousand_numbers_are_a_small_page(tmp_path: Path) -> None:
    folder = many.make(tmp_path / "output", 100_000)
    run = scrapy("report", str(tmp_path / "report.html"), output=folder)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "report.html").stat().st_size < 1_000_000
    document = parsed(tmp_path / "report.html")
    assert len(document.find_class("months")) == 1
    assert len(document.find_class("year")) == 3
    assert "20 numbers a cell" in words(document)
    assert "revision 2" in words(document.find_class("revision")[0])
