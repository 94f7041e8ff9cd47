"""extract.section_context: which texts and links of a page may be sections at all."""

from __future__ import annotations

import pytest
from support.paper_pages import TITLE, address

from newscrawl.extract.author_names import House
from newscrawl.extract.dates.slots import Slots
from newscrawl.extract.section_context import SectionContext, is_section, leads_to_listing
from newscrawl.extract.section_places import LabelPlaces

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
    places=LabelPlaces((), Slots(), lambda _: {}),
    page_title=TITLE,
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
        ("Boats, 9 January 2022", False),
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
        ("/en/", False),
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


def test_an_old_site_tells_its_pages_by_their_queries() -> None:
    page = PAGE._replace(
        url="https://paper.test/list?id=7", base_url="https://paper.test/list?id=7"
    )
    assert leads_to_listing("/list?of=boats", page)
    assert not leads_to_listing("/list?id=7", page)
    assert not leads_to_listing("/?of=boats", page)
    assert leads_to_listing("/?of=boats", page, of_tags=True)


def test_the_page_of_a_keyword_counts_where_it_is_asked_for() -> None:
    assert not leads_to_listing("/en/tag/boats", PAGE)
    assert leads_to_listing("/en/tag/boats", PAGE, of_tags=True)


def test_a_link_to_the_article_itself_leads_to_no_other() -> None:
    assert not PAGE.leads_elsewhere(address())
    assert PAGE.leads_elsewhere(address(7))
