"""extract.section_of_few: a line at an article that says one of a few, as other pages do."""

from __future__ import annotations

import pytest
from support.paper_pages import html, memory_of, other_text, read

SECTIONS = ("Economy", "Society", "Culture")
WRITERS = ("Nino Example", "Luka Sample", "Tea Pattern", "Ana Gray", "Ben Hill")


def menu_of(*names: str) -> str:
    links = "".join(f"<a href=/en/c/{n}>{name}</a> " for n, name in enumerate(names))
    return f"<nav>{links}</nav>"


def section(menu: str, line: str) -> str | None:
    """What is read on the eleventh page of a site with such a line over each title: `{0}` stands
    for one of SECTIONS, `{1}` for one of WRITERS, `{2}` for a day."""

    def page(number: int, title: str) -> str:
        told = line.format(SECTIONS[number % 3], WRITERS[number % 5], f"{number + 3} January 2022")
        text = f"{other_text(number)} {other_text(number + 1)}"
        return html(f"{menu}<div>{told}</div><h1>{title}</h1><p>{text}</p>")

    pages = [page(number, f"A Story of Day {number} on the Pier") for number in range(10)]
    last = page(11, "The Ferry Sails Again to Tarsk")
    return read(last, memory=memory_of(pages)).section


@pytest.mark.parametrize(
    ("menu", "name"),
    [
        (menu_of("Economy", "Archive of Maps"), "Culture"),
        (menu_of("Weather", "Archive of Maps"), None),
        ("", "Culture"),
    ],
)
def test_a_menu_has_one_of_the_few(menu: str, name: str | None) -> None:
    """The weather over the title is one of a few, too."""
    assert section(menu, "<p><i>{0}</i></p>") == name


@pytest.mark.parametrize("menu", ["", menu_of("About us", "All stories")])
@pytest.mark.parametrize(
    "line",
    [
        "<p>by <a href=/people/x>{1}</a> at <b>{2}</b></p>",
        "<p>Posted by <b>{1}</b> on <a href=/day>{2}</a></p>",
        "<p><i>published</i> by <i>{1}</i> Wednesday <b>{2}</b></p>",
    ],
)
def test_the_other_words_of_a_byline_are_none(menu: str, line: str) -> None:
    assert section(menu, line) is None
