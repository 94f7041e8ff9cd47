"""Labels over a title that name a section by themselves: with a word that says so ('Category:
Region'), or because the pages of a site show a few names there again and again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newscrawl.extract import further_labels
from newscrawl.extract import vocabulary as labels
from newscrawl.extract.dates.slots import Slots
from newscrawl.extract.html.outline import Block
from newscrawl.text import has_digit

ABOVE_TITLE = 3
"""Blocks over a title that may be the label of its section: a date, a byline stand between."""

AROUND_TITLE = 6
"""Blocks beside a title where a label with its word may stand."""

MAX_CHARS = 40
MAX_WORDS = 5
"""Of the name of a section: a longer label is a heading."""

MIN_PAGES = 8
"""Pages that show a label in a place before it is taken for that of sections: of fewer each may
show a place, or a person."""

MIN_NAMES = 2
"""One name is that of the site, or of what all pages are."""

PAGES_A_NAME = 2
"""Pages for each name on the average: sections are few, persons and places many."""

PLAIN_SHARE = 1 / 2
"""So many of the names are of one word: those of persons have two."""

_named = re.compile(
    rf"(?:{further_labels.SECTION})\s?[:：]\s?(?P<name>[^:：|/›»>]+?)\s*", re.IGNORECASE
).fullmatch


def named_section(blocks: Sequence[Block], title: int) -> str | None:
    """The section that a line beside the title names with its word; None where none does."""
    label: Block | None = None
    near = title + AROUND_TITLE
    for block in blocks[max(0, title - AROUND_TITLE) : near + AROUND_TITLE]:
        if block.index >= near and block.table_row is None:
            break  # A row of a table is two blocks.
        found = _named(block.text) if len(block.text) <= 2 * MAX_CHARS else None
        if found is not None:
            return found["name"]
        if label is not None and _is_told_beside(label, block):
            return block.links[0].text if block.links else block.text
        label = block if labels.section_label(block.text) else None
    return None


def _is_told_beside(label: Block, block: Block) -> bool:
    """Whether what stands behind a label says what it asks: in its row of a table, in its list of
    terms, behind its colon."""
    row = label.table_row
    if row is not None:
        return block.table_row is row
    is_term = label.container.tag == "dt" and block.container.tag == "dd"
    return (is_term or label.text.endswith((":", "："))) and len(block.links) <= 1


def label_places(
    blocks: Sequence[Block], titles: Iterable[int], ways: Slots
) -> Iterator[tuple[str, str]]:
    """The places over what may be the title that hold a short label, each with the label, for the
    memory."""
    title = first_title(blocks, titles)
    if title is None:
        return
    for block in blocks[max(0, title - ABOVE_TITLE) : title]:
        if _may_be_name(block):
            yield place_of_label(block, ways), block.text


def first_title(blocks: Sequence[Block], titles: Iterable[int]) -> int | None:
    """The first heading that may show the title, else the first block; None where there is none."""
    ordered = sorted(titles)
    return next((one for one in ordered if blocks[one].heading), next(iter(ordered), None))


def place_of_label(block: Block, ways: Slots) -> str:
    """The name under which the memory keeps the labels of this place."""
    return f"label {ways.slot(block, '')}"


def are_sections(said: Mapping[str, int]) -> bool:
    """Whether what a place says on the pages of a site, each with their number, are the names of
    sections: a few, again and again, most of them a word."""
    pages = sum(said.values())
    plain = sum(" " not in label for label in said)
    return (
        pages >= MIN_PAGES
        and MIN_NAMES <= len(said) <= pages / PAGES_A_NAME
        and plain >= PLAIN_SHARE * len(said)
    )


def _may_be_name(block: Block) -> bool:
    text = block.text
    return (
        0 < len(text) <= MAX_CHARS
        and len(text.split()) <= MAX_WORDS
        and not block.heading
        and has_digit(text) is None
        and not text.endswith((".", "!", "?", ":", "…"))
    )
