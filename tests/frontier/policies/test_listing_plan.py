"""Where the news stands, and when a run has read all of it."""

from __future__ import annotations

import pytest

from newscrawl.frontier.policies.listing_plan import News, Shown, make_plan

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


# When the news meets what was known.

SETTLED = list(range(1000, 500, -1))


def read(news: News, *numbers: int, unknown: bool = True) -> None:
    """A page shows these; of those above the mark none has been met."""
    news.read(numbers, [number for number in numbers if number > 1000] if unknown else [])


def test_a_page_that_shows_only_what_was_known_ends_it() -> None:
    news = News(SETTLED)
    read(news, *range(991, 1001))
    assert (news.closed, news.any) == (True, False)


def test_news_above_what_was_known_ends_it() -> None:
    news = News(SETTLED)
    read(news, *range(995, 1004))
    assert (news.closed, news.any) == (True, True)


def test_a_full_page_of_news_goes_on() -> None:
    news = News(SETTLED)
    read(news, *range(1041, 1061))
    assert not news.closed
    read(news, *range(1021, 1041))
    read(news, *range(1001, 1021))
    assert not news.closed
    read(news, *range(981, 1001))
    assert news.closed


def test_a_box_of_the_most_read_beside_the_news_does_not_end_it() -> None:
    """Sixty articles were published, the page shows the newest ten of them, and five that everybody
    reads."""
    news = News(SETTLED)
    read(news, *range(1051, 1061), 999, 997, 996, 990, 985)
    assert not news.closed
    assert round(news.missing) == 50


def test_numbers_that_were_never_used_end_in_two_pages_that_bring_nothing() -> None:
    news = News(SETTLED)
    read(news, 1060, *range(985, 1001))
    assert not news.closed
    read(news, *range(985, 1001))
    read(news, *range(985, 1001))
    assert news.closed


def test_where_three_languages_share_the_numbers_a_third_of_them_is_expected() -> None:
    news = News(list(range(1000, 400, -3)))
    read(news, *range(1003, 1031, 3), *range(970, 1001, 3))
    assert news.closed
    assert news.gaps() == []


def test_a_run_that_was_cut_short_left_news_and_the_next_one_goes_past_it() -> None:
    """It fetched the newest ten of fifty and was killed: they are known, and they are not what the
    last complete run knew."""
    news = News(SETTLED, range(1041, 1051))
    read(news, *range(1041, 1051), unknown=False)
    assert (news.closed, news.any) == (False, True)


def test_an_article_that_appears_below_the_mark_is_news() -> None:
    news = News(SETTLED)
    news.read([*range(991, 1001), 731], [731])
    assert (news.closed, news.any) == (True, True)


def test_numbers_that_no_page_shows_are_visited_where_nearly_each_is_an_article() -> None:
    news = News(SETTLED)
    read(news, *[number for number in range(995, 1031) if number not in (1007, 1020)])
    assert news.gaps() == [1020, 1007]


def test_a_jump_of_the_numbers_is_no_reason_to_visit_thousands() -> None:
    news = News(SETTLED)
    read(news, 90_000, *range(985, 1001))
    assert news.gaps() == []


def test_with_nothing_known_nothing_is_met() -> None:
    news = News([])
    read(news, 5, 6)
    assert not news.closed
