"""Dates that stand in a text, with their places."""

from __future__ import annotations

from datetime import date

import pytest

from newscrawl.extract.dates.find import find_dates
from newscrawl.extract.dates.parse import iso


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A title 09.Jan.2026", ["09.Jan.2026"]),
        (
            "From 9 January 2026 to 12.02.2026, then 2026-03-01.",
            ["9 January 2026", "12.02.2026", "2026-03-01"],
        ),
        ("Budget 2025 9 January 2026", ["9 January 2026"]),
        ("2025 January 9, 2026", ["January 9, 2026"]),
        ("14:30 | 9 January 2026", ["14:30 | 9 January 2026"]),
        ("Text. 14:30:05 GMT+04:00 | 9 сентября 2026", ["14:30:05 GMT+04:00 | 9 сентября 2026"]),
        ("Views: 15 | 9 January 2026", ["9 January 2026"]),
        ("5 – 9 January 2026", []),
        ("с 5 по 9 января 2026", []),
        ("15 – 9 January 2026", ["9 January 2026"]),
        ("Politics/09.01.2026", ["09.01.2026"]),
        ("9 января 2026 г. в 14:30 состоялось", ["9 января 2026 г. в 14:30"]),
        ("31.02.2026 and 09.01.2026", ["09.01.2026"]),
        ("/news/2026/01/09/title", []),
        ("2026-01-09-title.html", []),
        ("report_09.01.2026", []),
        ("call 555-12-05-2026 or 8 (599) 12-05-20-26", []),
        ("version 1.10.2026.3 at 10.0.20.26", []),
        ("Covid-19 March 2020", []),
        ("Article 7508 of 2026, 12 of them", []),
        ("news09.01.2026", []),
        ("09.01.2026x", []),
        ("10 views 2026", []),
        ("in the season 9 January 2026-27", []),
    ],
)
def test_dates_are_found_where_they_stand_and_nowhere_else(text: str, found: list[str]) -> None:
    assert [one.text for one in find_dates(text)] == found


def test_offsets_are_of_the_text_as_given() -> None:
    text = "мой\u200b текст о том: 9\u00ad \u200bмаи\u0306 ２０２６\u200b, и ещё"
    (found,) = find_dates(text)
    assert text[found.start : found.end] == found.text == "9\u00ad \u200bмаи\u0306 ２０２６"
    assert found.when == date(2026, 5, 9)


def test_a_long_text_is_searched_to_its_end() -> None:
    text = "The plan was put off again. " * 300 + "Signed 09.01.2026 10:00 GMT"
    assert [iso(found.when) for found in find_dates(text)] == ["2026-01-09T10:00:00Z"]


def test_digits_of_arabic_and_persian_are_digits() -> None:
    text = "الجمعة ٠٩ يناير ٢٠٢٦، ثم ۱۰/۰۱/۲۰۲۶"
    assert [found.when for found in find_dates(text)] == [date(2026, 1, 9), date(2026, 1, 10)]
    assert [text[found.start : found.end] for found in find_dates(text)] == [
        found.text for found in find_dates(text)
    ]
