"""Labels over a title that name a section without leading to it."""

from __future__ import annotations

import pytest
from support.paper_pages import PROSE, html, memory_of, other_text, read, story

from newscrawl.extract.section_labels import are_sections

SECTIONS = ("Economy", "Society", "Culture", "Middle East")


def section(markup: str) -> str | None:
    return read(markup).section


def labelled(label: str, title: str, text: str) -> str:
    head = f"<title>{title}</title>"
    return html(f"<div class=kicker>{label}</div><h1>{title}</h1><p>{text}</p>", head)


@pytest.mark.parametrize(
    "line",
    [
        "<div>Category: Region</div>",
        "<p class=info>Рубрика: Region</p>",
        "<span>Kategorie: <a href=/k/7>Region</a></span>",
        "<div>Section : Region</div>",
    ],
)
def test_a_label_with_its_word_names_the_section(line: str) -> None:
    assert section(story(above=line)) == "Region"
    assert section(story(under_title=line)) == "Region"


@pytest.mark.parametrize(
    "line", ["<p>Category: none</p>", "<p>Category:</p>", "<p>Categorically: not</p>"]
)
def test_a_word_without_a_name_names_none(line: str) -> None:
    assert section(story(above=line)) is None


def test_one_of_a_few_labels_of_the_site_is_a_section() -> None:
    pages = [
        labelled(SECTIONS[n % 4], f"A Story of Day {n} on the Pier", other_text(n))
        for n in range(10)
    ]
    page = labelled("Culture", "The Ferry Sails Again to Tarsk", other_text(11))
    assert section(page) is None
    assert read(page, memory=memory_of(pages)).section == "Culture"


@pytest.mark.parametrize(
    ("labels", "are"),
    [
        ({"Economy": 4, "Society": 4}, True),
        ({"Economy": 3, "Society": 4}, False),
        ({"Economy": 12}, False),
        ({"Ana Gray": 4, "Ben Hill": 4}, False),
        ({"Ana Gray": 2, "Ben Hill": 2, "Economy": 2, "Society": 2}, True),
        ({f"Place{n}": 1 for n in range(12)}, False),
        ({}, False),
    ],
)
def test_a_few_names_again_and_again_are_sections(labels: dict[str, int], are: bool) -> None:
    assert are_sections(labels) is are


def test_what_differs_on_every_page_is_no_section() -> None:
    pages = [
        labelled(f"Kicker {chr(65 + n)}", f"A Story of Day {n} on the Pier", other_text(n))
        for n in range(10)
    ]
    page = labelled("Kicker Z", "The Ferry Sails Again to Tarsk", other_text(11))
    assert read(page, memory=memory_of(pages)).section is None
    assert section(story(PROSE)) is None


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("<table><tr><td>Date<td>3 May<tr><td>Section<td>Boats<tr><td>Views<td>9</table>", "Boats"),
        ("<dl><dt>Rubrik</dt><dd><a href=/en/section/boats>Boats</a></dd></dl>", "Boats"),
        ("<div><div>Category:</div><div>Boats</div></div>", "Boats"),
        ("<table><tr><td>Section<tr><td>Boats</table>", None),
        ("<div><p>Section</p><p>Boats</p></div>", None),
    ],
)
def test_a_label_in_an_element_of_its_own_names_what_is_told_beside_it(
    facts: str, expected: str | None
) -> None:
    assert read(story(under_title=facts)).section == expected
