"""What the tag and the ARIA role of an element say outright: what it does to the text, and what it
is a part of.

Source: HTML Standard, section 4 (elements) and 15.3 (rendering); WAI-ARIA 1.2, section 5.3.
"""

from __future__ import annotations

from lxml import etree

from newscrawl.extract.html.hints import (
    ARTICLE,
    ASIDE,
    CELL,
    DIALOG,
    FIGURE,
    FOOTER,
    FORM,
    HEADER,
    HINT_BYLINE,
    HINT_CAPTION,
    HINT_SHARE,
    LIST_ITEM,
    NAV,
    QUOTE,
)

SKIP, BREAK, BLOCK, LINK, BOLD, MARK, PICTURE, BUTTON, PLAIN, CUSTOM = range(10)
"""What an element does to the text: it is left out with all that it holds, breaks the line, stands
apart, links, is bold, is set in small or italic type, is a picture, a button, does nothing, or is
of the page's own making, and what it does is up to its style sheet."""

HOLD_A_LINE = frozenset("p h1 h2 h3 h4 h5 h6 pre dt summary figcaption caption legend".split())
"""Elements that hold the words of one line or paragraph, and no other that stands apart."""

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

MAX_KNOWN_TAGS = 2_000
"""Kinds of tags that are remembered. HTML has 140; only a page that invents tags has more."""

_SKIPPED = frozenset(
    "script style template noscript svg math object embed applet iframe canvas audio video map head"
    " title select option optgroup datalist textarea progress meter noframes frameset rp rt ins-ad"
    " amp-ad amp-embed".split()
)
HOLD_NO_HTML = frozenset(("script", "style", "svg", "math"))
_INLINE = frozenset(
    "a abbr acronym b basefont bdi bdo big cite code data del dfn em font i ins kbd mark nobr q"
    " ruby s samp small span strike strong sub sup time tt u var wbr img picture source button"
    " input area center-inline blink".split()
)
_TELLING_KINDS = {
    "br": BREAK,
    "a": LINK,
    "img": PICTURE,
    "picture": PICTURE,
    "button": BUTTON,
    "b": BOLD,
    "strong": BOLD,
    "em": MARK,
    "i": MARK,
    "small": MARK,
    "cite": MARK,
}


class _Kinds(dict[str, int]):
    """What each tag does to the text, filled as tags are met."""

    def __missing__(self, tag: str) -> int:
        if len(self) > MAX_KNOWN_TAGS:
            self.clear()
            self.update(_TELLING_KINDS)
        if tag in _SKIPPED:
            kind = SKIP
        elif tag in _INLINE or ":" in tag:
            kind = PLAIN
        else:
            # A custom element (HTML Standard, 4.13) has a hyphen in its name, and no other has.
            kind = CUSTOM if "-" in tag else BLOCK
        self[tag] = kind
        return kind


KIND_OF_TAG: dict[str, int] = _Kinds(_TELLING_KINDS)

FLAG_OF_TAG = {
    "nav": NAV,
    "footer": FOOTER,
    "header": HEADER,
    "aside": ASIDE,
    "figure": FIGURE,
    "figcaption": FIGURE | HINT_CAPTION,
    "caption": HINT_CAPTION,
    "form": FORM,
    "fieldset": FORM,
    "button": FORM,
    "label": FORM,
    "li": LIST_ITEM,
    "dd": LIST_ITEM,
    "dt": LIST_ITEM,
    "td": CELL,
    "th": CELL,
    "blockquote": QUOTE,
    "dialog": DIALOG,
    "article": ARTICLE,
    "address": HINT_BYLINE,
    "menu": NAV,
}
FLAG_OF_ROLE = {
    "navigation": NAV,
    "contentinfo": FOOTER,
    "banner": HEADER,
    "complementary": ASIDE,
    "dialog": DIALOG,
    "alertdialog": DIALOG,
    "search": FORM,
    "button": FORM,
    "menu": NAV,
    "menubar": NAV,
    "toolbar": HINT_SHARE,
}


def seems_apart(element: etree._Element, container: etree._Element) -> bool:
    """Whether an element of the page's own making stands apart, as far as the tree tells: it is one
    of the parts of `container`, the block-level element around it, which has no words of its own
    beside it."""
    if element.getparent() is not container or container.tag in HOLD_A_LINE:
        return False
    before = element.getprevious()
    beside = (before.tail if before is not None else container.text, element.tail)
    return not any(text and not text.isspace() for text in beside)
