"""A line that is a date and little else, known from a short sentence that names a date."""

from __future__ import annotations

import pytest

from newscrawl.extract.dates.date_lines import read_date_beside, read_dateline


@pytest.mark.parametrize(
    "text",
    [
        "9 January 2026",
        "9 января 2026 г.",
        "09.01.2026 | Politics",
        "Nino Example, Batumi | 9 January 2026",
        "By Nino Example and her friends, 9 January 2026",
        "Nino of the Valley | 9 January 2026",
        "5 min read | 9 January 2026",
        "120 views | 9 January 2026",
        "ნინო მაგალითი | 9 იანვარი 2026",
        "Published: 9 January 2026",
        "Von Nino Example | 9. Januar 2026",
        "Von Nino Example und Tea Pattern, 9. Januar 2026",
        "von Nino Example am 9. Januar 2026",
        "Nino Example 9. 1. 2026.",
        "Nino Example 09.01.2026.",
        "9 January 2026, 10:00 UPD 14:20",
    ],
)
def test_a_name_a_place_a_section_or_a_count_may_stand_beside_it(text: str) -> None:
    assert read_dateline(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "The bridge is open (9 January 2026)",
        "Photo: 9 January 2026",
        "Deadline: 9 January 2026",
        "Correction | 9 January 2026",
        "Фото: Нино | 9 января 2026",
        "Ferry Returns, 9 January 2026.",
        "of the Valley | 9 January 2026",
        "ნინო მაგალითი წერს | 9 იანვარი 2026",
        "9 January 2026 | " + "Politics " * 20,
        "By Nino Example",
        "Von der Fähre her am 9. Januar 2026",
        "Von Nino Example 9. Januar 2026.",
        "The ferry sailed again 9.1.2026.",
        "9 January 2026 (updated)",
        "9 January 2026 until 14:20 and later",
    ],
)
def test_a_sentence_or_the_label_of_something_else_makes_it_none(text: str) -> None:
    assert read_dateline(text) is None


def test_in_a_list_a_few_words_of_any_kind_may_stand_beside_a_date() -> None:
    assert read_date_beside("back to the pier | 9 January 2026") is not None
    assert read_date_beside("back to the upper pier again | 9 January 2026") is None


def test_who_took_the_picture_may_stand_behind_the_day() -> None:
    assert read_dateline("Gerda Muster / 22.04.2020 / 06:15 / Foto: Paper / 150 /") is not None
