"""Whether an article goes on: the links of its page to further pages of the same article.

Such a link leads to the article's own URL with a number put in. `rel=next` alone says nothing: many
sites write it on the way to the next article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from lxml import etree

from newscrawl.extract.html.hints import HINT_COMMENTS, hints
from newscrawl.extract.html.page import Page
from newscrawl.identity.page_numbers import Numbered, page_number, without_number
from newscrawl.identity.site import ArticleRef, Link
from newscrawl.text import fold, has_digit

MAX_LINE_CHARS = 40
"""Letters in a line that leads from page to page: 'Continued on page 2', 'Page 1 of 3'. More of
them are a sentence of the text."""

_NUMERAL = re.compile(r"\W{0,3}(\d{1,4})\W{0,3}", re.ASCII)
_NOT_LETTERS = re.compile(r"[\W\d_]+")


class PartLink(NamedTuple):
    """A link to a further page of an article."""

    url: str
    """As it is written, at the root that is crawled."""
    number: int
    """As its URL counts."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the article of a page goes on."""

    next: PartLink | None = None
    """The next page of it; None where the page is its last, or its only one."""
    last: int = 0
    """The highest number among the links to its pages; 0 if there are none."""
    lines: frozenset[str] = frozenset()
    """The lines that lead from page to page: no text of the article."""
    refs: frozenset[ArticleRef] = frozenset()
    """Its further pages, where their URLs look like those of other articles."""


NO_PARTS = Parts()


class PartFinder(Protocol):
    """What is asked of a site to find the further pages of an article."""

    def link(self, base_url: str, href: str) -> Link | None:
        """Where a link leads; None: not to this site."""
        ...

    def written(self, base_url: str, href: str) -> str | None:
        """Where it leads as it is written; None: not to this site."""
        ...

    def article(self, url: str) -> ArticleRef | None:
        """The article at a URL."""
        ...


class _Candidate(NamedTuple):
    url: str
    number: int
    text: int | None
    """The number that the link shows; None where it shows words."""
    is_next: bool
    is_page: bool
    other: ArticleRef | None
    """What its URL looks like: another article; None where it does not."""
    href: str


def find_parts(page: Page, site: PartFinder, ref: ArticleRef | None, first_url: str = "") -> Parts:
    """Where the article `ref` goes on from this page. `first_url` is the URL of its first page,
    where this is a further one."""
    here = site.written(page.base_url, page.url) if page.url else None
    first = site.written(page.base_url, first_url) if first_url else here
    if here is None or first is None:
        return NO_PARTS
    found = list(_candidates(page, site, ref, first))
    if not found:
        return NO_PARTS
    shift = int(_counts_from_0(found))
    own = page_number(first, here)
    current = own.number if own is not None else 1 - shift
    return _leading_on(
        page, [one for one in found if one.text in (None, one.number + shift)], current
    )


def _leading_on(page: Page, found: Sequence[_Candidate], current: int) -> Parts:
    """Where the page of this number leads on."""
    found = [
        one._replace(is_page=True)
        if one.text and one.number == current + 1 and not one.is_page and _has_words(page, one.href)
        else one
        for one in found
    ]
    further = [one for one in found if _is_further(one, current)]
    if not further:
        return Parts(lines=_lines(page, found))
    nearest = min(further, key=lambda one: one.number)
    others = frozenset(one.other for one in found if one.other is not None)
    last = max(one.number for one in further)
    return Parts(PartLink(nearest.url, nearest.number), last, _lines(page, found), others)


def _has_words(page: Page, href: str) -> bool:
    """Whether a link of a row of numbers has another beside it that leads on in words: then that
    row counts pages, whatever they are called. Votes have no next."""
    return any(
        element.get("href") == href and _numeral(element) is None for element in page.root.iter("a")
    )


def _counts_from_0(found: Sequence[_Candidate]) -> bool:
    """Whether the second page has the number 1 in its URL, by what the links show."""
    return any(one.text == one.number + 1 for one in found) and not any(
        one.text == one.number for one in found
    )


def _candidates(
    page: Page, site: PartFinder, ref: ArticleRef | None, first: str
) -> Iterator[_Candidate]:
    """The links to the URL of the first page with a number put in."""
    base = page.base_url
    for element in page.root.iter("a", "area", "link"):
        href = element.get("href")
        if not href or href[0] == "#" or not has_digit(href):
            continue
        link = site.link(base, href)
        text = _numeral(element)
        if link is None or (text is None and link.ref not in (None, ref)):
            continue
        is_next = _is_next(element)
        if is_next is None:
            continue
        url = site.written(base, href) or ""
        numbered = _numbered(site, ref, first, url)
        if numbered is not None and not _is_of_readers(element):
            other = None if link.ref == ref else link.ref
            yield _Candidate(url, numbered.number, text, is_next, numbered.is_page, other, href)


def _is_next(element: etree._Element) -> bool | None:
    """Whether a link says that it leads to what comes next; None for one that leads nobody on."""
    rel = (element.get("rel") or "").lower().split()
    if "nofollow" in rel or (element.tag == "link" and "next" not in rel):
        return None
    return "next" in rel


def _numbered(site: PartFinder, ref: ArticleRef | None, first: str, url: str) -> Numbered | None:
    found = page_number(first, url)
    if found is not None or ref is None:
        return found
    # The links may spell the article's path otherwise: then a number in it may be of its title.
    path = url.partition("?")[0]
    return next(
        (
            one
            for one in without_number(url)
            if one.is_page and one.url.partition("?")[0] == path and site.article(one.url) == ref
        ),
        None,
    )


def _is_further(one: _Candidate, current: int) -> bool:
    """Whether a link leads on from the page of this number."""
    if one.number <= current:
        return False
    if one.other is not None:
        # Only a row of numbers tells that this is no article of its own.
        return one.is_page and one.text is not None
    return one.is_next or (one.is_page and (one.text is not None or one.number == current + 1))


def _numeral(element: etree._Element) -> int | None:
    """The number that a link shows, and nothing else."""
    text = element.text or ""
    if len(element):
        text = "".join(map(str, element.itertext()))
    found = _NUMERAL.fullmatch(text.strip()) if len(text) < 80 else None
    return int(found[1]) if found else None


def _is_of_readers(element: etree._Element) -> bool:
    """Whether it stands among the comments, which have pages of their own."""
    return any(
        hints(f"{one.get('class') or ''} {one.get('id') or ''}") & HINT_COMMENTS
        for one in (element, *element.iterancestors())
        if one.get("class") or one.get("id")
    )


def _lines(page: Page, found: Sequence[_Candidate]) -> frozenset[str]:
    hrefs = {one.href for one in found}
    return frozenset(
        block.text
        for block in page.outline.blocks
        if block.links
        and any(link.href in hrefs for link in block.links)
        and len(_NOT_LETTERS.sub("", block.text)) <= MAX_LINE_CHARS
    )


def page_label(text: str, place: int, pages: int) -> bool:
    """Whether a line says no more than which page of how many this is.

    >>> page_label("Page 2 of 3", 2, 3), page_label("Day 2", 2, 3)
    (True, False)
    """
    numbers = re.findall(r"\d+", fold(text))
    return numbers == [str(place), str(pages)] and len(text) <= MAX_LINE_CHARS
