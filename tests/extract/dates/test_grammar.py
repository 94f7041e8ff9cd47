"""Days in languages of CLDR, each in formats that no list of ours has."""

from __future__ import annotations

from datetime import date

import pytest

from newscrawl.extract.dates.find import find_dates
from newscrawl.extract.dates.grammar import ANY_LANGUAGE, grammar_of
from newscrawl.extract.dates.page_language import page_in
from newscrawl.extract.languages import LANGUAGES


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("vi", "Thứ Sáu, 27 tháng 11, 2026"),
        ("lt", "2026 m. lapkričio 27 d., penktadienis"),
        ("hr", "petak, 27. studenoga 2026."),
        ("eu", "2026(e)ko azaroaren 27(a), ostirala"),
        ("ckb", "٢٧ی تشرینی دووەمی ٢٠٢٦"),
        ("ku", "27ê mijdara 2026an"),
        ("mn", "2026 оны арван нэгдүгээр сарын 27"),
        ("mn", "2026 оны 11-р сарын 27"),
        ("lv", "2026. gada 27. novembris"),
        ("kk", "2026 ж. 27 қараша"),
        ("sw", "Ijumaa, 27 Novemba 2026"),
        ("ta", "வெள்ளி, 27 நவம்பர், 2026"),
        ("ne", "२०२६ नोभेम्बर २७"),
        ("si", "2026 නොවැම්බර් 27"),
        ("km", "២៧ វិច្ឆិកា ២០២៦"),
    ],
)
def test_the_language_of_a_page_tells_how_its_days_are_written(tag: str, text: str) -> None:
    with page_in(tag):
        assert [found.when for found in find_dates(text)] == [date(2026, 11, 27)]


def test_a_name_of_two_months_is_that_of_the_language_of_the_page() -> None:
    def month(tag: str) -> list[int]:
        with page_in(tag):
            return [found.when.month for found in find_dates("5 listopada 2026")]

    assert month("hr") == [10]
    assert month("pl") == [11]
    assert month("") == month("en") == []


@pytest.mark.parametrize("tag", ["th", "fa", "ps", "my", "am", "ne"])
@pytest.mark.parametrize(
    "text",
    ["27 พฤศจิกายน 2569", "วันศุกร์ที่ 27 พฤศจิกายน พ.ศ. 2569", "۶ آذر ۱۴۰۵", "۶ قوس ۱۴۰۵", "ኅዳር 18 2019"],
)
def test_a_year_or_a_month_of_another_calendar_is_no_date(tag: str, text: str) -> None:
    with page_in(tag):
        assert find_dates(text) == []


def test_a_range_in_a_language_of_cldr_has_an_end_that_is_no_date() -> None:
    with page_in("lt"):
        assert find_dates("Nuo 2 – 5 lapkričio 2026") == []


def test_a_weekday_in_a_language_of_cldr_contradicts() -> None:
    with page_in("sw"):
        assert find_dates("Jumatatu, 27 Novemba 2026") == []


def test_a_language_of_ours_is_read_without_cldr() -> None:
    assert grammar_of("de-AT") is grammar_of("") is grammar_of("nonsense") is ANY_LANGUAGE


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_of_ours_has_all_names_of_cldr(code: str) -> None:
    from newscrawl.extract.dates.cldr import date_words

    words, grammar = date_words(code), grammar_of(code)
    assert words is not None
    names = {name: n for name, n in words.months.items() if not any(map(str.isdecimal, name))}
    if not LANGUAGES[code].months and not LANGUAGES[code].own_months:
        names = {}  # Its months are numbers, or read by its formats.
    missing = {name: n for name, n in names.items() if grammar.month(name) != n}
    assert not missing
