"""extract.section_context: which texts and links of a page may be sections at all."""

from __future__ import annotations

import pytest
from support.paper_pages import TITLE, address

from newscrawl.extract.author_names import House
from newscrawl.extract.section_context import SectionContext, is_section, leads_to_listing

PAGE = SectionContext(
    claims=(),
    house=House(["Valley Paper"]),
    title=TITLE,
    title_block=0,
    head=0,
    text=(0, 0),
    url=address(),
    base_url=address(),
    leads_to_article=lambda href: "detail" in href,
    is_furniture=lambda _: False,
    is_label_place=lambda _: False,
)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Boats", True),
        ("Boats and hills", True),
        ("Valley Paper", False),
        (TITLE, False),
        ("Home", False),
        ("2022", False),
        ("More »", False),
        ("Everything that sails, swims or floats", False),
    ],
)
def test_a_section_is_short_and_neither_the_house_nor_the_title(text: str, is_one: bool) -> None:
    assert is_section(text, PAGE) is is_one


@pytest.mark.parametrize(
    ("href", "is_one"),
    [
        ("/en/section/boats", True),
        ("boats", True),
        ("/", False),
        ("#top", False),
        ("/en/news/detail/7", False),
        ("/en/tag/boats", False),
        ("https://elsewhere.test/boats", False),
        ("mailto:boats@paper.test", False),
    ],
)
def test_a_link_to_a_section_leads_to_a_page_of_the_site_that_is_no_article(
    href: str, is_one: bool
) -> None:
    assert leads_to_listing(href, PAGE) is is_one
