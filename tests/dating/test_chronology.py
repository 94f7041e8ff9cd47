"""What numbers tell of days: the true day is inside, one wrong date harms nothing, and where there
is no order nothing is told."""

from __future__ import annotations

import random
from statistics import median

import pytest

from newscrawl.dating.chronology import Chronology

FIRST_DAY = 738_000


def one_a_day(count: int = 400) -> dict[int, int]:
    return {number: FIRST_DAY + number for number in range(count)}


def every_second(days: dict[int, int]) -> dict[int, int]:
    return {number: day for number, day in days.items() if number % 2 == 0}


def test_an_article_lies_between_its_neighbours() -> None:
    chronology = Chronology(list(every_second(one_a_day()).items()))
    assert chronology.holds
    assert chronology.between(101) == (FIRST_DAY + 100, FIRST_DAY + 102)


def test_beyond_the_dated_ones_only_one_side_is_known() -> None:
    chronology = Chronology([(number, FIRST_DAY + number) for number in range(100, 200)])
    lower, upper = chronology.between(300)
    assert (lower is not None and lower >= FIRST_DAY + 195, upper) == (True, None)
    assert chronology.between(3)[0] is None


@pytest.mark.parametrize("count", [0, 1, 4])
def test_a_few_dates_tell_no_order(count: int) -> None:
    assert Chronology([(number, FIRST_DAY + number) for number in range(count)]).between(2) == (
        None,
        None,
    )


def test_where_numbers_do_not_grow_with_days_nothing_is_told() -> None:
    dice = random.Random(1)
    days = [FIRST_DAY + number for number in range(400)]
    dice.shuffle(days)
    chronology = Chronology(list(enumerate(days)))
    assert not chronology.holds
    assert chronology.between(101) == (None, None)


def test_a_stretch_without_order_tells_nothing_and_the_rest_does() -> None:
    days = one_a_day(800)
    stretch = list(range(300, 360))
    for number, day in zip(
        stretch,
        random.Random(2).sample([days[number] for number in stretch], len(stretch)),
        strict=True,
    ):
        days[number] = day
    chronology = Chronology(list(every_second(days).items()))
    assert chronology.between(331) == (None, None)
    assert chronology.between(101) == (FIRST_DAY + 100, FIRST_DAY + 102)


@pytest.mark.parametrize("off", [-3_000, -40, -3, -2, 2, 3, 40, 3_000])
def test_one_wrong_date_makes_no_wrong_interval(off: int) -> None:
    true = one_a_day()
    for wrong in range(50, 350, 30):
        dated = every_second(true)
        dated[wrong] += off
        chronology = Chronology(list(dated.items()))
        for number in range(wrong - 21, wrong + 22, 2):
            lower, upper = chronology.between(number)
            assert lower is None or upper is None or lower <= true[number] <= upper


@pytest.mark.parametrize("seed", range(5))
def test_at_an_article_a_day_with_half_dated_half_of_the_intervals_are_three_days_or_less(
    seed: int,
) -> None:
    dice = random.Random(seed)
    true, day = {}, float(FIRST_DAY)
    for number in range(1_500):
        day += dice.choice((0, 0, 0.5, 1, 1, 2, 3))
        true[number] = int(day)
    dated = {number: day for number, day in true.items() if number % 2 == 0 or dice.random() < 0.1}
    chronology = Chronology(list(dated.items()))
    lengths = []
    for number in true.keys() - dated.keys():
        lower, upper = chronology.between(number)
        if lower is not None and upper is not None:
            assert lower <= true[number] <= upper
            lengths.append(upper - lower)
    assert len(lengths) > 600
    assert median(lengths) <= 3


def test_a_day_that_neighbours_leave_no_room_for_is_implausible() -> None:
    chronology = Chronology(list(every_second(one_a_day()).items()))
    assert chronology.is_plausible(101, FIRST_DAY + 101)
    assert not chronology.is_plausible(101, FIRST_DAY + 150)
    assert Chronology([]).is_plausible(101, 1)
