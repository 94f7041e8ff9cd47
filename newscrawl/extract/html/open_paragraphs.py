"""A paragraph that its page forgot to close: the elements of HTML 5 that end one do not end it for
libxml2, which knows those of HTML 4."""

from __future__ import annotations

from lxml import etree

_ENDING = (
    "article",
    "aside",
    "details",
    "dialog",
    "figcaption",
    "figure",
    "footer",
    "header",
    "hgroup",
    "main",
    "nav",
    "search",
    "section",
    "summary",
)
"""Start tags that end an open `p`, less those that HTML 4 has. Source: HTML Standard,
13.2.6.4.7."""


def end_paragraphs(root: etree._Element) -> None:
    """Move what a browser shows behind a paragraph out of it: an element that ends one, and all
    that follows there."""
    for element in list(root.iter(*_ENDING)):
        paragraph = element.getparent()
        if paragraph is None or paragraph.tag != "p" or paragraph.getparent() is None:
            continue
        behind, paragraph.tail = paragraph.tail, None
        last = paragraph
        for one in (element, *element.itersiblings()):
            last.addnext(one)
            last = one
        if behind:
            end = etree.Element("p")  # What an end tag makes where no paragraph is open.
            last.addnext(end)
            end.tail = behind
