"""A link that was never closed does not make a text a link; cards of a list stay what they are."""

from __future__ import annotations

import pytest
from support.paper_pages import FIRST, PROSE, SECOND, THIRD, TITLE, a_page, html, other_text, read

BANNER = "<div class=banner><a href=http://ads.test/1 target=_blank><img src=/b.gif></div>"
OPEN = "<div class=banner><a href=http://ads.test/1><img src=/b.gif><div class=row>"
CARDS = "".join(
    f"<a href=/en/news/detail/{4100 + n}><h3>Story {n}</h3><p>{other_text(n)}</p></a>"
    for n in range(3, 9)
)


@pytest.mark.parametrize("start", [OPEN, OPEN.replace("<div class=row>", "<p>"), BANNER])
def test_a_text_behind_a_link_that_is_not_closed_is_read(start: str) -> None:
    reading = read(html(f"{start}<h1>{TITLE}</h1>{PROSE}<p><a href=/>Home</a></p>"))
    assert (reading.title, (reading.body or "").split("\n\n")) == (TITLE, [FIRST, SECOND, THIRD])


def test_one_paragraph_under_the_heading_is_a_text_too() -> None:
    reading = read(html(f"{OPEN}<h1>{TITLE}</h1><p>{FIRST}</p><p><a href=/>Home</a></p>"))
    assert (reading.title, reading.body) == (TITLE, FIRST)


def test_cards_of_a_list_stay_links() -> None:
    blocks = a_page(html(f"<h1>{TITLE}</h1>{PROSE}{CARDS}")).outline.blocks
    assert [bool(block.links) for block in blocks if block.index > 3] == [True] * 12
    blocks = a_page(html(CARDS)).outline.blocks
    assert all(block.links for block in blocks)


def test_a_card_of_several_paragraphs_beside_a_text_stays_a_link() -> None:
    card = f"<a href=/en/news/detail/4100><p>{other_text(3)}</p><p>{other_text(4)}</p></a>"
    blocks = a_page(html(f"<h1>{TITLE}</h1>{PROSE}{card}")).outline.blocks
    assert [len(block.links) for block in blocks] == [0, 0, 0, 0, 1, 1]
