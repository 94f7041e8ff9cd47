"""A body that is doubted is read again by another way: the densest elements of the page, whatever
the names of what is around them suggest; whichever reading agrees better with its witnesses stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from newscrawl.extract.body.doubts import Doubt, Suspect, doubts_of, has_rival
from newscrawl.extract.body.find_body import Body, BodySearch, outside_cuts, search_in
from newscrawl.extract.body.prose import BodyContext, links_rule, prose_chars
from newscrawl.extract.body.rules import BodyRule, Cuts
from newscrawl.extract.body.witnesses import Witnesses
from newscrawl.extract.html.outline import Block, Outline

MAX_CANDIDATES = 3
"""Elements that are read as the text: the third densest has never been it where the first two were
not."""

MIN_PARAGRAPH_CHARS = 40
"""Prose of a paragraph; less is a label."""

OUTER_WEIGHT = 0.5
"""What a paragraph counts for the element around its parent."""

MIN_BLOCK_SHARE = 0.5
"""A paragraph with more of the summary's words is what it sums up, or begins so."""

MIN_AGREEMENT = 0.5
"""With less of the summary's words, nobody speaks for a reading."""

MAX_TEASER_SHARE = 1 / 3
"""A page that shows less of the text that its metadata give shows a teaser."""

MIN_SHARE_IN_TEXT = 0.5
"""With less of its words in that text, what a page shows is no part of it: one of them is of
another article."""

MIN_GAIN = 0.1
"""A reading that agrees better with the witnesses by less than this is no better."""

_UNCERTAIN = frozenset(
    (
        BodyRule.SHARE_BOX,
        BodyRule.IN_ASIDE,
        BodyRule.IN_DIALOG,
        BodyRule.NAMED_ADVERT,
        BodyRule.NAMED_SIDEBAR,
        BodyRule.NAMED_PROMOTION,
        BodyRule.NAMED_AUTHOR_BOX,
        BodyRule.NAMED_HIDDEN,
        BodyRule.EMBEDDED_POST,
        BodyRule.STORY_CARD,
    )
)
"""The rules that a second reading does not follow."""


class Verdict(NamedTuple):
    """A reading of a body, and how sure it is."""

    search: BodySearch
    doubts: tuple[str, ...]
    """Why the first reading was doubted; empty where it was not."""
    remains: str | None
    """The doubt that no second reading resolved, in a line for people; None where none remains."""


def judged(
    search: BodySearch,
    outline: Outline,
    page: BodyContext,
    witnesses: Witnesses,
    *,
    is_part: bool = False,
) -> Verdict:
    """The reading, or the better one of a second way if there is reason to doubt it, or the text
    that the metadata give where the page shows hardly any of it. `is_part`: the page is one of
    several of its article."""
    first = Suspect(search, outline, witnesses, page.title, is_part)
    doubts = doubts_of(first)
    if not doubts:
        return Verdict(search, (), None)
    best, best_value = first, _value(first)
    for other in _other_readings(outline, page, witnesses):
        suspect = Suspect(other, outline, witnesses, page.title, is_part)
        value = _value(suspect)
        if value > best_value + MIN_GAIN:
            best, best_value = suspect, value
    if best_value < MIN_AGREEMENT and search.body is None:
        best = first  # A guess that nobody speaks for is worse than none.
    left = doubts if best is first else doubts_of(best)
    if Doubt.AGAINST_METADATA_TEXT in left and best.search.body is not None and _is_teaser(best):
        body = best.search.body._replace(paragraphs=witnesses.paragraphs)
        return Verdict(best.search._replace(body=body), doubts, None)
    return Verdict(best.search, doubts, _told(left, best))


def _is_teaser(suspect: Suspect) -> bool:
    """Whether what was read is a small part of the text that the metadata give, and of no other."""
    given = suspect.witnesses.text_share(suspect.text)
    return (
        given is not None
        and given < MAX_TEASER_SHARE
        and suspect.witnesses.share_in_text(suspect.text) >= MIN_SHARE_IN_TEXT
    )


def _value(suspect: Suspect) -> float:
    """How well a reading agrees with its witnesses: the more, the better. Any reading is better
    than none."""
    if suspect.search.body is None:
        return -1.0
    given = suspect.witnesses.text_share(suspect.text)
    summary = suspect.witnesses.summary_share(suspect.text)
    notice = Doubt.COOKIE_NOTICE in doubts_of(suspect)
    return (2 * given if given else 0.0) + (summary or 0.0) - 0.5 * notice


def _other_readings(
    outline: Outline, page: BodyContext, witnesses: Witnesses
) -> Iterator[BodySearch]:
    certain = [
        None if cut in _UNCERTAIN and _may_be_text(block) else cut
        for block, cut in zip(outline.blocks, outside_cuts(outline, page), strict=True)
    ]
    for holder in [
        *_densest(outline, page, certain),
        *_around_summary(outline, witnesses, certain),
    ]:
        yield search_in(holder, outline, page, list(certain))


def _may_be_text(block: Block) -> bool:
    """Whether a block is a paragraph, or a heading over some."""
    is_heading = bool(block.heading) and not block.links
    return is_heading or prose_chars(block) >= MIN_PARAGRAPH_CHARS


def _densest(outline: Outline, page: BodyContext, cuts: Cuts) -> list[etree._Element]:
    """The elements with most prose directly in them, the nearest under the title first: of two that
    agree with the witnesses it is the text."""
    prose: Counter[etree._Element] = Counter()
    for block, cut in zip(outline.blocks, cuts, strict=True):
        chars = int(prose_chars(block))
        if cut or chars < MIN_PARAGRAPH_CHARS or links_rule(block, page):
            continue
        holder = block.container.getparent()
        if holder is not None and holder in outline.spans:
            prose[holder] += chars
            around = holder.getparent()
            if around is not None and around in outline.spans:
                prose[around] += int(OUTER_WEIGHT * chars)
    densest = [element for element, _ in prose.most_common(MAX_CANDIDATES)]
    title = page.title_block or 0
    return sorted(densest, key=lambda element: _way_from(title, outline.spans[element][0]))


def _around_summary(outline: Outline, witnesses: Witnesses, cuts: Cuts) -> list[etree._Element]:
    """The element around the block that says most of the summary, if any says half of it."""
    said = {
        block: witnesses.summary_share(block.text) or 0.0
        for block, cut in zip(outline.blocks, cuts, strict=True)
        if not cut and len(block.text) >= MIN_PARAGRAPH_CHARS
    }
    best = max(said, key=lambda block: said[block], default=None)
    around = None if best is None else best.container.getparent()
    if best is None or said[best] < MIN_BLOCK_SHARE or around not in outline.spans:
        return []
    return [around]


def _way_from(title: int, place: int) -> tuple[bool, int]:
    """What is under the title comes first, the nearest before the rest."""
    return place < title, abs(place - title)


def _told(doubts: tuple[Doubt, ...], suspect: Suspect) -> str | None:
    """What is left of the doubts, as a line for people; None where nothing is. Little of a page's
    prose is the text where no other element could be."""
    told = [
        _LINES[doubt]
        for doubt in doubts
        if doubt in _LINES and (doubt is not Doubt.LITTLE_OF_THE_PROSE or has_rival(suspect))
    ]
    return f"{told[0]} ({_size(suspect.search.body)})" if told else None


def _size(body: Body | None) -> str:
    return f"{sum(len(text.split()) for text in body.paragraphs) if body else 0} words were read"


_LINES = {
    Doubt.AGAINST_METADATA_TEXT: "the page's metadata give another text than it shows",
    Doubt.SUMMARY_ELSEWHERE: "the page's summary speaks of another text than was read",
    Doubt.COOKIE_NOTICE: "what was read speaks of cookies and may be the notice about them",
    Doubt.LITTLE_OF_THE_PROSE: "less than a third of the page's prose was read as its text",
    Doubt.CUT_SHORT: "the page shows a teaser: it says that the whole text is for subscribers",
}
"""Not for a page without a text, which is a failure of its own."""
