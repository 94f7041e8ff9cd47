"""What a single block is: running text, links to elsewhere, a signature. Asked of every block, of
the text and around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.dates.date_lines import read_dateline
from newscrawl.extract.dates.parse import find_dates
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block

SENTENCE_END = re.compile(r"[.!?…:;»”\"')\]։]\s*$")
_LINK_SEPARATORS = " \t\n,;|·•/#"
_SIGNATURE_PARTS = re.compile(r"\s*[·|•,/]\s*|\s[–—-]\s")


class BodyContext(NamedTuple):
    """What the reading of the body needs to know of the page."""

    title: str
    title_block: int | None
    neighbours: frozenset[int]
    """Blocks that belong to lists of other articles."""
    is_furniture: Callable[[Block], bool]
    """Whether a text stands on every page."""
    leads_to_article: Callable[[str], bool]
    """Whether a link leads to another article."""
    authors: Sequence[str]


def prose_chars(block: Block) -> float:
    """How much of a block is running text, in characters."""
    if block.prose is None:
        block.prose = _prose_chars(block)
    return block.prose


def _prose_chars(block: Block) -> float:
    chars = len(block.text) - block.link_chars
    if block.heading or chars < 20 or block.link_chars > 0.6 * len(block.text):
        return 0.0
    if len(block.text) < 100 and read_dateline(block.text) is not None:
        return 0.0
    words = block.text.count(" ") + 1
    if words >= 12 or (words >= 4 and SENTENCE_END.search(block.text)):
        return float(chars)
    return 0.2 * chars


def is_links(block: Block, page: BodyContext) -> bool:
    """Whether a block is links to elsewhere and no sentence: related articles, tags, buttons."""
    if not block.links:
        return False
    outside = len(block.text) - block.link_chars
    to_article = any(page.leads_to_article(link.href) for link in block.links)
    if labels.starts_read_also(block.text) and outside < 60:
        return True
    if block.heading and not to_article and not block.flags & at.LIST_ITEM:
        return False
    beside = "".join([text for text, link in block.segments if link == -1]).strip(_LINK_SEPARATORS)
    if (beside.endswith(":") and len(beside) < 25) or (
        not beside and not block.heading and not block.links[0].href.startswith("#")
    ):
        return True
    # A sentence has its own end; what ends with a link, or in brackets, is an entry of a list.
    is_sentence = beside.endswith((".", "!", "?", ";", ",")) or beside.count(" ") > 7
    if to_article and outside <= (0.3 if is_sentence else 1.0) * block.link_chars:
        return True
    return outside <= 0.15 * block.link_chars and all(
        not link.href.startswith("#") for link in block.links
    )


def is_dateline(block: Block) -> bool:
    if read_dateline(block.text) is not None:
        return True
    return (
        labels.author(block.text) is not None
        and bool(find_dates(block.text))
        and not block.text.endswith(".")
    )


def is_signature(block: Block) -> bool:
    """Whether a short line is nothing but an author, a place, the time that the reading takes."""
    if block.heading or block.flags & at.QUOTE or len(block.text) > 100 or block.text.endswith("."):
        return False
    parts = _SIGNATURE_PARTS.split(block.text)
    if any(labels.reading_time(part) for part in parts):
        return True
    words = " ".join(parts).split()
    return 2 <= len(words) <= 5 and all(
        word[0].isupper() and word.strip(".-’'").isalpha() for word in words
    )
