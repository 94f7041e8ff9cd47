"""A page's dated headline lists: which link to an article stands beside which date.

Two ways of writing such a list are told apart by structure alone. Either each entry has an element of its own that holds
one article's links and a date (list items, cards, table rows), or links and dates follow each other in one element
(`dt`/`dd`, line breaks, rows in pairs, a day as a heading over its articles). A link in running text is no headline.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from newscrawl.errors import DateError
from newscrawl.extract.blocks import FOOTER, HEADER, HINT_TITLE, MACHINE_DATE, NAV, Block, Outline
from newscrawl.extract.datelines import read_dateline
from newscrawl.extract.dates import find_dates, read_date
from newscrawl.text import fold, has_digit, key
from newscrawl.urls import ArticleRef

FindRef = Callable[[str], ArticleRef | None]
"""Gives the article that a link, as written, leads to; None where it leads elsewhere."""

_CLOCK = re.compile(r"(?<!\d)[012]?\d[:.][0-5]\d(?!\d)")
_FRAME = HEADER | FOOTER | NAV
_LETTER = re.compile(r"[^\W\d_]")
_ENTRY_CHARS = 700
"""An element with more text than this beside its link is no entry of a list."""
_BESIDE_CHARS = 60
"""So much may stand beside a date in a line of its own: a section, an author, a count of views."""
_NEAR = 4
"""A date further from its headline, in blocks, is not its date."""
_SEPARATORS = " \t\n-–—|·•,;:/()[]»«>"


class DatedHeadline(NamedTuple):
    """One entry of a dated list."""

    ref: ArticleRef
    title: str
    published: date
    block: int
    """Index of the block that holds the link."""


class HeadlineLists(NamedTuple):
    """What a page's lists say, and where they stand."""

    dated: list[DatedHeadline]
    """The entries with a date, in page order, each once."""
    titles: dict[ArticleRef, str]
    """For each article that a link of its own leads to, dated or not: the text of that link."""
    blocks: frozenset[int]
    """Indexes of the blocks that belong to dated entries."""


class _Link(NamedTuple):
    ref: ArticleRef
    element: etree._Element
    block: int
    segment: int
    texts: list[str]
    """The text nodes of the link in this block, without those that are a date."""
    when: date | None
    """A date inside the link."""


class _Dated(NamedTuple):
    block: int
    segment: int
    when: date
    in_frame: bool
    """Whether it stands in the head or the foot of the page: the stamp is no heading over articles."""


def day_of(moment: date | datetime) -> date:
    """The calendar day of a moment, in the zone it was written in."""
    return moment.date() if isinstance(moment, datetime) else moment


def find_headlines(outline: Outline, find_ref: FindRef, own: ArticleRef | None = None, titles_of_page: frozenset[int] = frozenset()) -> HeadlineLists:
    """The headline lists of a page.

    `own` is the article that the page itself is, `titles_of_page` the blocks that may show its title: no entry of a list reaches there.
    """
    own_titles = {outline.blocks[index].key for index in titles_of_page}
    links = _links(outline, find_ref)
    own_entries = {link.element for link in links if link.ref == own and _may_be_own_entry(link, own_titles)}
    links = [link for link in links if link.ref != own or link.element in own_entries]
    if not links:
        return HeadlineLists([], {}, frozenset())
    labels = _labels(links)
    dates = _dates(outline)
    entries = _Entries(outline, links, dates, titles_of_page)
    found: dict[ArticleRef, list[tuple[int, date, frozenset[int]]]] = {}
    loose: list[_Link] = []
    taken: set[int] = set()
    for item, members in entries.items:
        if members[0].ref == own and not entries.has_twin(item) and not own_titles & {key(fold("".join(link.texts))) for link in members}:
            continue
        when, blocks = entries.own_date(item, members)
        if when is None:
            loose.extend(members)
        else:
            found.setdefault(members[0].ref, []).append((members[0].block, when, blocks))
            taken |= blocks
    for link, when, at in entries.in_sequence(loose, labels, taken):
        found.setdefault(link.ref, []).append((link.block, when, frozenset((link.block, at))))
    titles = _titles(outline, links, labels)
    return _collect(found, titles, own)


def _may_be_own_entry(link: _Link, own_titles: set[str]) -> bool:
    """Whether a link of a page to itself is its entry in a list: it says the title. Others share, print, jump."""
    text = fold("".join(link.texts))
    return key(text) in own_titles or len(text.split()) >= 3


def _collect(found: dict[ArticleRef, list[tuple[int, date, frozenset[int]]]], titles: dict[ArticleRef, list[tuple[int, str]]], own: ArticleRef | None) -> HeadlineLists:
    dated: list[DatedHeadline] = []
    blocks: set[int] = set()
    for ref, places in found.items():
        candidates = titles.get(ref)
        if not candidates:
            continue
        for block, when, held in places:
            title = min(candidates, key=lambda candidate: (candidate[0] not in held and candidate[0] != block, abs(candidate[0] - block)))[1]
            if not any(entry.ref == ref and entry.title == title and entry.published == when for entry in dated):
                dated.append(DatedHeadline(ref, title, when, block))
            blocks |= held
    dated.sort(key=lambda entry: entry.block)
    dated = [entry for entry in dated if _stands_in_list(entry, dated, own)]
    return HeadlineLists(dated, {ref: max((text for _, text in texts), key=len) for ref, texts in titles.items()}, frozenset(blocks))


def _stands_in_list(entry: DatedHeadline, dated: list[DatedHeadline], own: ArticleRef | None) -> bool:
    """The page's own title, its other languages and single words are entries only where others stand beside them."""
    if len(entry.title.split()) >= 3 and (own is None or entry.ref.number != own.number):
        return True
    number = own.number if own else None
    if own is not None and entry.ref == own and len(entry.title.split()) < 3:
        return False
    return any(other.ref.number not in (entry.ref.number, number) and abs(other.block - entry.block) <= 8 for other in dated)


def _links(outline: Outline, find_ref: FindRef) -> list[_Link]:
    links: list[_Link] = []
    for block in outline.blocks:
        if not block.links:
            continue
        refs = [find_ref(link.href) if link.text else None for link in block.links]
        if not any(refs) or _is_running_text(block):
            continue
        for place, ref in enumerate(refs):
            if ref is not None:
                links.append(_read_link(block, place, ref))
    return links


def _is_running_text(block: Block) -> bool:
    """Whether the links of a block stand in sentences: most of its text is outside them, and it does not begin with one as an entry does."""
    dated = sum(len(one.text) for text, link in block.segments if link == -1 for one in find_dates(text))
    outside = len(block.text) - block.link_chars - dated
    if outside <= max(12, 0.6 * block.link_chars):
        return False
    pieces = [(text, link) for text, link in block.segments if link != MACHINE_DATE and (text == "\n" or text.strip(_SEPARATORS))]
    while pieces and (pieces[0][0] == "\n" or (pieces[0][1] < 0 and _whole_date(fold(pieces[0][0])) is not None)):
        del pieces[0]
    if not pieces or pieces[0][1] < 0:
        return True
    first = pieces[0][1]
    following = next((text for text, link in pieces if link != first), "")
    return following != "\n" and _whole_date(fold(following)) is None


def _read_link(block: Block, place: int, ref: ArticleRef) -> _Link:
    texts: list[str] = []
    when: date | None = None
    first = 0
    for index, (text, link) in enumerate(block.segments):
        if link != place:
            continue
        first = first or index
        folded = fold(text)
        if not folded:
            continue
        read = _whole_date(folded)
        if read is not None and when is None:
            when = read
        else:
            texts.append(text)
    if when is None:
        title, when = _split_date(fold("".join(texts)))
        texts = [title]
    return _Link(ref, block.links[place].element, block.index, first, texts, when)


def _whole_date(text: str) -> date | None:
    if len(text) > 60 or not has_digit(text):
        return None
    found = find_dates(text)
    if len(found) == 1 and len(text) - len(found[0].text) <= 12 and not text.replace(found[0].text, "").strip(_SEPARATORS + "0123456789"):
        return day_of(found[0].when)
    return None


def _labels(links: list[_Link]) -> set[str]:
    """Texts that lead to several articles ('Read more') say nothing about any of them."""
    seen: dict[str, set[ArticleRef]] = {}
    for link in links:
        seen.setdefault(fold("".join(link.texts)).casefold(), set()).add(link.ref)
    return {text for text, refs in seen.items() if len(refs) > 1 and len(text) < 30} | {""}


def _dates(outline: Outline) -> list[_Dated]:
    """Every date that stands by itself or beside a link, in page order; dates in running text are none of them."""
    dates: list[_Dated] = []
    for block in outline.blocks:
        dates += _printed_dates(block) or _machine_dates(block)
    return dates


def _printed_dates(block: Block) -> list[_Dated]:
    if not block.links:
        when = _date_alone(block.text) if block.text else None
        return [] if when is None else [_Dated(block.index, 0, when, bool(block.flags & _FRAME))]
    if not has_digit(block.text) or _is_running_text(block):
        return []
    printed: list[_Dated] = []
    for index, (text, link) in enumerate(block.segments):
        if link == MACHINE_DATE or text == "\n":
            continue
        when = _date_alone(fold(text)) if link < 0 else _whole_date(fold(text))
        if when is not None:
            printed.append(_Dated(block.index, index, when, bool(block.flags & _FRAME)))
    if not printed:
        # Perhaps set in pieces (`<b>09</b> Jan 2026`): it stands where the first of them does.
        beside = fold("".join([text for text, link in block.segments if link == -1]))
        when = _date_alone(beside)
        if when is not None:
            start = find_dates(beside)[0].text
            place = next((index for index, (text, link) in enumerate(block.segments) if link == -1 and start.startswith(fold(text) or "\0")), 0)
            printed.append(_Dated(block.index, place, when, bool(block.flags & _FRAME)))
    return printed


def _date_alone(text: str) -> date | None:
    """The date of a piece of text beside a link; None where the piece is a sentence, as teasers are."""
    line = read_dateline(text)
    return day_of(line.when) if line is not None and len(line.rest) <= _BESIDE_CHARS else None


def _machine_dates(block: Block) -> list[_Dated]:
    dates: list[_Dated] = []
    for index, (text, link) in enumerate(block.segments):
        if link == MACHINE_DATE:
            try:
                dates.append(_Dated(block.index, index, day_of(read_date(text)), bool(block.flags & _FRAME)))
            except DateError:
                continue
    return dates[:1] if len({one.when for one in dates}) == 1 else dates


class _Entries:
    """The links of a page, gathered into the entries that hold them."""

    def __init__(self, outline: Outline, links: list[_Link], dates: list[_Dated], titles_of_page: frozenset[int]) -> None:
        self.outline = outline
        self.titles_of_page = sorted(titles_of_page)
        self.dates = dates
        self.date_blocks = [one.block for one in dates]
        self.chars = [0]
        for block in outline.blocks:
            self.chars.append(self.chars[-1] + len(block.text))
        self.owner = self._owners(links)
        items: dict[etree._Element, list[_Link]] = {}
        for link in links:
            items.setdefault(self._item(link), []).append(link)
        self.items = list(items.items())
        kinds = {(item.tag, item.get("class"), members[0].ref) for item, members in items.items()}
        self.shapes = Counter((tag, names) for tag, names, _ in kinds)

    def _owners(self, links: list[_Link]) -> dict[etree._Element, ArticleRef | None]:
        """For each element around a link: the one article that it leads to, or None if it leads to several."""
        owner: dict[etree._Element, ArticleRef | None] = {}
        for link in links:
            element: etree._Element | None = link.element
            while element is not None:
                if element not in owner:
                    owner[element] = link.ref
                elif owner[element] == link.ref:
                    break
                elif owner[element] is None:
                    break
                else:
                    owner[element] = None
                element = element.getparent()
        return owner

    def _item(self, link: _Link) -> etree._Element:
        """The largest element that leads to this article alone and is small enough for an entry."""
        item = link.element
        parent = item.getparent()
        while parent is not None and parent.tag not in ("body", "html") and self.owner.get(parent) == link.ref and self._may_be_entry(parent, link.block):
            item = parent
            parent = item.getparent()
        return item

    def _may_be_entry(self, element: etree._Element, block: int) -> bool:
        """Whether an element is small enough for an entry and does not reach to the title of the page."""
        if element not in self.outline.spans:
            return True
        first, last = self.outline.spans[element]
        place = bisect_left(self.titles_of_page, first)
        holds_title = place < len(self.titles_of_page) and self.titles_of_page[place] < last
        return self.chars[last] - self.chars[first] <= _ENTRY_CHARS and (not holds_title or last - first == 1)

    def _between(self, first: int, last: int) -> list[_Dated]:
        return self.dates[bisect_left(self.date_blocks, first) : bisect_left(self.date_blocks, last)]

    def own_date(self, item: etree._Element, members: list[_Link]) -> tuple[date | None, frozenset[int]]:
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
        if nearest.block != at and not is_framed and not self.has_twin(item) and self._holds_more(span, nearest.block, at):
            return None, blocks
        return nearest.when, blocks

    def has_twin(self, item: etree._Element) -> bool:
        """Whether another entry stands in a like element."""
        return self.shapes[item.tag, item.get("class")] > 1

    def _holds_more(self, span: tuple[int, int], *known: int) -> bool:
        """Whether an element that stands alone holds more than a headline and its date: numbers of pages, say."""
        blocks = self.outline.blocks
        return any(not _LETTER.search(link.text) for index in range(*span) if index not in known for link in blocks[index].links) or (
            max(known) - min(known) > 1 or span[1] - span[0] > 5
        )

    def in_sequence(self, loose: list[_Link], labels: set[str], taken: set[int]) -> list[tuple[_Link, date, int]]:
        """Links and dates that follow each other inside one element, paired by their order."""
        lists: dict[etree._Element, list[_Link]] = {}
        for link in loose:
            if fold("".join(link.texts)).casefold() in labels:
                continue
            holder = self._holder(link)
            if holder is not None:
                lists.setdefault(holder, []).append(link)
        pairs: list[tuple[_Link, date, int]] = []
        shapes = Counter((holder.tag, holder.get("class")) for holder in lists)
        for holder, members in lists.items():
            has_twins = holder.get("class") is not None and shapes[holder.tag, holder.get("class")] > 1
            pairs += self._pair(members, has_twins, [one for one in self._dates_of(holder) if one.block not in taken or one.block in {link.block for link in members}])
        return pairs

    def _holder(self, link: _Link) -> etree._Element | None:
        """The smallest block around several articles' links that holds dates too, at most four levels up; None if there is none."""
        element: etree._Element | None = link.element
        while element is not None and (self.owner.get(element) is not None or element not in self.outline.spans):
            element = element.getparent()
        for _ in range(4):
            if element is None or element.tag in ("body", "html"):
                return None
            if self._dates_of(element):
                return element
            element = element.getparent()
        return None

    def _dates_of(self, holder: etree._Element) -> list[_Dated]:
        first, last = self.outline.spans.get(holder, (0, 0))
        return self._between(first, last)

    def _is_date_first(self, tokens: list[tuple[int, int, _Link | _Dated]], kinds: str) -> bool | None:
        """Whether dates stand before their headlines; None where nothing tells. One entry without a date must not shift all the others."""
        tags = {(kind, self.outline.blocks[block].container.tag) for kind, (block, *_) in zip(kinds, tokens, strict=True)}
        if tags == {("D", "dt"), ("L", "dd")}:
            return True
        if kinds[:1] != kinds[-1:]:
            return kinds.startswith("D")
        gaps: dict[str, list[int]] = {"DL": [], "LD": []}
        for place, ((block, segment, _), (next_block, next_segment, _)) in enumerate(pairwise(tokens)):
            gaps.get(kinds[place : place + 2], []).append(100 * (next_block - block) + (next_segment - segment if block == next_block else 0))
        before, after = (sum(gaps[order]) / len(gaps[order]) if gaps[order] else 0 for order in ("DL", "LD"))
        return None if before == after else before < after

    def _stands_over_several(self, dates: list[_Dated], links: list[_Link], kinds: str) -> bool:
        """Whether dates head groups of articles. An entry without a date in a list of dated ones looks alike: in doubt it has none.

        Sure are dates set as headings, articles with a time of day of their own, and groups so many that none can be a gap.
        """
        blocks = self.outline.blocks
        if "LL" not in kinds:
            return False
        if all(blocks[one.block].heading for one in dates) or all(_CLOCK.search(blocks[link.block].text) for link in links):
            return True
        return kinds.count("DLL") >= 2 and 2 * kinds.count("DLL") >= kinds.count("D") == len({one.when for one in dates})

    def _pair(self, links: list[_Link], has_twins: bool, dates: list[_Dated]) -> list[tuple[_Link, date, int]]:
        """Links and dates in the order of the page: a date belongs to the link before it, or, where lists begin with a date, after it."""
        tokens: list[tuple[int, int, _Link | _Dated]] = [(one.block, one.segment, one) for one in dates]
        seen: set[ArticleRef] = set()
        for link in links:
            if link.ref not in seen:
                seen.add(link.ref)
                tokens.append((link.block, link.segment, link))
        tokens.sort(key=lambda token: token[:2])
        kinds = "".join("D" if isinstance(token, _Dated) else "L" for *_, token in tokens)
        date_first = self._is_date_first(tokens, kinds)
        if date_first is None:
            return []
        if "L" not in kinds or (date_first and "LL" in kinds and kinds.count("D") < 2 and not has_twins):
            return []
        heads_groups = has_twins or self._stands_over_several(dates, links, kinds)
        pairs: list[tuple[_Link, date, int]] = []
        waiting: _Dated | _Link | None = None
        first_below: _Link | None = None
        last = 0
        for block, _, token in tokens:
            if waiting is not None and block - last > _NEAR:
                waiting = None
            if isinstance(token, _Dated):
                if date_first:
                    waiting, first_below = token, None
                elif isinstance(waiting, _Link):
                    pairs.append((waiting, token.when, token.block))
                    waiting = None
            elif not date_first:
                waiting = token
            elif isinstance(waiting, _Dated) and (first_below is None or (heads_groups and not waiting.in_frame and _is_set_like(token, first_below))):
                # A heading stands directly over its first article.
                if first_below is not None or block - waiting.block <= 2:
                    pairs.append((token, waiting.when, waiting.block))
                    first_below = token
            last = block
        # One pair alone must stand together: a link beside the page's own date is not a list.
        if len(pairs) == 1 and abs(pairs[0][0].block - pairs[0][2]) > 0:
            return []
        return pairs


def _is_set_like(link: _Link, other: _Link) -> bool:
    """Whether two links stand in the same kind of element: both under one day's heading, say, not one of them in the text below."""
    mine, its = link.element.getparent(), other.element.getparent()
    return mine is not None and its is not None and (mine.tag, mine.get("class")) == (its.tag, its.get("class"))


def _titles(outline: Outline, links: list[_Link], labels: set[str]) -> dict[ArticleRef, list[tuple[int, str]]]:
    """For each article the texts of its links, with their blocks: of a link around a whole card, the heading alone."""
    cards: dict[etree._Element, list[_Link]] = {}
    for link in links:
        cards.setdefault(link.element, []).append(link)
    titles: dict[ArticleRef, list[tuple[int, str]]] = {}
    for members in cards.values():
        ranked = []
        for link in members:
            block = outline.blocks[link.block]
            text = fold("".join(link.texts)).strip("|·• ")
            if text.casefold() in labels or not _LETTER.search(text):
                continue
            few_words = len(text.split()) < 3 or bool(block.flags & NAV)
            ranked.append((not block.heading, not block.flags & HINT_TITLE, few_words, link.block, text))
        if ranked:
            *_, at, text = min(ranked)
            titles.setdefault(members[0].ref, []).append((at, text))
    for ref, texts in titles.items():
        if len(texts) > 1:
            titles[ref] = _without_teasers(texts)
    return titles


def _without_teasers(texts: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Of several links to one article in one place, the label ('Details', '12 comments') goes where a longer text stands beside it."""
    longest = Counter({text: len(text.split()) for _, text in texts})
    return [(at, text) for at, text in texts if longest[text] >= 3 or all(longest[other] < 3 for _, other in texts)]


def _split_date(text: str) -> tuple[str, date | None]:
    """A headline and the date that was printed inside its link, at the beginning or behind a separator at the end."""
    for found in find_dates(text)[:1]:
        before, after = text[: found.start], text[found.end :]
        if not before.strip(_SEPARATORS) and after.strip(_SEPARATORS):
            return after.lstrip(_SEPARATORS), day_of(found.when)
        if not after.strip(_SEPARATORS) and before.rstrip() != before.rstrip(_SEPARATORS):
            return before.rstrip(_SEPARATORS + "("), day_of(found.when)
    return text, None
