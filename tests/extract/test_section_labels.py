"""extract.section_labels: labels that name a section with a word that says so."""

from __future__ import annotations

import pytest
from support.paper_pages import html, memory_of, other_text, read, story


def section(markup: str) -> str | None:
    return read(markup).section


@pytest.mark.parametrize(
    "line",
    [
        "<div>Category: Region</div>",
        "<p class=info>Рубрика: Region</p>",
        "<p class=info>سرویس: <a href=/en/c/region>Region</a></p>",
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


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("<table><tr><td>Date<td>3 May<tr><td>Section<td>Boats<tr><td>Views<td>9</table>", "Boats"),
        ("<dl><dt>Rubrik</dt><dd><a href=/en/section/boats>Boats</a></dd></dl>", "Boats"),
        ("<div><div>Category:</div><div>Boats</div></div>", "Boats"),
        (
            "<div><div>Section</div><div><div><a href=/en/c/boats>Boats</a></div></div></div>",
            "Boats",
        ),
        ("<div><div>Section</div><div><a href=/en/tag/boats>Boats</a></div></div>", None),
        ("<table><tr><td>Section<tr><td>Boats</table>", None),
        ("<div><p>Section</p><p>Boats</p></div>", None),
    ],
)
def test_a_label_in_an_element_of_its_own_names_what_is_told_beside_it(
    facts: str, expected: str | None
) -> None:
    assert read(story(under_title=facts)).section == expected


@pytest.mark.parametrize(
    "line",
    [
        "<p>Posted in Boats on 12 January 2022, by Ana Gray</p>",
        "<p>12 January 2022 | Rubrik: Boats | Views: 7</p>",
        "<p>Категория: Boats, 12.01.2022, автор: Анна Грей</p>",
        "<p>Опубликовано в рубрике Boats 12.01.2022</p>",
        "<p>Publicat în Boats pe 12 ianuarie 2022, de Ana Gray</p>",
        "<p>კატეგორია: Boats, 12 იანვარი 2022, ავტორი: ანა გრეი</p>",
        "<p>Kategori: Boats · 12 Ocak 2022</p>",
        "<p>Categorie: <a href=/en/c/boats>Boats</a> 12.01.2022</p>",
        "<p>Published in <a href=/en/c/boats>Boats</a></p>",
    ],
)
def test_a_line_that_says_more_names_it_over_the_text_and_under_it(line: str) -> None:
    assert read(story(under_title=line)).section == "Boats"
    assert read(story(below=line)).section == "Boats"


@pytest.mark.parametrize(
    "line",
    [
        "<p>Published in Harbour Weekly on 12 January 2022</p>",
        "<p>Filed under pressure from the harbour office</p>",
        "<p>Posted in 2022</p>",
        "<p><b>Categories:</b> {}</p>".format(
            " ".join(f"<a href=/en/c/{name}>{name}</a>" for name in "abcdefg")
        ),
    ],
)
def test_what_says_where_else_or_lists_all_names_none(line: str) -> None:
    assert read(story(below=line)).section is None


def test_a_box_beside_the_text_tells_it_with_the_day_or_the_author() -> None:
    box = "<aside><dl><dt>Section</dt><dd>Boats</dd>{}</dl></aside>"
    author, day = "<dt>Author</dt><dd>Ana Gray</dd>", "<dt>Day</dt><dd>12 January 2022</dd>"
    many = "".join(f"<p>{other_text(n)}</p>" for n in range(9))
    for fact in (author, day):
        assert read(story(below=many + box.format(fact))).section == "Boats"
    assert read(story(below=many + box.format(""))).section is None


def test_the_box_of_another_article_tells_none() -> None:
    other = (
        "<aside><div><p>Section: Hills</p><p>12 January 2022</p>"
        "<a href=/en/news/detail/4600>Snow closes the pass for a third day</a></div></aside>"
    )
    assert read(story(below=other)).section is None


def test_a_line_that_is_the_same_on_every_page_names_none() -> None:
    line = "<p>Category: <a href=/en/all>All of it</a></p>"
    pages = [html(f"<h1>A Story of Day {n}</h1><p>{other_text(n)}</p>{line}", "") for n in range(8)]
    page = html(f"<h1>The Ferry Sails Again</h1><p>{other_text(11)}</p>{line}")
    assert read(page, memory=memory_of(pages)).section is None
