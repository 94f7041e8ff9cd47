"""extract.section: the section of an article, from where it stands in the site."""

from __future__ import annotations

import pytest
from support.paper_pages import (
    NUMBER,
    OTHER_TITLES,
    PROSE,
    TITLE,
    a_page,
    finder,
    html,
    read,
    story,
)

from newscrawl.extract.article import ArticlePage
from newscrawl.extract.boilerplate import Boilerplate

NAV = (
    "<nav><a href=/en/>Home</a> <a href=/en/news>News</a> <a href=/en/section/boats>Boats</a></nav>"
)
OG = f'<meta property="og:title" content="{TITLE}">'
HEADING = f"<h1>{TITLE}</h1>"


def section(
    above: str = "", *, head: str = "", heading: str = HEADING, nav: str = NAV
) -> str | None:
    page = f"{nav}<div>{above}{heading}{PROSE}</div>"
    return read(html(page, head)).section


@pytest.mark.parametrize(
    "above",
    [
        "<ol class=breadcrumbs><li><a href=/en/>Home</a><li><a href=/en/section/boats>Boats</a></ol>",
        "<div class=x1><a href=/en/>Home</a> › <a href=/en/section/boats>Boats</a></div>",
        f"<div><a href=/>The Paper</a> / <a href=/en/section/boats>Boats</a> / {TITLE}</div>",
        "<p><a href=/en/section/boats>Boats</a></p>",
        "<div class=x2>Boats</div>",
    ],
)
def test_a_path_or_a_label_over_the_title_names_the_section(above: str) -> None:
    assert section(above) == "Boats"


@pytest.mark.parametrize(
    "path",
    [
        "<p class=breadcrumbs><a href=/>Home</a> <a href=/en/news>News</a> Ferries</p>",
        "<p><a href=/>Home</a> › <a href=/en/news>News</a> › Ferries</p>",
    ],
)
def test_the_last_step_names_it_though_it_is_no_link(path: str) -> None:
    assert section(path) == "Ferries"
    # The article itself, whole or cut short, is no section.
    for title in (TITLE, TITLE[:14], f"{TITLE[:14]}…", f"{TITLE[:9]}..."):
        assert section(path.replace("Ferries", title)) == "News"


def test_a_label_in_the_heading_names_it() -> None:
    assert section(heading=f"<h1><span>Boats</span> {TITLE}</h1>", head=OG) == "Boats"


def test_metadata_come_first_unless_they_name_no_section() -> None:
    above = "<p><a href=/en/section/boats>Boats</a></p>"
    assert section(above, head='<meta property="article:section" content="Ferries">') == "Ferries"
    for said in ("Articles", "tags", "Home", "Uncategorized", "paper.test"):
        head = f'<meta property="article:section" content="{said}">'
        assert section(above, head=head) == "Boats"


def test_of_keywords_the_first_is_the_section() -> None:
    head = '<meta property="article:section" content="Ferries,storm,pier">'
    assert section(head=head) == "Ferries"


@pytest.mark.parametrize(
    "above",
    [
        "",
        "<p>Mountains</p>",
        "<p><a href=/>Home</a></p>",
        "<p><a href=https://elsewhere.test/boats>Boats abroad</a></p>",
        "<p><a href=/en/news/detail/4600>Bridges</a></p>",
        "<p><a href=/en/tag/pier>Pier</a></p>",
        "<p>12 January 2022</p>",
        "<ul><li><a href=/en/section/towns>Towns</a><li><a href=/en/section/hills>Hills</a></ul>",
    ],
)
def test_what_leads_to_no_listing_is_no_section(above: str) -> None:
    assert section(above) is None


def test_a_word_of_the_address_counts_by_the_name_that_the_page_links_it_with() -> None:
    def by_address(nav: str) -> str | None:
        page = a_page(html(f"{nav}{HEADING}{PROSE}"), url="https://paper.test/boats/2026/a-ferry")
        return ArticlePage(page, None, finder(page)).read(Boilerplate()).section

    assert by_address("<nav><a href=/boats/>Boats &amp; piers</a></nav>") == "Boats & piers"
    assert by_address("<nav><a href=/towns/>Towns</a></nav>") is None


def test_a_page_that_names_none_has_none() -> None:
    assert read(story()).section is None


def test_a_path_over_the_text_names_it_where_the_page_does_not_print_its_title() -> None:
    path = "<div class=x1><a href=/en/>Home</a> › <a href=/en/section/boats>Boats</a></div>"
    assert section(path, heading="", head=OG) == "Boats"


@pytest.mark.parametrize(
    "path",
    [
        "<p class=breadcrumbs><a href=/>Home</a> <a href=/en/news>News</a> Ferries</p>",
        "<p><a href=/>Home</a> › <a href=/en/news>News</a> › Ferries</p>",
    ],
)
def test_the_last_step_of_a_path_need_be_no_link(path: str) -> None:
    assert section(path) == "Ferries"
    # The article itself, whole or cut short, is no section.
    for title in (TITLE, TITLE[:14], f"{TITLE[:14]}…", f"{TITLE[:9]}..."):
        assert section(path.replace("Ferries", title)) == "News"


def test_a_label_in_the_heading_names_it_where_the_metadata_alone_say_the_title() -> None:
    heading = f"<h2>Boats {TITLE}</h2>"
    page = html(f"{NAV}<div>{heading}{PROSE}</div>", OG)
    reading = read(page)
    assert (reading.title, reading.section) == (TITLE, "Boats")


def test_a_label_that_is_glued_to_a_title_which_no_heading_shows_names_its_section() -> None:
    menu = "<nav><a href=/en/culture>Culture</a> <a href=/en/harbour>Harbour</a></nav>"
    glued = f"<p><b><span>Harbour</span> {TITLE}</b></p>"
    head = f"<title>{TITLE} | The Paper</title><meta property=og:title content='{TITLE}'>"
    markup = html(f"{menu}<div>{glued}<div>{PROSE}</div></div>", head=head)
    reading = read(markup)
    assert (reading.title, reading.section) == (TITLE, "Harbour")
    elsewhere = f"<p><b>Harbour folk say {TITLE}</b></p>"
    assert read(markup.replace(glued, elsewhere)).section is None


def test_the_author_over_the_title_of_a_column_is_no_section() -> None:
    label = "<p><a href=/en/section/boats>Boats</a></p>"
    author = "<p><a href=/en/people/7>{}</a></p>"
    assert section(label + author.format("Ana Gray")) == "Boats"
    assert section(author.format("Ana Gray and Ben Hill")) is None
    assert section(author.format("People")) == "People"


def test_the_entry_of_a_page_in_its_own_list_is_no_head() -> None:
    """On a page that does not print its title."""
    path = "<div><a href=/en/>Home</a> › <a href=/en/section/boats>Boats</a></div>"
    entries = "".join(
        f"<li><a href=/en/news/detail/{n}>{t}</a>" for n, t in enumerate(OTHER_TITLES)
    )
    own = f"<li><a href=/en/news/detail/{NUMBER}>{TITLE}</a>"
    page = f"{NAV}<div>{path}{PROSE}</div><h3>Latest</h3><ul>{entries}{own}</ul>"
    assert read(html(page, OG)).section == "Boats"
