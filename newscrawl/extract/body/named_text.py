"""The element that a standard names as the text of the article: microdata and RDFa (`articleBody`
of schema.org), microformats (`e-content`); or as what holds it: the `article` around the title, the
page's `main` (HTML Standard, WAI-ARIA)."""

from __future__ import annotations

from lxml import etree

from newscrawl.extract.html.outline import Outline

MIN_NAMED_SHARE = 0.3
"""An element with less of the page's prose than this is a summary under that name, or of another
article."""

MIN_PARAGRAPH_CHARS = 40
"""Prose of a paragraph; less is a label."""

MIN_FURTHER_SHARE = 0.3
"""With paragraphs of this share of its prose directly behind it, an element under that name holds
the beginning of the text only. A note on the author is less."""

MIN_FURTHER_PARAGRAPHS = 2
"""One alone is a note of the publisher's."""


def named_text(
    outline: Outline, sums: list[float], title_block: int | None
) -> etree._Element | None:
    """The element that the markup names as the text, if one alone is named and holds enough of the
    prose; else what it says holds the article, likewise; None where it says nothing. `sums` tells
    how much prose stands before each block, in characters."""
    found, mains = _named(outline)
    candidates: list[etree._Element] = [
        *(one for one in found if len(found) == 1 and not _goes_on_behind(one, outline, sums)),
        *_articles_around(outline, title_block),
        *(mains if len(mains) == 1 else ()),
    ]
    for element in candidates:
        first, last = outline.spans[element]
        if sums[last] - sums[first] >= MIN_NAMED_SHARE * sums[-1]:
            return element
    return None


def _named(outline: Outline) -> tuple[list[etree._Element], list[etree._Element]]:
    """The elements that are named as the text, less those in another such; and the main parts."""
    found: list[etree._Element] = []
    mains: list[etree._Element] = []
    by_property = {one for one in outline.properties if _holds_property(one)}
    # Elements stand there in the order of their ends: from the last on, each before what is in it.
    for element in reversed(outline.spans):
        names = element.get("class")
        if element in by_property or (names and _is_e_content(names)):
            is_inside = any(one in found for one in element.iterancestors())
            if not is_inside:
                found.append(element)
        if element.tag == "main" or element.get("role") == "main":
            mains.append(element)
    return found, mains


def _is_e_content(names: str) -> bool:
    """Whether the words of a class name the content of an entry, as h-entry has it."""
    # Asked of every element: what says nothing of it is found without a split.
    return "e-content" in names and "e-content" in names.split()


def _goes_on_behind(element: etree._Element, outline: Outline, sums: list[float]) -> bool:
    """Whether paragraphs stand directly beside an element, behind it, that are much of a text: it
    is named for a part, or its end tag came too early."""
    parent = element.getparent()
    if parent is None or parent not in outline.spans:
        return False
    (first, last), end = outline.spans[element], outline.spans[parent][1]
    further = [
        chars
        for block in outline.blocks[last:end]
        if block.container.tag == "p"
        and block.container.getparent() is parent
        and (chars := sums[block.index + 1] - sums[block.index]) >= MIN_PARAGRAPH_CHARS
    ]
    return len(further) >= MIN_FURTHER_PARAGRAPHS and sum(further) >= MIN_FURTHER_SHARE * (
        sums[last] - sums[first]
    )


def _articles_around(outline: Outline, title_block: int | None) -> list[etree._Element]:
    """The articles that the title stands in, the innermost first."""
    if title_block is None:
        return []
    return [
        element
        for element in outline.blocks[title_block].container.iterancestors()
        if (element.tag == "article" or element.get("role") == "article")
        and element in outline.spans
    ]


def _holds_property(element: etree._Element) -> bool:
    """Whether it is named `articleBody`, as a word of its own."""
    properties = f"{element.get('itemprop', '')} {element.get('property', '')}".split()
    return any(name.rsplit(":", 1)[-1].rsplit("/", 1)[-1] == "articleBody" for name in properties)
