"""The element that a standard names as the text of the article: microdata and RDFa (`articleBody`
of schema.org), microformats (`e-content`)."""

from __future__ import annotations

from lxml import etree

from newscrawl.extract.html.outline import Outline

MIN_NAMED_SHARE = 0.3
"""An element with less of the page's prose than this is a summary under that name, or of another
article."""


def named_text(outline: Outline, sums: list[float]) -> etree._Element | None:
    """The element that the markup names as the text, if one alone is named and holds enough of the
    prose; None otherwise. `sums` tells how much prose stands before each block, in characters."""
    found: list[etree._Element] = []
    by_property = {one for one in outline.properties if _holds_property(one)}
    # Elements stand there in the order of their ends: from the last on, each before what is in it.
    for element in reversed(outline.spans):
        if element in by_property or "e-content" in element.get("class", "").split():
            is_inside = any(one in found for one in element.iterancestors())
            if not is_inside:
                found.append(element)
    if len(found) != 1:
        return None
    first, last = outline.spans[found[0]]
    return found[0] if sums[last] - sums[first] >= MIN_NAMED_SHARE * sums[-1] else None


def _holds_property(element: etree._Element) -> bool:
    """Whether it is named `articleBody`, as a word of its own."""
    properties = f"{element.get('itemprop', '')} {element.get('property', '')}".split()
    return any(name.rsplit(":", 1)[-1].rsplit("/", 1)[-1] == "articleBody" for name in properties)
