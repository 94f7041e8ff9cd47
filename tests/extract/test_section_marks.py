"""extract.section_marks: what the markup of a line at an article calls its section, and what the
menu says, too."""

from __future__ import annotations

import pytest
from support.paper_pages import read, story

MENU = (
    "<ul class=top><li><a href=/en/>Home</a><li><a href=/en/section/boats>Boats</a>"
    "<li><a href=/en/section/hills>Hills</a></ul>"
)


def section(above: str = "", under_title: str = "", below: str = "", menu: str = "") -> str | None:
    return read(menu + story(above=above, under_title=under_title, below=below)).section


@pytest.mark.parametrize(
    "line",
    [
        '<ul class="meta"><li><a href=/en/c/boats rel="category tag">Boats</a></li>'
        "<li><a href=#respond>0</a></li></ul>",
        '<div class="entry-categories"><a href=/en/c/boats>Boats</a> <a href=/en/c/x>Wind</a></div>',
        '<p class="info">12 Jan 2022 <span class="news-list-category">Boats</span></p>',
        '<div class="line">12 Jan 2022 in <a class="articleCategory" href=/en/c/boats>Boats</a></div>',
        "<p><b>Author</b> <a href=/a/1>Ana Gray</a> <br><b>Categories</b> <a href=/c/1>Boats</a></p>",
        "<div><i class='far fa-folder-open fa-fw'></i> <a href=/en/c/boats>Boats</a></div>",
        '<div class="rubric"><a href=/en/c/boats>Boats</a></div>',
    ],
)
def test_what_says_category_names_the_section(line: str) -> None:
    assert section(above=line) == "Boats"
    assert section(under_title=line) == "Boats"


def test_it_may_stand_under_the_text() -> None:
    cats = "<div class=after-post-cats><ul class=tags><li><a href=/c#b>Boats</a></ul></div>"
    keywords = "<ul class=tags><li><a href=/t#pier>pier</a></li></ul>"
    assert section(below=f"<p><small>12 Jan 2022</small></p>{cats}{keywords}") == "Boats"


def test_keywords_that_are_named_so_are_no_section_whatever_their_class() -> None:
    row = "<p class=terms><strong>{}: </strong><a class='term p-category' href=/t/x>{}</a></p>"
    keywords = row.format("Tags", "pier")
    assert section(below=keywords) is None
    assert section(below=keywords + row.format("Categories", "Boats")) == "Boats"


@pytest.mark.parametrize(
    "line",
    [
        "<div>12 Jan 2022 10:20<i></i><a href=/en/section/boats>Boats</a></div>",
        "<div><a href=/en/>Home</a> <span class=badge>Boats</span></div>",
        "<p>Posted on 12 Jan 2022<br>Topic: <a href=/en/section/boats>Boats</a></p>",
        "<h2><a href=/en/>Blog</a> / </h2><h1><a href=/en/section/boats>Boats</a></h1>",
        "<div><span>12 Jan 2022</span><span><span>Boats</span></span></div>",
    ],
)
def test_what_the_menu_says_too_is_the_section(line: str) -> None:
    assert section(above=line, menu=MENU) == "Boats"
    assert section(under_title=line, menu=MENU) == "Boats"
    assert section(above=line.replace("Boats", "Nadia")) is None


def test_a_menu_right_over_the_title_hides_no_name_of_it() -> None:
    menu = "<div>&bull; <a href=/en/section/hills>Hills</a></div>"
    menu += "<div>&bull; <a href=/en/section/boats>Boats</a></div>"
    line = "<p>12 Jan 2022<br><a href=/en/section/boats>Boats</a></p>"
    assert section(under_title=line, menu=menu) == "Boats"
    label = "<header class=article-tag><a href=/en/tag/boats>Boats</a></header>"
    assert section(above=label, menu=MENU) == "Boats"


def test_the_menu_alone_names_none() -> None:
    assert section(menu=MENU) is None
    assert section(under_title="<p>12 Jan 2022, by Boats and Hills</p>", menu=MENU) is None


def test_the_categories_of_other_articles_are_none() -> None:
    other = (
        "<aside><h3>Recent posts</h3><ul><li><a rel='category tag' href=/en/c/hills>Hills</a>"
        "<a href=/en/news/detail/4600>Snow closes the pass for a third day</a></li></ul></aside>"
    )
    assert section(below=other) is None


def test_a_class_that_files_the_page_names_nothing() -> None:
    line = "<div class='post category-hills tag-storm'><p>Pier</p></div>"
    assert section(above=line) is None


@pytest.mark.parametrize(
    "widget",
    [
        "<div><h4>Categories</h4><ul class=categories>{}</ul></div>",
        "<p><b>Categories</b> {}</p>",
        "<div class=category-list>{}</div>",
    ],
)
def test_a_list_of_all_sections_under_the_text_names_none(widget: str) -> None:
    links = "".join(f"<li><a href=/en/c/{name}>{name}</a>" for name in ("Boats", "Hills", "Towns"))
    assert (
        section(below=widget.format(links if "<ul" in widget else links.replace("<li>", " ")))
        is None
    )


def test_an_author_who_is_called_as_a_section_is_none() -> None:
    line = "<p>By <a href=/en/author/9>Boats</a> desk, 12 January 2022</p>"
    assert section(under_title=line, menu=MENU) is None


def test_a_column_beside_the_article_tells_its_section_with_its_author() -> None:
    column = (
        "<div class=sidebar><div class=category><a href=/en/section/boats>Boats</a></div>"
        "<div><div>{}:</div><div>Ana Gray</div><div>Photo:</div><div>Cora Reed</div></div></div>"
    )
    assert read(story(above=column.format("Text"))).section == "Boats"
    assert read(story(above=column.format("Favourites"))).section is None


def test_links_to_the_articles_beside_it_make_a_line_under_the_text_no_card_of_others() -> None:
    filed = "<span class=x>Kept in </span><a href=/en/c/boats rel='category tag'>Boats</a>"
    one = "<a href=/en/news/detail/4600 {}>Snow closes the pass again</a>"
    along = f"<footer>{filed}<nav><div>{one.format('')}</div></nav></footer>"
    assert section(below=along) == "Boats"
    assert section(below=f"<footer>{filed}<div>{one.format('rel=prev')}</div></footer>") == "Boats"
    assert section(below=f"<footer>{filed}<div>{one.format('')}</div></footer>") is None


@pytest.mark.parametrize("label", ["filed under:", "Kept in:"])
def test_a_row_of_keywords_is_none_whatever_its_label_and_its_class(label: str) -> None:
    """Plone's."""
    tags = "".join(f'<a href=/en/tag/{n} class="link-category">Tag {n}</a> ' for n in "ab")
    row = f'<div class="documentTags"><span>{label}</span> {tags}</div>'
    path = "<ol><li><a href=/>Home</a></li> &gt; <li><a href=/en/c/boats>Boats</a></li></ol>"
    assert section(below=row) is None
    assert section(below=row, above=f"<nav class=breadcrumb>{path}</nav>") == "Boats"


def test_of_a_row_of_listings_behind_the_word_the_menu_knows_the_section() -> None:
    row = "<p>Filed under: <a href=/en/c/x>Harbours</a>, <a href=/en/section/boats>Boats</a></p>"
    assert section(below=row) is None
    swapped = row.replace(">Harbours<", ">Boats<").replace("/en/c/x", "/en/section/boats")
    assert section(below=swapped, menu=f"<nav>{MENU}</nav>") == "Boats"
