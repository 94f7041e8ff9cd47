"""extract.plain_names: lines that are nothing but names, where no mark and no label says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from support.paper_pages import (
    OTHER_TITLES,
    PROSE,
    TITLE,
    html,
    memory_of,
    other_text,
    read,
    story,
)

from newscrawl.extract.plain_names import JOINT, NO_NAMES, are_bylines

STAFF = ("Nino Example", "Luka Sample", "Tea Pattern and Nino Example", "Tea Pattern")
OG = '<meta property="og:title" content="{}">'
Place = Callable[[str, str, str], str]

LABELS = ("Middle East", "Sport", "Premier League", "Real Estate")


def over_title(line: str, title: str, text: str) -> str:
    return f"<div><p>{line}</p><h1>{title}</h1><div>{text}</div></div>"


def over_label(line: str, title: str, text: str) -> str:
    return f"<div><p>{line}</p><b>Upper pier</b><h1>{title}</h1><div>{text}</div></div>"


def under_text(line: str, title: str, text: str) -> str:
    return f"<div><h1>{title}</h1><div>{text}</div><div class=x>{line}</div></div>"


def over_text(line: str, title: str, text: str) -> str:
    """No block shows the title; buttons stand between."""
    share = "<ul><li><a href=https://a.test/>A</a></li><li><a href=https://b.test/>B</a></li></ul>"
    return f"<div><header><p>{line}</p>Share{share}</header><div>{text}</div></div>"


PLACES = (over_title, over_label, under_text, over_text)


def pages(place: Place, lines: Sequence[str]) -> list[str]:
    return [
        html(
            place(line, OTHER_TITLES[number % 8], f"<p>{other_text(2 * number)}</p>" * 2),
            OG.format(OTHER_TITLES[number % 8]),
        )
        for number, line in enumerate(lines)
    ]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("lines", [STAFF, ("Nino Example", "Luka Sample", "Tea Pattern") * 3])
def test_names_stand_where_other_pages_have_names(place: Place, lines: Sequence[str]) -> None:
    """Some of them two, or all of many: then the place is no label's."""
    own = html(place("Luka Sample, Ana Gray", TITLE, PROSE), OG.format(TITLE))
    assert read(own).authors == []
    assert read(own, memory=memory_of(pages(place, lines))).authors == ["Luka Sample", "Ana Gray"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("lines", [LABELS, LABELS[::2] * 4, ("Luka Sample",) * 9, STAFF[:2]])
def test_labels_that_look_like_names_are_none(place: Place, lines: Sequence[str]) -> None:
    """Nor is a name that is the same on every page, or where too few are known."""
    own = html(place("Middle East", TITLE, PROSE), OG.format(TITLE))
    assert read(own, memory=memory_of(pages(place, lines))).authors == []


def test_a_line_under_the_title_needs_no_other_page() -> None:
    page = f"<div><h1>{TITLE}</h1><p>Nino Example</p><div>{PROSE}</div></div>"
    assert read(html(page)).authors == ["Nino Example"]


@pytest.mark.parametrize(
    ("lines", "are_names"),
    [
        ({"Ana Gray": 2, "Ben Hill": 1, f"Ana Gray{JOINT}Ben Hill": 1}, True),
        ({"Ana Gray": 4, "Ben Hill": 3, "Cora Reed": 1}, True),
        ({"Ana Gray": 2, "Ben Hill": 2, "Cora Reed": 1}, False),
        ({"Middle East": 5, "Real Estate": 4, "Far East": 1, NO_NAMES: 1}, False),
        ({f"Ana Gray{JOINT}Ben Hill": 9}, False),
        ({}, False),
    ],
)
def test_a_place_is_a_bylines_if_it_differs_and_joins_names_or_always_has_one(
    lines: dict[str, int], are_names: bool
) -> None:
    assert are_bylines(Counter(lines)) is are_names


GEORGIAN = ("ნინო მაგალითი", "ლუკა ნიმუში", "თეა მაგალითი და ლუკა ნიმუში", "თეა მაგალითი")


def signed(text: str, line: str, title: str = TITLE) -> str:
    return html(f"<div><h1>{title}</h1><div>{text}<p>{line}</p></div></div>")


def others_signed(lines: Sequence[str]) -> list[str]:
    return [
        signed(f"<p>{other_text(n)}</p>", lines[n % len(lines)], f"Pier {n} opens, {other_text(n)}")
        for n in range(12)
    ]


def test_a_last_line_that_is_names_on_other_pages_signs_the_text() -> None:
    """In a script without capitals no line alone tells that it is a name."""
    page = signed(PROSE, GEORGIAN[0])
    found = read(page, memory=memory_of(others_signed(GEORGIAN)))
    assert found.authors == [GEORGIAN[0]]
    assert GEORGIAN[0] not in (found.body or "")
    assert GEORGIAN[0] in (read(page).body or "")


def test_a_last_line_that_says_other_things_elsewhere_is_of_the_text() -> None:
    said = (*GEORGIAN[:2], "გაგრძელება იქნება 3 დღეში", "ფოტო და ვიდეო: არქივი 1998")
    found = read(signed(PROSE, GEORGIAN[0]), memory=memory_of(others_signed(said)))
    assert GEORGIAN[0] in (found.body or "")


def in_capitals(line: str, title: str, text: str) -> str:
    """As a small heading, with the date on its line."""
    return f"<div><h1>{title}</h1><h4>{line} | 12 January 2022</h4><div>{text}</div></div>"


def test_a_line_in_capitals_is_names_where_other_pages_have_names() -> None:
    own = html(in_capitals("ANA GRAY", TITLE, PROSE), OG.format(TITLE))
    assert read(own).authors == []
    memory = memory_of(pages(in_capitals, [name.upper() for name in STAFF]))
    assert read(own, memory=memory).authors == ["ANA GRAY"]
    memory = memory_of(pages(in_capitals, ("MIDDLE EAST", "SPORT", "REAL ESTATE", "FAR EAST")))
    assert read(own, memory=memory).authors == []


CARD = "<div class=card><img src=/{0}.jpg><div><div class=l4>{0}</div><div class=l5>{1}</div></div></div>"


def test_authors_with_a_card_each_are_all_found() -> None:
    cards = CARD.format("Nino Example", "Staff writer") + CARD.format("Luka Sample", "Reporter")
    assert read(story(under_title=cards)).authors == ["Nino Example", "Luka Sample"]
    # What stands so in one element says other things: a place, a section, a date.
    facts = "".join(f"<div class=i>{one}</div>" for one in ("Nino Example", "Upper Pier"))
    assert read(story(under_title=f"<div>{facts}</div>")).authors == ["Nino Example"]
    also = CARD.format("Upper Pier", "12 January 2022") + CARD.format("412 views", "3 comments")
    first = CARD.format("Nino Example", "Staff writer")
    assert read(story(under_title=first + also)).authors == ["Nino Example"]


def beside_day(name: str) -> str:
    return f"<div><img src=/a.jpg><span>{name}</span><span>12 January 2022</span></div>"


def behind_link(name: str) -> str:
    return f"<div><a href=/c/x>Hills</a><span>12 January 2022</span><span>{name}</span></div>"


@pytest.mark.parametrize("line", [beside_day, behind_link])
def test_an_element_beside_the_day_names_people_where_it_does_on_other_pages(
    line: Callable[[str], str],
) -> None:
    def authors(names: list[str]) -> list[str]:
        pages = [
            story(f"<p>{other_text(n)}</p>", title=OTHER_TITLES[n % 8], under_title=line(one))
            for n, one in enumerate(names * 3)
        ]
        page = story(under_title=line("Nino Example"))
        assert read(page).authors == []
        return read(page, memory=memory_of(pages)).authors

    assert authors(["Luka Sample", "Tea Pattern", "Ana Gray"]) == ["Nino Example"]
    assert authors(["Middle East", "Upper Pier", "Boats"]) == []
    assert authors(["Middle East", "Upper Pier"] * 2) == []


def test_a_line_behind_a_picture_that_ends_with_a_year_is_no_byline() -> None:
    line = "<img src=/a.jpg><p>{}</p>"
    assert read(story(under_title=line.format("ნინო მაგალითი, 2010"))).authors == []
    assert read(story(under_title=line.format("Nino Example"))).authors == ["Nino Example"]


def test_two_cards_under_a_text_are_two_authors() -> None:
    def card(name: str) -> str:
        return f"<div class=w><div><p class=n>{name}</p><p class=r>Reporter</p></div></div>"

    names = ("Nino Example", "Luka Sample", "Tea Pattern", "Ana Gray")
    pages = [
        story(f"<p>{other_text(n)}</p>", title=OTHER_TITLES[n % 8], below=card(names[n % 4]))
        for n in range(9)
    ]
    both = card("Nino Example") + card("Luka Sample")
    reading = read(story(below=both), memory=memory_of(pages))
    assert reading.authors == ["Nino Example", "Luka Sample"]
