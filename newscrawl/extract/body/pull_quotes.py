"""What stands a second time between the paragraphs: quotations in larger type, pull quotes; a
standfirst in the page's head and again over the text."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from newscrawl.extract.body.rules import BodyRule, Cuts
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block

MIN_CHARS = 20
"""Letters of a quotation that is not said again by chance."""

MAX_NAME_CHARS = 100
"""The name under a quotation, with what somebody is; more is of the quotation."""

LEVELS = 4
"""Elements around a line that may be called a pull quote."""

_PULL_QUOTE = re.compile(r"pull[-_]?quote", re.IGNORECASE)


def cut_pull_quotes(blocks: list[Block], cuts: Cuts) -> None:
    """Cut what its class calls a pull quote and a paragraph of the text says, too, with the name
    under it. What is said nowhere else is a part of the text."""
    pulled = _pulled(blocks, cuts)
    said = _said_outside(blocks, cuts, pulled) if pulled else ""
    again = {
        element
        for place, element in pulled.items()
        if len(blocks[place].key) >= MIN_CHARS and blocks[place].key in said
    }
    for place, element in pulled.items():
        is_part = blocks[place].key in said or len(blocks[place].text) <= MAX_NAME_CHARS
        if element in again and is_part:
            cuts[place] = BodyRule.PULL_QUOTE


def cut_said_twice(blocks: list[Block], cuts: Cuts) -> None:
    """Cut the first paragraph where it stands again, in another element, as the next one."""
    kept = [(place, block) for place, block in enumerate(blocks) if not cuts[place]]
    if len(kept) <= 2:
        return
    (_, first), (place, second), *_ = kept
    is_elsewhere = first.container.getparent() is not second.container.getparent()
    if is_elsewhere and first.key == second.key and len(first.key) >= MIN_CHARS:
        cuts[place] = BodyRule.REPEATED


def _pulled(blocks: list[Block], cuts: Cuts) -> dict[int, etree._Element]:
    """The places of the blocks in pull quotes, each with its quote."""
    return {
        place: element
        for place, block in enumerate(blocks)
        if not cuts[place] and (element := _pull_quote(block)) is not None
    }


def _said_outside(blocks: list[Block], cuts: Cuts, pulled: dict[int, etree._Element]) -> str:
    """What the paragraphs say."""
    return "\n".join(
        block.key
        for place, block in enumerate(blocks)
        if not cuts[place] and place not in pulled and not block.flags & at.QUOTE
    )


def _pull_quote(block: Block) -> etree._Element | None:
    """The outermost element around a block that is called a pull quote."""
    around = [block.container, *islice(block.container.iterancestors(), LEVELS)]
    # In most classes one look in C finds nothing of it.
    named = [
        one
        for one in around
        if "ull" in (names := one.get("class") or "") and _PULL_QUOTE.search(names)
    ]
    return named[-1] if named else None
