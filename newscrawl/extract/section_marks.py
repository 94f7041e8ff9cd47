"""What the markup at an article calls its section: a link whose relation or class says so, and a
word in a line at the title that the page's menu leads by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from lxml import etree

from newscrawl.extract import author_marks, further_labels
from newscrawl.extract import vocabulary as labels
from newscrawl.extract.article_lines import ELSEWHERE
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import MACHINE_DATE, Block, Link, text_of
from newscrawl.extract.section_context import TAG_PATH
from newscrawl.extract.section_places import MAX_CHARS
from newscrawl.text import fold, key

ABOVE_TITLE = 3
"""Blocks over a title that may be the label of its section: a date, a byline stand between."""

AROUND_TITLE = 6
"""Blocks under a title that may say it among else."""

MAX_SECTIONS = 3
MAX_SECTIONS_BELOW = 2
"""Sections that an article is filed under, as far as they stand over its text, and under it, where
lists of all sections stand, too."""

MARK_LEVELS = 3
"""Elements around a link whose class may say that it is the section: a list of them, an item."""

MAX_CLASS_CHARS = 120
"""Longer classes list what an article is filed under, and name no part."""

_SECTION_WORD = re.compile(
    r"(?<![a-z])(?:(?:[a-z]+-)?(?:categor(?:y|ies|ia|ie)|kategorie|kategori|rubri(?:cs?|ks?|ques?|ka))"
    r"|cats?(?:-links?)?|section-(?:name|label|link)|article-section)(?![a-z])"
)
_is_label = re.compile(further_labels.SECTION, re.IGNORECASE).fullmatch
_FOLDER_ICON = re.compile(
    rf"{author_marks.ICON_FONT}-(?:[a-z]+-)?(?:folder|categor(?:y|ies))(?:-(?:open|o|alt|fill|line))*"
    r"(?![a-z-])"
).search
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ABOUT_THE_PAGE = re.compile(r"(?<!\S)(?:category|cat|tag|has|no|with|type)-\S+")
"""Class names by which a template files the page."""
_NO_LINE = at.NAV | at.HINT_NAV | at.LIST_ITEM | at.TRAIL | ELSEWHERE
_SIGNS = " \t\n:,;|/·•›»–—-()[]"


def names_of_marks(over: Sequence[Block], under: Sequence[Block]) -> Iterator[str]:
    """What the markup of the lines over the text of an article, and of those under it, calls its
    section, in their order. An article has few sections: more are a list of all that the site
    has."""
    for lines, most in ((over, MAX_SECTIONS), (under, MAX_SECTIONS_BELOW)):
        names = dict.fromkeys(name for block in lines for name in _marked_names(block))
        if len(names) <= most:
            yield from names


def _marked_names(block: Block) -> Iterator[str]:
    """What a line holds that its markup calls a section, in its order; nothing where the line says
    that it has the keywords, which h-entry calls categories, too (`p-category`)."""
    if labels.tags(block.text):
        return
    yield from _labelled_names(block)
    for link in block.links:
        if (
            "category" in (link.element.get("rel") or "").split()
            or (_is_marked(link.element) and not TAG_PATH.search(link.href))
            or _is_behind_icon(link.element)
        ):
            yield link.text
    if block.links or len(block.text) > 4 * MAX_CHARS:
        return
    if _says_section(block.container) and len(block.text) <= MAX_CHARS:
        yield block.text
        return
    for part in block.inside("span", "b", "strong", "em", "i"):
        if _says_section(part) and 0 < len(text := text_of(part)) <= MAX_CHARS:
            yield text


def _labelled_names(block: Block) -> Iterator[str]:
    """What stands behind the label of a section that is an element of its own, in a line that says
    more: the name right behind it, and the links behind that."""
    pieces = _pieces(block)
    linked = {fold(link.text) for link in block.links}
    for place, label in enumerate(pieces[:-1]):
        if _is_label(label):
            yield pieces[place + 1]
            yield from takewhile(linked.__contains__, pieces[place + 2 :])


def names_of_menu(
    blocks: Sequence[Block],
    title: int,
    text: tuple[int, int],
    is_listing: Callable[[Link], bool],
    leads_elsewhere: Callable[[str], bool],
) -> Iterator[str]:
    """What the lines between a title and its text say, or one right over the title among else,
    that the menu of the page says, too: the names of the listings that links outside of the
    article lead to."""
    menu = {
        (key(link.text), block.index)
        for block in blocks
        if not title <= block.index <= text[1]
        for link in block.links
        if is_listing(link)
    }
    names = Counter(name for name, _ in menu)
    below = range(title, max(title, min(text[0], title + AROUND_TITLE)))
    above = range(title - 1, max(-1, title - 1 - ABOVE_TITLE), -1)
    for block in map(blocks.__getitem__, (*below, *above) if menu else ()):
        pieces = _pieces_beside_names(block, leads_elsewhere)
        for said in pieces:
            is_entry = (key(said), block.index) in menu
            # An entry of the menu, too, may stand alone over a title.
            is_line = block.index > title or len(pieces) > 1 or block.heading or not is_entry
            if is_line and names[key(said)] > is_entry:
                yield said


def _pieces_beside_names(block: Block, leads_elsewhere: Callable[[str], bool]) -> list[str]:
    """The pieces of a line that may say where an article belongs: none of another part of the page
    or another article, no label of authors and not what follows it."""
    if block.flags & _NO_LINE or any(leads_elsewhere(link.href) for link in block.links):
        return []
    is_byline = labels.author(block.text) or labels.byline(block.text)
    return _pieces(block)[2 if is_byline else 0 :]


def _pieces(block: Block) -> list[str]:
    """The pieces of a line, without the signs around them."""
    pieces = [fold(piece).strip(_SIGNS) for piece, place in block.segments if place != MACHINE_DATE]
    return [piece for piece in pieces if piece and len(piece) <= MAX_CHARS]


def _is_marked(link: etree._Element) -> bool:
    """Whether a link, or an element around it that holds nothing but such links, says that it is a
    section."""
    if _says_section(link):
        return True
    element = link.getparent()
    for _ in range(MARK_LEVELS):
        if element is None or element.tag in ("body", "article", "main", "section"):
            return False
        if _says_section(element):
            return all(len(text_of(one)) <= MAX_CHARS for one in element.iter("a"))
        element = element.getparent()
    return False


def _is_behind_icon(link: etree._Element) -> bool:
    """Whether a link stands right behind the picture of a folder that icon fonts have for
    categories, or holds it."""
    icon = link.getprevious() if link.getprevious() is not None else next(iter(link), None)
    return (
        icon is not None
        and bool(_FOLDER_ICON(icon.get("class") or ""))
        and not text_of(icon)
        and not (icon.tail or "").strip()
    )


def _says_section(element: etree._Element) -> bool:
    names = element.get("class") or ""
    if not names or len(names) > MAX_CLASS_CHARS:
        return (element.get("itemprop") or "") == "articleSection"
    plain = _CAMEL.sub("-", _ABOUT_THE_PAGE.sub("", names)).replace("_", "-").lower()
    return bool(_SECTION_WORD.search(plain))
