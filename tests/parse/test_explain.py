"""Why a page was read as it was: every block, date and claim with the rule that decided."""

from __future__ import annotations

import pytest
from support.parsing import DOUBTFUL, SITE, STORIES, context, fetched, story

from newscrawl.extract.body.rules import BodyRule
from newscrawl.extract.publication_date.rules import DateRule
from newscrawl.loaders import ArticleLoader
from newscrawl.parse.explain import PARTS, Explanation, explain
from newscrawl.parse.explained_part import FIRST_CHARS, Candidate
from newscrawl.parse.page_reader import PageReader

TITLE, TEXT = STORIES[1]
HEAD = (
    f"<title>{TITLE} | Paper</title><meta property='og:title' content='Of a bridge'>"
    "<meta name=author content='Nino Example'><meta property='article:section' content='Bridges'>"
    "<meta property='article:published_time' content='2026-01-09'><meta name=date content=soon>"
)


def why(body: str, head: str = HEAD) -> Explanation:
    page = f"<html><head>{head}</head><body><nav>Home</nav>{body}</body></html>".encode()
    explanation = explain(fetched(1, page), PageReader(SITE))
    assert explanation is not None
    return explanation


def outcomes(candidates: list[Candidate]) -> dict[str, str]:
    return {one["source"]: one["outcome"] for one in candidates}


def test_each_block_stands_in_the_order_of_the_page_with_its_rule() -> None:
    blocks = why(story(1, list_of=(3, 2)))["blocks"]
    assert [block["block"] for block in blocks] == list(range(5))
    told = [(block["element"], block["kept"], block["rule"]) for block in blocks]
    assert told == [
        ("nav", False, "in-navigation"),
        ("h1", False, "title"),
        ("p", True, "text"),
        ("li", False, "headline-list"),
        ("li", False, "headline-list"),
    ]
    assert (blocks[1]["text"], blocks[2]["text"]) == (TITLE, TEXT)
    assert {block["rule"] for block in blocks} <= set(BodyRule)


def test_each_date_has_its_verdict_and_its_rule() -> None:
    dates = why(story(1))["dates"]
    assert [(one["place"], one["outcome"], one["rule"]) for one in dates] == [
        ("meta article:published_time", "own", "best_claim"),
        ("meta date", "refused", "unreadable"),
    ]
    assert {one["rule"] for one in dates} <= set(DateRule)


def test_what_claims_to_be_the_title_is_told_with_what_became_of_it() -> None:
    title = why(f"{story(1)}<h2>More of it</h2>")["title"]
    assert (title["values"], title["rule"]) == ([TITLE], "confirmed-block")
    assert outcomes(title["candidates"]) == {
        "block 1, h1": "taken",
        "block 3, h2": "left",
        "meta og:title": "left",
        "title element": "left",
    }


def test_a_title_that_no_block_shows_is_taken_from_a_claim() -> None:
    title = why(f"<p>{TEXT}</p>", f"<title>{TITLE} | Paper</title>")["title"]
    assert title["rule"] == "page-title-part"
    assert outcomes(title["candidates"]) == {"title element": "taken"}


def test_a_section_by_a_label_stands_among_what_claimed_to_be_it() -> None:
    label = "<nav><a href=/en/bridges>Bridges</a></nav><p><a href=/en/bridges>Bridges</a></p>"
    section = why(label + story(1), "")["section"]
    assert (section["values"], section["rule"]) == (["Bridges"], "label")
    assert outcomes(section["candidates"]) == {"label": "taken"}
    assert outcomes(why(story(1))["section"]["candidates"]) == {"meta article:section": "taken"}


def test_a_byline_goes_before_what_a_meta_element_says() -> None:
    authors = why(story(1).replace("<div>", "<p>By Ana Gray</p><div>"))["authors"]
    assert (authors["values"], authors["rule"]) == (["Ana Gray"], "byline")
    assert outcomes(authors["candidates"]) == {"meta author": "left", "block 2, p": "taken"}


def test_authors_of_the_metadata_are_taken_and_their_byline_agrees() -> None:
    ld = '{"@type": "NewsArticle", "author": [{"@type": "Person", "name": "Ana Gray"}]}'
    head = f"<script type='application/ld+json'>{ld}</script>"
    authors = why(story(1).replace("<div>", "<p>By Ana Gray</p><div>"), head)["authors"]
    assert authors["rule"] == "json-ld author"
    assert outcomes(authors["candidates"]) == {"json-ld author": "taken", "block 2, p": "agrees"}


def test_nothing_found_has_no_rule() -> None:
    explanation = why("<p>Short.</p>", "")
    assert explanation["title"] == {"values": [], "rule": None, "candidates": []}
    assert explanation["authors"]["rule"] is None


def test_doubts_and_what_a_page_alone_cannot_tell_are_told() -> None:
    explanation = why(DOUBTFUL)
    assert explanation["doubts"] == ["cookie-notice"]
    assert "cookies" in (explanation["body_doubt"] or "")
    assert len(explanation["unknown"]) == 4
    nowhere = explain(fetched(1, url=""), PageReader(SITE))
    assert nowhere is not None
    assert len(nowhere["unknown"]) == 5


def test_what_the_sites_own_rules_gave_is_named() -> None:
    def ruled(loader: ArticleLoader) -> None:
        loader.add_css("body", "p::text")
        loader.add_css("title", "h6::text")

    def broken(loader: ArticleLoader) -> None:
        raise KeyError("no such part")

    for rule, own in ((ruled, ["body"]), (broken, [])):
        explanation = explain(fetched(1), PageReader.of(context(load_article=rule)))
        assert explanation is not None
        assert explanation["own_rules"] == own
    assert set(PARTS) >= {"body"}


def test_a_text_of_the_page_is_cut_and_holds_nothing_that_a_terminal_obeys() -> None:
    evil = "\x1b[2J\u202eturned\u2066\x9b31m " + 300 * "long "
    explanation = why(f"<h1>{evil}</h1><p class='\x1b]0;x'>{evil}</p><p>By {evil[:12]}</p>", "")
    said = repr(explanation)
    for escape in (r"\x1b", r"\x9b", r"\u202e", r"\u2066"):
        assert escape not in said
    assert max(len(block["text"]) for block in explanation["blocks"]) == FIRST_CHARS


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7", b"<!-- <p> -->"])
def test_without_markup_there_is_nothing_to_explain(body: bytes) -> None:
    assert explain(fetched(1, body), PageReader(SITE)) is None
