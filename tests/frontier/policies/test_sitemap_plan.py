"""Which sitemaps are read for news: those that showed them, new ones, and those that changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from newscrawl.frontier.policies.listing_plan import MAX_PAGES, Shown
from newscrawl.frontier.policies.sitemap_plan import (
    LOOKED_AT,
    MAX_CHANGED,
    changed_first,
    marks_of,
    plan_of_feeds,
    worth_reading,
)
from newscrawl.storage.backlog import FeedRead

READ_AT = "2026-01-14T09:30:00Z"


def test_a_feed_that_no_index_names_is_read_itself() -> None:
    feed = Shown("/rss", 1, frozenset("abc"))
    assert plan_of_feeds([feed], {}, [*"abc"]) == ["/rss"]
    assert plan_of_feeds([], {}, [*"abc"]) == []


def test_the_others_of_an_index_stand_behind_those_with_the_news() -> None:
    feeds = [Shown("/old.xml", 1, frozenset("xyz")), Shown("/new.xml", 1, frozenset("abc"))]
    indexes = {"/old.xml": "/i", "/new.xml": "/i", "/empty.xml": "/i", "/else.xml": "/j"}
    plan = plan_of_feeds(feeds, indexes, [*"abcxyz"])
    assert plan[:2] == ["/i", "/new.xml"]
    assert set(plan) == {"/i", "/old.xml", "/new.xml", "/empty.xml"}
    many = {f"/{number}.xml": "/i" for number in range(100)} | {"/new.xml": "/i"}
    assert len(plan_of_feeds(feeds[1:], many, [*"abc"])) == MAX_PAGES


@pytest.mark.parametrize(
    ("changed", "is_read"),
    [
        ("2026-01-14T09:31:00+00:00", True),
        ("2026-01-14T10:31:00+02:00", False),
        ("2026-01-14T09:29:00Z", False),
        ("2026-01-14T09:31:00", True),
        ("2026-01-14", True),
        ("2026-01-13", False),
        ("2026", False),
        ("yesterday", False),
    ],
)
def test_what_may_have_changed_since_the_index_was_read_is_read(
    changed: str, is_read: bool
) -> None:
    must, others = changed_first(["/a", "/b"], {"/b": changed}, READ_AT, ["/a", "/b"])
    assert must == (["/b"] if is_read else [])
    assert others == (["/a"] if is_read else ["/a", "/b"])


def test_a_new_one_is_read_and_one_that_is_gone_is_not() -> None:
    assert changed_first(["/new", "/a"], {}, READ_AT, ["/gone", "/a"]) == (["/new"], ["/a"])


def test_an_index_that_says_of_all_that_they_changed_says_nothing() -> None:
    named = [f"/{number}" for number in range(MAX_CHANGED + 1)]
    changed = dict.fromkeys(named, "2026-01-15")
    assert changed_first(named, changed, READ_AT, named) == ([], named)
    assert changed_first(named, changed, None, named)[1] == named
    assert changed_first(
        ["/a", "/b"], {"/a": "2026-01-15", "/b": "2026-01-15"}, READ_AT, ["/a"]
    ) == (
        ["/b"],
        ["/a"],
    )
    both = ["/a", "/b"]
    assert changed_first(both, dict.fromkeys(both, "2026-01-15"), READ_AT, both) == ([], both)


def test_of_a_plan_that_was_cut_nothing_is_new() -> None:
    planned = [f"/{number}" for number in range(MAX_PAGES - 1)]
    assert changed_first([*planned, "/x"], {}, READ_AT, planned) == ([], planned)


def days_read(changed: dict[str, str | None], read: dict[str, FeedRead | None]) -> list[int]:
    """For each of these feeds on how many of ten days it is read."""
    days = [date(2026, 2, 1) + timedelta(days) for days in range(LOOKED_AT)]
    worth = [worth_reading(changed, read, day) for day in days]
    return [sum(url in urls for urls in worth) for url in changed]


def test_of_an_index_those_are_passed_by_that_have_not_changed_since_they_were_read() -> None:
    old, new = "2026-01-02", "2026-01-14T10:00:00Z"
    changed = {"/old.xml": old, "/new.xml": new, "/else.xml": None, "/unread.xml": old}
    read = {
        "/old.xml": FeedRead(READ_AT, old),
        "/new.xml": FeedRead(READ_AT, old),
        "/else.xml": FeedRead(READ_AT, None),
        "/unread.xml": None,
    }
    assert days_read(changed, read) == [1, LOOKED_AT, LOOKED_AT, LOOKED_AT]


def test_what_an_index_says_of_the_day_of_the_reading_may_have_come_after_it() -> None:
    changed: dict[str, str | None] = {
        "/a.xml": "2026-01-14",
        "/b.xml": "2026-01-13",
        "/c.xml": "2026-01-14T10:00:00Z",
    }
    read: dict[str, FeedRead | None] = {
        url: FeedRead(READ_AT, said) for url, said in changed.items()
    }
    assert days_read(changed, read) == [LOOKED_AT, 1, LOOKED_AT]


def test_what_changed_last_of_all_is_read_whatever_its_index_says() -> None:
    changed: dict[str, str | None] = {"/a.xml": "2025-12-31", "/b.xml": "2025-11-30"}
    read: dict[str, FeedRead | None] = {
        url: FeedRead(READ_AT, said) for url, said in changed.items()
    }
    assert days_read(changed, read) == [LOOKED_AT, 1]


def test_an_index_that_says_the_same_of_all_its_files_is_not_believed() -> None:
    changed: dict[str, str | None] = {"/a.xml": "2020-01-01", "/b.xml": "2020-01-01"}
    read: dict[str, FeedRead | None] = {
        url: FeedRead(READ_AT, said) for url, said in changed.items()
    }
    assert days_read(changed, read) == [LOOKED_AT, LOOKED_AT]


def test_a_plan_can_be_made_of_what_stands_for_the_articles() -> None:
    feed = Shown("/rss", 1, marks_of("abc"))
    assert plan_of_feeds([feed], {}, marks_of("abc")) == ["/rss"]
    assert plan_of_feeds([feed], {}, marks_of("xyz")) == []
