"""Labels at an article that name its section with a word that says so: 'Category: Region', or
'Posted in Region on 3 May'."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from newscrawl.extract import further_labels
from newscrawl.extract import vocabulary as labels
from newscrawl.extract.dates.find import find_dates
from newscrawl.extract.dates.words import JOINTS, word_key
from newscrawl.extract.html.outline import Block, Link
from newscrawl.extract.plain_names import line_parts
from newscrawl.extract.section_places import MAX_CHARS

MAX_LINE_CHARS = 200
"""A longer block that begins so is a sentence."""

MAX_LINKS = 6
"""Links of a line: sections and keywords; more are a list of all that the site has."""

_begins = re.compile(
    rf"(?:(?P<label>(?:{further_labels.SECTION})\s?[:：])|(?:{further_labels.FILED})(?!\w)\s?[:：]?)"
    r"\s*(?P<name>\S.*)",
    re.IGNORECASE,
).fullmatch
_IN_PRINT = re.compile(r"published in\b", re.IGNORECASE).match
"""What says as well in which paper or town."""
_COMMA = re.compile(r",\s*")
_ENDS = re.compile(r"[|•·~/›»>:：]|\s[–—-]\s")


def named_sections(lines: Sequence[Block], is_listing: Callable[[Link], bool]) -> Iterator[str]:
    """The sections that lines at an article name with their word, in their order."""
    for block in lines:
        if len(block.text) <= MAX_LINE_CHARS and len(block.links) <= MAX_LINKS:
            yield from _names_of_line(block)
    for label, block in pairwise(lines):
        if (
            labels.section_label(label.text)
            and block.index == label.index + 1
            and _is_told_beside(label, block, is_listing)
        ):
            yield block.links[0].text if block.links else block.text


def asks_section(block: Block) -> bool:
    """Whether a line says the word for sections, with or without a name behind it."""
    text = block.text
    return len(text) <= MAX_LINE_CHARS and bool(labels.section_label(text) or _begins(text))


def _names_of_line(block: Block) -> Iterator[str]:
    """What follows the word in a line or a part of one."""
    linked = [link.text for link in block.links]
    for line in dict.fromkeys((block.text, *line_parts(block))):
        if found := _begins(line):
            behind = found["name"]
            name = next((text for text in linked if text and behind.startswith(text)), None)
            if name or found["label"] or (find_dates(behind) and not _IN_PRINT(line)):
                yield name or _first(behind)


def _first(behind: str) -> str:
    """The name at the start of a text that goes on with a day, an author, another part."""
    dates = find_dates(behind)
    name = _ENDS.split(behind[: dates[0].start] if dates else behind, maxsplit=1)[0]
    for comma in _COMMA.finditer(name):
        rest = name[comma.end() :]
        if labels.author(rest) or labels.byline(rest):
            name = name[: comma.start()]
            break
    words = name.split()
    while len(words) > 1 and dates and word_key(words[-1]) in JOINTS:
        words.pop()
    return " ".join(words).strip(" ,;.([")


def _is_told_beside(label: Block, block: Block, is_listing: Callable[[Link], bool]) -> bool:
    """Whether what stands behind a label says what it asks: in its row of a table, in its list of
    terms, behind its colon, or as the one link to a listing."""
    row = label.table_row
    if row is not None:
        return block.table_row is row
    is_term = label.container.tag == "dt" and block.container.tag == "dd"
    if len(block.links) > 1 or len(block.text) > MAX_CHARS:
        return False
    is_link = bool(block.links) and block.links[0].text == block.text and is_listing(block.links[0])
    return is_term or label.text.endswith((":", "：")) or (is_link and not label.heading)
