"""What an article's page needs to be looked at: its style sheets, the picture of the article, and
those that stand with its text. Not the pictures of other articles, of advertisements, of what
counts readers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from lxml import etree

from newscrawl.extract.body.find_body import Body
from newscrawl.extract.css import named_in
from newscrawl.extract.html.addresses import joined
from newscrawl.extract.html.outline import Block
from newscrawl.extract.html.page import Page
from newscrawl.extract.picture import is_photo
from newscrawl.extract.source_sets import addresses_of
from newscrawl.extract.title_rules import Title

MAX_SHEETS = 30
"""Style sheets of a page that are told; those of a site with a builder of pages are twenty."""

MAX_PICTURES = 60
"""Pictures of an article that are told: a gallery has forty."""

_PICTURES = frozenset({"img", "amp-img"})
_ELSEWHERE = frozenset({"aside", "nav", "footer", "form"})
"""Elements of which the pictures are not the text's."""


class Needed(NamedTuple):
    """What a page needs, by its address; until it is given out, as it is written."""

    url: str
    kind: Literal["style", "picture", "part"]


class Place(NamedTuple):
    """Where the article stands on its page."""

    first: etree._Element
    """The element of its title, or of the first paragraph where it shows none."""
    last: etree._Element
    """That of its last paragraph."""


def place_of(blocks: Sequence[Block], title: Title | None, body: Body | None) -> Place | None:
    """Where an article stands on its page; None where no text was found."""
    if body is None:
        return None
    over = title.block if title is not None and title.block is not None else body.first
    return Place(blocks[min(over, body.first)].container, blocks[body.last].container)


def find_requisites(
    page: Page,
    place: Place | None,
    image: str | None,
    leads_elsewhere: Callable[[str], bool],
) -> list[Needed]:
    """What a page needs, each by its absolute address, sheets first. `place` is None where no text
    was found; `image` is the address of the article's picture; `leads_elsewhere` says whether a
    link leads to another article."""
    found = dict.fromkeys(islice(_sheets(page), MAX_SHEETS))
    if image:
        found[Needed(image, "picture")] = None
    if place is not None:
        found |= dict.fromkeys(islice(_pictures(page, place, leads_elsewhere), MAX_PICTURES))
    return list(dict.fromkeys(_absolute(page.base_url, found)))


def _absolute(base_url: str, found: Iterable[Needed]) -> Iterator[Needed]:
    for one in found:
        if url := joined(base_url, one.url):
            yield one._replace(url=url)


def _sheets(page: Page) -> Iterator[Needed]:
    for element in page.root.iter("link", "style"):
        if element.tag == "style":
            for named in named_in(element.text or ""):
                yield Needed(named.url, "style" if named.is_sheet else "part")
            continue
        href = (element.get("href") or "").strip()
        if href and _is_sheet(element):
            yield Needed(href, "style")


def _is_sheet(link: etree._Element) -> bool:
    """Whether a `link` leads to a sheet by which a screen shows the page."""
    relations = (link.get("rel") or "").lower().split()
    # What is loaded ahead by `preload` becomes a sheet when a script says so.
    is_ahead = "preload" in relations and (link.get("as") or "").lower() == "style"
    is_sheet = "stylesheet" in relations and "alternate" not in relations
    # What is said to be for paper, and is for screens once it is there, holds nothing up meanwhile.
    is_shown = (link.get("media") or "").strip().lower() != "print" or link.get("onload")
    return bool(is_shown) and (is_sheet or is_ahead)


def _pictures(page: Page, place: Place, leads_elsewhere: Callable[[str], bool]) -> Iterator[Needed]:
    for picture in _with_article(page.root, place):
        if any(
            one.tag in _ELSEWHERE or (one.tag == "a" and leads_elsewhere(one.get("href") or ""))
            for one in picture.iterancestors()
        ):
            continue
        for written in _shown_by(picture):
            if is_photo(picture, page.base_url, written):
                yield Needed(written, "picture")


def _shown_by(element: etree._Element) -> Iterator[str]:
    """The pictures that an element shows: itself, before a video begins, behind a text."""
    if element.tag in _PICTURES:
        yield from addresses_of(element)
        return
    if poster := (element.get("poster") or "").strip():
        yield poster
    if "url(" in (style := element.get("style") or ""):
        yield from (one.url for one in named_in(style) if not one.is_sheet)


def _with_article(root: etree._Element, place: Place) -> Iterator[etree._Element]:
    """The elements from the title to the end of the text; and those over and under it that are
    figures in what holds both, the page as a whole aside."""
    around = set(place.last.iterancestors())
    holder = next((one for one in place.first.iterancestors() if one in around), None)
    top = root if holder is None or holder.tag == "html" else holder
    is_apart = top.tag not in ("body", "html")
    last = {*place.last.iter()}
    has_begun = is_at_end = False
    for element in top.iter(etree.Element):
        has_begun = has_begun or element is place.first
        is_at_end = is_at_end or element is place.last
        is_with_text = has_begun and not (is_at_end and element not in last)
        if is_with_text or (is_apart and _is_figure(element)):
            yield element


def _is_figure(element: etree._Element) -> bool:
    return any(one.tag == "figure" for one in islice(element.iterancestors(), 4))
