"""extract.properties: what single elements say."""

from __future__ import annotations

import pytest
from lxml import etree, html

from newscrawl.extract.properties import (
    MAX_PROPERTY_CHARS,
    in_head,
    is_of_article,
    names_of,
    property_text,
    value_of,
)


def element(markup: str, tag: str) -> etree._Element:
    found = html.document_fromstring(markup).find(f".//{tag}")
    assert found is not None
    return found


def test_an_element_is_called_by_every_vocabulary_once() -> None:
    meta = element("<meta property='DC.Date' name=' dc.date ' itemprop='datePublished'>", "meta")
    assert names_of(meta) == ["dc.date", "datepublished"]


def test_a_value_is_what_is_given_for_machines_else_what_is_shown() -> None:
    assert value_of(element("<p itemprop=a content='one  two'>three</p>", "p")) == "one two"
    assert value_of(element("<p itemprop=a>one <b>two</b></p>", "p")) == "one two"


def test_a_long_text_is_read_so_far() -> None:
    text = property_text(element(f"<p>{'<b>x</b>' * 2 * MAX_PROPERTY_CHARS}</p>", "p"))
    assert len(text) == MAX_PROPERTY_CHARS


def test_the_head_is_told_from_the_body() -> None:
    page = "<html><head><meta name=a></head><body><p>b</p></body></html>"
    assert in_head(element(page, "meta"))
    assert not in_head(element(page, "p"))


@pytest.mark.parametrize(
    ("scope", "is_article"),
    [
        ("itemscope itemtype='https://schema.org/NewsArticle'", True),
        ("itemscope itemtype='https://schema.org/WebPage'", True),
        ("itemscope itemtype='https://schema.org/ImageObject'", False),
        ("typeof='schema:Person'", False),
        ("", True),
    ],
)
def test_the_innermost_scope_tells_whose_property_it_is(scope: str, is_article: bool) -> None:
    assert is_of_article(element(f"<div {scope}><p>a</p></div>", "p")) == is_article
