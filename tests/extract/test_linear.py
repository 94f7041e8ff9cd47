"""Reading grows with what is read, never with its square: counted in lines of our code that run,
and in steps of patterns, not by a clock."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

import pytest
from support.hostile_pages import FEEDS, PAGES, PageOf
from support.paper_pages import SITE, a_page, an_article

from newscrawl.errors import PageError
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.dates.find import find_dates
from newscrawl.extract.feeds import read_feed
from newscrawl.extract.html.charset import as_utf8
from newscrawl.extract.html.hints import hints
from newscrawl.extract.html.page import flatten
from newscrawl.extract.json_ld import ARTICLE_TYPES, _path
from newscrawl.extract.links import find_links
from newscrawl.text import fold_body

BYTES = 5_000
"""Of the smallest page: enough that what is done once for a page is little of it."""
MAX_GROWTH = 2.6
"""Twice the size is twice the work, or a little more where pages have a part that does not grow;
where each item looks at each other, it is four times the work."""
MANY = 1_000_000
MIN_GROWTH_LINES = 1_500
"""A growth of fewer lines is of a page that the parser has made small."""


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python run, loops within a line counted each time round."""
    count = 0

    def trace(_: FrameType, event: str, __: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def read_all(body: bytes) -> None:
    """All that a crawl does with an article page."""
    try:
        page = a_page(body, content_type="")
        article = an_article(body, content_type="")
    except PageError:
        return
    find_links(page, SITE)
    memory = Boilerplate()
    article.teach(memory)
    article.read(memory)


def growth(make: PageOf, read: Callable[[bytes], object]) -> float:
    """How many times as much the second doubling of the size adds as the first."""
    pages = [make(BYTES * factor) for factor in (1, 2, 4)]
    for body in pages:
        # What is remembered of texts is the same for all three then, and each pattern compiled:
        # some are asked of a small page alone.
        read(body)
    first, second, third = (lines_run(partial(read, body)) for body in pages)
    if third - second < MIN_GROWTH_LINES:
        return 0
    return (third - second) / max(1, second - first)


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_of_twice_the_size_is_twice_the_work(kind: str) -> None:
    assert growth(PAGES[kind], read_all) < MAX_GROWTH


@pytest.mark.parametrize("kind", FEEDS)
def test_a_feed_of_twice_the_size_is_twice_the_work(kind: str) -> None:
    assert growth(FEEDS[kind], read_feed) < MAX_GROWTH


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (ARTICLE_TYPES.search, "a" * MANY),
        (_path, "https://paper.test/a" + "?" * MANY + "\nb"),
        (find_dates, "9 January" + "\u200e" * MANY + " 2026"),
        (find_dates, "9 January 2026" + "\u200e" * MANY + " 2027"),
        (flatten, b"<" + b"a" * MANY),
        (flatten, b'<a "' * (MANY // 4)),
        (flatten, b"<a '\"" * (MANY // 5)),
        (flatten, b"<a b=/" + b"/" * MANY),
        (flatten, b"<script></script" + b" " * MANY),
        (hints, "social" * (MANY // 6)),
        (hints, "tag-" * (MANY // 4)),
        (fold_body, "\n" + " " * MANY + "a"),
        (as_utf8, b"\xe0" + b"<p>" + b"a" * MANY),
        (as_utf8, b"\xe0" + b"a" * MANY + b" \xe0" * MANY),
    ],
)
def test_no_pattern_tries_again_what_it_has_read(
    read: Callable[[Any], object], text: str | bytes
) -> None:
    """At this size the square of it is an hour: the test would not end."""
    read(text)


def test_the_square_of_the_size_is_noticed() -> None:
    def pairs(body: bytes) -> int:
        return sum(1 for one in body[:200] for _ in body[: len(body) // 50] if one)

    def squares(body: bytes) -> int:
        items = range(len(body) // 50)
        return sum(1 for _ in items for _ in items)

    assert growth(lambda size: b"x" * size, pairs) < MAX_GROWTH
    assert growth(lambda size: b"x" * size, squares) > MAX_GROWTH
