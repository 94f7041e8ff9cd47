"""The summary that a page gives for itself: never the title again, never the slogan."""

from __future__ import annotations

import json

import pytest
from support.paper_pages import (
    BODY,
    FIRST,
    NOON,
    OTHER_TITLES,
    TITLE,
    an_article,
    memory_of,
    other_text,
    read,
    story,
)

LEAD = "After a winter of storms the crossing to the upper pier is open, and the tea is hot."
OTHER = "Forty passengers took the first boat of the year across the harbour."


def meta(name: str, text: str) -> str:
    return f'<meta name="{name}" property="{name}" content="{text}">'


def json_ld(**facts: object) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE, **facts}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def said(head: str = "", **parts: str) -> str | None:
    return read(story(head=head, **parts)).description


@pytest.mark.parametrize(
    "head",
    [
        meta("description", LEAD),
        meta("og:description", LEAD),
        json_ld(description=LEAD),
        json_ld(description=f"<p>{LEAD}</p>\n"),
        meta(
            "description", LEAD.replace("a winter", "&amp;lt;i&amp;gt;a&amp;lt;/i&amp;gt;\nwinter")
        ),
        meta("og:site_name", "The Pier") + meta("description", f"{LEAD} | The Pier"),
    ],
)
def test_it_is_told_as_a_reader_would_see_it(head: str) -> None:
    assert said(head) == LEAD


def test_the_metadata_of_the_article_come_before_those_of_the_page() -> None:
    head = meta("description", OTHER) + json_ld(description=LEAD)
    reading = read(story(head=head))
    assert reading.description == LEAD
    assert reading.decisions is not None
    assert reading.decisions.description == "json-ld description"


def test_microdata_of_the_article_count_and_those_of_a_picture_do_not() -> None:
    of_article = f"<div itemscope itemtype=https://schema.org/NewsArticle><p itemprop=description>{LEAD}</p></div>"
    of_picture = of_article.replace("NewsArticle", "ImageObject")
    assert said(under_title=of_article) == LEAD
    assert said(under_title=of_picture) is None


@pytest.mark.parametrize(
    "text",
    ["", "…", TITLE, TITLE[:-8] + "…", f"{TITLE} – The Pier", "The Pier", "x" * 2_000],
)
def test_what_says_nothing_beside_the_title_is_none(text: str) -> None:
    assert said(meta("og:site_name", "The Pier") + meta("description", text)) is None


def test_a_slogan_is_none_though_no_other_page_is_known() -> None:
    slogan = "Independent journalism, weather, sports results and opinion every single morning"
    assert said(meta("description", slogan)) is None


def test_what_stands_on_every_page_is_none_and_the_next_claim_counts() -> None:
    head = meta("og:description", "News of the harbour, the ferry and the upper pier.")
    others = [
        story(f"<p>{other_text(n)}</p>" * 2, title=OTHER_TITLES[n], head=head) for n in range(6)
    ]
    memory = memory_of(others)
    assert read(story(head=head)).description is not None
    assert read(story(head=head), memory=memory).description is None
    both = head + meta("description", LEAD)
    assert read(story(head=both), memory=memory).description == LEAD


@pytest.mark.parametrize("cut", [FIRST[:60] + "…", FIRST[:60] + " [...]", FIRST[:63], BODY[:80]])
def test_the_cut_beginning_of_the_text_counts_only_where_nothing_better_is(cut: str) -> None:
    assert said(meta("og:description", cut)) == cut
    assert said(meta("og:description", cut) + meta("description", LEAD)) == LEAD


def test_a_first_paragraph_that_is_whole_is_as_good_as_any() -> None:
    assert said(meta("og:description", FIRST) + meta("description", LEAD)) == FIRST


@pytest.mark.parametrize("value", [7, ["a", "b"], {"@value": LEAD}, None, "<" * 50_000])
def test_what_is_no_text_is_none(value: object) -> None:
    assert said(json_ld(description=value)) is None


def test_a_page_without_text_has_none() -> None:
    page = an_article(f"<head>{meta('description', LEAD)}</head><h1>{TITLE}</h1>")
    assert page.page.fetched_at == NOON
    assert read(f"<head>{meta('description', LEAD)}</head><h1>{TITLE}</h1>").description is None
