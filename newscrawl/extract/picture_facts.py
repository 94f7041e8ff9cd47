"""What a page says of the picture of its article: its caption, who made it, whose the rights are.

All of it belongs to the picture that `image` names, or there is none of it: what stands under
another picture is never taken. The line under the picture comes first, then what JSON-LD says of
it, then the properties of microdata and RDFa, then what is named a caption or a credit beside it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any

from lxml import etree

from newscrawl.extract.credit_lines import CreditLine, credited, labelled, parted
from newscrawl.extract.html.addresses import joined
from newscrawl.extract.html.page import Page
from newscrawl.extract.picture import is_photo
from newscrawl.extract.same_picture import is_same_picture, shown_as
from newscrawl.extract.source_sets import all_addresses_of
from newscrawl.items import NO_FACTS, PictureFacts
from newscrawl.text import fold, key

MAX_CAPTION_CHARS = 800
"""A longer text is none: the captions of agencies, which tell the whole story, have 600."""

LEVELS = 6
"""Elements around a picture in which its line is looked for: a link, the picture, a column, a row,
its table, a box."""

MAX_SHOWN = 4
"""Places of one picture that are looked at: for phones, for desktops, large, and in the text."""

MAX_FIGURE = 300
"""Elements in a figure; one with more is a page of its own."""

MAX_FRAME = 40
"""Elements in what holds a picture and its lines alone; the widest of tables for it has twenty."""

_FILE = re.compile(r"\.\w{3,4}$|_|\d{4}")
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:[a-z]*captions?|cutline|legende?s?|wp-caption-text|bild-?(?:unterschrift|text|legende)"
    r"|image-?(?:text|desc\w*)|pie-?de-?foto|fototext|didascalia)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:^|[\s_-])(?:[a-z]*credits?|copyright|photographer|photo-?by|attribution|quelle|urheber|fotograf"
    r"|crédits?|(?:image|img|photo|picture|pic|media|foto|bild)-?(?:source|rights|agency|author|by-?line"
    r"|autor|creator))(?:$|[\s_-])",
    re.IGNORECASE,
)
_CREDIT_INSIDE = re.compile(
    rf"{_CREDIT.pattern}|(?:^|[\s_-])(?:source|rights|agency|author|by-?line|autor|creator)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Inside the line under a picture an author is that of the picture."""
_HIDDEN = re.compile(r"(?:^|\s)(?:visually-?hidden|sr-only|screen-?reader\S*)(?:$|\s)", re.I)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_REST = re.compile(r"(?:^|[.!?…])(?P<rest> ?/ ?[^/.|]{2,40}(?:/[^/.|]{2,40})?)$")
_SILENT = frozenset({"script", "style", "noscript", "button", "svg", "template"})
_NO_FRAMES = frozenset({"body", "html", "article", "main"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def find_picture_facts(
    page: Page, image: str | None, nodes: Iterable[Mapping[str, Any]], title: str = ""
) -> PictureFacts:
    """What a page says of the picture at this address. `nodes` are those of JSON-LD that describe
    pictures; `title` is that of the article, which is no caption."""
    if image is None:
        return NO_FACTS
    shown = [*islice(shown_as(page.root, image, page.base_url), MAX_SHOWN)]
    nodes = [one for one in nodes if _is_node_of(one, image, page.base_url)]
    ways: tuple[Iterator[PictureFacts], ...] = (
        (_of_figure(one, page) for one in shown),
        map(_of_node, nodes),
        (_of_properties(one) for one in shown),
        (_of_names(one, page) for one in shown),
    )
    told = NO_FACTS
    for found in chain.from_iterable(ways):
        told = _completed(told, found, title)
        if told.caption and told.credit:
            break
    return told


def _completed(told: PictureFacts, found: PictureFacts, title: str) -> PictureFacts:
    """What is told already, and what it lacks from what was found."""
    credit = told.credit or found.credit
    others = {key(title), key(credit or ""), key(found.notice or "")}
    is_caption = found.caption is not None and _is_caption(found.caption, others)
    caption = told.caption or (found.caption if is_caption else None)
    return PictureFacts(caption, credit, told.notice or found.notice)


def _is_caption(caption: str, others: Collection[str]) -> bool:
    """Whether a text may be a caption: not the title or the credit once more (`others`), not the
    name of a file."""
    if len(caption) > MAX_CAPTION_CHARS or not key(caption) or key(caption) in others:
        return False
    return " " in caption or not _FILE.search(caption)


# The line under the picture.


def _of_figure(picture: etree._Element, page: Page) -> PictureFacts:
    figures = (one for one in picture.iterancestors("figure"))
    figure = next((one for one in figures if next(one.iter("figcaption"), None) is not None), None)
    if figure is None or _is_over(figure, MAX_FIGURE) or not _is_alone(picture, figure, page):
        return NO_FACTS
    caption = next(figure.iter("figcaption"))
    beside = [one for one in _named(figure, _CREDIT) if not _is_in(one, caption)]
    read = _read([caption], beside)
    if read.credit is None:
        # Who listens to a page is told what it is: 'Image source, '.
        said = labelled("".join(_pieces(figure, frozenset({caption}), with_hidden=True)))
        return read._replace(credit=said.credit, notice=said.notice)
    return read


def _of_names(picture: etree._Element, page: Page) -> PictureFacts:
    if (described := _described(picture)) is not None:
        return _read([described], [])
    for frame in islice(picture.iterancestors(), LEVELS):
        is_frame = frame.tag not in _NO_FRAMES and not _is_over(frame, MAX_FRAME)
        if not is_frame or not _is_alone(picture, frame, page):
            break
        captions, credits = _named(frame, _CAPTION), _named(frame, _CREDIT)
        if captions or credits:
            return _read(captions[:1], credits)
    return NO_FACTS


def _is_over(element: etree._Element, count: int) -> bool:
    """Whether there are more elements in one than so many."""
    return next(islice(element.iter(), count, None), None) is not None


def _described(picture: etree._Element) -> etree._Element | None:
    """The element that describes a picture, as its markup says (WAI-ARIA, `aria-describedby`)."""
    name = (picture.get("aria-describedby") or "").strip()
    if not name or " " in name:
        return None
    found = (one for one in picture.getroottree().iter() if one.get("id") == name)
    described = next(found, None)
    return None if described is None or _is_over(described, MAX_FIGURE) else described


def _read(captions: list[etree._Element], credits: list[etree._Element]) -> PictureFacts:
    """What these elements say: of several credits the first that is one."""
    line, inner = CreditLine(None, None, None), list[etree._Element]()
    for caption in captions:
        inner = [
            one
            for one in caption.iterdescendants()
            if isinstance(one.tag, str)
            and (_is_named(one, _CREDIT_INSIDE) or one.tag in ("cite", "small"))
        ]
        line = parted(_text(caption, frozenset(inner)))
    found = [credited(_text(one)) for one in (*inner, *credits)]
    told = next((one for one in found if one.credit is not None), line)
    said, credit = line.caption, told.credit
    if credit and said and told is not line and (rest := _REST.search(said)):
        # Only the name had an element of its own, and not the agency behind it.
        said, credit = said[: rest.start("rest")].strip() or None, credit + rest["rest"]
    return PictureFacts(said, credit, told.notice or line.notice)


def _is_alone(picture: etree._Element, frame: etree._Element, page: Page) -> bool:
    """Whether an element shows this picture and no other, and is no part of the text."""
    own = {*all_addresses_of(picture)}
    for element in frame.iter("img", *_HEADINGS):
        if element.tag in _HEADINGS:
            return False
        if element is picture or own & {*all_addresses_of(element)}:
            continue
        first = next(iter(all_addresses_of(element)), "")
        if first and joined(page.base_url, first) and is_photo(element, page.base_url, first):
            is_same = any(
                is_same_picture(first, joined(page.base_url, one), page.base_url) for one in own
            )
            if not is_same:
                return False
    return True


def _named(frame: etree._Element, names: re.Pattern[str]) -> list[etree._Element]:
    """The elements inside one that have such a name, and hold no picture; the outermost alone."""
    found: list[etree._Element] = []
    for element in frame.iterdescendants():
        if isinstance(element.tag, str) and _is_named(element, names):
            inside_another = any(_is_in(element, one) for one in found)
            if not inside_another and next(element.iter("img"), None) is None:
                found.append(element)
    return found


def _is_named(element: etree._Element, names: re.Pattern[str]) -> bool:
    said = _CAMEL.sub("-", f"{element.get('class') or ''} {element.get('id') or ''}")
    return names.search(said.replace("__", " ").replace("--", " ")) is not None


def _is_in(element: etree._Element, other: etree._Element) -> bool:
    return any(one is other for one in element.iterancestors())


def _text(element: etree._Element, without: frozenset[etree._Element] = frozenset()) -> str:
    """The text of an element, without that of some inside; a line break where elements begin and
    end."""
    return "".join(_pieces(element, without))


def _pieces(
    element: etree._Element, without: frozenset[etree._Element], *, with_hidden: bool = False
) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        is_shown = isinstance(child.tag, str) and child.tag not in _SILENT and child not in without
        if is_shown and (with_hidden or not _HIDDEN.search(child.get("class") or "")):
            yield "\n"
            yield from _pieces(child, without, with_hidden=with_hidden)
        yield f"\n{child.tail or ''}" if child.tag != "a" else child.tail or ""


# What is said for machines.


def _is_node_of(node: Mapping[str, Any], image: str, base_url: str) -> bool:
    urls = (node.get("contentUrl"), node.get("url"))
    return any(isinstance(one, str) and is_same_picture(one, image, base_url) for one in urls)


def _of_node(node: Mapping[str, Any]) -> PictureFacts:
    line = parted(_plain(node.get("caption")))
    names = (
        _plain(node.get(name)) for name in ("creditText", "copyrightHolder", "creator", "author")
    )
    credit = next((one for one in map(credited, names) if one.credit is not None), line)
    notice = fold(_plain(node.get("copyrightNotice"))) or credit.notice
    return PictureFacts(line.caption, credit.credit, notice or line.notice)


def _plain(value: Any) -> str:
    """The text of a property: a text, perhaps with markup in it, or a node with a name."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return re.sub(r"<[^<>]*>", " ", value) if isinstance(value, str) else ""


def _of_properties(picture: etree._Element) -> PictureFacts:
    """What microdata and RDFa say in the element that describes the picture."""
    around = (one for one in picture.iterancestors() if _describes_picture(one))
    scope = next(around, None)
    if scope is None:
        return NO_FACTS
    said: dict[str, str] = {}
    for element in islice(scope.iterdescendants(), MAX_FIGURE):
        if isinstance(element.tag, str):
            for name in (element.get("itemprop") or element.get("property") or "").split():
                value = element.get("content") or _text(element)
                said.setdefault(name.rpartition(":")[2], value)
    return _of_node(said)


def _describes_picture(element: etree._Element) -> bool:
    return "ImageObject" in f"{element.get('itemtype') or ''} {element.get('typeof') or ''}"
