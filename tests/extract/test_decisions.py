"""extract.decisions: what decided each part of a reading, by name, and how often."""

from __future__ import annotations

from support.paper_pages import TITLE, other_text, read, story

OG = (
    '<meta property="og:image" content="/i/a.jpg"><meta property="article:section" content="Boats">'
)


def test_each_part_names_the_rule_that_found_it() -> None:
    decisions = read(story(head=OG, under_title="<p>By Nino Example</p>")).decisions
    assert decisions is not None
    assert decisions.title == "confirmed-block"
    assert decisions.section == "meta article:section"
    assert decisions.image == "meta og:image"
    assert decisions.authors == "byline"


def test_a_part_that_was_not_found_has_no_rule_and_is_counted_so() -> None:
    decisions = read(f"<h1>{TITLE}</h1>").decisions
    assert decisions is not None
    assert (decisions.section, decisions.authors, decisions.image) == (None, None, None)
    assert decisions.counts() == {
        "body/title": 1,
        "title/confirmed-block": 1,
        "section/none": 1,
        "authors/none": 1,
        "image/none": 1,
        "description/none": 1,
        "modified/none": 1,
        "tags/none": 1,
        "doubt/no-text": 1,
    }


def test_rules_of_the_body_are_counted_block_by_block() -> None:
    decisions = read(story(below=f"<aside>{other_text(1)}</aside>")).decisions
    assert decisions is not None
    counts = decisions.counts()
    assert (counts["body/text"], counts["body/title"], counts["body/in-aside"]) == (3, 1, 1)


def test_rules_of_dates_are_counted_date_by_date() -> None:
    claims = (
        '<meta property="article:published_time" content="2026-01-02"><meta name=date content=soon>'
    )
    decisions = read(story(head=claims)).decisions
    assert decisions is not None
    counts = decisions.counts()
    assert (counts["date/best_claim"], counts["date/unreadable"]) == (1, 1)
    assert all(type(name) is str for name in counts), "plain values, for other processes"
