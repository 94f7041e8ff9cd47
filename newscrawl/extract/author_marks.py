"""What the markup calls an author: by a class, a property, a link."""

from __future__ import annotations

import re

from lxml import etree

from newscrawl.extract.author_names import House
from newscrawl.extract.html.outline import Link

_AUTHOR_WORD = re.compile(
    r"(?<![a-z])(?:authors?|by-?line|autor(?:es|en|in)?|auteurs?|autore|verfasser|redacteur|writer"
    r"|author-?name)(?![a-z])"
)
MAX_CLASS_CHARS = 200
"""Longer classes list the facts of an article (its tags, its author's nickname), and name no
part."""

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
    return house.is_own(link.href) and bool(_AUTHOR_PATH.search(link.href))


def says_author(element: etree._Element) -> bool:
    """Whether an element says that it holds the name of an author."""
    if not element.attrib:  # Most elements say nothing at all.
        return False
    if (element.get("itemprop") or "").lower() == "author":
        return True
    if "author" in (element.get("rel") or "").split():
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    plain = _CAMEL.sub("-", names).replace("_", "-").lower()
    return len(plain) <= MAX_CLASS_CHARS and bool(_AUTHOR_WORD.search(plain))


def holds_author(element: etree._Element) -> bool:
    """Whether an element in this one is the author, as schema.org has it."""
    return any((one.get("itemprop") or "").lower() == "author" for one in element.iter())
