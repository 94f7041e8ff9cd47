"""Links and dates in one element: which date belongs to which link, by their order."""

from __future__ import annotations

import pytest
from support.paper_pages import a_page, finder

from newscrawl.extract.headlines.date_marks import find_date_marks
from newscrawl.extract.headlines.entries import Entries
from newscrawl.extract.headlines.marks import find_link_marks
from newscrawl.extract.headlines.sequence import pair_in_sequence


def pairs(markup: str, labels: set[str] | None = None) -> list[tuple[int, int]]:
    """Number of the article and day of January, of each pair."""
    page = a_page(f"<div>{markup}</div>")
    links = find_link_marks(page.outline, finder(page))
    entries = Entries(page.outline, links, find_date_marks(page.outline), frozenset())
    return [
        (int(link.ref.key), when.day)
        for link, when, _ in pair_in_sequence(entries, links, labels or set(), set())
    ]


def spelled(order: str) -> str:
    """A letter a paragraph: D a date, the first of the ninth, then going back; L a link."""
    numbers, days, made = iter(range(1, 99)), iter(range(9, 0, -1)), []
    for kind in order:
        if kind == "D":
            made.append(f"<p>0{next(days)}.01.2026</p>")
        elif kind == "H":
            made.append(f"<h3>0{next(days)}.01.2026</h3>")
        else:
            number = next(numbers)
            made.append(f'<p><a href="/en/news/detail/{number}">Headline number {number}</a></p>')
    return "".join(made)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("LDLD", [(1, 9), (2, 8)]),
        ("DLDL", [(1, 9), (2, 8)]),
        ("LDLDL", []),
        ("LDLLD", [(1, 9), (3, 8)]),
        ("DLDLL", [(1, 9), (2, 8)]),
        ("HLLHLL", [(1, 9), (2, 9), (3, 8), (4, 8)]),
        ("DLLDLL", [(1, 9), (2, 9), (3, 8), (4, 8)]),
        ("HLLL", [(1, 9), (2, 9), (3, 9)]),
        ("DLL", []),
        ("LD", []),
        ("LL", []),
        ("D", []),
    ],
)
def test_order_tells_which_date_is_whose_and_doubt_gives_none(
    order: str, expected: list[tuple[int, int]]
) -> None:
    assert pairs(spelled(order)) == expected


def test_one_pair_alone_must_stand_in_one_block() -> None:
    dated, link = (f'<a href="/en/news/detail/{n}">Headline number {n}</a>' for n in (1, 2))
    assert pairs(f"<p>{dated} 09.01.2026</p><p>{link}</p>") == [(1, 9)]
    assert pairs(f"<p>{dated}</p><p>09.01.2026</p><p>Weather</p><p>{link}</p>") == []


def test_a_label_that_leads_to_an_article_is_no_entry() -> None:
    assert pairs(spelled("LDLD"), {"headline number 2"}) == []


def test_terms_head_their_descriptions() -> None:
    def link(number: int) -> str:
        return f'<a href="/en/news/detail/{number}">Headline number {number}</a>'

    rows = f"<dt>09.01.2026<dd>{link(1)}<dd>{link(2)}<dt>08.01.2026<dd>{link(3)}"
    assert pairs(f"<dl>{rows}</dl>") == [(1, 9), (2, 9), (3, 8)]
