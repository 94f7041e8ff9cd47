"""What the markup calls an author: by a class, a property, a link."""

from __future__ import annotations

import re

from lxml import etree

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.author_names import House
from newscrawl.extract.html.outline import Block, Link, text_of

_AUTHOR_WORD = re.compile(
    r"(?<![a-z])(?:authors?|by-?line|autor(?:es|en|in)?|auteurs?|autore|verfasser|redacteur|writer"
    r"|author-?name)(?![a-z])"
)
MAX_CLASS_CHARS = 200
"""Longer classes list the facts of an article (its tags, its author's nickname), and name no
part."""

_ACCOUNT_PATH = re.compile(
    r"/(?:log-?(?:in|out)|sign-?(?:in|up|out)|register|registration|password|forgot)(?![a-z])",
    re.IGNORECASE,
)
"""Where readers have their own accounts, beside those of authors."""
ICON_FONT = (
    r"(?<![a-z])(?:fa[srlbd]?|icon|glyphicon|bi|lnr|ti|las?|mdi|ion|zmdi|dashicons|feather|uil?|ri)"
)
"""How the names of pictures begin in the fonts that have them, up to the dash."""
_PERSON_ICON = re.compile(
    rf"{ICON_FONT}"
    r"-(?:[a-z]+-)?(?:user|person|account|author)(?:-(?:edit|o|alt|circle|tie|line|fill|outline|pen))?"
    r"(?![a-z-])"
)
_PORTRAIT = re.compile(
    r"(?<![a-z])(?:avatar|portrait|author-?(?:thumb(?:nail)?|photo|picture|pic|image|img))(?![a-z])"
)
_OF_PORTRAITS = ("vatar", "ortrait", "uthor")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:es|en|in)?|auteurs?|autori|writers?|journalist[es]?|redaktion|redakt[oø]r"
    r"|redakteur|staff|profiles?|people|news-?team|contributors?|editors?|reporters?|columnists?"
    r"|correspondents?|by|user)s?[/=,]|/authors?-[a-z]",
    re.IGNORECASE,
)


def is_author_link(link: Link, house: House) -> bool:
    """Whether a link says that it leads to an author, or leads where this site has its authors."""
    if "author" in (link.element.get("rel") or "").split():
        return True
    if _ACCOUNT_PATH.search(link.href):
        return False
    return house.is_own(link.href) and bool(_AUTHOR_PATH.search(link.href))


def says_author(element: etree._Element) -> bool:
    """Whether an element says that it holds the name of an author."""
    if not element.attrib:  # Most elements say nothing at all.
        return False
    if (element.get("itemprop") or "").lower() == "author":
        return True
    if "author" in (element.get("rel") or "").split():
        return True
    if (told := element.get("title")) and labels.byline_label(told):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    plain = _CAMEL.sub("-", names).replace("_", "-").lower()
    return len(plain) <= MAX_CLASS_CHARS and bool(_AUTHOR_WORD.search(plain))


def holds_author(element: etree._Element) -> bool:
    """Whether an element in this one is the author, as schema.org has it."""
    return any((one.get("itemprop") or "").lower() == "author" for one in element.iter())


def is_label(block: Block) -> bool:
    """Whether a block is the name of the part of the page around it (WAI-ARIA), as a heading is."""
    names = {
        name
        for around in (block.container, *block.container.iterancestors())
        for name in (around.get("aria-labelledby") or "").split()
    }
    return bool(names) and any(
        one.get("id") in names and text_of(one) == block.text for one in block.inside()
    )


def is_person_icon(element: etree._Element) -> bool:
    """Whether an element without a text is the picture of a person, by the name that icon fonts
    have for it, and what it stands beside is not a reader's own account."""
    if not _PERSON_ICON.search(element.get("class") or "") or text_of(element):
        return False
    return not _is_of_account(element)


def is_portrait(element: etree._Element) -> bool:
    """Whether an element without a text says that it is the portrait of a user or an author, and
    what it stands beside is not a reader's own account."""
    names = element.get("class") or ""
    # Most classes say nothing of the kind: cheap.
    if len(names) > MAX_CLASS_CHARS or not any(one in names for one in _OF_PORTRAITS):
        return False
    plain = _CAMEL.sub("-", names).replace("_", "-").lower()
    return bool(_PORTRAIT.search(plain)) and not text_of(element) and not _is_of_account(element)


def _is_of_account(element: etree._Element) -> bool:
    around = next((one for one in element.iterancestors("a")), element.getnext())
    return around is not None and bool(_ACCOUNT_PATH.search(around.get("href") or ""))
