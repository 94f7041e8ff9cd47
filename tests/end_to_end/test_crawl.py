"""From the root to the feed: the real command on the replica, in every markup; twice; with a real
page's text; and with what can be wrong.

The replica knows the truth about its articles, whatever the markup makes of them.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from support.commands import Run, Texts, crawl, scrapy_crawl
from support.paths import NO_SEED_PAGE, SCHEMAS, SEED_PAGE
from support.timeouts import patient
from support.variants import first_then_slow

from newscrawl.replica import Record, running
from newscrawl.replica.markups import MARKUPS
from newscrawl.replica.seed_page import read_seed_page
from newscrawl.storage.files.lock import FolderLock

# Every markup.


@dataclass(frozen=True)
class Crawled:
    """A site, crawled, and the truth about it."""

    truth: list[Record]
    run: Run
    asked: list[str]
    """What the site was asked for, in order."""

    def told(self, name: str) -> dict[str, Any]:
        return {line["id"]: line[name] for line in self.run.lines()}

    def true(self, name: str) -> dict[str, Any]:
        return {record["id"]: record[name] for record in self.truth}  # type: ignore[literal-required]


@pytest.fixture(scope="module", params=first_then_slow(MARKUPS))
def crawled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    with running(markup=request.param, articles=48, listing_size=6) as replica:
        run = crawl(replica.root, tmp_path_factory.mktemp(request.param))
        return Crawled(replica.truth(), run, replica.requests())


def test_every_article_is_written_once(crawled: Crawled) -> None:
    assert Counter(line["id"] for line in crawled.run.lines()) == Counter(
        record["id"] for record in crawled.truth
    )
    assert [line["seq"] for line in crawled.run.lines()] == list(range(1, len(crawled.truth) + 1))


def test_no_page_is_fetched_twice(crawled: Crawled) -> None:
    assert [path for path, times in Counter(crawled.asked).items() if times > 1] == []


@pytest.mark.parametrize(
    "name",
    ["url", "language", "title", "body", "headlines", "page_date", "published", "published_from"],
)
def test_a_field_is_as_published(crawled: Crawled, name: str) -> None:
    assert crawled.told(name) == crawled.true(name)


def test_every_line_fits_its_schema(crawled: Crawled) -> None:
    for feed, schema in (
        (crawled.run.articles, "article.json"),
        (crawled.run.headlines, "headline.json"),
    ):
        validator = jsonschema.Draft202012Validator(json.loads((SCHEMAS / schema).read_bytes()))
        assert feed.endswith(b"\n")
        for line in feed.splitlines():
            validator.validate(json.loads(line))


def test_the_run_is_healthy_and_says_so(crawled: Crawled) -> None:
    assert (crawled.run.code, crawled.run.report["failures"], crawled.run.report["traps"]) == (
        0,
        [],
        [],
    )
    assert crawled.run.last_line.startswith(
        f"ccbsnews: healthy: {len(crawled.truth)} new, 0 changed, 0 unchanged, 0 failed"
    )


@pytest.mark.parametrize("markup", first_then_slow(MARKUPS))
def test_a_second_run_writes_nothing_and_asks_for_three_pages_at_most(
    markup: str, tmp_path: Path
) -> None:
    with running(markup=markup, articles=48, listing_size=6) as replica:
        first = crawl(replica.root, tmp_path)
        replica.forget()
        second = crawl(replica.root, tmp_path)
        asked = replica.requests()
    assert (second.articles, second.headlines) == (first.articles, first.headlines)
    assert second.code == 0
    assert "healthy: 0 new, 0 changed, 0 unchanged, 0 failed" in second.last_line
    assert len([path for path in asked if path != "/robots.txt"]) <= 3


# A real page's text, given at run time.


@pytest.mark.skipif(not SEED_PAGE.exists(), reason=NO_SEED_PAGE)
@pytest.mark.parametrize("markup", MARKUPS)
def test_the_real_page_comes_out_whole(markup: str, tmp_path: Path) -> None:
    page = read_seed_page(SEED_PAGE)
    with running(markup=markup, articles=24, languages=("en",), seed_page=SEED_PAGE) as replica:
        run = crawl(replica.root, tmp_path)
    line = next(line for line in run.lines() if line["id"] == "ccbsnews/en/4666")
    assert line["title"] == page.title
    assert line["body"].split("\n\n") == list(page.paragraphs)
    assert line["headlines"] == [
        {
            "title": title,
            "url": f"https://www.ccbsnews.info/en/news/detail/{7517 - place}",
            "published": day.isoformat(),
        }
        for place, (title, day) in enumerate(page.headlines)
    ]
    assert len(line["headlines"]) == 10
    assert line["page_date"] == "2026-01-14"
    assert (line["published"], line["published_from"]) == (None, None)
    assert run.code == 0


# What can be wrong with a site.


def crawl_with(fault: str, output: Path, *settings: str) -> tuple[Run, Texts, Texts]:
    """A crawl of a site with a fault; the texts that can be read, and those of all articles."""
    with running(markup="tables", articles=15, languages=("en",), faults=(fault,)) as replica:
        run = crawl(replica.root, output, "RETRY_TIMES=0", "NEWSCRAWL_BACKOFF=0", *settings)
        readable = {record["id"]: (record["title"], record["body"]) for record in replica.truth()}
        articles = [
            archive.article(number)
            for archive in replica.site.archives.values()
            for number in archive.numbers
        ]
    return (
        run,
        readable,
        {f"ccbsnews/en/{one.number}": (one.title, "\n\n".join(one.paragraphs)) for one in articles},
    )


def texts(run: Run) -> Texts:
    return {line["id"]: (line["title"], line["body"]) for line in run.lines()}


@pytest.mark.parametrize(
    ("fault", "settings"),
    [
        ("nul", []),
        ("bad-bytes", []),
        ("charset-absent", []),
        ("charset-wrong", []),
        ("sid", []),
        ("flaky", ["RETRY_TIMES=1", "NEWSCRAWL_REFUSALS_MAX=100"]),
    ],
)
def test_a_site_that_is_odd_is_read_all_the_same(
    fault: str, settings: list[str], tmp_path: Path
) -> None:
    run, readable, _ = crawl_with(fault, tmp_path, *settings)
    assert texts(run) == readable
    assert (run.code, run.report["failures"]) == (0, [])


def test_an_article_inside_50_000_elements_is_read_or_told_and_never_written_wrong(
    tmp_path: Path,
) -> None:
    run, readable, everything = crawl_with("deep", tmp_path)
    [deep] = everything.keys() - readable.keys()
    assert {**texts(run), deep: everything[deep]} == everything
    told = [failure["url"] for failure in run.report["failures"]]
    assert texts(run).get(deep) == everything[deep] or (run.code == 1 and len(told) == 1)


@pytest.mark.parametrize(("fault", "shape"), [("calendar", "/calendar/"), ("growing", "/more/")])
def test_a_trap_ends_by_itself_and_has_its_line(fault: str, shape: str, tmp_path: Path) -> None:
    run, readable, _ = crawl_with(fault, tmp_path)
    assert texts(run) == readable
    assert run.code == 0
    assert all(trap["shape"].startswith(shape) for trap in run.report["traps"])
    assert run.report["traps"]


def test_a_redirect_loop_is_a_trap_that_ends_by_itself(tmp_path: Path) -> None:
    run, readable, _ = crawl_with("redirect-loop", tmp_path)
    assert (texts(run), run.code, run.report["failures"]) == (readable, 0, [])
    assert run.report["counts"]["listings/not_found"] >= 1


@pytest.mark.parametrize(
    ("fault", "kind", "reason"),
    [
        ("huge", "article", "too large"),
        ("gzip-bomb", "article", "too large"),
        ("hanging", "article", "timeout"),
        ("cut", "article", "cut short"),
        ("some-500", "article", "http 500"),
    ],
)
def test_a_page_that_cannot_be_had_is_one_line_and_the_rest_is_there(
    fault: str, kind: str, reason: str, tmp_path: Path
) -> None:
    # What never answers is waited for once, and no longer than any other page needs.
    patience = [f"DOWNLOAD_TIMEOUT={patient(0.3)}", "RETRY_TIMES=0"] if fault == "hanging" else []
    run, readable, _ = crawl_with(fault, tmp_path, *patience)
    assert texts(run) == readable
    assert run.code == 1
    failures = run.report["failures"]
    assert {(failure["kind"], failure["reason"]) for failure in failures} == {(kind, reason)}
    assert len({failure["url"] for failure in failures}) == len(failures)
    assert reason in run.last_line


@pytest.mark.parametrize(
    ("fault", "code", "told"),
    [
        ("all-403", 1, "http 403"),
        ("maintenance", 1, "no article was found"),
        ("robots-500", 69, "could not be reached"),
        ("robots-forbids", 77, "robots.txt forbids"),
    ],
)
def test_a_site_that_gives_nothing_is_told_in_the_exit_code(
    fault: str, code: int, told: str, tmp_path: Path
) -> None:
    run, *_ = crawl_with(fault, tmp_path)
    assert (run.code, run.articles) == (code, b"")
    assert told in run.last_line
    assert run.report["exit_code"] == code


def test_a_server_that_dies_leaves_what_was_had(tmp_path: Path) -> None:
    run, readable, _ = crawl_with("dies", tmp_path)
    assert run.code == 1
    assert texts(run).items() <= readable.items()


def test_a_second_run_leaves_the_folder_of_another_alone(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path)
    with running(markup="tables", articles=15, languages=("en",)) as replica:
        done = scrapy_crawl("-a", f"root={replica.root}", "-s", f"NEWSCRAWL_OUTPUT={tmp_path}")
        asked = replica.requests()
    assert (done.returncode, asked, [path.name for path in tmp_path.iterdir()]) == (
        75,
        [],
        [".lock"],
    )
    assert "another run holds" in done.stderr.splitlines()[-1]
    del lock
