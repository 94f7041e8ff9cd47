"""What a line at an article names as its authors by its markup: a link, a class, an icon."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.author_marks import (
    is_author_link,
    is_person_icon,
    is_portrait,
    says_author,
)
from newscrawl.extract.author_names import (
    House,
    author_names,
    distinct,
    is_shaped_like_name,
    is_short_name,
    is_written_like_name,
)
from newscrawl.extract.bylines import spaced
from newscrawl.extract.html.outline import MACHINE_DATE, Block, Link, text_of
from newscrawl.text import fold

MARK_LEVELS = 3
"""Elements around a line whose names may say that it is a byline."""

MAX_MARKED_WORDS = 8
"""A longer text with a full stop says something of the author."""


def marked(block: Block, house: House) -> list[str]:
    """The names in what the markup calls an author: a link that says or leads so, an element whose
    class does."""
    if names := _linked(block, house):
        return names
    if len(block.text.split()) > MAX_MARKED_WORDS and block.text.endswith("."):
        return []
    if names := _behind_icon(block, house):
        return names
    element: etree._Element | None = block.container
    for level in range(MARK_LEVELS):
        if element is None or element.tag == "body":
            break
        if says_author(element):
            # What stands deeper, or leads elsewhere, may be a button of the box.
            is_loose = level > 0 or bool(block.links)
            return _in_byline(block, house, is_shaped_like_name if is_loose else is_short_name)
        element = element.getparent()
    return _in_marked_part(block, house)


def _behind_icon(block: Block, house: House) -> list[str]:
    """The names right behind the picture of a person that icon fonts have for authors, or behind a
    portrait."""
    if block.picture is not None and is_portrait(block.picture):
        pieces = (fold(piece) for piece, link in block.segments if link != MACHINE_DATE)
        names = author_names(next(filter(None, pieces), ""), house, is_shaped_like_name)
        if names:
            return names
    for icon in block.inside("i", "span", "svg"):
        if is_person_icon(icon) or is_portrait(icon):
            following = icon.getnext()
            text = fold(icon.tail or "") or (text_of(following) if following is not None else "")
            if text and (names := author_names(text, house, is_shaped_like_name)):
                return names
    return []


def _linked(block: Block, house: House) -> list[str]:
    """The names of links that lead to authors."""
    names = [
        name
        for link in block.links
        if is_author_link(link, house) or _holds_portrait(link)
        for name in author_names(link.text, house)
        if is_written_like_name(name) or name.count(" ") < 2
    ]
    return distinct(names)


def _holds_portrait(link: Link) -> bool:
    """Whether a link shows a picture that is called as the person whose name it says."""
    if link.text.isupper() or not is_shaped_like_name(link.text):
        return False  # In capitals it is a button.
    return any(fold(one.get("alt") or "") == link.text for one in link.element.iter("img"))


def _in_byline(block: Block, house: House, is_name: Callable[[str], bool]) -> list[str]:
    """The names in a line that is a byline: behind 'by' wherever it stands, or first."""
    text = next(spaced(block), block.text)
    inside = labels.byline_inside(text)
    if inside and (names := author_names(inside["names"], house, is_short_name)):
        return names
    return author_names(text, house, is_name)


def _named_in(element: etree._Element) -> etree._Element:
    """The element in one that is marked which says the name (hCard's `fn`), or that alone stands
    behind the label; else that one itself."""
    for inside in element.iterdescendants("span", "a", "b", "strong"):
        if "fn" in (inside.get("class") or "").split():
            return inside
    if len(element) == 1 and (element.text or "").strip():
        name = text_of(element[0])
        if " " in name and is_shaped_like_name(name) and not (element[0].tail or "").strip():
            return element[0]
    return element


def _in_marked_part(block: Block, house: House) -> list[str]:
    """The names in elements inside of a line that are marked."""
    for part in block.inside("span", "a", "b", "i", "strong", "em", "cite", "address"):
        text = text_of(_named_in(part)) if says_author(part) else ""
        if text and text in block.text:
            return author_names(text, house, is_written_like_name)
    return []
