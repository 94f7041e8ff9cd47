"""Addresses: which are articles, which belong to the site, and how each is written.

One article is one ArticleRef and one page is one address, whatever link led to it. Pure functions
of text; nothing here raises on what a page may hold.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from newscrawl.errors import UsageError
from newscrawl.identity.normalize import is_file, plain_path, plain_query

MAX_ADDRESS_CHARS = 2_000
"""Longer addresses are not followed. Real ones stay far below; paths that grow by themselves do
not."""

CACHE_LINKS = 16_384
"""So many links are remembered as resolved: the navigation and the articles of the last few hundred
pages. About 6 MB."""

MAX_NUMBER_DIGITS = 18
"""Longer numbers are no article numbers: they fit into no database column."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I | re.A)
_CONTROLS = re.compile(r"[\t\n\r]")
_INDEX_PAGE = re.compile(r"/(?:index\.(?:php|html?|aspx?|jsp)|default\.aspx?)$", re.I | re.A)
_GROUP = re.compile(r"\(\?P<(\w+)>")


class ArticleRef(NamedTuple):
    """Which article: what stays the same whatever address led to it."""

    language: str
    """Two letters, lower case."""
    number: int
    """As in the address; leading zeros do not count."""


class Link(NamedTuple):
    """A link, resolved: where it leads, and to which article if it is one."""

    url: str
    """Absolute, normalised, at the root that is crawled."""
    ref: ArticleRef | None
    """None where the page is no article."""


class Site:
    """A news site's addresses.

    `article_address` is a regular expression for the whole path of an article, literal but for the
    groups `lang` and `number`. `root` is where the site is crawled, the canonical address or a
    mirror. A path in it is, on a mirror, where the copy's own root lies: links to the canonical
    site lead below it. On the canonical host it is the page where the crawl starts, and nothing
    more. Raises UsageError when an address or the expression cannot serve.

    >>> site = Site("ccbsnews", "https://www.ccbsnews.info", r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\\d+)")
    >>> site.article("http://CCBSNEWS.info:80/en/news/detail/04666/?utm_source=x#top")
    ArticleRef(language='en', number=4666)
    >>> site.canonical(ArticleRef("en", 4666)), site.id(ArticleRef("en", 4666))
    ('https://www.ccbsnews.info/en/news/detail/4666', 'ccbsnews/en/4666')
    >>> mirror = Site("ccbsnews", "https://www.ccbsnews.info", site.article_address, root="http://127.0.0.1:8080/copy/")
    >>> mirror.resolve("http://127.0.0.1:8080/copy/en/", "//ccbsnews.info/en/news?page=2")
    'http://127.0.0.1:8080/copy/en/news?page=2'
    >>> mirror.article("http://127.0.0.1:8080/copy/en/news/detail/7")
    ArticleRef(language='en', number=7)
    """

    def __init__(
        self, name: str, canonical_root: str, article_address: str, root: str | None = None
    ) -> None:
        self.name = name
        self.article_address = article_address
        canonical = _root_parts(canonical_root)
        crawled = _root_parts(root or canonical_root)
        self.canonical_root = f"{canonical.scheme}://{canonical.netloc}"
        self._canonical_host = _host_key(canonical.netloc)
        self._host = _host_key(crawled.netloc)
        self._base = f"{crawled.scheme}://{crawled.netloc}"
        self._prefix = "" if self._host == self._canonical_host else crawled.path.rstrip("/")
        self.root = (
            self._base + (crawled.path or "/") + (f"?{crawled.query}" if crawled.query else "")
        )
        """The address where the crawl starts."""
        self._template = _template(article_address)
        try:
            self._pattern = re.compile(article_address, re.I | re.A)
        except re.error as error:
            raise UsageError(
                f"the article address {article_address!r} is no regular expression: {error}"
            ) from error
        if not self._pattern.fullmatch(self._template.format(lang="en", number=1)):
            raise UsageError(
                f"the article address {article_address!r} must be literal but for (?P<lang>…) and"
                " (?P<number>…)"
            )
        self._links: dict[str, Link | None] = {}

    def article(self, url: str) -> ArticleRef | None:
        """The article at an absolute address of this site, on any of its hosts; None for every
        other page."""
        link = self.link(url, url)
        return link.ref if link else None

    def canonical(self, ref: ArticleRef) -> str:
        """The canonical address of an article: what a record carries."""
        return self.canonical_root + self._template.format(lang=ref.language, number=ref.number)

    def at_home(self, url: str) -> str:
        """Where something of the site lies on the site itself: an address at the root that is
        crawled, moved to the canonical one.

        Addresses elsewhere stay. So a record says the same, whatever mirror it was read from.
        """
        start = self._base + self._prefix + "/"
        return f"{self.canonical_root}/{url[len(start) :]}" if url.startswith(start) else url

    def address(self, ref: ArticleRef) -> str:
        """Where an article is fetched: its address at the root that is crawled."""
        return (
            self._base + self._prefix + self._template.format(lang=ref.language, number=ref.number)
        )

    def id(self, ref: ArticleRef) -> str:
        """The id of an article: site, language, number."""
        return f"{self.name}/{ref.language}/{ref.number}"

    def ref(self, article_id: str) -> ArticleRef:
        """The article of an id. Raises UsageError for an id of another site or shape."""
        found = re.fullmatch(
            rf"{re.escape(self.name)}/([a-z]{{2,3}})/(\d{{1,{MAX_NUMBER_DIGITS}}})",
            article_id,
            re.A,
        )
        if not found:
            raise UsageError(
                f"{article_id!r} is no id of {self.name}: it should look like {self.name}/en/4666"
            )
        return ArticleRef(found[1], int(found[2]))

    def in_scope(self, url: str) -> bool:
        """Whether an absolute address is of this site: the root's host and port or the canonical
        host, with or without www and TLS."""
        try:
            parts = urlsplit(url)
            return parts.scheme in ("http", "https") and _host_key(parts.netloc) in (
                self._host,
                self._canonical_host,
            )
        except ValueError:
            return False

    def resolve(self, base_url: str, href: str) -> str | None:
        """The address that a link leads to, at the root that is crawled.

        Normalised: no fragment, tracking or session; dot segments and needless escapes resolved; an
        article as its plain address. None for what is not to be crawled: other hosts and schemes,
        files, malformed or overlong addresses. Source: WHATWG URL, RFC 3986.
        """
        link = self.link(base_url, href)
        return link.url if link else None

    def link(self, base_url: str, href: str) -> Link | None:
        """Like `resolve`, and which article it is: one look-up for the links that pages repeat."""
        key = self._cache_key(base_url, href)
        try:
            return self._links[key]
        except KeyError:
            pass
        try:
            link = self._read(base_url, href)
        except ValueError:  # urllib's word for ports, brackets and hosts that are none
            link = None
        if len(key) <= MAX_ADDRESS_CHARS:
            if len(self._links) >= CACHE_LINKS:
                self._links.clear()
            self._links[key] = link
        return link

    def _cache_key(self, base_url: str, href: str) -> str:
        """As much of the page's address as the link depends on, and the link."""
        first = href[:1]
        if (first == "/" and base_url.startswith(self._base + "/")) or href.startswith(
            ("http://", "https://")
        ):
            return href
        if first == "/" or first == "?" or not first:
            return f"{base_url}\n{href}"
        return f"{base_url.partition('?')[0].rpartition('/')[0]}\n{href}"

    def _read(self, base_url: str, href: str) -> Link | None:
        href = _CONTROLS.sub("", href.strip("\0 \t\n\r\f\v\x1b")).partition("#")[0]
        if len(href) > MAX_ADDRESS_CHARS:
            return None
        scheme = _SCHEME.match(href)
        if scheme and scheme[0].lower() not in ("http:", "https:"):
            return None
        before_query, question, query = href.partition("?")
        # Browsers read a backslash in a web address as a slash.
        parts = urlsplit(urljoin(base_url, before_query.replace("\\", "/") + question + query))
        if parts.scheme not in ("http", "https"):
            return None
        host = _host_key(parts.netloc)
        if host != self._host and host != self._canonical_host:
            return None
        path = plain_path(parts.path)
        prefix = self._prefix
        if host == self._host:
            inside = bool(prefix) and (path == prefix or path.startswith(prefix + "/"))
            prefix = prefix if inside else ""
            path = path[len(prefix) :] or "/"
        elif prefix and path.startswith(
            prefix + "/"
        ):  # root=…/en/ on a test host: the canonical path holds it already
            prefix = ""
        # On a mirror that was given a path of the site itself (root=…/en/) an article's path starts
        # with that very path.
        ref, whole = self._article_at(path), ""
        if ref is None and prefix and host == self._host:
            ref, whole = self._article_at(prefix + path), prefix
        if ref is not None:
            return Link(
                self._base
                + (prefix if not whole else "")
                + self._template.format(lang=ref.language, number=ref.number),
                ref,
            )
        if is_file(path):
            return None
        kept = plain_query(parts.query)
        url = f"{self._base}{prefix}{path}" + (f"?{kept}" if kept else "")
        return Link(url, None) if len(url) <= MAX_ADDRESS_CHARS else None

    def _article_at(self, path: str) -> ArticleRef | None:
        found = self._pattern.fullmatch(path.rstrip("/"))
        if not found or len(found["number"]) > MAX_NUMBER_DIGITS:
            return None
        return ArticleRef(found["lang"].lower(), int(found["number"]))


def listing_key(url: str) -> str:
    """What makes a listing page the same page: the order of the query, a trailing slash and a name
    like index.php do not count.

    Takes an address as `Site.resolve` gives it, and gives the very same object where nothing had to
    be folded.

    >>> listing_key("https://a.test/news/index.php?page=2&lang=en") == listing_key("https://a.test/news?lang=en&page=2")
    True
    >>> listing_key("https://a.test/") == listing_key("https://a.test/news")
    False
    """
    path, question, query = url.partition("?")
    folded = (
        _INDEX_PAGE.sub("/", path)
        if path.endswith(("p", "P", "l", "L", "m", "M", "x", "X"))
        else path
    )
    if folded.endswith("/"):
        folded = folded.rstrip("/")
    if "&" in query:
        query = "&".join(sorted(query.split("&")))
    key = folded + question + query
    return url if key == url else key


class _Root(NamedTuple):
    scheme: str
    netloc: str
    path: str
    query: str


def _root_parts(root: str) -> _Root:
    """The parts of a root address, normalised. Raises UsageError unless it is a plain http or https
    address."""
    try:
        parts = urlsplit(root.strip())
        port, host = parts.port, parts.hostname
    except ValueError as error:
        raise UsageError(f"the root {root!r} is no address: {error}") from error
    if (
        parts.scheme not in ("http", "https")
        or not host
        or "@" in parts.netloc
        or re.search(r"[\s\\<>\"]", root.strip())
    ):
        raise UsageError(
            f"the root {root!r} is no address: it should look like https://www.example.org or"
            " http://127.0.0.1:8080"
        )
    default = {"http": 80, "https": 443}[parts.scheme]
    netloc = f"[{host}]" if ":" in host else host
    path = "" if parts.path in ("", "/") else plain_path(parts.path)
    return _Root(
        parts.scheme,
        netloc if port in (None, default) else f"{netloc}:{port}",
        path,
        plain_query(parts.query),
    )


def _host_key(netloc: str) -> str:
    """A host and port for comparison: lower case, no www, no default port. Raises ValueError for a
    port that is none."""
    host, colon, port = netloc.rpartition(":") if not netloc.endswith("]") else (netloc, "", "")
    if not colon:
        host, port = netloc, ""
    elif port in ("80", "443"):
        port = ""
    elif port and not (port.isascii() and port.isdigit()):
        raise ValueError(f"not a port: {port!r}")
    host = host.lower().removesuffix(".").removeprefix("www.")
    return f"{host}:{port}" if port else host


def _template(article_address: str) -> str:
    """An article's path with {lang} and {number} in place of the groups. Raises UsageError where
    either is not there exactly once."""
    text, names, at = "", [], 0
    while found := _GROUP.search(article_address, at):
        text += _literal(article_address[at : found.start()])
        depth, end = 1, found.end()
        while depth and end < len(article_address):
            step = 2 if article_address[end] == "\\" else 1
            depth += {"(": 1, ")": -1}.get(article_address[end], 0)
            end += step
        names.append(found[1])
        text += f"{{{found[1]}}}"
        at = end
    if sorted(names) != ["lang", "number"]:
        raise UsageError(
            f"the article address {article_address!r} must hold the groups (?P<lang>…) and"
            " (?P<number>…)"
        )
    return text + _literal(article_address[at:])


def _literal(expression: str) -> str:
    """The text that a piece of a regular expression stands for, if it stands for one only."""
    if re.search(r"[\\.*+?\[\](){}|^$]", re.sub(r"\\[^0-9A-Za-z]", "", expression)):
        raise UsageError(
            "the article address must be literal but for (?P<lang>…) and (?P<number>…):"
            f" {expression!r} is not"
        )
    return re.sub(r"\\(.)", r"\1", expression).replace("{", "{{").replace("}", "}}")
