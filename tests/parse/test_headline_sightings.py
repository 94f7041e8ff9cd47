"""A headline is passed on once in a run, and `since` says what is too old."""

from __future__ import annotations

from datetime import date

from support.parsing import NOW, SITE, STORIES, fetched, ref, url_of

from newscrawl.identity.site import ArticleRef
from newscrawl.items import Headline
from newscrawl.parse.headline_sightings import HeadlineSightings
from newscrawl.parse.listing import SeenHeadline


def seen(number: int, day: int | None = None) -> SeenHeadline:
    return SeenHeadline(ref(number), STORIES[number][0], date(2026, 1, day or number))


def test_a_headline_says_where_and_when_it_was_seen() -> None:
    [headline] = HeadlineSightings(SITE).of([seen(3)], fetched(1))
    assert headline == Headline(
        "paper/en/3",
        url_of(3),
        STORIES[3][0],
        date(2026, 1, 3),
        url_of(1),
        NOW,
        frozenset({(STORIES[3][0], "2026-01-03")}),
    )


def test_each_is_passed_on_once_and_again_only_with_another_day() -> None:
    first: list[tuple[ArticleRef, str]] = []
    sightings = HeadlineSightings(SITE, on_first=lambda one, title: first.append((one, title)))
    assert len(list(sightings.of([seen(1), seen(2), seen(1)], fetched(4)))) == 2
    assert [one.id for one in sightings.of([seen(2), seen(3)], fetched(5))] == ["paper/en/3"]
    assert len(list(sightings.of([seen(3, day=9)], fetched(5)))) == 1
    assert [one.key for one, _ in first] == ["1", "2", "3", "3"]


def test_a_listing_passes_on_all_that_it_shows_and_each_once() -> None:
    first: list[str] = []
    sightings = HeadlineSightings(SITE, on_first=lambda one, title: first.append(one.key))
    list(sightings.of([seen(1)], fetched(4)))
    shown = [seen(1), seen(1, day=2), seen(1), seen(2)]
    passed = list(sightings.of(shown, fetched(5), is_listing=True))
    assert [(one.id, one.published.day, len(one.beside)) for one in passed] == [
        ("paper/en/1", 1, 2),
        ("paper/en/1", 2, 2),
        ("paper/en/2", 2, 1),
    ]
    assert first == ["1", "1", "2"]
    assert list(sightings.of(shown, fetched(5))) == []


def test_a_listing_is_past_when_all_that_it_shows_first_is_too_old() -> None:
    sightings = HeadlineSightings(SITE, date(2026, 1, 4))
    assert sightings.are_past([seen(1), seen(2)])
    assert not sightings.are_past([seen(1), seen(5)])
    assert not sightings.are_past([])
    list(sightings.of([seen(5)], fetched(4)))
    assert sightings.are_past([seen(1), seen(5)]), "the newest stand on every page"


def test_a_day_that_is_not_known_is_not_too_old() -> None:
    sightings = HeadlineSightings(SITE, date(2026, 1, 4))
    assert sightings.is_too_old(date(2026, 1, 3))
    assert not sightings.is_too_old(date(2026, 1, 4))
    assert not sightings.is_too_old(None)
    assert not HeadlineSightings(SITE).is_too_old(date(1990, 1, 1))
