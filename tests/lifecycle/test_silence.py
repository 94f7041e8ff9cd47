"""How long nothing new has come is held against the archive's own two years before."""

from __future__ import annotations

from datetime import date, timedelta

from newscrawl.lifecycle.silence import silence

START = date(2026, 1, 1)


def days(*offsets: int) -> list[date]:
    return [START + timedelta(days=one) for one in offsets]


def test_what_is_longer_than_ever_is_unheard_of() -> None:
    every_third = days(*range(0, 90, 3))
    found = silence(every_third, START + timedelta(days=90))
    assert found is not None
    assert (found.newest, found.days, found.longest) == (START + timedelta(days=87), 3, 3)
    assert not found.is_unheard_of
    for later, is_unheard_of in ((91, False), (92, True)):
        found = silence(every_third, START + timedelta(days=later))
        assert found is not None and found.is_unheard_of == is_unheard_of


def test_two_days_are_no_silence_though_there_was_never_one() -> None:
    for later, is_unheard_of in ((31, False), (32, True)):
        found = silence(days(*range(30)), START + timedelta(days=later))
        assert found is not None and found.is_unheard_of == is_unheard_of


def test_of_few_days_nothing_is_said() -> None:
    found = silence(days(*range(19)), START + timedelta(days=99))
    assert found is not None and found.longest is None and not found.is_unheard_of
    assert silence([], START) is None


def test_a_day_to_come_is_none_and_one_of_long_ago_says_nothing_of_what_is_usual() -> None:
    found = silence([date(1998, 5, 5), *days(*range(30)), date(2031, 1, 1)], START)
    assert found is not None and (found.newest, found.days) == (START, 0)
    found = silence([date(1998, 5, 5), *days(*range(30))], START + timedelta(days=40))
    assert found is not None and (found.longest, found.is_unheard_of) == (1, True)
