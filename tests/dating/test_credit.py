"""When a site's own lists prove wrong what its pages say of their days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from newscrawl.dating.credit import MIN_ARTICLES, without_credit
from newscrawl.dating.decide import Evidence

NOON = datetime(2026, 1, 14, 12, tzinfo=UTC)
DAY = date(2026, 1, 9)


def heard(source: str, days: int) -> Evidence:
    """A day so many days after the ninth."""
    day = (DAY + timedelta(days=days)).isoformat()
    return Evidence(source, day, day, "https://a.test/", NOON, NOON, "run")


def site(
    metadata: list[int] | None, page: list[int] | None = None, listed: int = 0
) -> frozenset[str]:
    """What is wrong on a site whose articles say these days, counted from the one that the lists
    give."""
    own = {"metadata": metadata, "page": page}
    size = max(len(days or ()) for days in own.values())
    return without_credit(
        [heard("headline", listed)]
        + [heard(source, days[place]) for source, days in own.items() if days is not None]
        for place in range(size)
    )


def test_days_of_chance_lose_their_credit() -> None:
    assert site([-40, 12, 7, -3, 60, 25, -90, 4, 33, -8]) == {"metadata"}
    assert site(None, [-40, 12, 7, -3, 60, 25, -90, 4, 33, -8]) == {"page"}


def test_the_day_of_an_import_loses_its_credit() -> None:
    assert site([900] * MIN_ARTICLES) == {"metadata"}


def test_one_day_of_articles_that_lists_give_many_loses_its_credit() -> None:
    def template(listed: list[int]) -> frozenset[str]:
        return without_credit([heard("headline", days), heard("metadata", 0)] for days in listed)

    assert template([900, 901, 903, 907]) == {"metadata"}
    # Fewer days: they may have been published together, and changed together.
    assert template([900, 901, 903, 901, 903, 900]) == frozenset()
    # A busy day of which some were changed later.
    assert template([0, 0, 0, 0, 3, 5, 8, 9]) == frozenset()


def test_one_day_that_pages_say_keeps_its_credit() -> None:
    # A loader of the user's may give it, and what is printed alike on every page is refused there.
    days = [900, 901, 903, 907]
    assert without_credit([heard("headline", one), heard("page", 0)] for one in days) == frozenset()


def test_few_articles_prove_nothing() -> None:
    assert site([900] * (MIN_ARTICLES - 1)) == frozenset()


def test_lists_that_date_articles_later_are_late() -> None:
    assert site([-5] * 30) == frozenset()


@pytest.mark.parametrize("wrong", range(0, 11, 2))
def test_single_articles_that_are_wrong_take_no_credit(wrong: int) -> None:
    assert site([0] * 10 + [30] * wrong) == frozenset()


def test_a_day_more_or_less_is_another_clock() -> None:
    assert site([1] * 20) == frozenset() == site([-1] * 20)


def test_where_both_sources_of_the_page_agree_the_lists_are_of_something_else() -> None:
    assert site([30] * 20, [30] * 20) == frozenset()
    assert site([30] * 20, [0] * 20) == {"metadata"}


def test_an_article_that_no_list_names_is_compared_with_nothing() -> None:
    assert without_credit([[heard("metadata", 30)]] * 20) == frozenset()
    assert without_credit([]) == frozenset()


def test_what_the_page_said_last_counts() -> None:
    now = heard("metadata", 30)
    before = heard("metadata", 0)._replace(last_seen_at=NOON - timedelta(days=1))
    assert without_credit([[heard("headline", 0), before, now]] * 20) == {"metadata"}
