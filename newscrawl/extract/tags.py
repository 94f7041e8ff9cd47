"""The keywords of an article: what the metadata name, and the links and lines at the text that the
page calls tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from html import unescape
from itertools import islice
from typing import NamedTuple

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.claims import Claim
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block, Link
from newscrawl.text import distinct_texts, fold, key

MAX_TAGS = 50
"""More keywords tell nothing of an article: a page that gives hundreds gives those of the site."""

MAX_TAG_CHARS = 100
"""A longer text is a sentence, a list that nothing parts, or an attack."""

MAX_TAG_WORDS = 10
"""Likewise in words; the longest names of bodies and laws have so many."""

MAX_CLAIMS = 200
"""Maximum number of keywords that are looked at from one page."""

MAX_TEXT_CHARS = 10_000
"""A text of keywords is read so far."""

TAGS_BELOW = 15
"""Blocks under the text among which its tags stand, behind buttons and a box of the author."""

MARK_LEVELS = 3
"""Levels around a link on which a class calls it a tag."""

_PARTING = re.compile(r"[,;،、，；|\n]")
_TAG_WORD = re.compile(
    r"(?:^|[-_\s])(?:tags?|tag-?(?:list|links|items?)|keywords?|topics?)(?:$|[-_\s])"
)
_CATEGORY_WORD = re.compile(r"categor|cat-links")
_EDGES = " .,;:#\"'“”„«»[]()"
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
_ELSEWHERE = (
    at.NAV
    | at.ASIDE
    | at.DIALOG
    | at.FORM
    | at.HINT_RELATED
    | at.HINT_SIDEBAR
    | at.HINT_COMMENTS
    | at.HINT_NAV
    | at.HINT_ADVERT
    | at.HINT_PROMO
)
"""Where tags are those of the site or of other articles."""


class TagsRule(StrEnum):
    """What named tags that no claim of the metadata names. The names are public, as those of
    BodyRule are."""

    LINK = "tag-link"
    """A link at the text that says that it is one, or stands where tags stand."""
    LINE = "tag-line"
    """A line at the text that begins with the word for it."""


class TagContext(NamedTuple):
    """What the search for the tags needs to know of the page."""

    claims: Sequence[Claim]
    """What the metadata name, less what is the same on every page."""
    shown: Sequence[tuple[Block, Claim]]
    """What the page shows as tags (`shown_tags`), less what is the same on every page."""
    title: str
    is_house: Callable[[str], bool]
    """Whether a text is the name of the publisher."""
    first: int
    """The block from which on tags may be those of the article: that of the title, or of the
    text."""
    last: int
    """The last block of its text."""
    in_lists: frozenset[int]


class Tags(NamedTuple):
    """Keywords, and the place of the first."""

    names: list[str]
    rule: str | None


def keywords(text: str) -> list[str]:
    """The keywords that one text holds, parted by commas and the like; folded, none empty.

    >>> keywords("ferries, Ports;  the upper pier")
    ['ferries', 'Ports', 'the upper pier']
    """
    parts = map(fold, _PARTING.split(text[:MAX_TEXT_CHARS]))
    return list(islice((part for part in parts if part), MAX_CLAIMS))


def shown_tags(
    blocks: Iterable[Block], leads_to_article: Callable[[str], bool]
) -> list[tuple[Block, Claim]]:
    """All that a page shows as tags, wherever it stands: links that say so (`rel=tag`) or that
    stand in a box of that name, and lines that begin with the word for it."""
    found = islice(_shown_tags(blocks, leads_to_article), MAX_CLAIMS)
    return list(found)


def _shown_tags(
    blocks: Iterable[Block], leads_to_article: Callable[[str], bool]
) -> Iterator[tuple[Block, Claim]]:
    for block in blocks:
        if block.links:
            is_line = len(block.text) <= MAX_TEXT_CHARS and bool(labels.tags(block.text))
            for link in block.links:
                is_tag = is_line or _is_tag_link(block, link)
                if is_tag and link.text and not leads_to_article(link.href):
                    yield block, Claim(TagsRule.LINK, link.text)
        elif len(block.text) <= MAX_TEXT_CHARS and labels.tags(block.text):
            _, _, named = block.text.replace("：", ":").partition(":")
            for name in keywords(named):
                yield block, Claim(TagsRule.LINE, name)


def _is_tag_link(block: Block, link: Link) -> bool:
    if not 0 < len(link.text) <= MAX_TAG_CHARS:
        return False
    kind = link.element.get("rel")
    if kind and "tag" in (kinds := kind.lower().split()):
        return "category" not in kinds
    if not block.flags & at.HINT_TAGS:
        return False
    element = link.element
    for _ in range(MARK_LEVELS):
        parent = element.getparent()
        if parent is None:
            return False
        element = parent
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        if _CATEGORY_WORD.search(names):
            return False
        if _TAG_WORD.search(names):
            return True
    return False


def find_tags(page: TagContext) -> Tags:
    """The keywords of an article, those of the metadata first."""
    claims = [*page.claims, *(claim for block, claim in page.shown if _is_at_text(block, page))]
    rule = None
    names: list[str] = []
    for claim in claims[: 2 * MAX_CLAIMS]:
        if name := _name_of(claim.text, page):
            names.append(name)
            rule = rule or claim.slot
    return Tags(distinct_texts(names)[:MAX_TAGS], rule)


def _is_at_text(block: Block, page: TagContext) -> bool:
    in_site_footer = block.flags & at.FOOTER and not block.flags & at.ARTICLE
    return (
        page.first <= block.index <= page.last + TAGS_BELOW
        and not block.flags & _ELSEWHERE
        and not in_site_footer
        and block.index not in page.in_lists
    )


def _name_of(text: str, page: TagContext) -> str | None:
    """The keyword that a text gives; None where it gives none."""
    if len(text) > MAX_TEXT_CHARS:
        return None
    if "&" in text:
        text = unescape(text)
    if "<" in text:
        text = _MARKUP.sub(" ", text)
    name = fold(fold(text).strip(_EDGES))
    is_name = (
        key(name)
        and len(name) <= MAX_TAG_CHARS
        and len(name.split()) <= MAX_TAG_WORDS
        and "://" not in name
        and key(name) != key(page.title)
        and not page.is_house(name)
    )
    return name if is_name else None
