"""extract.dates: what is a date, what is none, and what a line with a date says of it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, timedelta, timezone

import pytest

from newscrawl.errors import DateError
from newscrawl.extract.dates import formats as months
from newscrawl.extract.dates.parse import find_dates, iso, read_date, read_date_line

# The ninth of January 2026 is a Friday.
NINTH = date(2026, 1, 9)

DAYS = [
    *(
        "09.Jan.2026",
        "9 January 2026",
        "09-Jan-2026",
        "9January2026",
        "Jan. 9, 2026",
        "January 9th, 2026",
        "9th of January 2026",
    ),
    *(
        "the 9th January, 2026",
        "Published: 9 January 2026, 14:30",
        "Posted on Friday, January 9, 2026 at 2:30 PM",
    ),
    *(
        "Fri Jan  9 10:00:00 2026",
        "9 января 2026",
        "9 ЯНВАРЯ 2026 Г.",
        "09 янв. 2026",
        "9-го января 2026 года, 14:30",
    ),
    *(
        "пт, 9 января 2026 в 14:30 МСК",
        "Опубликовано: 09.01.2026 14.30",
        "09 იანვარი 2026",
        "09 ᲘᲐᲜᲕᲐᲠᲘ 2026",
        "9 იან. 2026, 14:30",
    ),
    *(
        "პარასკევი, 9 იანვარი, 2026 წ.",
        "2026 წლის 9 იანვარს",
        "2026 წლის 9 იანვარი, 14:30",
        "გამოქვეყნდა: 9 იანვარი 2026",
    ),
    *(
        "2026 թ. հունվարի 9, ուրբաթ",
        "9 yanvar 2026-cı il",
        "2026-cı il 9 yanvar, 14:30",
        "9 Ocak 2026 Cuma",
        "vineri, 9 ianuarie 2026",
    ),
    *(
        "9 януари 2026 г.",
        "9 ΙΑΝΟΥΑΡΙΟΥ 2026",
        "П’ятниця, 9 січня 2026 р.",
        "09/01/2026",
        "9/1/2026",
        "09-01-2026",
        "09.01.2026г.",
    ),
    *(
        "2026/01/09",
        "2026-01-09",
        "2026-01-09T10:00",
        "20260109",
        "(09.01.2026)",
        "09.01.2026 | 14:30",
        "14:30, 09.01.2026",
    ),
    *(
        "9 January 2026, 10:00 EST",
        "9 January 2026, 10:00-12:00",
        "9\xa0January\u2009\u200b2026\ufeff",
        "９ January ２０２６",
    ),
]


@pytest.mark.parametrize("text", DAYS)
def test_a_text_that_is_a_day_is_read(text: str) -> None:
    assert read_date(text) == NINTH
    assert not isinstance(read_date(text), datetime)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-09T10:00:00Z", "2026-01-09T10:00:00Z"),
        ("2026-01-09t10:00z", "2026-01-09T10:00:00Z"),
        ("2026-01-09T10:00:00.000+04:00", "2026-01-09T10:00:00+04:00"),
        ("2026-01-09T10:00:00.250+04:00", "2026-01-09T10:00:00.250000+04:00"),
        ("2026-01-09T10:00-05:00", "2026-01-09T10:00:00-05:00"),
        ("2026-01-09T10:00:00+00:00", "2026-01-09T10:00:00Z"),
        ("2026-01-09 10:00:00 +0400", "2026-01-09T10:00:00+04:00"),
        ("20260109T100000Z", "2026-01-09T10:00:00Z"),
        ("20260109T1000+0400", "2026-01-09T10:00:00+04:00"),
        ("Fri, 09 Jan 2026 10:00:00 +0400", "2026-01-09T10:00:00+04:00"),
        ("Fri, 09 Jan 2026 10:00:00 GMT", "2026-01-09T10:00:00Z"),
        ("Fri Jan 09 10:00:00 +0000 2026", "2026-01-09T10:00:00Z"),
        ("Fri Jan 09 2026 10:00:00 GMT+0400 (Georgia Standard Time)", "2026-01-09T10:00:00+04:00"),
        ("9 января 2026, 14:30 UTC+3", "2026-01-09T14:30:00+03:00"),
        ("9 January 2026, 12:05 AM GMT+4", "2026-01-09T00:05:00+04:00"),
        ("9 January 2026, 2 p.m. UTC", "2026-01-09T14:00:00Z"),
        ("14:30 GMT+4, Friday, 9 January 2026", "2026-01-09T14:30:00+04:00"),
        ("10:00:00 UTC+05:30 | 9 января 2026", "2026-01-09T10:00:00+05:30"),
        ("9 January 2026 10:00 GMT+5:30", "2026-01-09T10:00:00+05:30"),
    ],
)
def test_a_time_with_its_offset_gives_the_moment(text: str, moment: str) -> None:
    assert iso(read_date(text)) == moment


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "today",
            "yesterday",
            "2 hours ago",
            "2 часа назад",
            "сегодня",
            "დღეს",
            "March 2024",
            "12:45",
            "2024",
            "9 January",
            "Friday",
        ),
        *(
            "7508",
            "1767945600",
            "1767945600000",
            "20261301",
            "20260230",
            "12:45 9 March",
            "5 March 20:24",
            "10 2026 12:30",
            "2026-W02-5",
            "2026-009",
        ),
        *(
            "31.02.2026",
            "2026-13-01",
            "01/13/2026",
            "32 January 2026",
            "0 January 2026",
            "29 февраля 2025",
        ),
        *("09.01.26", "9 Jan 26", "9 January 1950", "09.01.1989", "09.01.2101"),
        *(
            "9-10 January 2026",
            "9–10 января 2026",
            "9 and 10 January 2026",
            "28 December – 9 January 2026",
            "January 5 – January 9, 2026",
        ),
        *(
            "1.10.2026.3",
            "v1.10.2026",
            "10.10.20.2026",
            "+995 32 2 09 01 2026",
            "09-01/2026 09",
            "£9 January 2026",
        ),
        *(
            "9 January 2026 – 12 January 2026",
            "09.01.2026, 10.01.2026",
            "9 January 2026 and one more word",
            "9 January 2026 25:00",
        ),
        *(
            "Updated: 9 January 2026",
            "Обновлено 09.01.2026",
            "განახლდა: 9 იანვარი 2026",
            "Today is 9 January 2026",
            "© 9 January 2026",
        ),
        *(
            "~ 9 January 2026",
            "until 9 January 2026",
            "9 January 2026?",
            "x" * 500,
            "9 January 2026 " * 40,
        ),
    ],
)
def test_what_is_no_date_or_not_surely_one_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        read_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "Friday, 01/09/2026",
        "Monday, 9 January 2026",
        "9 января 2026, понедельник",
        "Friday 01 09 2026",
        "Mon | 09.01.2026",
    ],
)
def test_a_weekday_that_contradicts_the_date_makes_it_none(text: str) -> None:
    with pytest.raises(DateError):
        read_date(text)
    assert find_dates(text) == []
    assert read_date_line(text) is None


def test_the_error_names_the_text_and_the_cause() -> None:
    with pytest.raises(DateError, match=r"'31\.02\.2026': there is no such day"):
        read_date("31.02.2026")
    with pytest.raises(DateError, match="'Copyright' beside it"):
        read_date("Copyright 9 January 2026")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("9 janvier 2026", "fr"),
        ("9. Januar 2026", "de-AT"),
        ("9 stycznia 2026", "pl"),
        ("9. 1. 2026", None),
        ("09 01 2026", None),
        ("9. 1. 2026", "xx"),
    ],
)
def test_dateparser_reads_what_has_no_strict_form(text: str, language: str | None) -> None:
    assert read_date(text, language=language) == NINTH


@pytest.mark.parametrize(
    "text",
    [
        "13 2026 01",
        "01 13 2026",
        "März 2026",
        "9 2026",
        "9 Januar",
        "Januar 9 12 2026",
        "9 Januar 26",
    ],
)
def test_dateparser_is_not_believed_where_the_text_does_not_show_all_parts_in_order(
    text: str,
) -> None:
    with pytest.raises(DateError):
        read_date(text, language="de")


def test_importing_does_not_load_dateparser() -> None:
    code = (
        "import sys, newscrawl.extract.dates.parse as d; d.read_date('09.Jan.2026');"
        " sys.exit('dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


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


def test_iso_refuses_a_time_without_an_offset() -> None:
    with pytest.raises(ValueError, match="no offset"):
        iso(datetime(2026, 1, 9, 10))
    assert (
        iso(datetime(2026, 1, 9, 10, tzinfo=timezone(timedelta(hours=4))))
        == "2026-01-09T10:00:00+04:00"
    )


def test_no_word_names_two_months_in_any_language() -> None:
    named: dict[str, set[int]] = {}
    for line in months.MONTH_WORDS.values():
        parts = line.split("|")
        assert len(parts) == 12
        for number, words in enumerate(parts, 1):
            for word in words.split():
                named.setdefault(months.key(word), set()).add(number)
    assert {word: numbers for word, numbers in named.items() if len(numbers) > 1} == {}


def test_no_label_is_also_a_month_or_a_weekday() -> None:
    words = (
        months.LABELS
        | months.CHANGED
        | months.TODAY
        | months.BYLINES
        | months.JOINTS
        | months.NEUTRAL
        | months.TIES
    )
    assert not words & (months.MONTHS.keys() | months.WEEKDAYS.keys())
    assert not months.CHANGED & (months.LABELS | months.JOINTS | months.NEUTRAL)
