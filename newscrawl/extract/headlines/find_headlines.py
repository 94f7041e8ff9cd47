"""A page's dated headline lists: which link to an article stands beside which date.

Two ways of writing such a list are told apart by structure alone. Either each entry has an element
of its own that holds one article's links and a date (list items, cards, table rows), or links and
dates follow each other in one element (`dt`/`dd`, line breaks, rows in pairs, a day as a heading
over its articles). A link in running text is no headline.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from functools import partial

from lxml import etree

from newscrawl.extract.headlines.date_marks import find_date_marks
from newscrawl.extract.headlines.date_order import UNKNOWN, ListOrders, Visited
from newscrawl.extract.headlines.entries import Entries
from newscrawl.extract.headlines.lists import (
    DatedHeadline,
    DatedPlace,
    HeadlineLists,
    block_of,
    in_proven_order,
)
from newscrawl.extract.headlines.marks import FindRef, LinkMark, find_link_marks
from newscrawl.extract.headlines.sequence import pair_in_sequence
from newscrawl.extract.html.hints import HINT_TITLE, NAV
from newscrawl.extract.html.outline import Outline
from newscrawl.identity.site import ArticleRef
from newscrawl.text import has_letter, key

MIN_TITLE_WORDS = 3
"""A link with fewer words may be a label, a language or a button, and no headline."""
MAX_LABEL_CHARS = 30
"""A text that leads to several articles and is longer is a headline used twice."""
NEIGHBOUR_BLOCKS = 8
"""Blocks on either side of an entry in which another entry of its list stands."""
MAX_NEIGHBOURS = 100
"""Entries that are looked at for that: a page with thousands of links must not cost their
square."""


def find_headlines(
    outline: Outline,
    find_ref: FindRef,
    own: ArticleRef | None = None,
    titles_of_page: frozenset[int] = frozenset(),
    visited: Visited = UNKNOWN,
) -> HeadlineLists:
    """The headline lists of a page.

    `own` is the article that the page itself is, `titles_of_page` the blocks that may show its
    title: no entry of a list reaches there. `visited` is what may tell the order of day and month.
    """
    own_titles = {outline.blocks[index].key for index in titles_of_page}
    links = _links_of_entries(find_link_marks(outline, find_ref), own, own_titles)
    if not links:
        return HeadlineLists([], {}, frozenset())
    labels = _labels(links)
    dates = find_date_marks(outline)
    entries = Entries(outline, links, dates, titles_of_page)
    found = _dated_entries(entries, own, own_titles, labels)
    collected = _collect(found, _titles(outline, links, labels), own)
    orders = ListOrders([*links, *dates], outline.blocks, visited)
    return in_proven_order(collected, found, orders)


def _links_of_entries(
    links: list[LinkMark], own: ArticleRef | None, own_titles: set[str]
) -> list[LinkMark]:
    """The links without those of the page to itself that share, print, jump."""
    own_entries = {
        link.element for link in links if link.ref == own and _may_be_own_entry(link, own_titles)
    }
    return [link for link in links if link.ref != own or link.element in own_entries]


def _dated_entries(
    entries: Entries, own: ArticleRef | None, own_titles: set[str], labels: set[str]
) -> dict[ArticleRef, list[DatedPlace]]:
    """Where each article has a date: inside its entry, else by the order of links and dates."""
    found: dict[ArticleRef, list[DatedPlace]] = {}
    loose: list[LinkMark] = []
    taken: set[int] = set()
    for item, members in entries.items:
        if (
            members[0].ref == own
            and not entries.has_twin(item)
            and not own_titles & {key(link.text) for link in members}
        ):
            continue
        when, blocks = entries.own_date(item, members)
        if when is None:
            loose.extend(members)
        else:
            found.setdefault(members[0].ref, []).append(DatedPlace(members[0].block, when, blocks))
            taken |= blocks
    for link, when, at in pair_in_sequence(entries, loose, labels, taken):
        found.setdefault(link.ref, []).append(
            DatedPlace(link.block, when, frozenset((link.block, at)))
        )
    return found


def _may_be_own_entry(link: LinkMark, own_titles: set[str]) -> bool:
    """Whether a link of a page to itself is its entry in a list: it says the title. Others share,
    print, jump."""
    text = link.text
    return key(text) in own_titles or len(text.split()) >= MIN_TITLE_WORDS


def _collect(
    found: dict[ArticleRef, list[DatedPlace]],
    titles: dict[ArticleRef, list[tuple[int, str]]],
    own: ArticleRef | None,
) -> HeadlineLists:
    dated: list[DatedHeadline] = []
    blocks: set[int] = set()
    seen: set[tuple[ArticleRef, str, date]] = set()
    for ref, places in found.items():
        if ref not in titles:
            continue
        texts = titles[ref]
        candidates = _Candidates(texts) if len(texts) > 1 else None
        for block, when, held in places:
            title = candidates.nearest(block, held) if candidates else texts[0][1]
            if (ref, title, when) not in seen:
                seen.add((ref, title, when))
                dated.append(DatedHeadline(ref, title, when, block))
            blocks |= held
    dated.sort(key=block_of)
    dated = [entry for entry in dated if _stands_in_list(entry, dated, own)]
    return HeadlineLists(
        dated,
        {ref: max([text for _, text in texts], key=len) for ref, texts in titles.items()},
        frozenset(blocks),
    )


class _Candidates:
    """The texts that lead to one article, by their blocks."""

    def __init__(self, texts: list[tuple[int, str]]) -> None:
        self._texts: dict[int, str] = {}
        for block, text in texts:
            self._texts.setdefault(block, text)
        self._blocks = sorted(self._texts)

    def nearest(self, block: int, held: frozenset[int]) -> str:
        """The text nearest to a block: one of its entry, which holds `held`, if there is any."""
        inside = [one for one in (block, *held) if one in self._texts]
        if not inside:
            after = bisect_left(self._blocks, block)
            inside = self._blocks[max(0, after - 1) : after + 1]
        return self._texts[min(inside, key=lambda one: (abs(one - block), one))]


def _stands_in_list(
    entry: DatedHeadline, dated: list[DatedHeadline], own: ArticleRef | None
) -> bool:
    """The page's own title, its other languages and single words are entries only where others
    stand beside them."""
    has_few_words = entry.title.count(" ") < MIN_TITLE_WORDS - 1
    if not has_few_words and (own is None or entry.ref.key != own.key):
        return True
    key = own.key if own else None
    if own is not None and entry.ref == own and has_few_words:
        return False
    near = dated[
        bisect_left(dated, entry.block - NEIGHBOUR_BLOCKS, key=block_of) : bisect_left(
            dated, entry.block + NEIGHBOUR_BLOCKS + 1, key=block_of
        )
    ]
    return any(other.ref.key not in (entry.ref.key, key) for other in near[:MAX_NEIGHBOURS])


def _labels(links: list[LinkMark]) -> set[str]:
    """Texts that lead to several articles ('Read more') say nothing about any of them."""
    seen: dict[str, set[ArticleRef]] = {}
    for link in links:
        seen.setdefault(link.text.casefold(), set()).add(link.ref)
    return {
        text for text, refs in seen.items() if len(refs) > 1 and len(text) < MAX_LABEL_CHARS
    } | {""}


def _titles(
    outline: Outline, links: list[LinkMark], labels: set[str]
) -> dict[ArticleRef, list[tuple[int, str]]]:
    """For each article the texts of its links, with their blocks: of a link around a whole card,
    the heading alone."""
    cards: dict[etree._Element, list[LinkMark]] = {}
    for link in links:
        cards.setdefault(link.element, []).append(link)
    titles: dict[ArticleRef, list[tuple[int, str]]] = {}
    for members in cards.values():
        texts = [
            (link.block, text)
            for link in members
            if (text := link.text.strip("|·• ")).casefold() not in labels and has_letter(text)
        ]
        if texts:
            best = texts[0] if len(texts) == 1 else min(texts, key=partial(_rank, outline))
            titles.setdefault(members[0].ref, []).append(best)
    for ref, texts in titles.items():
        if len(texts) > 1:
            titles[ref] = _without_teasers(texts)
    return titles


def _rank(outline: Outline, one: tuple[int, str]) -> tuple[bool, bool, bool, int, str]:
    """Of the texts of a card the first by this is its heading."""
    at, text = one
    block = outline.blocks[at]
    has_few_words = text.count(" ") < MIN_TITLE_WORDS - 1 or bool(block.flags & NAV)
    return not block.heading, not block.flags & HINT_TITLE, has_few_words, at, text


def _without_teasers(texts: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Of several links to one article in one place, the label ('Details', '12 comments') goes where
    a longer text stands beside it."""
    long = [(at, text) for at, text in texts if len(text.split()) >= MIN_TITLE_WORDS]
    return long or texts
