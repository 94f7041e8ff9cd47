"""What CLDR has of a language: which languages it has, and what of their calendars is left out."""

from __future__ import annotations

import pytest

from newscrawl.extract.dates.cldr import code_of, date_words


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"),
        ("pt-BR", "pt_BR"),
        ("pt_BR.UTF-8", "pt_BR"),
        ("zh-hant-tw", "zh_Hant_TW"),
        ("es-419", "es_419"),
        (" HR ", "hr"),
        ("no", "nb"),
        ("iw-IL", "he_IL"),
        ("", ""),
        ("english", ""),
        ("{{ lang }}", ""),
        ("x-default", ""),
    ],
)
def test_a_tag_as_pages_declare_it_is_a_code_of_cldr(tag: str, code: str) -> None:
    assert code_of(tag) == code


def test_a_region_that_cldr_does_not_have_is_read_as_its_language() -> None:
    here, there = date_words("lt"), date_words("lt_AQ")
    assert here is not None
    assert there is not None
    assert here.months == there.months


@pytest.mark.parametrize("code", ["xx", "qq_Latn"])
def test_a_language_that_cldr_does_not_have_has_no_words(code: str) -> None:
    assert date_words(code) is None


@pytest.mark.parametrize("code", ["am", "ti", "am_ET"])
def test_a_press_that_counts_by_another_calendar_has_no_words(code: str) -> None:
    assert date_words(code) is None


def test_names_in_a_sentence_and_those_that_stand_alone_are_both_there() -> None:
    words = date_words("sk")
    assert words is not None
    assert words.months["november"] == words.months["novembra"] == 11
    assert words.weekdays["pondelok"] == 0


def test_one_language_says_nothing_in_the_words_of_another() -> None:
    """So it was, by what Babel keeps where one language has no names that stand alone."""
    assert date_words("he") is not None
    words = date_words("bn")
    assert words is not None
    assert not [name for name in words.months if "\u0590" <= name[0] <= "\u05ff"]
