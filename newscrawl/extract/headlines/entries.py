"""Links -> the entries that hold them, each with the date that stands inside."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from datetime import date
from itertools import accumulate

from lxml import etree

from newscrawl.extract.headlines.date_marks import DateMark
from newscrawl.extract.headlines.marks import LinkMark
from newscrawl.extract.html.outline import Outline
from newscrawl.identity.site import ArticleRef
from newscrawl.text import has_letter

MAX_ENTRY_CHARS = 700
"""An element with more text than this is no entry of a list: headline, teaser and byline have
less."""
MAX_DISTANCE = 4
"""A date further from its headline, in blocks, is not its date: section, teaser and author may
stand between."""
MAX_BLOCKS_ALONE = 5
"""An element without a twin that holds more blocks than headline, date, section, author and teaser
is a part of the page."""


class Entries:
    """The links of a page, gathered into the entries that hold them."""

    def __init__(
        self,
        outline: Outline,
        links: list[LinkMark],
        dates: list[DateMark],
        titles_of_page: frozenset[int],
    ) -> None:
        """`titles_of_page` are the blocks that may show the page's own title: no entry reaches
        there."""
        self.outline = outline
        self._titles_of_page = sorted(titles_of_page)
        self._dates = dates
        self._date_blocks = [one.block for one in dates]
        self._chars = [0, *accumulate([len(block.text) for block in outline.blocks])]
        self.owner = _owners(links)
        """For each element around a link: the one article that it leads to, or None if it leads to
        several."""
        items: dict[etree._Element, list[LinkMark]] = {}
        for link in links:
            items.setdefault(self._item(link), []).append(link)
        self.items = list(items.items())
        kinds = {(item.tag, item.get("class"), members[0].ref) for item, members in items.items()}
        self._shapes = Counter((tag, names) for tag, names, _ in kinds)

    def _item(self, link: LinkMark) -> etree._Element:
        """The largest element that leads to this article alone and is small enough for an entry."""
        item = link.element
        parent = item.getparent()
        while (
            parent is not None
            and parent.tag not in ("body", "html")
            and self.owner.get(parent) == link.ref
            and self._may_be_entry(parent)
        ):
            item = parent
            parent = item.getparent()
        return item

    def _may_be_entry(self, element: etree._Element) -> bool:
        """Whether an element is small enough for an entry and does not reach to the title of the
        page."""
        if element not in self.outline.spans:
            return True
        first, last = self.outline.spans[element]
        place = bisect_left(self._titles_of_page, first)
        holds_title = place < len(self._titles_of_page) and self._titles_of_page[place] < last
        return self._chars[last] - self._chars[first] <= MAX_ENTRY_CHARS and (
            not holds_title or last - first == 1
        )

    def dates_in(self, element: etree._Element) -> list[DateMark]:
        """The dates that stand inside an element; none where it holds no text."""
        first, last = self._places_in(element)
        return self._dates[first:last]

    def count_dates_in(self, element: etree._Element) -> int:
        """How many dates stand inside an element."""
        first, last = self._places_in(element)
        return last - first

    @property
    def dates_on_page(self) -> int:
        """How many dates the page has."""
        return len(self._dates)

    def _places_in(self, element: etree._Element) -> tuple[int, int]:
        """Places of the first date inside an element, and of the one after the last."""
        first, last = self.outline.spans.get(element, (0, 0))
        return bisect_left(self._date_blocks, first), bisect_left(self._date_blocks, last)

    def own_date(
        self, item: etree._Element, members: list[LinkMark]
    ) -> tuple[date | None, frozenset[int]]:
        """The date inside an entry, and the blocks of that entry."""
        span = self.outline.spans.get(item)
        blocks = frozenset(range(*span)) if span else frozenset(link.block for link in members)
        inside = next((link.when for link in members if link.when), None)
        if inside is not None or span is None:
            return inside, blocks
        nearest = self._nearest_date(item, members[0].block)
        if nearest is None or self._stands_apart(nearest, item, members, span):
            return None, blocks
        return nearest.when, blocks

    def _nearest_date(self, item: etree._Element, at: int) -> DateMark | None:
        """The date of an entry that is nearest to its headline in the block `at`; below it where
        two are."""
        near = [one for one in self.dates_in(item) if abs(one.block - at) <= MAX_DISTANCE]
        if len(near) == 1:
            return near[0]
        return min(near, key=lambda one: (abs(one.block - at), one.block < at), default=None)

    def _stands_apart(
        self,
        nearest: DateMark,
        item: etree._Element,
        members: list[LinkMark],
        span: tuple[int, int],
    ) -> bool:
        """Whether a date is not surely that of the headline: it stands in another block, of an
        element that has no twin and holds more."""
        at = members[0].block
        is_framed = at < nearest.block < members[-1].block
        return (
            nearest.block != at
            and not is_framed
            and not self.has_twin(item)
            and self._holds_more(span, nearest.block, at)
        )

    def has_twin(self, item: etree._Element) -> bool:
        """Whether another entry stands in a like element."""
        return self._shapes[item.tag, item.get("class")] > 1

    def _holds_more(self, span: tuple[int, int], *known: int) -> bool:
        """Whether an element that stands alone holds more than a headline and its date: numbers of
        pages, say."""
        blocks = self.outline.blocks
        return any(
            not has_letter(link.text)
            for index in range(*span)
            if index not in known
            for link in blocks[index].links
        ) or (max(known) - min(known) > 1 or span[1] - span[0] > MAX_BLOCKS_ALONE)


def _owners(links: list[LinkMark]) -> dict[etree._Element, ArticleRef | None]:
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
