"""Segments that name a listing: in several languages, as a whole and never as a part."""

from __future__ import annotations

import pytest

from newscrawl.identity.listing_words import names_a_listing, numbers_a_page


@pytest.mark.parametrize(
    "segment",
    ["tags", "TOPIC", "schlagworte", "рубрика", "%D9%88%D8%B3%D9%85", "yazarlar", "buscar"],
)
def test_tags_authors_and_searches_are_surely_listings(segment: str) -> None:
    assert names_a_listing(segment, surely=True)
    assert names_a_listing(segment)


@pytest.mark.parametrize(
    "segment", ["media", "archive", "people", "jobs", "feed.xml", "index.html"]
)
def test_others_may_be_sections_as_well(segment: str) -> None:
    assert names_a_listing(segment)
    assert not names_a_listing(segment, surely=True)


@pytest.mark.parametrize(
    "segment", ["media-law-passes", "the-author-of-the-bridge", "tagore", "politics"]
)
def test_a_word_in_a_longer_segment_says_nothing(segment: str) -> None:
    assert not names_a_listing(segment)


def test_pages_are_numbered_and_slugs_may_end_with_a_number() -> None:
    assert all(map(numbers_a_page, ("page", "page-12", "p2", "seite3", "17", "2026", "2.html")))
    assert not any(map(numbers_a_page, ("top-10", "covid-19", "1984-revisited", "123456")))
