"""The number of a page in a URL: what tells the second page of an article from the article itself.

An article on several pages has one URL, and those of its further pages are that URL with a number
put in: `?page=2`, `/2`, `/page/2`, `-2.html`. Pure functions of text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from newscrawl.identity.article_id import ArticleRef
from newscrawl.identity.normalize import listing_key

_WORDS = """
p pg pag page pages pageno pagenum pagenumber pagina pagine pagenr paged seite seiten side sida sivu
str strana stranica stranitsa storinka sahife sehife sayfa gverdi ej
part parte partie teil chast chastina
"""
PAGE_WORDS = frozenset(_WORDS.split())
"""What a page or a part is called in the URLs of sites in the languages that are read, and of the
software that sites are made with. What counts photos, comments or votes is not among them."""

_WORD = r"[^\W\d_]+"
_NUMBER = r"\d{1,3}"
"""Three digits: no article has a thousand pages, and a year has four."""
_ENDING = r"\.[a-z]{3,5}"
_VALUE = re.compile(rf"(?:\d{{1,3}}(?:,|%2C))*({_NUMBER})", re.IGNORECASE | re.ASCII)
"""Of a parameter; a list of pagers is counted by its last (Drupal's `page=0,1`)."""
_WHOLE = re.compile(rf"(?:({_WORD})[-_]?)?({_NUMBER})({_ENDING})?", re.IGNORECASE)
"""A path segment that is a number, with a word or without: `2`, `page-2`, `p2`, `2.html`."""
_SUFFIX = re.compile(rf"(.+)[-_,.~]({_NUMBER})({_ENDING})?", re.IGNORECASE)
"""A path segment that ends with a number: `the-ferry-2.html`."""
_WORDED = re.compile(rf"(.+?)[-_,.~]({_WORD})", re.IGNORECASE)


class Numbered(NamedTuple):
    """A URL taken apart: what is left of it without a number in it."""

    url: str
    """Without the number, and without what belongs to it."""
    number: int
    is_page: bool
    """Whether the number stands alone, or the word beside it means a page; else it may count
    anything: photos, comments, votes."""
    at_end: bool
    """Whether it stands in the query, or at the end of the path."""


def page_number(own: str, url: str) -> Numbered | None:
    """The number by which `url` differs from `own`, both as `Site.written` gives them; None where
    they differ by anything else, or not at all.

    >>> own = "https://a.test/en/4666.html"
    >>> page_number(own, f"{own}?page=2").number, page_number(own, f"{own[:-5]}-3.html").number
    (2, 3)
    >>> page_number(own, "https://a.test/en/4667.html"), page_number(own, own)
    (None, None)
    >>> page_number(own, own + "?photo=2").is_page
    False
    """
    same = _forms(own)
    if _forms(url) & same:
        return None
    found = [one for one in without_number(url) if _forms(one.url) & same]
    return max(found, key=lambda one: one.is_page, default=None)


def without_number(url: str) -> Iterator[Numbered]:
    """Each way to take a number out of a URL.

    >>> [one.url for one in without_number("/story/2?part=3") if one.is_page]
    ['/story/2', '/story?part=3']
    """
    path, question, query = url.partition("?")
    pieces = query.split("&") if query else []
    for place, piece in enumerate(pieces):
        name, equals, value = piece.partition("=")
        found = _VALUE.fullmatch(value if equals else name)
        if found:
            left = "&".join(pieces[:place] + pieces[place + 1 :])
            is_page = not equals or name.lower() in PAGE_WORDS
            yield Numbered(f"{path}?{left}" if left else path, int(found[1]), is_page, True)
    start, segments = _segments(path)
    last = max((i for i, one in enumerate(segments) if one), default=-1)
    for place in range(last, -1, -1):
        for kept, number, is_page in _without_number_in(segments, place):
            yield Numbered(
                start + "/".join(kept) + question + query, number, is_page, place == last
            )


def article_of_page(
    written: str, match: Callable[[str, str], ArticleRef | None], *, in_query: bool = False
) -> tuple[ArticleRef, str] | None:
    """The article of which a URL is a further page by what is written in it alone, and the URL
    without the number; None where no article is found so.

    `written` is path and query, `match` as of an IdentityScheme. `in_query`: the number is looked
    for in the query only.
    """
    path = written.partition("?")[0]
    for one in without_number(written):
        left, _, query = one.url.partition("?")
        if not (one.is_page and one.at_end) or (in_query and left != path):
            continue
        ref = match(left, query)
        if ref is not None:
            return ref, one.url
    return None


def _segments(path: str) -> tuple[str, list[str]]:
    """What stands before the path of a URL, and the segments of the path."""
    host_end = path.find("/", path.find("//") + 2) if "//" in path else path.find("/")
    return (path, []) if host_end < 0 else (path[: host_end + 1], path[host_end + 1 :].split("/"))


def _without_number_in(segments: list[str], place: int) -> Iterator[tuple[list[str], int, bool]]:
    before, after = segments[:place], segments[place + 1 :]
    segment = segments[place]
    if whole := _WHOLE.fullmatch(segment):
        word, number = whole[1], int(whole[2])
        yield [*before, *after], number, word is None or word.lower() in PAGE_WORDS
        if word is None and before and re.fullmatch(_WORD, before[-1]):
            yield [*before[:-1], *after], number, before[-1].lower() in PAGE_WORDS
    if suffix := _SUFFIX.fullmatch(segment):
        stem, number, ending = suffix[1], int(suffix[2]), suffix[3] or ""
        yield [*before, stem + ending, *after], number, True
        if worded := _WORDED.fullmatch(stem):
            is_page = worded[2].lower() in PAGE_WORDS
            yield [*before, worded[1] + ending, *after], number, is_page


def _forms(url: str) -> set[str]:
    """A URL in the forms that name one page: with a file ending and without."""
    key = listing_key(url)
    path, question, query = key.partition("?")
    return {key, re.sub(rf"(?<=\w){_ENDING}$", "", path, flags=re.IGNORECASE) + question + query}
