"""The places of dates in the markup of a page, by name: the same on every page of one template."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from newscrawl.errors import DateError
from newscrawl.extract.dates.order import is_ambiguous
from newscrawl.extract.dates.page_language import grammar
from newscrawl.extract.dates.parse import Moment, read_date
from newscrawl.extract.dates.words import WORD, word_key
from newscrawl.extract.html.outline import Block, text_of

SLOT_CHARS = 12
"""Characters of the words beside a date that tell its place: enough for a label."""
MAX_SLOT_BESIDE_CHARS = 40
"""More beside a date differs from page to page, and tells no place."""
MAX_WAY_CHARS = 4_000
"""So much of a way is kept, from the innermost on, which is all of it on real pages: thousands of
dates may have a class of thousands of letters around them."""

_DIGITS = re.compile(r"\d+")
_TABLE_PARTS = frozenset(("table", "tr", "td", "th"))
_TOP = ("body", "html")
_CHANGED_NAMES = re.compile(
    r"dateModified|(?<![\w-])(?:modified|(?:date|last|time|entry|post|article)[-_](?:modified|updated)"
    r"(?:[-_](?:date|time))?|(?:modified|updated)[-_](?:date|time|at|on)"
    r"|field--(?:name|type)-changed)(?![\w-])"
)
_UPDATED = frozenset(("updated", "dt-updated"))
_PUBLISHED = frozenset(("published", "dt-published"))
"""Words of classes by the microformats hAtom and h-entry. Templates write the first of them on the
day of publication, too, where the second stands nowhere."""


class Slots:
    """Ways through the tree of one page. What is known of an element or of its siblings is kept."""

    def __init__(self) -> None:
        self._ways: dict[etree._Element, str] = {}
        self._shapes: dict[etree._Element, str] = {}
        self._positions: dict[etree._Element, dict[etree._Element, int]] = {}
        self._same: dict[str, str] = {}
        self._changed: set[etree._Element] | None = None
        self._named: list[etree._Element] | None = None

    def slot(self, block: Block, beside: str) -> str:
        """The way to a block from the page's root, with its names, without numbers; and the words
        beside the date, if few."""
        if len(beside) < MAX_SLOT_BESIDE_CHARS:
            label = WORD.sub(_without_weekday, beside)[:SLOT_CHARS].strip()
        else:
            label = ""
        return self._once(f"{self._way(block.container)}|{_DIGITS.sub('0', label)}")

    def shape(self, block: Block) -> str:
        """The same without the places in rows and the words beside."""
        return self._follow(block.container, self._shapes, is_slot=False)

    def says_change(self, block: Block) -> bool:
        """Whether the markup around or inside the element of a block names a date of change."""
        element = block.container
        if self._changed is None:
            self._changed = _around(self.changed_elements(element))
        return element in self._changed or names_change(element)

    def changed_elements(self, inside: etree._Element) -> list[etree._Element]:
        """The `time` and `span` elements of the page around an element that name a date of
        change."""
        if self._named is None:
            self._named = _that_name_change(inside.getroottree().getroot())
        return self._named

    def _way(self, element: etree._Element) -> str:
        return "" if element.tag in _TOP else self._follow(element, self._ways, is_slot=True)

    def _follow(
        self, element: etree._Element, known: dict[etree._Element, str], *, is_slot: bool
    ) -> str:
        """The way to an element, from that of its parent."""
        below: list[etree._Element] = []
        at: etree._Element | None = element
        while at is not None and at not in known and not (is_slot and at.tag in _TOP):
            below.append(at)
            at = at.getparent()
        way = known.get(at) if at is not None else None
        for one in reversed(below):
            part = self._part(one) if is_slot else f"{one.tag}.{one.get('class') or ''}"
            part = _DIGITS.sub("0", part)
            way = self._once((part if way is None else f"{part}/{way}")[:MAX_WAY_CHARS])
            known[one] = way
        return way or ""

    def _part(self, element: etree._Element) -> str:
        names = element.get("class") or element.get("id") or ""
        # Old pages are tables without names: there it is the place in the row that tells the stamp
        # from the byline.
        place = chr(97 + self._position(element) % 26) if element.tag in _TABLE_PARTS else ""
        return f"{element.tag}{place}.{names}"

    def _position(self, element: etree._Element) -> int:
        parent = element.getparent()
        if parent is None:
            return 0
        if parent not in self._positions:
            self._positions[parent] = {child: place for place, child in enumerate(parent)}
        return self._positions[parent][element]

    def _once(self, text: str) -> str:
        """The same text, kept in memory once."""
        return self._same.setdefault(text, text)


def _without_weekday(word: re.Match[str]) -> str:
    """A word beside a date, nothing for a day of the week: that changes with the date."""
    return "" if word_key(word[0]) in grammar().weekdays else word[0]


def names_change(element: etree._Element) -> bool:
    """Whether an element names a date of change, by a property or its class."""
    names = f"{element.get('itemprop') or ''} {element.get('class') or ''}"
    # Words are looked for in hundreds of elements: what they end in is found in C.
    return (
        "odified" in names or "pdated" in names or "-changed" in names
    ) and _CHANGED_NAMES.search(names) is not None


def words_of_class(element: etree._Element) -> frozenset[str]:
    """The words of an element's class."""
    return frozenset((element.get("class") or "").split())


def says_published(element: etree._Element) -> bool:
    """Whether the class of an element names it the day of publication, by a microformat."""
    return not _PUBLISHED.isdisjoint(words_of_class(element))


def date_of(element: etree._Element) -> Moment | None:
    """The date that an element is, for machines or as printed; None where it is none."""
    for text in (element.get("datetime"), element.get("title"), text_of(element)):
        if text and not is_ambiguous(text):
            try:
                return read_date(text)
            except DateError:
                continue
    return None


def _that_name_change(root: etree._Element) -> list[etree._Element]:
    named: list[etree._Element] = []
    updated: list[etree._Element] = []
    has_published = False
    for element in root.iter("time", "span", "abbr"):
        names = element.get("class")
        if element.attrib and names_change(element):
            named.append(element)
        elif names and ("pdated" in names or "ublished" in names):
            words = words_of_class(element)
            if not _PUBLISHED.isdisjoint(words):
                has_published = True
            elif not _UPDATED.isdisjoint(words):
                updated.append(element)
    return [*named, *updated] if has_published else named


def _around(elements: Iterable[etree._Element]) -> set[etree._Element]:
    """These elements and all that stand around them."""
    around: set[etree._Element] = set()
    for element in elements:
        at: etree._Element | None = element
        while at is not None and at not in around:
            around.add(at)
            at = at.getparent()
    return around
