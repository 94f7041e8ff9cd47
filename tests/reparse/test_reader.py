"""Kept pages are read as in a crawl; what cannot be read is reported and never raised."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.kept import PaperSpider, RuledSpider, keep, kept_articles
from support.parsing import DOUBTFUL, LOG_IN, STORIES, html, story

from newscrawl.items import Circumstances
from newscrawl.news_spider import NewsSpider
from newscrawl.reparse.layouts import Layouts
from newscrawl.reparse.reader import Reader
from newscrawl.reparse.values import KeptPage, Lesson, Outcome, Task

NOTHING_LEARNT = Layouts((), {})


def reader(folder: Path, spider: type[NewsSpider] = PaperSpider) -> Reader:
    return Reader(folder, spider, max_bytes=1 << 20)


def read(folder: Path, *pages: KeptPage, before: dict[str, str] | None = None) -> Outcome:
    return reader(folder).read(Task("paper/en/1", pages, before), NOTHING_LEARNT)


def test_an_article_is_read_from_its_record(tmp_path: Path) -> None:
    [page] = kept_articles(tmp_path, 1, titles=(STORIES[1][0],))
    outcome = read(tmp_path, replace(page, claims=(("page", "2026-01-09"),)))
    article = outcome.article
    assert article is not None
    assert (article.id, article.title, article.body) == ("paper/en/1", *STORIES[1])
    assert (article.url, article.fetched_from) == (
        "https://paper.test/en/news/detail/1",
        "http://paper.test/en/news/detail/1",
    )
    assert article.cause == "parser"
    assert article.withdrawn == [("page", "2026-01-09")], "the page gives no such day any more"
    assert article.warc is not None
    assert article.circumstances == page.circumstances
    assert [headline.id for headline in outcome.headlines] == ["paper/en/1", "paper/en/2"]
    assert {"body/text", "title/confirmed-block"} <= set(outcome.rules)


def test_headlines_of_listings_and_feeds_are_read_once_each(tmp_path: Path) -> None:
    feed = (
        f"<rss><channel><item><title>{STORIES[2][0]}</title><link>/en/news/detail/2</link>"
        "<pubDate>Thu, 08 Jan 2026 10:00:00 GMT</pubDate></item></channel></rss>"
    )
    rows = keep(
        tmp_path,
        ("/en/", html(story(3, list_of=(4, 5)))),
        ("/en/2", html(story(2, list_of=(4, 5)))),
        ("/rss", feed.encode()),
        ("/logo", b"\x89PNG"),
    )
    reading = reader(tmp_path)
    outcomes = [
        reading.read(Task(None, (KeptPage(row, None, None),)), NOTHING_LEARNT) for row in rows
    ]
    found = [[headline.id for headline in outcome.headlines] for outcome in outcomes]
    assert found == [["paper/en/4", "paper/en/5"], [], ["paper/en/2"], []]
    assert all(outcome.failure is None for outcome in outcomes)


def test_a_record_that_is_lost_gives_way_to_an_older_page(tmp_path: Path) -> None:
    [page] = kept_articles(tmp_path, 1)
    gone = replace(page, row={**page.row, "file": "moved-away.warc.gz"})
    assert read(tmp_path, gone, page).article is not None
    outcome = read(tmp_path, gone)
    assert outcome.article is None
    assert outcome.failure is not None
    assert outcome.failure.reason == "record lost"


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        ("/en/news/detail/1", b"%PDF-1.7", "no markup"),
        ("/en/news/detail/1", b"<!-- <p> -->", "no markup"),
        ("/en/elsewhere", html(story(1)), "no markup"),
        ("/en/news/detail/1", html(f"<h1>{STORIES[1][0]}</h1>"), "no body"),
        ("/en/news/detail/1", html(DOUBTFUL), "doubtful body"),
    ],
)
def test_a_page_that_can_no_longer_be_read_says_why(
    path: str, body: bytes, reason: str, tmp_path: Path
) -> None:
    [row] = keep(tmp_path, (path, body))
    seen = Circumstances(row["record_id"], (STORIES[1][0],), None, 0)
    outcome = read(tmp_path, KeptPage(row, None, None, seen))
    assert outcome.article is None
    assert outcome.failure is not None
    assert outcome.failure.reason == reason
    assert bool(outcome.rules) == (reason != "no markup")


def test_a_rule_that_raises_fails_its_page_and_no_other(tmp_path: Path) -> None:
    [page] = kept_articles(tmp_path, 1)
    task = Task("paper/en/1", (page,))
    failure = reader(tmp_path, RuledSpider).read(task, NOTHING_LEARNT).failure
    assert failure is not None
    assert (failure.reason, failure.detail) == ("rule failed", "KeyError: 'no such part'")


@pytest.mark.parametrize(
    ("reason", "titles", "before", "is_believed"),
    [
        ("no body", (), None, True),
        ("no body", ("Sheep were shorn yesterday near Pulvir",), None, False),
        ("another page", (), None, False),
        ("another page", (STORIES[1][0],), None, True),
        ("no body", (), {"title": "Another", "body": "Nothing of it is left."}, False),
        ("no body", (), {"title": "Another", "body": STORIES[1][1]}, True),
    ],
)
def test_a_page_that_failed_when_it_came_is_believed_only_with_a_reason(
    reason: str,
    titles: tuple[str, ...],
    before: dict[str, str] | None,
    is_believed: bool,
    tmp_path: Path,
) -> None:
    [page] = kept_articles(tmp_path, 1, titles=titles)
    outcome = read(tmp_path, replace(page, reason=reason), before=before)
    assert (outcome.article is not None) == is_believed
    assert outcome.failure is None, "it could not be read before either"


def test_what_its_lessons_taught_is_left_out_of_a_text(tmp_path: Path) -> None:
    refrain = (
        "<p>Write to us of what you saw, and we will print what we can of it, week by week.</p>"
    )
    numbers = (1, 2, 3, 4)
    rows = keep(
        tmp_path, *((f"/en/news/detail/{one}", html(story(one) + refrain)) for one in numbers)
    )
    pages = [KeptPage(row, None, None, Circumstances(row["record_id"], (), "a", 4)) for row in rows]
    reading, task = reader(tmp_path), Task("paper/en/1", (pages[0],))
    lessons = [
        (Lesson("a", place, page), reading.taught(page))
        for place, page in enumerate(pages, start=1)
    ]
    alone = reading.read(task, NOTHING_LEARNT).article
    learnt = reading.read(task, Layouts(lessons, {})).article
    assert alone is not None
    assert learnt is not None
    assert "Write to us" in alone.body
    assert learnt.body == STORIES[1][1]


def test_a_log_in_form_in_an_articles_place_is_no_article(tmp_path: Path) -> None:
    [row] = keep(tmp_path, ("/en/news/detail/1", html(LOG_IN)))
    seen = Circumstances(row["record_id"], (STORIES[1][0],), None, 0)
    outcome = read(tmp_path, KeptPage(row, None, None, seen, "another page"))
    assert (outcome.article, outcome.failure) == (None, None)
