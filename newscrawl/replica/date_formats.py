"""The ways in which a markup may print a day."""

from __future__ import annotations

from datetime import date

from newscrawl.replica.languages import LANGUAGES, Language


def dotted(day: date, language: Language) -> str:
    """`09.Jan.2026`: as the known page writes it, in English in every language."""
    return f"{day.day:02}.{LANGUAGES['en'].short_months[day.month - 1]}.{day.year}"


def short(day: date, language: Language) -> str:
    """`14 Jan 2026`, `14 янв 2026`."""
    return f"{day.day} {language.short_months[day.month - 1]} {day.year}"


def long(day: date, language: Language) -> str:
    """`9 January 2026`, `9 января 2026 г.`"""
    return language.long_date(day)


def weekday(day: date, language: Language) -> str:
    """`Friday, 9 January 2026`."""
    return f"{language.weekdays[day.weekday()]}, {language.long_date(day)}"


def american(day: date, language: Language) -> str:
    """`Jan 9, 2026`; other languages know no such order and write the long form."""
    return (
        f"{language.short_months[day.month - 1]} {day.day}, {day.year}"
        if language.code == "en"
        else language.long_date(day)
    )


def numeric(day: date, language: Language) -> str:
    """`09.01.2026`."""
    return f"{day:%d.%m.%Y}"


def slashed(day: date, language: Language) -> str:
    """`09/01/2026`: the ninth of January."""
    return f"{day:%d/%m/%Y}"


def iso(day: date, language: Language) -> str:
    """`2026-01-09`."""
    return day.isoformat()
