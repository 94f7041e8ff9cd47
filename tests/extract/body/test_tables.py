"""What the cells of a table say is the author's, whatever it is called."""

from __future__ import annotations

import pytest
from support.paper_pages import (
    BODY,
    FIRST,
    PROSE,
    SECOND,
    THIRD,
    TITLE,
    a_page,
    html,
    memory_of,
    other_text,
    read,
    story,
)

from newscrawl.extract.body.tables import is_cell, is_table_entry


def body_of(markup: str) -> list[str]:
    return (read(markup).body or "").split("\n\n")


RESULTS = (
    "<table><tr><td>Candidate</td><td>Votes</td><td>Share</td></tr>"
    "<tr><td>Elmar Voss</td><td>3,977</td><td>53.9%</td></tr>"
    "<tr><td>Print</td><td>12</td><td>0.2%</td></tr></table>"
)
ROWS = ["Candidate Votes Share", "Elmar Voss 3,977 53.9%", "Print 12 0.2%"]


@pytest.mark.parametrize("byline", ["", "<p class=byline>By Elmar Voss</p>"])
@pytest.mark.parametrize(
    "table",
    [
        RESULTS,
        RESULTS.replace("<tr>", "<thead><tr>", 1).replace("</tr>", "</tr></thead><tbody>", 1),
        RESULTS.replace("td>", "th>", 6),
    ],
)
def test_a_row_keeps_cells_that_are_called_as_buttons_and_persons_are(
    table: str, byline: str
) -> None:
    assert body_of(story(f"{byline}{PROSE}{table}")) == [FIRST, SECOND, THIRD, *ROWS]


@pytest.mark.parametrize(
    "furniture",
    [
        "<table><tr><td>Share</td><td>Print</td></tr></table>",
        "<table><tr><td>Share</td></tr><tr><td>Print</td></tr></table>",
        "<p>Share</p>",
    ],
)
def test_buttons_that_are_set_in_a_table_are_none_of_its_entries(furniture: str) -> None:
    assert body_of(story(PROSE + furniture)) == [FIRST, SECOND, THIRD]


def test_the_column_that_holds_the_text_is_no_cell() -> None:
    page = a_page(html(f"<table><tr><td>Menu</td><td>{PROSE}<p>Elmar Voss</p></td></tr></table>"))
    for block in page.outline.blocks:
        assert not is_table_entry(block)
    assert [is_cell(block) for block in page.outline.blocks[:2]] == [True, False]
    signed = f"<td><h1>{TITLE}</h1>{PROSE}<p>Elmar Voss</p></td>"
    signed_page = html(f"<table><tr><td>Menu</td>{signed}</tr></table>", f"<title>{TITLE}</title>")
    assert body_of(signed_page) == [FIRST, SECOND, THIRD]


def test_the_heads_that_tables_of_many_articles_share_stay() -> None:
    def report(number: int) -> str:
        rows = f"<tr><td>{_PLACES[number]}</td><td>{number}3%</td></tr>"
        rows += f"<tr><td>{_PLACES[number + 1]}</td><td>{number}7%</td></tr>"
        table = f"<table><tr><td>Town</td><td>Turnout</td></tr>{rows}</table>"
        text = f"<p>{other_text(number)}</p><p>{other_text(number + 20)}</p>"
        return story(f"{text}{table}", title=f"{_PLACES[number]} has voted")

    memory = memory_of([report(number) for number in range(6)])
    body = read(report(7), memory=memory).body or ""
    assert body.split("\n\n")[2:] == [
        "Town Turnout",
        f"{_PLACES[7]} 73%",
        f"{_PLACES[8]} 77%",
    ]


_PLACES = "Aska Berin Corva Delm Erst Fost Galm Horin Istra Jarn".split()


FACTS = (
    "<table><tr><td><b>Date</b><td>12 January 2022<tr><td>{}<td>Ana Gray"
    "<tr><td>{}<td>Boats<tr><td>Views<td>1204</table>"
)


def test_a_table_that_tells_the_facts_of_an_article_is_no_part_of_its_text() -> None:
    found = read(story(FACTS.format("Author", "Section") + PROSE))
    assert found.body == BODY
    assert found.authors == ["Ana Gray"]
    assert found.section == "Boats"


def test_the_table_of_a_book_reviewed_is_of_the_text() -> None:
    book = "<tr><td>Author<td>Ana Gray<tr><td>Source<td>Hill Press<tr><td>Price<td>12 crowns"
    found = read(story(f"<table>{book}</table>{PROSE}"))
    assert "Hill Press" in (found.body or "")
    assert found.authors == []


def test_a_table_of_books_has_authors_and_is_of_the_text() -> None:
    books = (
        "<table><tr><td>Author<td>Book<tr><td>Ana Gray<td>The Pier<tr><td>Ben Hill<td>Ropes</table>"
    )
    found = read(story(books + PROSE))
    assert "The Pier" in (found.body or "")
    assert found.authors == []


def test_a_list_of_terms_that_tells_the_facts_of_an_article_is_no_part_of_its_text() -> None:
    terms = "<dl><dt>{}<dd>Boats<dt>Day<dd>12 January 2022<dt>{}<dd>Ana Gray</dl>"
    for one, other in (("Section", "Author"), ("Section", "Source")):
        assert read(story(terms.format(one, other) + PROSE)).body == BODY
