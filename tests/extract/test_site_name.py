"""extract.site_name: the names under which a page's site goes."""

from __future__ import annotations

import pytest
from support.paper_pages import PROSE, TITLE, a_page, html, read

from newscrawl.extract.site_name import site_names

HEADER = "<div><a href=/>Valley Paper</a> <a href=/en/piers>Piers</a> <a href='#'>Top</a></div>"


@pytest.mark.parametrize(
    ("text", "is_name"),
    [("Valley Paper", True), ("The Valley", True), ("Piers", False), ("Top", False), ("", False)],
)
def test_the_metadata_and_links_to_the_root_name_the_site(text: str, is_name: bool) -> None:
    names = site_names(a_page(html(HEADER)), "The Valley", [text])
    assert names == ({text} if is_name else set())


def test_the_name_of_the_site_is_no_title() -> None:
    page = html(f"{HEADER}<div><b>{TITLE}</b></div>{PROSE}", "<title>Valley Paper</title>")
    assert read(page).title == TITLE


def test_so_does_a_link_to_the_root_of_the_language() -> None:
    page = a_page(html("<div><a href=/en/>Valley Paper</a> <a href=/ru/>Piers</a></div>"))
    assert site_names(page, "", ["Valley Paper", "Piers"]) == {"Valley Paper"}


def test_the_name_of_the_site_is_no_section() -> None:
    line = "<p>Category: <a href=/en/home>Valley Paper</a></p>"
    page = html(
        f"<div><a href=/en/>Valley Paper</a></div><h1>{TITLE}</h1>{line}{PROSE}",
        f"<title>{TITLE} | Valley Paper</title>",
    )
    assert read(page).section is None
