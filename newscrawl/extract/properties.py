"""What single elements say by microdata, RDFa and `meta`."""

from __future__ import annotations

import re

from lxml import etree

from newscrawl.extract.json_ld import ARTICLE_TYPES
from newscrawl.text import fold

MAX_PROPERTY_CHARS = 10_000
"""The text of a property is read so far: a date and a headline are shorter."""


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
    for ancestor in element.iterancestors():
        if ancestor.get("itemscope") is not None or ancestor.get("typeof"):
            kind = re.split(r"[/:#]", (kind_of(ancestor) or "").strip())[-1]
            return not kind or kind == "WebPage" or bool(ARTICLE_TYPES.search(kind))
    return True


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
