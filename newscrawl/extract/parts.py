"""Whether an article goes on: the links of its page to further pages of the same article.

Such a link leads to the article's own URL with a number put in. `rel=next` alone says nothing: many
sites write it on the way to the next article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from newscrawl.extract.html.hints import HINT_COMMENTS
from newscrawl.extract.html.page import Page
from newscrawl.extract.whole_view import asks_for_whole, says_whole, shown_and_told
from newscrawl.identity.page_numbers import Numbered, page_number, without_number
from newscrawl.identity.site import ArticleRef, Link
from newscrawl.text import fold, has_digit

MAX_PARTS = 30
"""Maximum number of pages of one article. A trap has no last one; the longest reports have ten."""

MAX_LINE_CHARS = 40
"""Letters in a line that leads from page to page: 'Continued on page 2', 'Page 1 of 3'. More of
them are a sentence of the text."""

MAX_NUMERAL_CHARS = 10
"""Characters of a link that shows a number, brackets among them."""

SHORT_HREF = 24
"""Characters of a link that need not repeat what tells the article's URL: `?page=2`, `2.html`."""

_NUMBER_AT_END = re.compile(r"[-_,~]\d{1,3}$", re.ASCII)
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
    first: ArticleRef | None = None
    """The article of which the page is a further one, where its URL looks like that of another."""
    whole: PartLink | None = None
    """A page that shows all of it; None where nothing leads to one. Its number is 0."""


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


class _PageLink(NamedTuple):
    href: str
    ref: ArticleRef | None
    text: int | None
    """The number that it shows; None where it shows words."""
    is_next: bool
    """Whether it says that it leads to what comes next."""


class _Candidate(NamedTuple):
    url: str
    number: int
    text: int | None
    is_next: bool
    is_page: bool
    other: ArticleRef | None
    """What its URL looks like: another article; None where it does not."""
    href: str


def find_parts(page: Page, site: PartFinder, ref: ArticleRef | None, first_url: str = "") -> Parts:
    """Where the article `ref` goes on from this page. `first_url` is the URL of its first page,
    where this is a further one."""
    parts = _numbered_parts(page, site, ref, first_url)
    here = site.written(page.base_url, page.url) if parts.next is not None else None
    if here is None:
        return parts
    if not first_url:
        return _with_whole(parts, page, site, ref, here)
    first = site.written(page.base_url, first_url)
    # What shows all of it goes on nowhere.
    return NO_PARTS if first is not None and asks_for_whole(first, here) else parts


def _numbered_parts(page: Page, site: PartFinder, ref: ArticleRef | None, first_url: str) -> Parts:
    """Where it goes on by the numbers in its links."""
    links = list(_links(page, site, ref, _telling(first_url or page.url)))
    here = site.written(page.base_url, page.url) if links and page.url else None
    first = site.written(page.base_url, first_url) if first_url else here
    if here is None or first is None:
        return NO_PARTS
    of = _first_of(links, site, ref, here) if not first_url else None
    if of is not None:
        row = _candidates(links, page, site, *of)
        return Parts(refs=frozenset(one.other for one in row if one.other), first=of[0])
    found = list(_candidates(links, page, site, ref, first))
    if not found:
        return NO_PARTS
    shift = int(_counts_from_0(found))
    own = page_number(first, here)
    current = own.number if own is not None else 1 - shift
    return _leading_on(
        page, [one for one in found if one.text in (None, one.number + shift)], current
    )


def _with_whole(
    parts: Parts, page: Page, site: PartFinder, ref: ArticleRef | None, here: str
) -> Parts:
    """The same with the link to all of the article on one page: known by its URL, or by what it
    says where it leads to the article itself."""
    for href, text, _, _ in shown_and_told(page):
        link = None if href.startswith("#") else site.link(page.base_url, href)
        url = site.written(page.base_url, href) if link is not None else None
        if link is None or url is None or url == here:
            continue
        if asks_for_whole(here, url) or (
            ref is not None and link.ref == ref and says_whole(text) and not page_number(here, url)
        ):
            return replace(parts, whole=PartLink(url, 0))
    return parts


def _telling(url: str) -> str:
    """The longest segment of a URL's path, without its ending and a number there: what is left of
    it whatever number is put in."""
    segments = url.partition("?")[0].split("/")[3:]
    plain = (_NUMBER_AT_END.sub("", one.partition(".")[0]) for one in segments)
    return max(plain, key=len, default="")


def _links(
    page: Page, site: PartFinder, ref: ArticleRef | None, telling: str
) -> Iterator[_PageLink]:
    """The links that may lead to a page of the article, to its first one if they show a 1."""
    base = page.base_url
    for href, text, element, flags in shown_and_told(page):
        # Most links of a page are left by the first look at them; those among the comments lead to
        # further comments.
        if not (telling in href or len(href) < SHORT_HREF or "%" in href) or flags & HINT_COMMENTS:
            continue
        number = _numeral(text)
        link = site.link(base, href) if number is not None or has_digit(href) else None
        if link is None or (number is None and link.ref not in (None, ref)):
            continue
        rel = (element.get("rel") or "").lower().split()
        if href[0] != "#" and "nofollow" not in rel:
            yield _PageLink(href, link.ref, number, "next" in rel)


def _candidates(
    links: Sequence[_PageLink], page: Page, site: PartFinder, ref: ArticleRef | None, first: str
) -> Iterator[_Candidate]:
    """Those that lead to the URL of the first page with a number put in."""
    for link in links:
        url = site.written(page.base_url, link.href) or ""
        numbered = _numbered(site, ref, first, url)
        if numbered is not None:
            other = None if link.ref == ref else link.ref
            number, is_page = numbered.number, numbered.is_page
            yield _Candidate(url, number, link.text, link.is_next, is_page, other, link.href)


def _first_of(
    links: Sequence[_PageLink], site: PartFinder, ref: ArticleRef | None, here: str
) -> tuple[ArticleRef, str] | None:
    """The article of which a page is a further one, and its URL: that of the page without the
    number, to which a link 1 leads. None where it is none."""
    ones = {link.ref for link in links if link.text == 1} - {None, ref}
    for one in without_number(here) if ones else ():
        other = site.article(one.url)
        if one.is_page and one.number > 1 and other is not None and other in ones:
            return other, one.url
    return None


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
        link.href == href and _numeral(link.text) is None
        for block in page.outline.blocks
        for link in block.links
    )


def _counts_from_0(found: Sequence[_Candidate]) -> bool:
    """Whether the second page has the number 1 in its URL, by what the links show."""
    return any(one.text == one.number + 1 for one in found) and not any(
        one.text == one.number for one in found
    )


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


def _numeral(text: str) -> int | None:
    """The number that a link shows, and nothing else."""
    found = _NUMERAL.fullmatch(text) if len(text) <= MAX_NUMERAL_CHARS else None
    return int(found[1]) if found else None


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
