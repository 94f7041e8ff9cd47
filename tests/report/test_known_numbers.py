"""Numbers are accounted for or missing; where languages share them, each is counted once."""

from collections import Counter

import pytest

from newscrawl.report.known_numbers import (
    is_accounted,
    missing_ranges,
    numbers_summary,
    shared_numbers_summary,
    strongest_status,
)


def test_numbers_are_counted_by_status_and_the_missing_told_as_ranges() -> None:
    found = numbers_summary(Counter(live=2, failed=1), [7, 5, 3], 7)
    assert (found["accounted"], found["live"], found["failed"], found["gone"]) == (3, 2, 1, 0)
    assert found["missing"] == 4
    assert found["missing_ranges"] == [[1, 2], [6, 6], [4, 4]], "the longest, then the newest"


def test_where_nothing_was_read_nothing_is_missing() -> None:
    found = numbers_summary(Counter(absent=1), [4], 0)
    assert (found["highest_read"], found["missing"], found["missing_ranges"]) == (0, 0, [])


def test_where_there_is_no_order_nothing_is_missing() -> None:
    found = numbers_summary(Counter(live=3), [], None)
    assert (found["highest_read"], found["accounted"], found["missing"]) == (None, 3, 0)
    assert found["missing_ranges"] == []


def test_numbers_above_the_highest_and_below_1_make_no_range() -> None:
    assert missing_ranges([9, 2, 1, 0], 3) == [(3, 3)]


@pytest.mark.parametrize(
    ("statuses", "strongest"),
    [
        (["absent", "live"], "live"),
        (["gone", "suppressed"], "suppressed"),
        (["elsewhere", "failed"], "failed"),
        (["absent", "elsewhere"], "elsewhere"),
    ],
)
def test_a_shared_number_is_what_it_is_where_it_is_most(
    statuses: list[str], strongest: str
) -> None:
    assert strongest_status(statuses) == strongest


def test_a_shared_number_is_accounted_for_by_one_article_or_by_all_languages() -> None:
    assert is_accounted(["gone"], languages=3)
    assert not is_accounted(["absent", "failed"], languages=3)
    assert is_accounted(["absent", "failed", "absent"], languages=3)


def test_shared_numbers_are_counted_once_up_to_the_highest_that_was_read() -> None:
    by_number = {1: ["live", "live"], 2: ["absent"], 3: ["absent", "failed"], 4: ["absent"] * 2}
    found = shared_numbers_summary(by_number, {"en": [1, 3], "ru": [1]})
    assert (found["highest_read"], found["accounted"]) == (3, 2)
    assert (found["live"], found["failed"], found["absent"]) == (1, 1, 0)
    assert found["missing_ranges"] == [[2, 2]], "only one of the languages was asked"
