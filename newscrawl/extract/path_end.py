"""The path to a page may end in a first-level heading, set as small as its other steps and written
for search engines; what readers see as the title is the headline under it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from lxml import etree

from newscrawl.extract.html import hints as at
from newscrawl.extract.html.addresses import parts_of
from newscrawl.extract.html.outline import Block, Outline
from newscrawl.extract.site_name import leads_home
from newscrawl.extract.title_score import FOREIGN, PARTS
from newscrawl.text import key

LEVELS = 6
"""Elements around the last step of a path that may be the path."""

MAX_STEPS = 8
"""Blocks of a path before its last; longer rows of links are menus."""

STEP_SHARE = 0.5
"""Of a step so much is its link; the rest parts it from the next."""

BLOCKS_BELOW = 4
"""Blocks under a path among which the headline stands: a label stands between."""

_PARTS = at.NAV | at.HINT_NAV | at.HINT_BYLINE
"""What the markup calls a path."""

MIN_CHARS = 12
"""Letters of a headline, and of a voice that ends as it does; fewer are a label."""


def headline_under_path(block: Block, outline: Outline, voices: Sequence[str]) -> Block | None:
    """The headline under a path that ends with this block: what one of the `voices` of the metadata
    says, with or without a label before it. None where the block ends no path, or nothing under it
    is one."""
    if block.heading > 1 or not _ends_path(block, outline):
        return None
    below = outline.blocks[block.index + 1 : block.index + 1 + BLOCKS_BELOW]
    headings = [one for one in below if _may_be_headline(one, block)]
    said = {key(part) for voice in voices for part in (voice, *PARTS.split(voice))}
    whole = next((one for one in headings if one.key in said), None)
    if whole is not None:
        return whole
    titles = [voice for voice in said - {block.key} if len(voice) >= MIN_CHARS]
    return next((one for one in headings if _ends_as_one_of(titles, one.key)), None)


def _ends_as_one_of(titles: list[str], said: str) -> bool:
    """Whether a heading or a title has a label before the other."""
    return any(title.endswith(said) or said.endswith(title) for title in titles)


def _may_be_headline(block: Block, step: Block) -> bool:
    is_heading = bool(block.heading) or bool(block.flags & at.HINT_TITLE)
    return (
        is_heading
        and not block.links
        and not block.flags & FOREIGN
        and len(block.key) >= MIN_CHARS
        and block.key != step.key
    )


def _ends_path(block: Block, outline: Outline) -> bool:
    """Whether a block is the last in an element that its markup calls a breadcrumb, or that holds
    nothing before it but links, the first of them to the root."""
    for around in islice(_around(block), LEVELS):
        first, last = outline.spans.get(around, (block.index, block.index + 1))
        if last > block.index + 1 or block.index - first > MAX_STEPS:
            return False
        steps = outline.blocks[first : block.index]
        if around in outline.trails:
            return True
        if steps and all(_is_step(one, block) for one in steps):
            return _begins_at_root(steps[0])
    return False


def _around(block: Block) -> list[etree._Element]:
    return [block.container, *islice(block.container.iterancestors(), LEVELS)]


def _is_step(block: Block, last: Block) -> bool:
    """Whether a block is a link in the same part of the page as the last step."""
    is_beside = not (block.flags ^ last.flags) & _PARTS
    return is_beside and block.link_chars >= STEP_SHARE * len(block.text)


def _begins_at_root(block: Block) -> bool:
    href = block.links[0].href.strip() if block.links else ""
    return bool(parts_of(href).path or "//" in href) and leads_home(href)
