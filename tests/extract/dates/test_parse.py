"""What text is a date, and what is none."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from newscrawl.errors import DateError
from newscrawl.extract.dates.parse import find_dates, iso, read_date, read_date_line

# The ninth of January 2026 is a Friday.
NINTH = date(2026, 1, 9)

DAYS = [
    *(
        "9 يناير 2026",
        "٩ يناير ٢٠٢٦",
        "الجمعة، 09 يناير 2026 - 12:09 م",
        "نُشر في: 9 يناير 2026",
    ),
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
        ("20260109T10:00:00Z", "2026-01-09T10:00:00Z"),
        ("20260109T10:00+04:00", "2026-01-09T10:00:00+04:00"),
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


def test_iso_refuses_a_time_without_an_offset() -> None:
    with pytest.raises(ValueError, match="no offset"):
        iso(datetime(2026, 1, 9, 10))
    assert (
        iso(datetime(2026, 1, 9, 10, tzinfo=timezone(timedelta(hours=4))))
        == "2026-01-09T10:00:00+04:00"
    )


@pytest.mark.parametrize(
    "text",
    [
        "9. Jänner 2026",
        "Freitag, 9. Januar 2026, 10.30 Uhr",
        "Veröffentlicht am Freitag, 9. Januar 2026 um 10:30 Uhr",
        "Fr., 09.01.2026 - 14:45",
        "vendredi 9 janvier 2026 à 14h30",
        "Publié le 9 janv. 2026",
        "viernes 9 de enero de 2026",
        "Publicado el 9 de enero del 2026 a las 10:30",
        "venerdì 9 gennaio 2026 ore 10:30",
        "Pubblicato il 9 gennaio 2026 alle ore 10.30",
        "sexta-feira, 9 de janeiro de 2026 às 10:30",
        "Publicado em 9 de janeiro de 2026",
        "vrijdag 9 januari 2026 om 10:30 uur",
        "9 كانون الثاني 2026",
        "2026年1月9日",
        "2026년 1월 9일",
        "Fri Jan 9 19:20:36 CET 2026",
        "20260109",
    ],
)
def test_days_are_read_in_the_languages_of_many_papers(text: str) -> None:
    assert read_date(text) == NINTH


@pytest.mark.parametrize(
    "text",
    [
        "Aktualisiert am 9. Januar 2026",
        "Stand: 9. Januar 2026",
        "Mis à jour le 9 janvier 2026",
        "Última actualización: 9 de enero de 2026",
        "Aggiornato il 9 gennaio 2026",
        "Atualizado em 9 de janeiro de 2026",
        "Bijgewerkt op 9 januari 2026",
    ],
)
def test_a_change_is_no_day_of_publication_in_any_of_them(text: str) -> None:
    assert len(find_dates(text)) == 1
    assert read_date_line(text) is None


def test_a_day_and_its_change_in_one_line_are_told_apart() -> None:
    line = read_date_line("Publié le 9 janvier 2026 à 10h05, mis à jour le 11 janvier 2026 à 9h00")
    assert line is not None
    assert line.when == NINTH
