"""Which sitemaps are read for news: those that showed them, new ones, and those that changed."""

from __future__ import annotations

import pytest

from newscrawl.frontier.policies.listing_plan import MAX_PAGES, Shown
from newscrawl.frontier.policies.sitemap_plan import MAX_CHANGED, changed_first, plan_of_feeds

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


def test_of_a_plan_that_was_cut_nothing_is_new() -> None:
    planned = [f"/{number}" for number in range(MAX_PAGES - 1)]
    assert changed_first([*planned, "/x"], {}, READ_AT, planned) == ([], planned)
