"""URLs: which are articles, which belong to the site, and how each is written.

One article is one ArticleRef and one page is one URL, whatever link led to it. What names an
article is the business of the site's scheme. Functions of text; nothing here raises on what a page
may hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import SplitResult

from newscrawl.errors import UsageError
from newscrawl.identity.acting import acts
from newscrawl.identity.article_id import ArticleRef, article_id, parse_id
from newscrawl.identity.article_paths import ArticlePaths
from newscrawl.identity.crawled_root import CrawledRoot
from newscrawl.identity.hosts import host_key
from newscrawl.identity.link_target import MAX_ADDRESS_CHARS, target_of
from newscrawl.identity.normalize import is_file, plain_path, plain_query
from newscrawl.identity.numeric import NumericScheme
from newscrawl.identity.page_numbers import article_of_page
from newscrawl.identity.scheme import IdentityScheme

__all__ = ["ArticleRef", "Link", "Site"]

CACHE_LINKS = 16_384
"""Number of links that are remembered as resolved: the navigation and the articles of the last few
hundred pages. About 6 MB."""

_LANGUAGE = re.compile(r"[a-z]{2,3}", re.A)


class Link(NamedTuple):
    """A link, resolved: where it leads, and to which article if it is one."""

    url: str
    """Absolute, normalised, at the root that is crawled."""
    ref: ArticleRef | None
    """None where the page is no article."""


_Found = tuple[ArticleRef | None, str, str]
"""Which article it is, where the copy of the site lies, path and query in it."""


class Site:
    """A news site's URLs.

    `scheme` says what names its articles; a text stands for the NumericScheme of this article
    address. `root` is where the site is crawled, the canonical URL or a mirror. A path in it is, on
    a mirror, where the copy's own root lies: links to the canonical site lead below it. On the
    canonical host it is the page where the crawl starts, and nothing more. `further_hosts` belong
    to the site, too: see CrawledRoot. `former_roots` are canonical roots of earlier years,
    which nothing is asked of. Raises UsageError when a URL or the article address cannot serve.

    >>> address = r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\\d+)"
    >>> site = Site("ccbsnews", "https://www.ccbsnews.info", address)
    >>> site.article("http://CCBSNEWS.info:80/en/news/detail/04666/?utm_source=x#top")
    ArticleRef(language='en', key='4666')
    >>> site.canonical(ArticleRef("en", "4666")), site.id(ArticleRef("en", "4666"))
    ('https://www.ccbsnews.info/en/news/detail/4666', 'ccbsnews/en/4666')
    >>> mirror = Site("ccbsnews", "https://www.ccbsnews.info", site.scheme, root="http://127.0.0.1:8080/copy/")
    >>> mirror.resolve("http://127.0.0.1:8080/copy/en/", "//ccbsnews.info/en/news?page=2")
    'http://127.0.0.1:8080/copy/en/news?page=2'
    """

    def __init__(
        self,
        name: str,
        canonical_root: str,
        scheme: IdentityScheme | str,
        root: str | None = None,
        *,
        further_hosts: Sequence[str] = (),
        former_roots: Sequence[str] = (),
    ) -> None:
        self.name = name
        self.scheme = NumericScheme(scheme) if isinstance(scheme, str) else scheme
        self.order = self.scheme.order  # None where the articles have none.
        self._place = place = CrawledRoot(canonical_root, root, further_hosts)
        self.further_hosts = tuple(further_hosts)
        self.canonical_root = place.canonical
        self._former_roots = [root.rstrip("/") for root in former_roots]
        self.root = place.root
        """The URL where the crawl starts."""
        self._links: dict[str, Link | None] = {}
        self._paths = ArticlePaths(self.scheme)

    # Articles.

    def article(self, url: str) -> ArticleRef | None:
        """The article at an absolute URL of this site, on any of its hosts; None for every other
        page."""
        link = self.link(url, url)
        return link.ref if link else None

    def canonical(self, ref: ArticleRef) -> str:
        """The canonical URL of an article: what a record carries. Raises LookupError where only a
        link tells it, and none has."""
        return self._place.canonical_url(self._path(ref))

    def example_url(self, language: str) -> str:
        """What the canonical URL of an article looks like, for messages."""
        return self._place.canonical_url(self.scheme.example_path(language) or "/")

    def rule_urls(self, ref: ArticleRef) -> list[str]:
        """The canonical URLs as the key alone tells them, today's first, then those of earlier
        years; none where only a link does."""
        path = self.scheme.path(ref)
        paths = () if path is None else (path, *self.scheme.former_paths(ref))
        today = [self._place.canonical_url(one) for one in paths]
        own = [one for one in paths if not one.startswith("//")]
        return [*today, *(root + one for root in self._former_roots for one in own)]

    def url_of(self, text: str) -> str | None:
        """The canonical URL of the article of an id, as far as it is known; else None."""
        try:
            site, ref = parse_id(text)
            return self.canonical(ref) if site == self.name else None
        except (LookupError, ValueError):
            return None

    def address(self, ref: ArticleRef) -> str:
        """Where an article is fetched, at the root that is crawled. Raises LookupError."""
        return self._place.url(self._place.prefix, self._path(ref))

    def day(self, url: str) -> str | None:
        """The day that the absolute URL of an article holds, ISO 8601; None where it holds none."""
        found = self._found(url, url)
        return None if found is None else self.scheme.day(*found[2].partition("?")[::2])

    def tells_language(self, url: str) -> bool:
        """Whether the absolute URL of an article tells in which language it is."""
        found = self._found(url, url)
        return found is not None and self.scheme.tells_language(*found[2].partition("?")[::2])

    def visited(self, url: str) -> None:
        """An article was fetched at this URL: where its key tells none, this is the one."""
        found = self._found(url, url)
        if found is not None and found[0] is not None and self._paths.visited(found[0], found[2]):
            self._links.clear()

    def nowhere(self, language: str) -> list[str]:
        """URLs, at the root that is crawled, at which no article can be; the most telling first."""
        paths = self._paths.nowhere(language)
        return [self._place.url(self._place.prefix, path) for path in paths]

    def home(self, language: str) -> str:
        """Where the home page of a language would be, at the root that is crawled."""
        return self._place.url(self._place.prefix, self.scheme.home(language))

    def reachable(self, known_id: str, url: str | None) -> ArticleRef | None:
        """The article of this id, if it is known where to fetch it; else None. `url` is the
        canonical URL that a record tells, None where none does."""
        ref = parse_id(known_id).ref
        if self._paths.path(ref) is None:
            path = None if url is None else self._place.path_of(url)
            if path is None:
                return None
            self._paths.recall(ref, path)
        return ref

    def learn(self, links: Iterable[tuple[ArticleRef, str]]) -> None:
        """Take in where articles are, from links that were resolved elsewhere."""
        if self.scheme.tells_paths:
            return
        for ref, url in links:
            if self.link(url, url) is not None and self._paths.path(ref) is None:
                self._link_to(self._found(url, url))  # It was forgotten since.

    def forget(self, ref: ArticleRef) -> None:
        """Where this article is need not be remembered: its URL is told before it is asked of."""
        self._paths.forget(ref)

    def _path(self, ref: ArticleRef) -> str:
        if (path := self._paths.path(ref)) is None:
            raise LookupError(f"no link or record has told the URL of {self.id(ref)}")
        return path

    def at_home(self, url: str) -> str:
        """A URL at the root that is crawled, moved to the canonical one, so that a record says the
        same whatever mirror it was read from. URLs elsewhere stay."""
        return self._place.at_home(url)

    def id(self, ref: ArticleRef) -> str:
        """The id of an article: site, language, key."""
        return article_id(self.name, ref)

    def ref(self, text: str) -> ArticleRef:
        """The article of an id. Raises UsageError for an id of another site or shape."""
        try:
            site, (language, key) = parse_id(text)
        except ValueError:
            site = language = key = ""
        written = (
            self.scheme.key(key) if site == self.name and _LANGUAGE.fullmatch(language) else None
        )
        if written is None:
            example = self.id(self.scheme.example("en"))
            raise UsageError(f"{text!r} is no id of {self.name}: it should look like {example}")
        return ArticleRef(language, written)

    # Pages.

    def in_scope(self, url: str) -> bool:
        """Whether an absolute URL is of this site: the root's host and port or the canonical host,
        with or without www and TLS."""
        return self._place.in_scope(url)

    def may_ask(self, url: str) -> bool:
        """Whether a request may go to this absolute URL: to the host and port that are crawled, or
        where that is the site itself, to those that belong to it; by http or https."""
        return self._place.may_ask(url)

    def resolve(self, base_url: str, href: str) -> str | None:
        """The URL that a link leads to, at the root that is crawled.

        Normalised: no fragment, tracking or session; dot segments and needless escapes resolved; an
        article as its plain URL. None for what is not to be crawled: other hosts and schemes,
        files, malformed or overlong URLs. Source: WHATWG URL, RFC 3986.
        """
        link = self.link(base_url, href)
        return link.url if link else None

    def link(self, base_url: str, href: str) -> Link | None:
        """Like `resolve`, and which article it is: one look-up for the links that pages repeat."""
        key = self._cache_key(base_url, href)
        if key in self._links:
            return self._links[key]
        link = self._link_to(self._found(base_url, href))
        if len(key) <= MAX_ADDRESS_CHARS:
            if len(self._links) >= CACHE_LINKS:
                self._links.clear()
            self._links[key] = link
        return link

    def _cache_key(self, base_url: str, href: str) -> str:
        """As much of the page's URL as the link depends on, and the link."""
        first = href[:1]
        if (first == "/" and self._place.is_plain(base_url)) or href.startswith(
            ("http://", "https://")
        ):
            return href
        if first == "/" or first == "?" or not first:
            return f"{base_url}\n{href}"
        return f"{base_url.partition('?')[0].rpartition('/')[0]}\n{href}"

    def written(self, base_url: str, href: str) -> str | None:
        """Like `resolve`, but an article's URL as it is written there, with what its plain URL has
        not: the number of a page.

        >>> site = Site("a", "https://a.test", r"/(?P<lang>[a-z]{2})/(?P<number>\\d+)")
        >>> site.resolve(site.root, "/en/7?page=2"), site.written(site.root, "/en/7?page=2")
        ('https://a.test/en/7', 'https://a.test/en/7?page=2')
        """
        found = self._found(base_url, href)
        return None if found is None else self._place.url(found[1], found[2])

    def _found(self, base_url: str, href: str) -> _Found | None:
        """Where a link leads, taken apart; None: not to this site."""
        try:
            target = target_of(self._place.base_of(base_url), href)
            return None if target is None else self._taken_apart(target)
        except ValueError:  # urllib's word for ports, brackets and hosts that are none
            return None

    def _link_to(self, found: _Found | None) -> Link | None:
        if found is None:
            return None
        ref, prefix, written = found
        if ref is None:
            # A further page of an article is of that article, and leads to no others.
            ref, written = article_of_page(written, self.scheme.match) or (None, written)
        if ref is None:
            is_page = not acts(written) and not is_file(written.partition("?")[0])
            link = Link(self._place.url(prefix, written), None) if is_page else None
        elif not self._paths.is_by_rule(ref) and acts(written, is_article=True):
            link = None
        else:
            link = Link(self._place.url(prefix, self._paths.linked(ref, written)), ref)
        # With its escapes a link may be nine times as long as it was written.
        return link if link is not None and len(link.url) <= MAX_ADDRESS_CHARS else None

    def _taken_apart(self, target: SplitResult) -> _Found | None:
        host = host_key(target.netloc)
        if not self._place.is_own(host):
            return None
        prefix, path = self._place.placed(host, plain_path(target.path))
        query = plain_query(target.query)
        ref = self.scheme.match(path, query)
        if ref is None and prefix and host == self._place.host:
            # On a mirror that was given a path of the site itself (root=…/en/) an article's path
            # starts with that very path.
            ref = self.scheme.match(prefix + path, query)
            if ref is not None:
                prefix, path = "", prefix + path
        return ref, prefix, f"{path}?{query}" if query else path
