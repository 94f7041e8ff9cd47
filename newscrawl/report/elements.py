"""HTML and SVG as trees: whatever a title holds, it is text, and the page stays well-formed. lxml
does the escaping."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from lxml import etree, html

from newscrawl.text import xml_safe

Element = etree._Element
Child = Element | str | None


def tag(name: str, /, *children: Child | Sequence[Child], **attributes: object) -> Element:
    """An element. None among children and attributes is left out; `class_` is `class`, `aria_label`
    is `aria-label`.

    >>> as_html(tag("p", "1 < 2 ", tag("b", "so"), class_="small", title=None))
    '<p class="small">1 &lt; 2 <b>so</b></p>'
    """
    element = etree.Element(name)
    for key, value in attributes.items():
        if value is not None:
            element.set(key.rstrip("_").replace("_", "-"), xml_safe(str(value)))
    for child in children:
        for one in child if isinstance(child, list | tuple) else (child,):
            _append(element, one)
    return element


def _append(element: Element, child: Child) -> None:
    if child is None:
        return
    if not isinstance(child, str):
        element.append(child)
    elif len(element):
        element[-1].tail = (element[-1].tail or "") + xml_safe(child)
    else:
        element.text = (element.text or "") + xml_safe(child)


def as_html(element: Element, doctype: str | None = None) -> str:
    """The element as HTML; no meaningful character is left to an encoding."""
    page: str = html.tostring(element, encoding="unicode", doctype=doctype)
    return page


def many(count: int, noun: str, plural: str | None = None) -> str:
    """A count and its noun.

    >>> many(1, "article"), many(7517, "article"), many(2, "is", "are")
    ('1 article', '7,517 articles', '2 are')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def moment(time: str | None) -> Child:
    """A time of the feeds, for people: to the minute, UTC."""
    if time is None:
        return None
    # Two parts, so that a narrow column breaks between them and not at a hyphen.
    when = datetime.fromisoformat(time)
    return tag(
        "time", tag("span", f"{when:%Y-%m-%d}"), " ", tag("span", f"{when:%H:%M}"), datetime=time
    )


def span(first: int, last: int) -> str:
    """Numbers in a row.

    >>> span(1, 7503), span(9, 9)
    ('1–7503', '9')
    """
    return f"{first}–{last}" if last > first else str(first)


def link(text: str, url: str, **attributes: object) -> Element:
    """To a page of the web; what is no such URL stays text."""
    if not url.startswith(("https://", "http://")):
        return tag("span", text, **attributes)
    return tag("a", text, href=url, **attributes)
