"""Where the news stands: the pages to read first, and where they go on."""

from __future__ import annotations

import pytest

from newscrawl.frontier.policies.listing_plan import Shown, make_plan

NEWEST = list(range(400, 100, -1))


def page(url: str, depth: int, *numbers: int) -> Shown:
    return Shown(url, depth, frozenset(numbers))


def ranks(first: int, last: int) -> list[int]:
    """The articles of these ranks, the newest being 0."""
    return NEWEST[first : last + 1]


LATEST = ranks(0, 9)
"""A block of latest news that stands on every page."""


def test_a_plan_goes_down_the_list_page_by_page() -> None:
    pages = [page("/", 0, *LATEST)]
    pages += [
        page(f"/news?p={number}", number, *LATEST, *ranks(20 * number - 20, 20 * number - 1))
        for number in range(1, 16)
    ]
    assert make_plan(pages, NEWEST) == ["/", *(f"/news?p={number}" for number in range(1, 16))]


def test_the_pages_of_a_topic_are_no_way_down() -> None:
    topic = page("/topic", 1, *LATEST, *NEWEST[10::7])
    assert make_plan([page("/", 0, *LATEST), topic, page("/news", 1, *ranks(0, 29))], NEWEST)[
        :2
    ] == ["/", "/news"]


def test_articles_that_only_a_topic_shows_do_not_turn_the_plan() -> None:
    listed = [number for number in NEWEST if number % 13]
    pages = [
        page("/", 0, *LATEST),
        page("/topic", 1, *[number for number in NEWEST if not number % 13]),
    ]
    pages += [
        page(f"/news/{start}", 2, *listed[start : start + 25])
        for start in range(0, len(listed), 25)
    ]
    assert make_plan(pages, NEWEST)[:4] == ["/", "/news/0", "/news/25", "/news/50"]


def test_the_page_nearest_to_the_start_comes_first() -> None:
    assert make_plan([page("/deep", 3, *LATEST), page("/", 0, *LATEST)], NEWEST)[0] == "/"


def test_a_site_that_shows_its_newest_nowhere_has_no_plan() -> None:
    assert make_plan([page("/", 0, *ranks(50, 90))], NEWEST) == []
    assert make_plan([], NEWEST) == []


@pytest.mark.parametrize("known", [1, 2, 3])
def test_a_young_site_has_a_plan_too(known: int) -> None:
    assert make_plan([page("/", 0, *range(1, known + 1))], list(range(known, 0, -1))) == ["/"]
