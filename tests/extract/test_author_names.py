"""extract.author_names: what stands where authors stand -> their names, one string each."""

from __future__ import annotations

import pytest

from newscrawl.extract.author_names import (
    House,
    author_names,
    distinct,
    is_shaped_like_name,
    without_label,
)

HOUSE = House(["The Valley Paper", "Valley Print"], "www.valleypaper.test")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Nino Example, Luka Sample and Tea Pattern",
            ["Nino Example", "Luka Sample", "Tea Pattern"],
        ),
        ("Nino Example & Luka Sample", ["Nino Example", "Luka Sample"]),
        ("Nino Example und Luka Sample", ["Nino Example", "Luka Sample"]),
        ("Nino Example et Luka Sample", ["Nino Example", "Luka Sample"]),
        ("Nino Example y Luka Sample", ["Nino Example", "Luka Sample"]),
        ("Nino Example e Luka Sample", ["Nino Example", "Luka Sample"]),
        ("Nino Example og Luka Sample", ["Nino Example", "Luka Sample"]),
        ("Nino Example och Luka Sample", ["Nino Example", "Luka Sample"]),
        ("Nino Example ja Luka Sample", ["Nino Example", "Luka Sample"]),
        ("Nino Example en Luka Sample", ["Nino Example", "Luka Sample"]),
        ("Нино Пример и Лука Образец", ["Нино Пример", "Лука Образец"]),
        ("ნინო მაგალითი და ლუკა ნიმუში", ["ნინო მაგალითი", "ლუკა ნიმუში"]),
        ("Nino Example; Luka Sample", ["Nino Example", "Luka Sample"]),
        ("Nino Ejemplo y Muestra", ["Nino Ejemplo y Muestra"]),
        ("Example, Nino", ["Example, Nino"]),
    ],
)
def test_a_list_is_parted_and_a_name_is_not(text: str, names: list[str]) -> None:
    assert author_names(text, HOUSE) == names


@pytest.mark.parametrize(
    "text",
    [
        "By Nino Example",
        "Author: By Nino Example",
        "Von Nino Example",
        "par Nino Example",
        "Por Nino Example",
        "di Nino Example",
        "Av Nino Example",
        "af Nino Example",
        "Nino Example, staff writer",
        "Nino Example, Political Correspondent",
        "Nino Example (Tarsk)",
        "Nino Example | 12 January 2026, 10:15",
        "Nino Example 12 January 2026 • 4:45pm",
        "Nino Example, January 12, 2026 2:30 pm",
        "Nino Example on Monday, January 12, 2026",
        "12. January 2026 • Nino Example • 3 min",
        "Nino Example, n.example@valleypaper.test",
        "Nino Example, www.valleypaper.test",
        "Nino Example for The Valley Paper",
        "Nino Example, The Valley Paper",
        "Nino Example, Valleypaper",
        "The Valley Paper Ltd, Nino Example",
        "Nino Example, nino-example",
        "nino.example, Nino Example",
    ],
)
def test_only_the_name_is_left(text: str) -> None:
    assert author_names(text, HOUSE) == ["Nino Example"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "The Valley Paper",
        "Valley Print GmbH",
        "valleypaper.test",
        "@valleypaper",
        "https://valleypaper.test/nino",
        "admin",
        "Автор: Аноним",
        "anonymous",
        "Print Email",
        "False",
        "未知",
        "No Author",
        "By",
        "Staff Writer",
        "корреспондент",
        "(Image: Nino Example)",
        "The night ferry sailed from the upper pier on Monday",
    ],
)
def test_what_names_nobody_gives_no_name(text: str) -> None:
    assert author_names(text, HOUSE) == []


@pytest.mark.parametrize("text", ["Sport desk", "NEA", "nino1984", "Editors of the Atlas"])
def test_desks_agencies_and_nicknames_are_authors(text: str) -> None:
    assert author_names(text, HOUSE) == [text]


def test_one_person_in_two_spellings_is_one() -> None:
    assert distinct(["nino-example", "Nino Example", "Nino", "Luka"]) == ["Nino Example", "Luka"]


@pytest.mark.parametrize("text", ["Nino Example", "Nino von Example", "ნინო მაგალითი"])
def test_names_are_told_by_their_shape(text: str) -> None:
    assert is_shaped_like_name(text)


@pytest.mark.parametrize(
    "text", ["Nino", "Photo: Nino Example", "Boats return in May", "Map 7 Tarsk"]
)
def test_labels_and_headings_are_not_shaped_like_names(text: str) -> None:
    assert not is_shaped_like_name(text)


def test_a_label_alone_stays() -> None:
    assert without_label("By") == "By"
