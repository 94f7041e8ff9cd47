"""extract.section_path: the path to an article, whose last step is its section."""

from __future__ import annotations

import pytest
from support.paper_pages import OTHER_TITLES, TITLE, memory_of, other_text, read, story

ROOT, LISTING = "<a href=/en/>Front</a>", "<a href=/en/c/boats>Boats</a>"


@pytest.mark.parametrize("sign", [" › ", " / ", " <i class=arrow></i> ", "<img src=/arrow.gif>"])
def test_a_path_is_parted_by_signs_or_pictures(sign: str) -> None:
    assert read(story(above=f"<p>{ROOT}{sign}{LISTING}{sign}{TITLE}</p>")).section == "Boats"


def test_the_root_of_a_language_is_no_step() -> None:
    assert read(story(above=f"<p>{ROOT} <b></b> {TITLE}</p>")).section is None


def test_a_row_of_links_that_stands_on_every_page_is_no_path() -> None:
    row = "<div><a href=/>Front</a> | <a href=/en/archive.php>Papers</a> | <a href=/en/us/>Us</a></div>"
    pages = [
        story(f"<p>{other_text(n)}</p>", title=OTHER_TITLES[n % 8], above=row) for n in range(8)
    ]
    assert read(story(above=row), memory=memory_of(pages)).section is None


def test_the_items_of_a_list_that_ends_with_the_title_are_a_path() -> None:
    items = f"<li><a href=/>Front</a></li> / <li>{LISTING}</li> / <li>{TITLE}</li>"
    assert read(story(above=f"<ul class=crumbs>{items}</ul>")).section == "Boats"


def test_without_the_title_a_list_is_one_where_it_begins_as_on_every_page() -> None:
    def page(name: str, n: int) -> str:
        items = f"<li><a href=/en/>Front</a><li><a href=/en/c/{n}>{name}</a>"
        return story(f"<p>{other_text(n)}</p>", title=OTHER_TITLES[n], above=f"<ol>{items}</ol>")

    pages = [page(name, n) for n, name in enumerate(("Boats", "Hills", "Towns", "Wind", "Rain"))]
    assert read(pages[0], memory=memory_of(pages)).section == "Boats"
    assert read(pages[0]).section is None
    menu = [page("Boats", n) for n in range(5)]
    assert read(menu[0], memory=memory_of(menu)).section is None
