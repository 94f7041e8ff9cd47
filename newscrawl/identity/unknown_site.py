"""The site of a page of which only the page's URL is known: no spider, no archive.

Links that look like the page's own URL lead to articles, on whatever host: without that a list of
other articles' headlines would pass for text, and their dates for the page's own.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urljoin, urlsplit

from newscrawl.identity.article_id import ArticleRef
from newscrawl.identity.normalize import plain_path, plain_query
from newscrawl.identity.site import Link

MIN_SLUG_WORDS = 3
"""A path segment of so many words names an article; one or two name a section, too."""

_DAY = re.compile(r"/((?:19|20)\d\d)/(\d\d)/(\d\d)/")
_DIGITS = re.compile(r"\d+")
_ENDING = re.compile(r"\.[a-z]{3,5}$", re.IGNORECASE)
_WORDS = re.compile(r"[-_+]|%20")


class UnknownSite:
    """What a page's URL says of its site.

    `url` is that of the page; empty where it is not known, and then nothing is known of any link.

    >>> site = UnknownSite("https://gazette.test/2026/03/05/the-ferry-sails-again")
    >>> site.link(site.url, "../04/a-bridge-is-painted").ref is not None
    True
    >>> site.link(site.url, "/2026/03/04/").ref is None, site.link(site.url, "mailto:a@b.test")
    (True, None)
    """

    def __init__(self, url: str) -> None:
        self.url = normalized(url)
        self._shape = _shape(self.url)

    def link(self, base_url: str, href: str) -> Link | None:
        """Where a link leads, and whether that seems to be an article; None: to no page."""
        try:
            url = normalized(urljoin(base_url, href))
        except ValueError:  # urllib's word for ports and brackets that are none
            return None
        if not url.startswith(("http://", "https://")):
            return None
        is_alike = self._shape is not None and _shape(url) == self._shape
        return Link(url, _ref(url) if is_alike or url == self.url else None)

    def written(self, base_url: str, href: str) -> str | None:
        """Where a link leads; None: to no page."""
        link = self.link(base_url, href)
        return None if link is None else link.url

    def article(self, url: str) -> ArticleRef | None:
        """The page itself, at its own URL; None for every other."""
        return _ref(self.url) if normalized(url) == self.url else None

    def day(self, url: str) -> str | None:
        """The day in a path whose segments are one."""
        found = _DAY.search(urlsplit(url).path)
        return found[0].strip("/").replace("/", "-") if found and _is_day(found) else None

    def tells_language(self, url: str) -> bool:
        """No: of an unknown site nothing says which part of a URL is a language."""
        return False

    def visited(self, url: str) -> None:
        """Nothing is remembered."""

    def id(self, ref: ArticleRef) -> str:
        """Empty: what articles are called at their site is not known."""
        return ""

    def canonical(self, ref: ArticleRef) -> str:
        """The URL by which a link or the page itself names the article."""
        return ref.key

    def at_home(self, url: str) -> str:
        """The URL as it is: no other place is known."""
        return url


def _is_day(found: re.Match[str]) -> bool:
    try:
        return bool(date(*map(int, found.groups())))
    except ValueError:
        return False


def _ref(url: str) -> ArticleRef:
    """The article at a URL: nothing but the URL names it, and its language is not known."""
    return ArticleRef("", url)


def normalized(url: str) -> str:
    """A URL without fragment, tracking parameters and needless escapes; empty stays empty. Raises
    ValueError where it is no URL.

    >>> normalized("HTTPS://Gazette.test/a/../b?utm_source=x#top"), normalized("")
    ('https://gazette.test/b', '')
    """
    parts = urlsplit(url.strip())
    if not parts.netloc:
        return url.strip().partition("#")[0]
    query = plain_query(parts.query)
    return f"{parts.scheme}://{parts.netloc.lower()}{plain_path(parts.path)}" + (
        f"?{query}" if query else ""
    )


def _shape(url: str) -> tuple[str, ...] | None:
    """What the URLs of articles have in common: the segments of the path and the query, numbers and
    slugs aside. None where the last segment is neither, and tells no article from a section."""
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    if parts.query:
        segments.append(f"?{_DIGITS.sub('0', parts.query)}")
    shape = tuple(_kind(segment) for segment in segments)
    is_telling = bool(shape) and (
        shape[-1][0] in "0~" or (shape[-1][0] == "?" and "0" in shape[-1])
    )
    return shape if is_telling else None


def _kind(segment: str) -> str:
    """`0` for a number, `~` for a slug, each with its file ending; else the segment.

    >>> [_kind(one) for one in ("4666", "4666.html", "the-ferry-sails", "4666-ferry-sails", "news")]
    ['0', '0.html', '~', '~', 'news']
    """
    ending = _ENDING.search(segment)
    tail = ending[0].lower() if ending else ""
    name = segment.removesuffix(ending[0]) if ending else segment
    if segment.startswith("?"):
        return segment
    if name.isdigit():
        return "0" + tail
    return ("~" + tail) if len(_WORDS.split(name)) >= MIN_SLUG_WORDS else segment.lower()
