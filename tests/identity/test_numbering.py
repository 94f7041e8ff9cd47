"""How languages number, found out; and which numbers are to be visited, in which order."""

from __future__ import annotations

import random
from itertools import islice

from newscrawl.identity.numbering import (
    CHUNK,
    Numbering,
    below_the_lowest,
    count_unaccounted,
    numbering,
    unaccounted,
)


def test_languages_that_count_for_themselves_share_numbers() -> None:
    assert numbering({"en": range(1, 400), "ru": range(1, 400)}) == "own"


def test_languages_of_one_sequence_never_do() -> None:
    dice = random.Random(1)
    read: dict[str, set[int]] = {"en": set(), "ru": set(), "ka": set()}
    for number in range(1, 900):
        read[dice.choice(["en", "en", "ru", "ka"])].add(number)
    assert numbering(read) == "common"


def test_thin_sequences_that_hardly_meet_prove_nothing() -> None:
    dice = random.Random(2)
    read = {language: set(dice.sample(range(1, 100_000), 60)) for language in ("en", "ru")}
    assert numbering(read) == "unknown"


def test_languages_that_meet_as_often_as_chance_has_it_count_for_themselves() -> None:
    dice = random.Random(3)
    read = {language: set(dice.sample(range(1, 2_000), 400)) for language in ("en", "ru")}
    assert numbering(read) == "own"


def test_one_language_or_none_is_no_question() -> None:
    assert numbering({}) == numbering({"en": range(100), "ru": []}) == "unknown"


def test_the_missing_are_visited_newest_first_up_to_the_highest_that_was_read() -> None:
    met, read = {"en": {3, 7, 9, 12}}, {"en": {7, 9}}
    assert list(unaccounted(met, read, "unknown")) == [
        ("en", number) for number in (8, 6, 5, 4, 2, 1)
    ]


def test_the_languages_take_turns() -> None:
    read = {"en": {1_000}, "ru": {1_000}}
    order = [language for language, _ in islice(unaccounted(read, read, "own"), 2 * CHUNK - 2)]
    assert order == ["en"] * (CHUNK - 1) + ["ru"] * (CHUNK - 1)


def test_in_one_sequence_an_article_of_any_language_accounts_for_its_number() -> None:
    read = {"en": {1, 4, 6}, "ru": {2, 5}}
    assert list(unaccounted({"en": {1, 4, 6}, "ru": {2, 5}}, read, "common")) == [
        ("en", 3),
        ("ru", 3),
    ]
    assert list(unaccounted({"en": {1, 3, 4, 6}, "ru": {2, 5}}, read, "common")) == [("ru", 3)]


def test_what_is_not_accounted_for_is_counted_without_a_list_of_it() -> None:
    met = {"en": {1, 2, 9, 12}, "ru": {4, 5}}
    read = {"en": {1, 9}, "ru": {5}}
    hows: tuple[Numbering, ...] = ("own", "unknown")
    for how in hows:
        missing = sum(1 for _ in unaccounted(met, read, how))
        assert count_unaccounted(met, read, how) == (missing, 14) == (9, 14)
    assert count_unaccounted(met, read, "common") == (6, 9), "whatever language they are asked in"
    assert count_unaccounted({}, {}, "unknown") == (0, 0)


def test_what_lies_below_the_lowest_known_is_counted_once_for_each_sequence() -> None:
    read = {"en": {30, 31}, "ka": {30}, "ru": set[int]()}
    assert below_the_lowest(read, read, "common") == (30, 29)
    assert below_the_lowest(read, read, "own") == (30, 58)
    assert below_the_lowest({**read, "en": {30, 31, 1}}, read, "own") == (1, 0), "it was looked at"
    assert below_the_lowest({"en": {4}}, {"en": set()}, "unknown") == (0, 0)
