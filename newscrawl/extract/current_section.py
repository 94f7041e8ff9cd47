"""Where a page says that it stands in its site: the item of the menu that is marked as the current
one, the class by which its template files it, and a path over its title that is no row of links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.html.outline import Block, Link
from newscrawl.text import key

MIN_OTHERS = 2
"""Items beside the current one that lead to other sections: with fewer there is no menu."""

MAX_STEPS = 4
"""Steps of a path to an article; more pieces in a line are a menu, or a text."""

PATH_ABOVE = 8
"""Blocks over a title that may be the path to it."""

MAX_CLASS_CHARS = 400
"""Of the classes of a body or an article: longer ones list what it is tagged with."""

SEPARATOR = re.compile(r"\s*[›»>→/|·•]\s*")
_CURRENT = re.compile(
    r"(?:is-|nav-|menu-)?(?:active|current|selected)|current-(?:menu|page|post)-(?:item|parent|ancestor)"
    r"|current-(?:cat|category|section)(?:-parent)?|current_page_(?:item|parent)"
).fullmatch
_FILED = re.compile(
    r"(?:(?:in|post|single|page)-)?(?:category|cat|section|rubric|rubrik|rubrika|ressort|channel)-+(.+)"
).fullmatch


def current_item(blocks: Sequence[Block], is_section_link: Callable[[Link], bool]) -> str | None:
    """The one item of a menu that the page marks as where it stands; None where none is, or more
    than one."""
    links = {link.element: link for block in blocks for link in block.links}
    rows: dict[etree._Element, set[etree._Element]] = {}
    found: dict[str, str] = {}
    for element, link in links.items():
        item = _marked_item(element)
        if item is None or not is_section_link(link):
            continue
        row = _row_of(item)
        if row is None:
            continue
        if row not in rows:
            rows[row] = _items_to_sections(row, links, is_section_link)
        others = len(rows[row]) - sum(one in rows[row] for one in (item, item.getparent()))
        if others >= MIN_OTHERS:
            found.setdefault(key(link.text), link.text)
    return next(iter(found.values())) if len(found) == 1 else None


def _marked_item(link: etree._Element) -> etree._Element | None:
    """A link or the item that holds it, whichever says that it is the current one."""
    item = link.getparent()
    for element in (link, item):
        if element is None or element.tag == "body":
            continue
        if (element.get("aria-current") or "false") != "false":
            return element
        if any(map(_CURRENT, (element.get("class") or "").lower().split())):
            return element
    return None


def _row_of(item: etree._Element) -> etree._Element | None:
    row = item.getparent()
    if row is None:
        return None
    # A link that says so itself may stand in an item of its own.
    around = row.getparent()
    return row if len(row) > 1 or around is None else around


def _items_to_sections(
    row: etree._Element,
    links: dict[etree._Element, Link],
    is_section_link: Callable[[Link], bool],
) -> set[etree._Element]:
    """The elements in a row that hold links to sections."""
    return {
        item
        for item in row.iterchildren()
        if any(inner in links and is_section_link(links[inner]) for inner in item.iter("a"))
    }


def filed_under(
    elements: Sequence[etree._Element],
    blocks: Sequence[Block],
    slug_of: Callable[[Link], str | None],
) -> str | None:
    """The section by whose address the class of one of these elements files the page, by the name
    under which the page links to it; None where that is none, or more than one. `slug_of` gives the
    last part of the path to a section, None where a link leads to none."""
    slugs = {
        filed[1]
        for element in elements
        if len(classes := element.get("class") or "") <= MAX_CLASS_CHARS
        for name in classes.lower().split()
        if (filed := _FILED(name))
    }
    if not slugs:
        return None
    names = {
        key(link.text): link.text
        for block in blocks
        if not block.heading  # A headline leads to what it says.
        for link in block.links
        if (slug_of(link) or "").lower() in slugs
    }
    return next(iter(names.values())) if len(names) == 1 else None


def steps_without_links(
    blocks: Sequence[Block], head: int, is_home: Callable[[str], bool]
) -> Iterator[str]:
    """The last steps of the paths over a head that begin at the root, and in which that alone may
    be a link, the nearest first; the article itself may be among them."""
    for block in reversed(blocks[max(0, head - PATH_ABOVE) : head]):
        if block.heading or len(block.links) > 1 or not SEPARATOR.search(block.text):
            continue
        steps = [step for step in SEPARATOR.split(block.text) if step]
        if 1 < len(steps) <= MAX_STEPS and (labels.no_section(steps[0]) or is_home(steps[0])):
            yield from reversed(steps[1:])
