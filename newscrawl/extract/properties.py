"""What single elements say by microdata, RDFa and `meta`."""

from __future__ import annotations

import re

from lxml import etree

from newscrawl.extract.json_ld import ARTICLE_TYPES
from newscrawl.text import fold

MAX_PROPERTY_CHARS = 10_000
"""The text of a property is read so far: a date and a headline are shorter."""

_OF_READERS = frozenset(("Comment", "UserComments", "Answer", "CorrectionComment"))
"""Types of schema.org."""


def names_of(element: etree._Element) -> list[str]:
    """What a `meta` element is called by any vocabulary, each name once."""
    attributes = (element.get(name) or "" for name in ("property", "name", "itemprop"))
    return [name for name in dict.fromkeys(one.strip().lower() for one in attributes) if name]


def value_of(element: etree._Element) -> str:
    return fold(element.get("content") or property_text(element))


def in_head(element: etree._Element) -> bool:
    return any(ancestor.tag == "head" for ancestor in element.iterancestors())


def is_of_article(element: etree._Element) -> bool:
    """Whether the innermost scope around an element is an article, or the page, or there is
    none."""
    kind = _kind_around(element)
    return not kind or kind == "WebPage" or bool(ARTICLE_TYPES.search(kind))


def is_of_reader(element: etree._Element) -> bool:
    """Whether the innermost scope around an element is what a reader wrote."""
    return _kind_around(element) in _OF_READERS


def _kind_around(element: etree._Element) -> str:
    """The type of the innermost scope around an element, without its vocabulary; empty where there
    is no scope, or none that has a type."""
    for ancestor in element.iterancestors():
        if ancestor.get("itemscope") is not None or ancestor.get("typeof"):
            return re.split(r"[/:#]", (kind_of(ancestor) or "").strip())[-1]
    return ""


def kind_of(element: etree._Element) -> str | None:
    """The type of an element's scope, by microdata or RDFa."""
    return element.get("itemtype") or element.get("typeof")


def property_text(element: etree._Element) -> str:
    """The text inside an element, white space folded, up to MAX_PROPERTY_CHARS."""
    texts: list[str] = []
    chars = 0
    for text in element.itertext():
        texts.append(str(text))
        chars += len(text)
        if chars > MAX_PROPERTY_CHARS:
            break
    return fold("".join(texts)[:MAX_PROPERTY_CHARS])
