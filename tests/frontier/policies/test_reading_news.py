"""When a run has read all of the news: where it meets what was known."""

from __future__ import annotations

from newscrawl.frontier.policies.reading_news import NewsReading, UnnumberedNews

SETTLED = list(range(1000, 500, -1))


def read(news: NewsReading, *numbers: int, unknown: bool = True) -> None:
    """A page shows these; of those above the mark none has been met."""
    news.read(numbers, [number for number in numbers if number > 1000] if unknown else [])


def test_a_page_that_shows_only_what_was_known_ends_it() -> None:
    news = NewsReading(SETTLED)
    read(news, *range(991, 1001))
    assert (news.reached_known, news.has_news) == (True, False)


def test_news_above_what_was_known_ends_it() -> None:
    news = NewsReading(SETTLED)
    read(news, *range(995, 1004))
    assert (news.reached_known, news.has_news) == (True, True)


def test_a_full_page_of_news_goes_on() -> None:
    news = NewsReading(SETTLED)
    read(news, *range(1041, 1061))
    assert not news.reached_known
    read(news, *range(1021, 1041))
    read(news, *range(1001, 1021))
    assert not news.reached_known
    read(news, *range(981, 1001))
    assert news.reached_known


def test_a_box_of_the_most_read_beside_the_news_does_not_end_it() -> None:
    """Sixty articles were published, the page shows the newest ten of them, and five that everybody
    reads."""
    news = NewsReading(SETTLED)
    read(news, *range(1051, 1061), 999, 997, 996, 990, 985)
    assert not news.reached_known
    assert round(news.missing) == 50


def test_numbers_that_were_never_used_end_in_two_pages_that_bring_nothing() -> None:
    news = NewsReading(SETTLED)
    read(news, 1060, *range(985, 1001))
    assert not news.reached_known
    read(news, *range(985, 1001))
    read(news, *range(985, 1001))
    assert news.reached_known


def test_where_three_languages_share_the_numbers_a_third_of_them_is_expected() -> None:
    news = NewsReading(list(range(1000, 400, -3)))
    read(news, *range(1003, 1031, 3), *range(970, 1001, 3))
    assert news.reached_known
    assert news.gaps() == []


def test_a_run_that_was_cut_short_left_news_and_the_next_one_goes_past_it() -> None:
    """It fetched the newest ten of fifty and was killed: they are known, and they are not what the
    last complete run knew."""
    news = NewsReading(SETTLED, range(1041, 1051))
    read(news, *range(1041, 1051), unknown=False)
    assert (news.reached_known, news.has_news) == (False, True)


def test_an_article_that_appears_below_the_mark_is_news() -> None:
    news = NewsReading(SETTLED)
    news.read([*range(991, 1001), 731], [731])
    assert (news.reached_known, news.has_news) == (True, True)


def test_numbers_that_no_page_shows_are_visited_where_nearly_each_is_an_article() -> None:
    news = NewsReading(SETTLED)
    read(news, *[number for number in range(995, 1031) if number not in (1007, 1020)])
    assert news.gaps() == [1020, 1007]


def test_a_jump_of_the_numbers_is_no_reason_to_visit_thousands() -> None:
    news = NewsReading(SETTLED)
    read(news, 90_000, *range(985, 1001))
    assert news.gaps() == []


def test_with_nothing_known_nothing_is_met() -> None:
    news = NewsReading([])
    read(news, 5, 6)
    assert not news.reached_known


KNOWN = [f"story-{number}" for number in range(30, 0, -1)]


def unnumbered(later: list[str] | None = None) -> UnnumberedNews:
    return UnnumberedNews(KNOWN, later or [])


def test_without_numbers_a_page_that_shows_what_was_known_and_no_news_is_the_end() -> None:
    news = unnumbered()
    news.read(KNOWN[:3], [])
    assert (news.reached_known, news.has_news, news.gaps()) == (True, False, [])


def test_without_numbers_news_above_what_was_known_has_the_next_page_read() -> None:
    news = unnumbered()
    news.read(["a", "b", *KNOWN[:5]], ["a", "b"])
    assert (news.reached_known, news.has_news) == (False, True)
    news.read(["b", *KNOWN[5:12]], ["b"])
    assert news.reached_known, "it shows no news beyond what the first page showed"


def test_without_numbers_a_page_with_most_of_what_was_known_last_is_the_end() -> None:
    news = unnumbered()
    news.read(["a", *KNOWN[:10]], ["a"])
    assert news.reached_known


def test_without_numbers_old_articles_in_a_box_end_nothing() -> None:
    news = unnumbered()
    news.read(KNOWN[20:], [])
    assert not news.reached_known


def test_without_numbers_what_a_run_that_was_cut_read_is_news_still() -> None:
    news = unnumbered(["a", "b"])
    assert news.has_news
    news.read(["a", "b", *KNOWN[:3]], [])
    assert not news.reached_known
    news.read(["b", *KNOWN[3:6]], [])
    assert news.reached_known
