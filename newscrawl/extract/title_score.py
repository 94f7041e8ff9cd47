"""How much a block of a page is its title: who else says it, and how it looks.

The weights were set by hand, for their order: what links to an article from elsewhere outweighs the
page's own metadata, that outweighs the browser's title, and any of them the look. How much hangs on
each was measured on 1,238 article pages of unlike templates, read without headlines elsewhere. So
many titles change when it is halved, and when it is doubled:

    METADATA_CLAIM      0    1        TITLE_NAME      0    1
    PAGE_TITLE_PART    14    7        ELSEWHERE       0    0
    PAGE_TITLE_START    0    0        SIDEBAR         0    0
    PAGE_TITLE_END     17    2        ARTICLE_LINK    0    1
    h1                 26    6        OTHER_LINK      1    0
    h2                  2   12        FEW_WORDS       5   14
    h3                  2    4        IMPRINT         0    0
    LOW_HEADING         0    0        BOLD            0    0
    MIN_SCORE           9   58        MAX_CLAIMS      1    0
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block
from newscrawl.extract.site_name import leads_home
from newscrawl.text import key

# Who else says what a block says.
KNOWN_HEADLINE = 4.0
"""A headline elsewhere that links to this article, each."""
METADATA_CLAIM = 2.0
"""A claim of the page's metadata, each of the first MAX_CLAIMS."""
PAGE_TITLE_PART = 2.0
"""The longest part of the `title` element; a shorter one counts less."""
PAGE_TITLE_START = 2.0
"""The `title` element begins with it; counts less the more is left."""
PAGE_TITLE_END = 1.5
"""The `title` element ends with it, or is its beginning."""

# How a block looks.
HEADINGS = {0: 0.0, 1: 1.0, 2: 0.6, 3: 0.3}
"""By the level of the heading."""
LOW_HEADING = 0.1
"""A heading of level 4 to 6."""
TITLE_NAME = 0.2
"""A class around it says title or headline."""
BOLD = 0.05
"""Bold, and no heading: decides between equals."""
ELSEWHERE = -1.2
"""In a part of the page that is not the article's: below a plain heading that nobody confirms."""
SIDEBAR = -0.4
"""In what its class calls a side bar, which is often the frame of all."""
ARTICLE_LINK = -2.0
"""A link to another article: its headline."""
OTHER_LINK = -0.5
"""A link to anywhere else: the page itself, the section."""
FEW_WORDS = -0.8
"""Fewer than MIN_WORDS words: a section, a name."""
IMPRINT = -3.0
"""A copyright line, or a row of links: never a title."""

HOME_LINK = -3.0
"""A link to the root of a site: its name, also as a heading."""

MIN_SCORE = 1.0
"""From so much on, a block is the title: an `h1` that nothing speaks against, or one voice."""

MAX_CLAIMS = 4
"""Metadata repeat each other (OpenGraph, Twitter, JSON-LD, Dublin Core): more must not outweigh
two headlines elsewhere."""

MIN_WORDS = 3
"""Shorter titles are rarer than sections and names of that length."""

LINK_SHARE = 0.8
"""A block is a link if so much of it is."""

MIN_CUT_CHARS = 12
"""Letters that a headline cut short has at least; fewer begin many headlines."""

MIN_CUT_SHARE = 0.3
"""Of a headline what is left of it where it is cut short; a shorter beginning is a label that the
headline repeats: a place, a name."""

MIN_PART_CHARS = 5
"""Letters of a part of the page's title that may be a title."""

MIN_END_CHARS = 9
"""Letters of a block that the page's title begins or ends with."""

MIN_KNOWN_CHARS = 3
"""Letters of a headline elsewhere that says anything."""

PART_BASE = 0.2
"""What a part of the page's title counts beside its share of the longest part's length."""

START_BASE = 0.3
"""What a beginning of the page's title counts beside its share of the whole: the rest is often the
site's name."""

CUT_BASE = 0.4
CUT_SHARE = 0.5
"""A voice cut short counts CUT_BASE of its weight, and CUT_SHARE of it by how much is left: never
as much as the whole."""

START_CHARS = 6
"""Most blocks have nothing in common with any voice: so many first letters tell, at a tenth of the
cost."""

_LOOSE_PARTS = re.compile(r":\s+|\s+-\s+")
PARTS = re.compile(r"\s+[|–—»«·•:-]+\s+|\s*[|»«·•]+\s*|::|\s+/\s+")
"""What stands between the parts of a `title` element."""
FOREIGN = at.NAV | at.FOOTER | at.ASIDE | at.DIALOG | at.HINT_COMMENTS | at.HINT_RELATED
"""Parts of a page that do not show its title, unless nothing else does."""


class Voices(NamedTuple):
    """What others than the page's blocks say that the title is, as keys."""

    known: list[str]
    claims: list[str]
    page_title: str
    parts: set[str]
    """The parts of the page's title."""
    starts: set[str]
    """The first letters of them all."""
    longest_part: int = 0
    """Letters of the longest of the parts."""

    @classmethod
    def of(cls, known: Iterable[str], claims: Iterable[str], page_title: str) -> Voices:
        """The voices of a page: headlines elsewhere, its metadata, its `title` element."""
        known_keys = [key(text) for text in known if len(key(text)) >= MIN_KNOWN_CHARS]
        claim_keys = [key(text) for text in claims]
        page_key = key(page_title)
        parts = {
            key(part)
            for pattern in (PARTS, _LOOSE_PARTS)
            for part in pattern.split(page_title)
            if part
        }
        starts = {voice[:START_CHARS] for voice in [*known_keys, *claim_keys, page_key, *parts]}
        return cls(known_keys, claim_keys, page_key, parts, starts, max(map(len, parts), default=0))

    def may_say(self, block: str) -> bool:
        """False for most blocks that no voice says, given the key of one: cheap."""
        return block[:START_CHARS] in self.starts or (
            len(block) >= MIN_END_CHARS and self.page_title.endswith(block)
        )

    def confirm(self, block: str) -> float:
        """How much the voices say what a block says, given its key. A block that only begins or
        ends as they do counts by how much of it they cover."""
        score = 0.0
        for voice in self.known:
            score += KNOWN_HEADLINE * _agreement(block, voice)
        for voice in self.claims[:MAX_CLAIMS]:
            score += METADATA_CLAIM * _agreement(block, voice)
        return score + self._confirm_by_page_title(block)

    def _confirm_by_page_title(self, block: str) -> float:
        whole = self.page_title
        if block in self.parts and len(block) >= MIN_PART_CHARS:
            # The longest part is the article's; the others are the section and the site.
            return PAGE_TITLE_PART * min(1.0, PART_BASE + len(block) / self.longest_part)
        if len(block) < MIN_END_CHARS:
            return 0.0
        if whole.startswith(block) and len(block) >= MIN_CUT_SHARE * self.longest_part:
            return PAGE_TITLE_START * min(1.0, len(block) / len(whole) + START_BASE)
        is_longer = len(whole) >= MIN_END_CHARS and block.startswith(whole)
        is_end = whole.endswith(block) and len(block) >= MIN_CUT_SHARE * self.longest_part
        return PAGE_TITLE_END if whole and (is_end or is_longer) else 0.0


def _agreement(block: str, voice: str) -> float:
    """1 where both say the same; less where one is the beginning of the other, as headlines are cut
    for lack of space."""
    if block == voice:
        return 1.0
    shorter, longer = sorted((block, voice), key=len)
    if len(shorter) >= max(MIN_CUT_CHARS, MIN_CUT_SHARE * len(longer)) and longer.startswith(
        shorter
    ):
        return CUT_BASE + CUT_SHARE * len(shorter) / len(longer)
    return 0.0


_Leads = Callable[[str], bool]


def look(block: Block, leads_elsewhere: _Leads) -> float:
    """How much a block looks like the headline of a page. `leads_elsewhere` tells links to other
    articles."""
    score = HEADINGS.get(block.heading, LOW_HEADING)
    for weight, applies in _LOOKS:
        if applies(block, leads_elsewhere):
            score += weight
    return score


def _is_link(block: Block) -> bool:
    return block.link_chars > LINK_SHARE * len(block.text)


def _leads_to_article(block: Block, leads_elsewhere: _Leads) -> bool:
    return _is_link(block) and any(leads_elsewhere(link.href) for link in block.links)


def _leads_to_no_article(block: Block, leads_elsewhere: _Leads) -> bool:
    return _is_link(block) and not any(leads_elsewhere(link.href) for link in block.links)


def _leads_home(block: Block, _: _Leads) -> bool:
    if not block.links or not _is_link(block):
        return False
    hrefs = [link.href.strip() for link in block.links]
    return all(href and not href.startswith(("#", "?")) and leads_home(href) for href in hrefs)


def _is_imprint(block: Block, _: _Leads) -> bool:
    return block.text.startswith(("©", "(c)")) or (len(block.links) > 1 and _is_link(block))


_LOOKS: tuple[tuple[float, Callable[[Block, _Leads], bool]], ...] = (
    (TITLE_NAME, lambda block, _: bool(block.flags & at.HINT_TITLE)),
    (ELSEWHERE, lambda block, _: bool(block.flags & FOREIGN)),
    (SIDEBAR, lambda block, _: bool(block.flags & at.HINT_SIDEBAR)),
    (ARTICLE_LINK, _leads_to_article),
    (OTHER_LINK, _leads_to_no_article),
    (FEW_WORDS, lambda block, _: len(block.text.split()) < MIN_WORDS),
    (IMPRINT, _is_imprint),
    (HOME_LINK, _leads_home),
    (BOLD, lambda block, _: bool(block.bold_chars) and not block.heading),
)
"""What adds to the level of the heading, each once."""
