"""Which element is the entry of a link, and which date inside it is its own."""

from __future__ import annotations

from datetime import date

import pytest
from support.paper_pages import a_page, finder

from newscrawl.extract.headlines.date_marks import find_date_marks
from newscrawl.extract.headlines.entries import MAX_ENTRY_CHARS, Entries
from newscrawl.extract.headlines.marks import find_link_marks

NINTH = date(2026, 1, 9)


def entries_of(markup: str, titles_of_page: frozenset[int] = frozenset()) -> Entries:
    page = a_page(markup)
    links = find_link_marks(page.outline, finder(page))
    return Entries(page.outline, links, find_date_marks(page.outline), titles_of_page)


def dates_of(entries: Entries) -> list[date | None]:
    return [entries.own_date(item, members)[0] for item, members in entries.items]


def entry(number: int, inside: str = "") -> str:
    link = f'<a href="/en/news/detail/{number}">A bridge of glass opens {number}</a>'
    return f"<div class=card><h3>{link}</h3>{inside}</div>"


def test_an_entry_is_the_largest_element_that_leads_to_one_article() -> None:
    entries = entries_of(f"<main>{entry(1)}{entry(2)}</main>")
    assert [item.tag for item, _ in entries.items] == ["div", "div"]
    assert all(entries.has_twin(item) for item, _ in entries.items)


def test_an_element_with_a_text_of_its_own_is_no_entry() -> None:
    long_text = f"<p>{'The snow fell all night. ' * (MAX_ENTRY_CHARS // 20)}</p>"
    entries = entries_of(f"<main>{entry(1, long_text)}</main>")
    assert [item.tag for item, _ in entries.items] == ["h3"]


def test_an_entry_does_not_reach_to_the_title_of_the_page() -> None:
    markup = f"<main><h1>The night ferry</h1>{entry(1)}</main>"
    assert [item.tag for item, _ in entries_of(markup).items] == ["main"]
    assert [item.tag for item, _ in entries_of(markup, frozenset([0])).items] == ["div"]


@pytest.mark.parametrize(
    "inside",
    [
        "<p>9 January 2026</p>",
        "<p>Politics</p><p>9 January 2026</p>",
        "<p>9 January 2026</p><p>8 January 2026</p>",
    ],
)
def test_the_nearest_date_inside_an_entry_is_its_own(inside: str) -> None:
    entries = entries_of(f"<main>{entry(1, inside)}{entry(2)}</main>")
    assert dates_of(entries) == [NINTH, None]


def test_a_date_farther_than_a_few_blocks_is_not_its_own() -> None:
    inside = "<p>Politics</p>" * 4 + "<p>9 January 2026</p>"
    assert dates_of(entries_of(f"<main>{entry(1, inside)}{entry(2)}</main>")) == [None, None]


def test_numbers_of_pages_beside_the_date_make_an_element_without_a_twin_no_entry() -> None:
    pages = '<p>9 January 2026</p><p><a href="/en/?page=2">2</a></p>'
    assert dates_of(entries_of(f"<main>{entry(1, pages)}</main>")) == [None]
    assert dates_of(entries_of(f"<main>{entry(1, pages)}{entry(2, pages)}</main>")) == [NINTH] * 2
