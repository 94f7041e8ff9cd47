"""The element that a standard names as the text of the article: microdata and RDFa (`articleBody`
of schema.org), microformats (`e-content`)."""

from __future__ import annotations

from typing import cast

from lxml import etree

from newscrawl.extract.html.outline import Outline

MIN_NAMED_SHARE = 0.3
"""An element with less of the page's prose than this is a summary under that name, or of another
article."""

_named = etree.XPath(
    "descendant::*[contains(@itemprop, 'articleBody') or contains(@property, 'articleBody')"
    " or contains(@class, 'e-content')]"
)


def named_text(outline: Outline, sums: list[float]) -> etree._Element | None:
    """The element that the markup names as the text, if one alone is named and holds enough of the
    prose; None otherwise. `sums` tells how much prose stands before each block, in characters."""
    top = next(reversed(outline.spans))
    found: list[etree._Element] = []
    for element in cast("list[etree._Element]", _named(top)):
        is_inside = bool(found) and found[-1] in element.iterancestors()
        if element in outline.spans and _is_named(element) and not is_inside:
            found.append(element)
    if len(found) != 1:
        return None
    first, last = outline.spans[found[0]]
    return found[0] if sums[last] - sums[first] >= MIN_NAMED_SHARE * sums[-1] else None


def _is_named(element: etree._Element) -> bool:
    """Whether the name is a word of its own: `e-content`, not `page-content`."""
    properties = f"{element.get('itemprop', '')} {element.get('property', '')}".split()
    return "e-content" in element.get("class", "").split() or any(
        name.rsplit(":", 1)[-1].rsplit("/", 1)[-1] == "articleBody" for name in properties
    )
