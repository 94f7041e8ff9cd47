"""A day is printed in the ways that papers print it."""

from datetime import date

import pytest

from newscrawl.replica import date_formats
from newscrawl.replica.languages import LANGUAGES

DAY = date(2026, 1, 9)


@pytest.mark.parametrize(
    ("name", "english", "russian"),
    [
        ("dotted", "09.Jan.2026", "09.Jan.2026"),
        ("short", "9 Jan 2026", "9 янв 2026"),
        ("long", "9 January 2026", "9 января 2026 г."),
        ("weekday", "Friday, 9 January 2026", "пятница, 9 января 2026 г."),
        ("american", "Jan 9, 2026", "9 января 2026 г."),
        ("numeric", "09.01.2026", "09.01.2026"),
        ("slashed", "09/01/2026", "09/01/2026"),
        ("iso", "2026-01-09", "2026-01-09"),
    ],
)
def test_each_format_in_two_languages(name: str, english: str, russian: str) -> None:
    printed = getattr(date_formats, name)
    assert printed(DAY, LANGUAGES["en"]) == english
    assert printed(DAY, LANGUAGES["ru"]).lower() == russian.lower()
