"""Where a printed date stands: beside the title, where bylines stand, or elsewhere."""

from __future__ import annotations

from typing import NamedTuple

from newscrawl.extract.dates.date_spot import DateSpot
from newscrawl.extract.publication_date.context import DateContext
from newscrawl.extract.publication_date.rules import DateRule
from newscrawl.extract.rules import Rule, first_rule

# Distances in blocks: how far bylines stand from what they belong to. A byline of one block has at
# most a section, a reading time and a row of buttons between it and the title or the text.
ABOVE_TITLE = 4
BELOW_TITLE = 4
ABOVE_TEXT = 2
BELOW_TEXT = 3

BELOW_BOX = 12
"""Blocks from the title to a line that names the day of publication, where a box with the picture,
the name, the life and the links of the author stands between: three authors have so many."""

LEAD = 2
"""Paragraphs of a standfirst, at most, between a title and the byline under it."""

OVER_TEXT = "over_text"
"""The place where the title would be, on a page that does not print it."""


class Place(NamedTuple):
    """Where a date stands."""

    name: str
    """The rule that tells."""
    beside_title: bool
    """Whether bylines stand there: around the title, or right behind the text."""


class _Standing(NamedTuple):
    spot: DateSpot
    page: DateContext


def place_of(spot: DateSpot, page: DateContext) -> Place:
    """Where a date stands, seen from title and text."""
    standing = _Standing(spot, page)
    refused = first_rule(_ELSEWHERE, standing)
    if refused is not None:
        return Place(refused, False)
    name = first_rule(_BESIDE_TITLE, standing)
    return Place(name or DateRule.FAR_FROM_TITLE, name is not None)


def is_under_text(spot: DateSpot, page: DateContext) -> bool:
    """Whether a date stands behind the last block of the text."""
    return page.body_last is not None and spot.block > page.body_last


def is_over_text(spot: DateSpot, page: DateContext) -> bool:
    """Whether a date stands before the text, or there is none."""
    return page.body_first is None or spot.block < page.body_first


def is_under_lead(spot: DateSpot, page: DateContext) -> bool:
    """Whether a date stands close to the title, with hardly more than a standfirst between."""
    title, block = page.title_block, spot.block
    # A line that is nothing but the day and what names it so may stand behind a box on its author.
    below = BELOW_BOX if spot.labelled and spot.alone else BELOW_TITLE
    if title is None or not title < block <= title + below:
        return False
    return sum(title < one < block for one in page.body_blocks) <= LEAD


def _in_frame(at: _Standing) -> bool:
    return at.spot.elsewhere


def _of_an_entry(at: _Standing) -> bool:
    return at.spot.block in at.page.hours


def _without_title(at: _Standing) -> bool:
    return at.page.title_block is None and not _over_text(at) and not _right_under_text(at)


def _over_text(at: _Standing) -> bool:
    """On a page that does not print its title, where it would be."""
    first = at.page.body_first
    return (
        at.page.title_block is None
        and first is not None
        and at.page.head_first <= at.spot.block < first
    )


def _in_sidebar(at: _Standing) -> bool:
    return at.spot.in_sidebar and not at.page.title_in_sidebar


def _inside_text(at: _Standing) -> bool:
    first, last = at.page.body_first, at.page.body_last
    return (
        first is not None
        and last is not None
        and first < at.spot.block < last
        and not _under_lead(at)
    )


def _under_lead(at: _Standing) -> bool:
    return is_under_lead(at.spot, at.page)


def _far_under_text(at: _Standing) -> bool:
    """Too far, or with running text behind it: then it may be the line of a reader's comment."""
    last = at.page.body_last
    return (
        last is not None
        and at.spot.block > last
        and (at.spot.block > last + BELOW_TEXT or (at.spot.over_text and not _ends_text(at)))
    )


def _ends_text(at: _Standing) -> bool:
    """Whether a date stands alone right behind the text, and what follows stands on every page: a
    request to subscribe, and nothing that a reader wrote."""
    spot = at.spot
    is_next = at.page.body_last is not None and spot.block == at.page.body_last + 1
    return is_next and spot.alone and spot.block + 1 in at.page.standing_blocks


def _right_under_text(at: _Standing) -> bool:
    return is_under_text(at.spot, at.page)


def _around_title(at: _Standing) -> bool:
    title = at.page.title_block
    return title is not None and title - ABOVE_TITLE <= at.spot.block <= title + BELOW_TITLE


def _between_title_and_text(at: _Standing) -> bool:
    title, first = at.page.title_block, at.page.body_first
    return title is not None and first is not None and title < at.spot.block < first


def _at_text(at: _Standing) -> bool:
    first, last = at.page.body_first, at.page.body_last
    return first is not None and last is not None and first - ABOVE_TEXT <= at.spot.block <= last


_ELSEWHERE = (
    Rule(DateRule.IN_FRAME, _in_frame),
    Rule(DateRule.HOUR_OF_ENTRY, _of_an_entry),
    Rule(DateRule.WITHOUT_TITLE, _without_title),
    Rule(DateRule.IN_SIDEBAR, _in_sidebar),
    Rule(DateRule.INSIDE_TEXT, _inside_text),
    Rule(DateRule.FAR_UNDER_TEXT, _far_under_text),
)
_BESIDE_TITLE = (
    Rule(OVER_TEXT, _over_text),
    Rule("under_text", _right_under_text),
    Rule("around_title", _around_title),
    Rule("between_title_and_text", _between_title_and_text),
    Rule("at_text", _at_text),
)
