"""Links and dates that follow each other inside one element -> pairs, by their order."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from lxml import etree

from newscrawl.extract.headlines.date_marks import DateMark
from newscrawl.extract.headlines.entries import MAX_DISTANCE, Entries
from newscrawl.extract.headlines.marks import LinkMark
from newscrawl.extract.html.outline import Outline
from newscrawl.identity.site import ArticleRef

MAX_LEVELS = 4
"""Levels between the links of a list and the element that holds its dates too; further up it is
the page."""
MAX_BLOCKS_UNDER_DATE = 2
"""Blocks from a date to the first headline under it: a section or a picture's caption may stand
between."""
MAX_LISTS_OF_A_DATE = 10
"""Lists that a date is looked at in, on average: they may stand in each other, hundreds deep."""

_BLOCK_WEIGHT = 100
"""Makes any distance in blocks count more than one in pieces of a block."""
_TIME_OF_DAY = re.compile(r"(?<!\d)[012]?\d[:.][0-5]\d(?!\d)")

Token: TypeAlias = LinkMark | DateMark
Pair: TypeAlias = tuple[LinkMark, date, int]
"""A link, its date, and the block in which that stands."""


class _Sequence(NamedTuple):
    """The links and dates of one element in the order of the page, each article once."""

    tokens: list[Token]
    kinds: str
    """A letter a token: L for a link, D for a date."""
    links: list[LinkMark]
    dates: list[DateMark]
    outline: Outline


def pair_in_sequence(
    entries: Entries, loose: list[LinkMark], labels: set[str], taken: set[int]
) -> list[Pair]:
    """The links that have no date inside their entries, paired with the dates around them.

    `labels` are texts that say nothing about an article; `taken` are blocks of other entries, whose
    dates are theirs.
    """
    lists: dict[etree._Element, list[LinkMark]] = {}
    for link in loose:
        if link.text.casefold() in labels:
            continue
        holder = _holder(entries, link)
        if holder is not None:
            lists.setdefault(holder, []).append(link)
    shapes = Counter((holder.tag, holder.get("class")) for holder in lists)
    pairs: list[Pair] = []
    left = MAX_LISTS_OF_A_DATE * entries.dates_on_page
    for holder, links in lists.items():
        left -= entries.count_dates_in(holder)
        if left < 0:
            break
        own_blocks = {link.block for link in links}
        dates = [
            one
            for one in entries.dates_in(holder)
            if one.block not in taken or one.block in own_blocks
        ]
        has_twins = holder.get("class") is not None and shapes[holder.tag, holder.get("class")] > 1
        pairs += _pair(_sequence(entries, links, dates), has_twins)
    return pairs


def _holder(entries: Entries, link: LinkMark) -> etree._Element | None:
    """The smallest block around several articles' links that holds dates too; None if there is
    none within `MAX_LEVELS`."""
    element: etree._Element | None = link.element
    while element is not None and (
        entries.owner.get(element) is not None or element not in entries.outline.spans
    ):
        element = element.getparent()
    for _ in range(MAX_LEVELS):
        if element is None or element.tag in ("body", "html"):
            return None
        if entries.count_dates_in(element):
            return element
        element = element.getparent()
    return None


def _sequence(entries: Entries, links: list[LinkMark], dates: list[DateMark]) -> _Sequence:
    tokens: list[Token] = [*dates]
    seen: set[ArticleRef] = set()
    for link in links:
        if link.ref not in seen:
            seen.add(link.ref)
            tokens.append(link)
    tokens.sort(key=lambda token: (token.block, token.segment))
    kinds = "".join("D" if isinstance(token, DateMark) else "L" for token in tokens)
    return _Sequence(tokens, kinds, links, dates, entries.outline)


def _pair(sequence: _Sequence, has_twins: bool) -> list[Pair]:
    """A date belongs to the link before it, or, where lists begin with a date, after it."""
    kinds = sequence.kinds
    date_first = _is_date_first(sequence)
    if date_first is None or "L" not in kinds:
        return []
    if not date_first:
        pairs = _dates_behind_links(sequence.tokens)
    else:
        heads_groups = has_twins or _stands_over_several(sequence)
        if "LL" in kinds and kinds.count("D") < 2 and not heads_groups:
            return []
        pairs = _links_under_dates(sequence, heads_groups)
    # One pair alone must stand together: a link beside the page's own date is not a list.
    if len(pairs) == 1 and pairs[0][0].block != pairs[0][2]:
        return []
    return pairs


def _dates_behind_links(tokens: list[Token]) -> list[Pair]:
    """Each date with the link right before it."""
    pairs: list[Pair] = []
    waiting: LinkMark | None = None
    last = 0
    for token in tokens:
        if waiting is not None and token.block - last > MAX_DISTANCE:
            waiting = None
        if isinstance(token, LinkMark):
            waiting = token
        elif waiting is not None:
            pairs.append((waiting, token.when, token.block))
            waiting = None
        last = token.block
    return pairs


def _links_under_dates(sequence: _Sequence, heads_groups: bool) -> list[Pair]:
    """Each link with the date over it."""
    pairs: list[Pair] = []
    over: DateMark | None = None
    first_below: LinkMark | None = None
    last = 0
    for token in sequence.tokens:
        if over is not None and token.block - last > MAX_DISTANCE:
            over = None
        if isinstance(token, DateMark):
            over, first_below = token, None
        elif over is not None and _heads(sequence, over, token, first_below, heads_groups):
            pairs.append((token, over.when, over.block))
            first_below = token
        last = token.block
    return pairs


def _is_date_first(sequence: _Sequence) -> bool | None:
    """Whether dates stand before their headlines; None where nothing says so. One entry without a
    date must not shift all the others."""
    kinds = sequence.kinds
    tags = {
        (kind, sequence.outline.blocks[token.block].container.tag)
        for kind, token in zip(kinds, sequence.tokens, strict=True)
    }
    if tags == {("D", "dt"), ("L", "dd")}:
        return True
    if kinds[:1] != kinds[-1:]:
        return kinds.startswith("D")
    before, after = _mean_gap(sequence, "DL"), _mean_gap(sequence, "LD")
    return None if before == after else before < after


def _mean_gap(sequence: _Sequence, order: str) -> float:
    """How far neighbours of these kinds stand from each other; 0 where there are none."""
    gaps = [
        _BLOCK_WEIGHT * (after.block - before.block)
        + (after.segment - before.segment if before.block == after.block else 0)
        for place, (before, after) in enumerate(pairwise(sequence.tokens))
        if sequence.kinds[place : place + 2] == order
    ]
    return sum(gaps) / len(gaps) if gaps else 0


def _stands_over_several(sequence: _Sequence) -> bool:
    """Whether dates head groups of articles. An entry without a date in a list of dated ones looks
    alike: in doubt it has none.

    Sure are dates set as headings, terms with several descriptions (`dt`, `dd`), and where there
    are several dates, articles with a time of day of their own, or groups under every one of them.
    """
    blocks, dates = sequence.outline.blocks, sequence.dates
    if all(blocks[one.block].heading or blocks[one.block].container.tag == "dt" for one in dates):
        return True
    if len(dates) < 2:
        return False
    has_groups = sequence.kinds.count("DLL") == len(dates) == len({one.when for one in dates})
    return has_groups or all(
        _TIME_OF_DAY.search(blocks[index].text) for index in {link.block for link in sequence.links}
    )


def _heads(
    sequence: _Sequence,
    over: DateMark,
    link: LinkMark,
    first_below: LinkMark | None,
    heads_groups: bool,
) -> bool:
    """Whether a date before a link is its date: directly over it, or over the first of a group of
    like links."""
    if first_below is None:
        return link.block - over.block <= MAX_BLOCKS_UNDER_DATE
    if not heads_groups or over.in_frame or not _is_set_like(link, first_below):
        return False
    # A place for a date that is left empty says that this entry has none.
    before = sequence.outline.blocks[link.block].container.getprevious()
    return (
        before is None
        or before.tag != sequence.outline.blocks[over.block].container.tag
        or before in sequence.outline.spans
    )


def _is_set_like(link: LinkMark, other: LinkMark) -> bool:
    """Whether two links stand in the same kind of element: both under one day's heading, say, not
    one of them in the text below."""
    mine, its = link.element.getparent(), other.element.getparent()
    return (
        mine is not None
        and its is not None
        and (mine.tag, mine.get("class")) == (its.tag, its.get("class"))
    )
