"""extract.author_marks: what the markup calls an author."""

from __future__ import annotations

import pytest
from lxml import html
from support.paper_pages import a_page

from newscrawl.extract.author_marks import is_author_link, says_author
from newscrawl.extract.author_names import House

HOUSE = House([], "paper.test")


@pytest.mark.parametrize(
    ("markup", "is_mark"),
    [
        ("<p class='post-author'>a</p>", True),
        ("<p class='articleAuthor'>a</p>", True),
        ("<p id=byline>a</p>", True),
        ("<p itemprop=author>a</p>", True),
        ("<a rel='author nofollow'>a</a>", True),
        ("<p class='authority'>a</p>", False),
        ("<p class='post-meta'>a</p>", False),
    ],
)
def test_an_element_says_that_it_holds_an_author(markup: str, is_mark: bool) -> None:
    assert says_author(html.fragment_fromstring(markup)) == is_mark


@pytest.mark.parametrize(
    ("link", "is_mark"),
    [
        ("<a href=/authors/nino>Nino</a>", True),
        ("<a href=https://www.paper.test/autor/nino>Nino</a>", True),
        ("<a rel=author href=https://elsewhere.test/nino>Nino</a>", True),
        ("<a href=https://elsewhere.test/authors/nino>Nino</a>", False),
        ("<a href=/en/section/7>Nino</a>", False),
    ],
)
def test_a_link_leads_to_an_author(link: str, is_mark: bool) -> None:
    [block] = a_page(f"<p>{link}</p>").outline.blocks
    assert is_author_link(block.links[0], HOUSE) == is_mark
