"""When a headline is news: first seen, another, or back on a page that had told another."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from support.makers import NOON, headline

from newscrawl.items import Headline
from newscrawl.lifecycle.headline_changes import RETURNS, is_news, pair_of
from newscrawl.records import headline_record

FRONT, SECTION = "http://127.0.0.1/", "http://127.0.0.1/en/harbour"
SHORT, LONG = "Ferry stops", "The ferry of pier 1 stops until the ice has gone"


class Feed:
    """Lines of one article, told as the rule has them."""

    def __init__(self) -> None:
        self.lines: list[Any] = []

    def shows(self, run: int, page: str, *titles: str) -> list[str]:
        """What a page shows in a run; gives what is told of it."""
        shown = [self._headline(run, page, title) for title in titles]
        beside = frozenset(pair_of(headline_record(one, seq=1, run="r")) for one in shown)
        told = []
        for one in shown:
            one.beside = beside
            if is_news(one, self.lines):
                self.lines.append(headline_record(one, seq=len(self.lines) + 1, run=f"r{run}"))
                told.append(one.title)
        return told

    def _headline(self, run: int, page: str, title: str) -> Headline:
        return headline(1, title=title, seen_on=page, seen_at=NOON + timedelta(days=run))


def test_a_title_that_comes_back_is_told_again() -> None:
    feed = Feed()
    assert [feed.shows(run, FRONT, title) for run, title in enumerate([SHORT, LONG, SHORT])] == [
        [SHORT],
        [LONG],
        [SHORT],
    ]
    assert feed.shows(3, FRONT, SHORT) == []


def test_two_places_that_call_it_differently_tell_each_once() -> None:
    feed = Feed()
    told = [(feed.shows(run, FRONT, SHORT), feed.shows(run, SECTION, LONG)) for run in range(4)]
    assert told == [([SHORT], [LONG]), *[([], [])] * 3]


def test_an_edit_that_another_page_told_is_not_told_again() -> None:
    feed = Feed()
    for run, (page, title) in enumerate([(FRONT, "Pier opens"), (FRONT, SHORT), (SECTION, LONG)]):
        assert feed.shows(run, page, title) == [title]
    assert feed.shows(3, FRONT, LONG) == []
    assert feed.shows(4, SECTION, SHORT) == [SHORT]


def test_a_page_that_calls_it_by_two_names_tells_each_once() -> None:
    feed = Feed()
    assert feed.shows(0, FRONT, SHORT, LONG) == [SHORT, LONG]
    assert [feed.shows(run, FRONT, LONG, SHORT) for run in (1, 2)] == [[], []]
    # One of the two goes: what is left was told, and is told again only if it is not the last.
    assert feed.shows(3, FRONT, LONG) == []
    assert feed.shows(4, FRONT, SHORT) == [SHORT]


def test_a_day_that_comes_back_is_told_again() -> None:
    lines: list[Any] = []
    for run, day in enumerate([9, 8, 9]):
        one = headline(1, NOON.date().replace(day=day), seen_at=NOON + timedelta(days=run))
        assert is_news(one, lines)
        lines.append(headline_record(one, seq=run + 1, run=f"r{run}"))


def test_a_page_that_goes_to_and_fro_is_not_followed_for_ever() -> None:
    feed = Feed()
    told = [feed.shows(run, FRONT, (SHORT, LONG)[run % 2]) for run in range(20)]
    assert sum(map(len, told)) == 2 * RETURNS
    assert told[-1] == []


def test_a_page_that_is_read_again_from_its_record_tells_nothing_of_later_days() -> None:
    feed = Feed()
    for run, title in ((1, SHORT), (2, LONG)):
        feed.shows(run, FRONT, title)
    assert feed.shows(1, FRONT, SHORT) == []
    assert feed.shows(0, FRONT, SHORT) == []
