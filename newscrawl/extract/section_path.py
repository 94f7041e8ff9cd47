"""The path to an article over its title, whose last step but the article itself is its section."""

from __future__ import annotations

from collections.abc import Sequence

from newscrawl.extract.current_section import PATH_ABOVE, SEPARATOR, steps_without_links
from newscrawl.extract.html.outline import Block, Outline, text_of
from newscrawl.extract.section_context import (
    SectionContext,
    is_section,
    leads_to_listing,
    names_listing,
)
from newscrawl.text import key

MAX_PATH = 3
"""Steps of a path between the root and the article."""


def last_step(outline: Outline, page: SectionContext) -> str | None:
    """The section by the path to the article; None where no path is shown."""
    blocks = outline.blocks
    return (
        _marked_path(outline, page)
        or _path(blocks, page)
        or _listed_path(blocks, page)
        or _bare_path(blocks, page)
    )


def _marked_path(outline: Outline, page: SectionContext) -> str | None:
    """The last step of what its markup calls a breadcrumb, less the article itself."""
    for path in outline.trails:
        names = [
            text
            for link in path.iter("a")
            if leads_to_listing(link.get("href") or "", page)
            and is_section(text := text_of(link), page)
        ]
        if names:
            return _step_without_link(text_of(path), names[-1], page) or names[-1]
    return None


def _step_without_link(path: str, last: str, page: SectionContext) -> str | None:
    """The last step of a path where that is no link: the section that the page is in, unless it is
    the article itself, whole or cut short. `last` is the last step that is one."""
    _, _, rest = path.rpartition(last)
    step = rest.strip(" ›»>→/|·•:–—-")
    if step.endswith(("…", "...")) or key(page.title).startswith(key(step)):
        return None
    return step if is_section(step, page) else None


def _path(blocks: Sequence[Block], page: SectionContext) -> str | None:
    """The last step of a line of links over the title, or over the text where no block shows the
    title, that begins at the root."""
    head = page.head
    if head is None:
        return None
    for block in blocks[max(0, head - PATH_ABOVE) : head]:
        # Pictures may stand between the steps.
        # What is the same on every page is a menu.
        if (
            page.is_furniture(block)
            or len(block.links) < 2
            or not (
                SEPARATOR.search(block.text) or (page.title and block.text.endswith(page.title))
            )
        ):
            continue
        if len(page.path_of(block.links[0].href)) > 2:  # Neither the root nor that of a language.
            continue
        names = [
            link.text
            for link in block.links[1:]
            if leads_to_listing(link.href, page) and is_section(link.text, page)
        ]
        # A row of links that is no path leads to many sections.
        if 0 < len(names) <= MAX_PATH:
            return _step_without_link(block.text, names[-1], page) or names[-1]
    return None


def _listed_path(blocks: Sequence[Block], page: SectionContext) -> str | None:
    """The last link of a list right over the title that begins at the root."""
    steps = _listed_steps(blocks, page)
    if len(steps) < 2 or not steps[0].links or leads_to_listing(steps[0].links[0].href, page):
        return None
    # Without the title it is one if it begins as on every page, and ends as on few.
    is_path = steps[-1].key == key(page.title) or (
        not page.is_furniture(steps[-1]) and any(map(page.is_furniture, steps))
    )
    names = [
        link.text
        for block in steps
        for link in block.links
        if leads_to_listing(link.href, page) and is_section(link.text, page)
    ]
    return names[-1] if is_path and 0 < len(names) <= MAX_PATH else None


def _listed_steps(blocks: Sequence[Block], page: SectionContext) -> list[Block]:
    """The items of the list right over the title; none where no list is there."""
    head = page.title_block or 0
    lines = [one for one in blocks[max(0, head - PATH_ABOVE) : head] if one.key]
    lists = set(lines[-1].container.iterancestors("ul", "ol")) if lines else set()
    return [one for one in lines if not lists.isdisjoint(one.container.iterancestors("ul", "ol"))]


def _bare_path(blocks: Sequence[Block], page: SectionContext) -> str | None:
    """The last step of a path whose steps are no links, less the article itself."""
    for step in steps_without_links(blocks, page.head or 0, page.house.__contains__):
        if is_section(step, page) and names_listing(step, blocks, page):
            return step
    return None
