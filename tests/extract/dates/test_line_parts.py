"""What a line with a date says of it, and by which rule a line carries none."""

from __future__ import annotations

from datetime import date

import pytest

from newscrawl.extract.dates.line_parts import read_date_line, why_no_date_line
from newscrawl.extract.dates.parse import iso

NINTH = date(2026, 1, 9)


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("9 January 2026", None, ""),
        ("Friday, 9 January 2026 | 14:30", None, ""),
        ("Published: 9 January 2026", "published", ""),
        ("Дата публикации: 9 января 2026 г.", "дата публикации", ""),
        ("გამოქვეყნების თარიღი: 09 იანვარი 2026, 14:30", "გამოქვეყნების თარიღი", ""),
        ("By Nino Example | 9 January 2026, 14:30", None, "By Nino Example"),
        ("Posted by Nino Example on 9 January 2026", "posted", "by Nino Example"),
        ("By Nino Example Published 9 January 2026 @ 2:30 PM ET", "published", "By Nino Example"),
        ("Nino Example Friday 9 January 2026", None, "Nino Example"),
        ("9 January 2026 by Nino Example", None, "by Nino Example"),
        ("By Nino Example 9 January 2026 Politics", None, "By Nino Example | Politics"),
        ("Автор: Нино Пример, 9 января 2026", None, "Автор: Нино Пример"),
        ("Politics 9 January 2026", None, "Politics"),
        ("Политика 09.01.2026 14:30 Просмотров: 123", None, "Политика | Просмотров: 123"),
        ("Views: 123 | 9 January 2026 | 5 min read", None, "Views: 123 | 5 min read"),
        ("Tbilisi (Example), 9 January 2026", None, "Tbilisi (Example)"),
        ("Edited by Anna Example | 9 January 2026", None, "Edited by Anna Example"),
        ("Example Today | 9 January 2026", None, "Example Today"),
        ("Published 9 January 2026 | Updated 10 January 2026 14:30", "published", ""),
        ("9 January 2026 (updated 10 January 2026)", None, ""),
        ("Updated 10 January 2026 | Published 9 January 2026", "published", ""),
        ("Published 9 January 2026, updated 15:45", "published", ""),
    ],
)
def test_a_line_with_a_date_gives_it_with_its_label_and_the_rest(
    text: str, label: str | None, rest: str
) -> None:
    line = read_date_line(text)
    assert line is not None
    assert (line.when, line.label, line.rest) == (NINTH, label, rest)


@pytest.mark.parametrize(
    "text",
    [
        *("", "By Nino Example", "March 2026", "9 January 2026 | 10 January 2026"),
        *(
            "Updated: 9 January 2026",
            "Last modified on 9 January 2026",
            "Обновлено: 09.01.2026",
            "განახლდა 9 იანვარი 2026",
            "9 January 2026 (updated)",
        ),
        *(
            "Updated by Admin 9 January 2026",
            "© 9 January 2026 Example",
            "Copyright 9 January 2026",
        ),
        *("Today is 9 January 2026", "Сегодня 9 января 2026", "დღეს, 9 იანვარი 2026"),
        *(
            "Meeting on 9 January 2026",
            "Указ от 9 января 2026",
            "Weather for 9 January 2026",
            "Meeting on Friday 9 January 2026",
            "Summit on Friday, 9 January 2026",
            "News until 9 January 2026",
        ),
        *(
            "Summit of 9 January 2026 in Tbilisi",
            "On Friday, 9 January 2026, the parliament voted.",
            "The law was passed 9 January 2026 by all.",
        ),
        "10.01.2026 обновлено, 09.01.2026 опубликовано",
        "One two three four five six seven eight nine ten eleven | 9 January 2026",
        "word " * 50 + "| 9 January 2026",
    ],
)
def test_a_line_that_does_not_surely_say_when_it_was_published_is_none(text: str) -> None:
    assert read_date_line(text) is None


def test_a_time_that_stands_apart_in_a_line_belongs_to_its_date() -> None:
    line = read_date_line("14:30 GMT+4 | Friday | 9 January 2026")
    assert line is not None
    assert iso(line.when) == "2026-01-09T14:30:00+04:00"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The ferry sails at noon", "no_date"),
        ("Updated: 9 January 2026", "no_date"),
        ("9 January 2026 | 10 January 2026", "several_dates"),
        ("10.01.2026 обновлено, 09.01.2026 опубликовано", "later_than_its_change"),
        ("9 January 2026 (updated)", "date_of_a_change"),
        ("Closed since 9 January 2026", "tied_to_another_word"),
        ("Meeting on 9 January 2026", "joined_by_a_small_word"),
        ("The town 9 January 2026 celebrates", "words_on_both_sides"),
        (
            "One two three four five six seven eight nine ten eleven | 9 January 2026",
            "many_words",
        ),
        ("Ferry, 9 January 2026, back again.", "sentence"),
        ("word " * 50 + "| 9 January 2026", "long_text"),
        ("By Nino Example | 9 January 2026", None),
    ],
)
def test_a_refusal_names_its_rule(text: str, rule: str | None) -> None:
    assert why_no_date_line(text) == rule
    assert (read_date_line(text) is None) == (rule is not None)
