"""What holds of every date and of every text."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.errors import DateError
from newscrawl.extract.dates.parse import find_dates, iso, read_date, read_date_line
from newscrawl.extract.languages import LANGUAGES

quick = settings(deadline=None, max_examples=150)

days = st.dates(date(2000, 1, 1), date(2035, 12, 31))
# Every spelling of every month in every language, as the tables print it, capitalised and in
# capitals.
MONTHS = [
    {
        spelling
        for language in LANGUAGES.values()
        if language.months
        for name in language.months.split("|")[number].split()
        for word in [name.replace("_", " ")]
        for spelling in (word, word.capitalize(), word.upper())
    }
    for number in range(12)
]
WORD_FORMS = [
    *(
        "{d} {m} {y}",
        "{d:02} {m} {y}",
        "{d:02}.{m}.{y}",
        "{d}-{m}-{y}",
        "{d} {m}, {y}",
        "{d} {m}. {y}",
        "{m} {d}, {y}",
        "{m}. {d}, {y}",
    ),
    *(
        "{m} {d} {y}",
        "{y} {m} {d}",
        "{y}-{m}-{d:02}",
        "{d} {m} {y} г.",
        "{d} {m} {y} года",
        "{y} წლის {d} {m}",
        "{d} {m}, {y} წ.",
        "{d}th {m} {y}",
    ),
]
NUMBER_FORMS = [
    "{d:02}.{n:02}.{y}",
    "{d}.{n}.{y}",
    "{d:02}/{n:02}/{y}",
    "{d}-{n}-{y}",
    "{y}-{n:02}-{d:02}",
    "{y}/{n}/{d}",
    "{y}.{n:02}.{d:02}",
]
TIMES = ["", " 14:30", ", 14:30", " | 14:30:05", " 2:30 PM", " 14.30"]
ZONES = {
    "Z": 0,
    " GMT": 0,
    " UTC+3": 180,
    "+04:00": 240,
    " +0400": 240,
    " GMT-5": -300,
    " -0330": -210,
}


@st.composite
def printed(draw: st.DrawFn) -> tuple[date, str]:
    day = draw(days)
    form = draw(st.sampled_from([*WORD_FORMS, *NUMBER_FORMS]))
    word = draw(st.sampled_from(sorted(MONTHS[day.month - 1])))
    return day, form.format(d=day.day, n=day.month, m=word, y=day.year)


@quick
@given(printed(), st.sampled_from(TIMES), st.sampled_from(["", "Published: ", "Дата: ", "("]))
def test_every_printed_date_reads_back(pair: tuple[date, str], clock: str, label: str) -> None:
    day, text = pair
    assert read_date(label + text + clock) == day
    line = read_date_line(label + text + clock)
    assert line is not None
    assert (line.when, line.rest) == (day, "")


def test_every_spelling_of_every_month_reads_back_in_every_form() -> None:
    for number, words in enumerate(MONTHS, 1):
        day = date(2026, number, 28)
        for word in words:
            for form in WORD_FORMS:
                text = form.format(d=28, m=word, y=2026)
                assert [found.when for found in find_dates(text)] == [day], text


def test_every_day_reads_back() -> None:
    for offset in range((date(2035, 12, 31) - date(2000, 1, 1)).days + 1):
        day = date(2000, 1, 1) + timedelta(offset)
        for text in (
            day.strftime("%d.%m.%Y"),
            day.isoformat(),
            f"{day.day:02}.{day:%b}.{day.year}",
        ):
            assert [found.when for found in find_dates(text)] == [day], text


@quick
@given(printed(), st.times(), st.sampled_from(sorted(ZONES)))
def test_every_moment_reads_back(pair: tuple[date, str], time_of_day: time, zone: str) -> None:
    day, text = pair
    clock = time_of_day.replace(microsecond=0)
    read = read_date(f"{text} {clock:%H:%M:%S}{zone}")
    assert read == datetime.combine(day, clock, timezone(timedelta(minutes=ZONES[zone])))


@quick
@given(st.datetimes(datetime(2000, 1, 1), datetime(2035, 12, 31)), st.integers(-14 * 60, 14 * 60))
def test_what_iso_writes_reads_back(naive: datetime, minutes: int) -> None:
    moment = naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert read_date(iso(moment)) == moment
    assert read_date(iso(moment)).isoformat() == moment.isoformat()


PARTS = {
    "day": ["9", "09", "31st", "9-го", "მე-9"],
    "month": sorted(MONTHS[0] | MONTHS[4] | MONTHS[8]),
    "year": ["2026", "1999", "2026 г.", "2026 წ.", "’26"],
    "none": [
        "14:30",
        "2:30 PM",
        "12:45:01",
        "Friday",
        "пт",
        "Published:",
        "GMT+4",
        "since",
        "hours",
        "today",
        "|",
        ",",
        "-",
        "/",
        ".",
    ],
}


@quick
@given(st.sampled_from(["day", "month", "year"]), st.data())
def test_no_text_without_all_three_parts_is_a_date(missing: str, data: st.DataObject) -> None:
    """Two parts in any order, each at most once, between words and times that are none: a missing
    one is never filled in."""
    pieces = [
        data.draw(st.sampled_from(PARTS[part]))
        for part in ("day", "month", "year")
        if part != missing
    ]
    pieces += data.draw(st.lists(st.sampled_from(PARTS["none"]), max_size=3))
    text = " ".join(data.draw(st.permutations(pieces)))
    assert find_dates(text) == []
    assert read_date_line(text) is None
    assert _read(text) is None, text


fillers = st.text(st.sampled_from("abя ა.,\u200b\u00a0|\n"), max_size=30)


@quick
@given(st.lists(st.tuples(fillers, printed()), min_size=1, max_size=4), fillers)
def test_offsets_cut_the_dates_out_of_the_text(
    parts: list[tuple[str, tuple[date, str]]], end: str
) -> None:
    text, places = "", []
    for filler, (_, shown) in parts:
        text += f"{filler} ; "
        places.append((len(text), len(text) + len(shown)))
        text += f"{shown} ; "
    text += end
    found = find_dates(text)
    assert [one.when for one in found] == [day for _, (day, _) in parts]
    assert [(one.start, one.end) for one in found] == places
    assert all(text[one.start : one.end] == one.text for one in found)


soup = st.lists(
    st.one_of(
        st.sampled_from([word for words in MONTHS for word in sorted(words)]),
        st.sampled_from(
            [
                "9",
                "31",
                "2026",
                "1999",
                "20260109",
                "T",
                "Z",
                "+04:00",
                "14:30",
                "PM",
                "Updated",
                "Published",
                "by",
                "от",
                "წლის",
                "-cı il",
            ]
        ),
        st.sampled_from(list(" .,:;/-–|()[]\n\u200b\u0306\u00adʼ'’２")),
        st.text(max_size=3),
    ),
    max_size=25,
).map("".join)


@quick
@given(st.one_of(st.text(max_size=300), soup))
def test_no_text_raises_anything_but_a_date_error(text: str) -> None:
    found = find_dates(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    for moment in [*(one.when for one in found), _read(text)]:
        if isinstance(moment, datetime):
            assert moment.tzinfo is not None
        if moment is not None:
            assert 1990 <= moment.year <= 2100
    read_date_line(text)


@quick
@given(printed())
def test_what_the_whole_text_is_is_also_found_in_it(pair: tuple[date, str]) -> None:
    day, text = pair
    assert [(one.when, one.text) for one in find_dates(f"– {text} –")] == [(day, text)]


def _read(text: str) -> date | datetime | None:
    try:
        return read_date(text)
    except DateError:
        return None
