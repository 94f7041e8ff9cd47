"""Links and dates -> entries: which headline stands beside which date."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from datetime import date
from itertools import pairwise

from lxml import etree

from newscrawl.extract.headlines.marks import DateMark, LinkMark
from newscrawl.extract.html.outline import Outline
from newscrawl.identity.site import ArticleRef
from newscrawl.text import has_letter

_CLOCK = re.compile(r"(?<!\d)[012]?\d[:.][0-5]\d(?!\d)")
_ENTRY_CHARS = 700
"""An element with more text than this beside its link is no entry of a list."""
_NEAR = 4
"""A date further from its headline, in blocks, is not its date."""


class Entries:
    """The links of a page, gathered into the entries that hold them."""

    def __init__(
        self,
        outline: Outline,
        links: list[LinkMark],
        dates: list[DateMark],
        titles_of_page: frozenset[int],
    ) -> None:
        self.outline = outline
        self.titles_of_page = sorted(titles_of_page)
        self.dates = dates
        self.date_blocks = [one.block for one in dates]
        self.chars = [0]
        for block in outline.blocks:
            self.chars.append(self.chars[-1] + len(block.text))
        self.owner = self._owners(links)
        items: dict[etree._Element, list[LinkMark]] = {}
        for link in links:
            items.setdefault(self._item(link), []).append(link)
        self.items = list(items.items())
        kinds = {(item.tag, item.get("class"), members[0].ref) for item, members in items.items()}
        self.shapes = Counter((tag, names) for tag, names, _ in kinds)

    def _owners(self, links: list[LinkMark]) -> dict[etree._Element, ArticleRef | None]:
        """For each element around a link: the one article that it leads to, or None if it leads to
        several."""
        owner: dict[etree._Element, ArticleRef | None] = {}
        for link in links:
            element: etree._Element | None = link.element
            while element is not None:
                if element not in owner:
                    owner[element] = link.ref
                elif owner[element] == link.ref or owner[element] is None:
                    break
                else:
                    owner[element] = None
                element = element.getparent()
        return owner

    def _item(self, link: LinkMark) -> etree._Element:
        """The largest element that leads to this article alone and is small enough for an entry."""
        item = link.element
        parent = item.getparent()
        while (
            parent is not None
            and parent.tag not in ("body", "html")
            and self.owner.get(parent) == link.ref
            and self._may_be_entry(parent, link.block)
        ):
            item = parent
            parent = item.getparent()
        return item

    def _may_be_entry(self, element: etree._Element, block: int) -> bool:
        """Whether an element is small enough for an entry and does not reach to the title of the
        page."""
        if element not in self.outline.spans:
            return True
        first, last = self.outline.spans[element]
        place = bisect_left(self.titles_of_page, first)
        holds_title = place < len(self.titles_of_page) and self.titles_of_page[place] < last
        return self.chars[last] - self.chars[first] <= _ENTRY_CHARS and (
            not holds_title or last - first == 1
        )

    def _between(self, first: int, last: int) -> list[DateMark]:
        return self.dates[
            bisect_left(self.date_blocks, first) : bisect_left(self.date_blocks, last)
        ]

    def own_date(
        self, item: etree._Element, members: list[LinkMark]
    ) -> tuple[date | None, frozenset[int]]:
        """The date inside an entry, and the blocks of that entry."""
        inside = next((link.when for link in members if link.when), None)
        span = self.outline.spans.get(item)
        blocks = frozenset(range(*span)) if span else frozenset(link.block for link in members)
        if inside is not None:
            return inside, blocks
        if span is None:
            return None, blocks
        at = members[0].block
        near = [one for one in self._between(*span) if abs(one.block - at) <= _NEAR]
        if not near:
            return None, blocks
        nearest = min(near, key=lambda one: (abs(one.block - at), one.block < at))
        is_framed = at < nearest.block < members[-1].block
        if (
            nearest.block != at
            and not is_framed
            and not self.has_twin(item)
            and self._holds_more(span, nearest.block, at)
        ):
            return None, blocks
        return nearest.when, blocks

    def has_twin(self, item: etree._Element) -> bool:
        """Whether another entry stands in a like element."""
        return self.shapes[item.tag, item.get("class")] > 1

    def _holds_more(self, span: tuple[int, int], *known: int) -> bool:
        """Whether an element that stands alone holds more than a headline and its date: numbers of
        pages, say."""
        blocks = self.outline.blocks
        return any(
            not has_letter(link.text)
            for index in range(*span)
            if index not in known
            for link in blocks[index].links
        ) or (max(known) - min(known) > 1 or span[1] - span[0] > 5)

    def in_sequence(
        self, loose: list[LinkMark], labels: set[str], taken: set[int]
    ) -> list[tuple[LinkMark, date, int]]:
        """Links and dates that follow each other inside one element, paired by their order."""
        lists: dict[etree._Element, list[LinkMark]] = {}
        for link in loose:
            if link.text.casefold() in labels:
                continue
            holder = self._holder(link)
            if holder is not None:
                lists.setdefault(holder, []).append(link)
        pairs: list[tuple[LinkMark, date, int]] = []
        shapes = Counter((holder.tag, holder.get("class")) for holder in lists)
        for holder, members in lists.items():
            has_twins = (
                holder.get("class") is not None and shapes[holder.tag, holder.get("class")] > 1
            )
            pairs += self._pair(
                members,
                has_twins,
                [
                    one
                    for one in self._dates_of(holder)
                    if one.block not in taken or one.block in {link.block for link in members}
                ],
            )
        return pairs

    def _holder(self, link: LinkMark) -> etree._Element | None:
        """The smallest block around several articles' links that holds dates too, at most four
        levels up; None if there is none."""
        element: etree._Element | None = link.element
        while element is not None and (
            self.owner.get(element) is not None or element not in self.outline.spans
        ):
            element = element.getparent()
        for _ in range(4):
            if element is None or element.tag in ("body", "html"):
                return None
            if self._dates_of(element):
                return element
            element = element.getparent()
        return None

    def _dates_of(self, holder: etree._Element) -> list[DateMark]:
        first, last = self.outline.spans.get(holder, (0, 0))
        return self._between(first, last)

    def _is_date_first(
        self, tokens: list[tuple[int, int, LinkMark | DateMark]], kinds: str
    ) -> bool | None:
        """Whether dates stand before their headlines; None where nothing tells. One entry without a
        date must not shift all the others."""
        tags = {
            (kind, self.outline.blocks[block].container.tag)
            for kind, (block, *_) in zip(kinds, tokens, strict=True)
        }
        if tags == {("D", "dt"), ("L", "dd")}:
            return True
        if kinds[:1] != kinds[-1:]:
            return kinds.startswith("D")
        gaps: dict[str, list[int]] = {"DL": [], "LD": []}
        for place, ((block, segment, _), (next_block, next_segment, _)) in enumerate(
            pairwise(tokens)
        ):
            gaps.get(kinds[place : place + 2], []).append(
                100 * (next_block - block) + (next_segment - segment if block == next_block else 0)
            )
        before, after = (
            sum(gaps[order]) / len(gaps[order]) if gaps[order] else 0 for order in ("DL", "LD")
        )
        return None if before == after else before < after

    def _stands_over_several(
        self, dates: list[DateMark], links: list[LinkMark], kinds: str
    ) -> bool:
        """Whether dates head groups of articles. An entry without a date in a list of dated ones
        looks alike: in doubt it has none.

        Sure are dates set as headings, terms with several descriptions (`dt`, `dd`), and where
        there are several dates, articles with a time of day of their own, or groups under every one
        of them.
        """
        blocks = self.outline.blocks
        if all(
            blocks[one.block].heading or blocks[one.block].container.tag == "dt" for one in dates
        ):
            return True
        if len(dates) < 2:
            return False
        has_groups = kinds.count("DLL") == len(dates) == len({one.when for one in dates})
        return has_groups or all(_CLOCK.search(blocks[link.block].text) for link in links)

    def _heads(
        self, date: DateMark, link: LinkMark, first_below: LinkMark | None, heads_groups: bool
    ) -> bool:
        """Whether a date before a link is its date: directly over it, or over the first of a group
        of like links."""
        if first_below is None:
            return link.block - date.block <= 2
        if not heads_groups or date.in_frame or not _is_set_like(link, first_below):
            return False
        # A place for a date that is left empty says that this entry has none.
        before = self.outline.blocks[link.block].container.getprevious()
        return (
            before is None
            or before.tag != self.outline.blocks[date.block].container.tag
            or before in self.outline.spans
        )

    def _pair(
        self, links: list[LinkMark], has_twins: bool, dates: list[DateMark]
    ) -> list[tuple[LinkMark, date, int]]:
        """Links and dates in the order of the page: a date belongs to the link before it, or, where
        lists begin with a date, after it."""
        tokens: list[tuple[int, int, LinkMark | DateMark]] = [
            (one.block, one.segment, one) for one in dates
        ]
        seen: set[ArticleRef] = set()
        for link in links:
            if link.ref not in seen:
                seen.add(link.ref)
                tokens.append((link.block, link.segment, link))
        tokens.sort(key=lambda token: token[:2])
        kinds = "".join("D" if isinstance(token, DateMark) else "L" for *_, token in tokens)
        date_first = self._is_date_first(tokens, kinds)
        if date_first is None:
            return []
        heads_groups = has_twins or self._stands_over_several(dates, links, kinds)
        if "L" not in kinds or (
            date_first and "LL" in kinds and kinds.count("D") < 2 and not heads_groups
        ):
            return []
        pairs: list[tuple[LinkMark, date, int]] = []
        waiting: DateMark | LinkMark | None = None
        first_below: LinkMark | None = None
        last = 0
        for block, _, token in tokens:
            if waiting is not None and block - last > _NEAR:
                waiting = None
            if isinstance(token, DateMark):
                if date_first:
                    waiting, first_below = token, None
                elif isinstance(waiting, LinkMark):
                    pairs.append((waiting, token.when, token.block))
                    waiting = None
            elif not date_first:
                waiting = token
            elif isinstance(waiting, DateMark) and self._heads(
                waiting, token, first_below, heads_groups
            ):
                pairs.append((token, waiting.when, waiting.block))
                first_below = token
            last = block
        # One pair alone must stand together: a link beside the page's own date is not a list.
        if len(pairs) == 1 and abs(pairs[0][0].block - pairs[0][2]) > 0:
            return []
        return pairs


def _is_set_like(link: LinkMark, other: LinkMark) -> bool:
    """Whether two links stand in the same kind of element: both under one day's heading, say, not
    one of them in the text below."""
    mine, its = link.element.getparent(), other.element.getparent()
    return (
        mine is not None
        and its is not None
        and (mine.tag, mine.get("class")) == (its.tag, its.get("class"))
    )
