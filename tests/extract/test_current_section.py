"""extract.current_section: where a page says that it stands in its site."""

from __future__ import annotations

import pytest
from support.paper_pages import PROSE, TITLE, read

MENU = (
    "<ul class=menu><li><a href=/en/>Home</a><li><a href=/en/section/hills>Hills</a>"
    "<li{0}><a href=/en/section/boats{1}>Boats</a><li><a href=/en/section/towns>Towns</a>"
    "<li><a href=/ka/>KA</a></ul>"
)


def section(
    menu: str = MENU.format("", ""), *, above: str = "", body: str = "", article: str = ""
) -> str | None:
    return read(
        f"<html><body{body}>{menu}<article{article}>{above}<h1>{TITLE}</h1><div>{PROSE}</div>"
        "</article></body></html>"
    ).section


@pytest.mark.parametrize(
    ("item", "link"),
    [
        (" class=active", ""),
        (" class='menu-item current-menu-parent'", ""),
        ("", " class='nav-link is-active'"),
        ("", " aria-current=true"),
    ],
)
def test_the_current_item_of_the_menu_names_the_section(item: str, link: str) -> None:
    assert section(MENU.format(item, link)) == "Boats"


def test_a_menu_without_one_current_section_names_none() -> None:
    assert section() is None
    assert section(MENU.format("", " aria-current=false")) is None
    assert section(MENU.format(" class=inactive", "")) is None
    home = MENU.format("", "").replace("<li><a href=/en/>", "<li class=active><a href=/en/>")
    assert section(home) is None
    language = MENU.format("", "").replace("<li><a href=/ka/>", "<li class=active><a href=/ka/>")
    assert section(language) is None
    two = MENU.format(" class=active", "").replace(
        "<li><a href=/en/section/hills>", "<li class=active><a href=/en/section/hills>"
    )
    assert section(two) is None


def test_a_marked_link_beside_few_others_is_no_menu() -> None:
    assert (
        section("<p><a class=active href=/en/latest>Latest</a> <a href=/en/p>Popular</a></p>")
        is None
    )


@pytest.mark.parametrize(
    ("body", "article", "expected"),
    [
        (" class='single rubric-boats'", "", "Boats"),
        ("", " class='post-12 category-boats tag-hills'", "Boats"),
        (" class='single section-inner'", "", None),
        ("", " class='post category-boats category-hills'", None),
        ("", " class='post tag-boats'", None),
    ],
)
def test_a_class_files_the_page_under_a_section_of_its_links(
    body: str, article: str, expected: str | None
) -> None:
    assert section(body=body, article=article) == expected


def test_a_headline_is_no_name_of_a_section() -> None:
    headline = "<h4><a href=/en/guides/boats>Boats: how to keep them</a></h4>"
    between = "".join(f"<p>Line {number}</p>" for number in range(9))
    assert section(headline + between, article=" class=category-boats") is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("<div>Home / Boats</div>", "Boats"),
        (f"<div><a href=/en/>Home</a> → Boats → {TITLE}</div>", "Boats"),
        ("<div>Home / Pebbles</div>", None),
        ("<div>Boats / Hills</div>", None),
        ("<div>Home | Hills | Boats | Towns | About</div>", None),
    ],
)
def test_a_path_need_not_be_links(path: str, expected: str | None) -> None:
    assert section(above=path) == expected
