"""Where the head of an article begins on a page that does not print its title: bylines and dates
stand over the text, and between them and the text buttons, which count for nothing."""

from __future__ import annotations

from collections.abc import Sequence

from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block

_ASIDE = at.HINT_SHARE | at.FIGURE | at.HINT_CAPTION
MAX_BUTTONS = 12
"""More lines in a row that are nothing but links are a menu."""


def head_start(blocks: Sequence[Block], first: int, lines: int) -> int:
    """The first of so many lines over the block `first`; those that are nothing but a link, buttons
    and pictures do not count. Never further than a menu or a heading."""
    start = first
    links = 0
    while start > 0 and lines > 0:
        block = blocks[start - 1]
        if block.heading or block.flags & at.NAV:
            break
        is_link = bool(block.links) and block.link_chars >= len(block.text)
        links = links + 1 if is_link else 0
        if links > MAX_BUTTONS:
            break
        lines -= not (is_link or block.flags & _ASIDE)
        start -= 1
    return start
