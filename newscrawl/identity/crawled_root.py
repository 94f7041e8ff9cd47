"""Where a site is crawled, at its own URL or on a mirror, and where on the site itself that is.

A site may have further hosts. A path on one of them is written as in a network-path reference
(RFC 3986, 4.2): `//blog.a.test/a-slug`. A mirror stands for all of them: it holds the pages of a
further host below a folder of its name, as `wget --mirror` leaves them: `/blog.a.test/a-slug`.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from newscrawl.identity.hosts import host_key, root_parts


class CrawledRoot:
    """The canonical URL of a site and the root at which it is crawled. Raises UsageError where one
    of them cannot serve."""

    def __init__(
        self, canonical_root: str, root: str | None = None, further_hosts: Sequence[str] = ()
    ) -> None:
        """`root` is the canonical URL, a page of the site, or a mirror: see Site; None: the
        canonical URL. `further_hosts` belong to the site, too."""
        canonical, crawled = root_parts(canonical_root), root_parts(root or canonical_root)
        self.canonical = f"{canonical.scheme}://{canonical.netloc}"
        self._canonical_scheme, self._scheme = canonical.scheme, crawled.scheme
        self.canonical_host = host_key(canonical.netloc)
        self.host = host_key(crawled.netloc)
        self.further = {
            host_key(one): root_parts(f"https://{one}").netloc.lower() for one in further_hosts
        }
        is_site = self.host == self.canonical_host or self.host in self.further
        self.is_mirror = not is_site
        netloc = canonical.netloc if self.host in self.further else crawled.netloc
        self.base = f"{crawled.scheme}://{netloc}"
        """Scheme and host of what is asked for."""
        self._own_start = f"{self.base}/"
        self.prefix = "" if is_site else crawled.path.rstrip("/")
        """The path below which a mirror has its copy; empty: at its root."""
        query = f"?{crawled.query}" if crawled.query else ""
        self.root = f"{crawled.scheme}://{crawled.netloc}" + (crawled.path or "/") + query
        """The URL where the crawl starts."""
        self._asked = {self.host}
        """Hosts that requests may go to: on a mirror it alone, which stands for the whole site."""
        if root is None or is_site:
            self._asked |= {self.canonical_host, *self.further}

    def is_own(self, host: str) -> bool:
        """Whether a host, as `host_key` gives it, is that of the root or one of the site's."""
        return host in (self.host, self.canonical_host) or host in self.further

    def in_scope(self, url: str) -> bool:
        """Whether an absolute URL is of the site: see Site."""
        host = _host_of(url)
        return host is not None and self.is_own(host)

    def may_ask(self, url: str) -> bool:
        """Whether a request may go to an absolute URL: see Site."""
        return _host_of(url) in self._asked

    def placed(self, host: str, path: str) -> tuple[str, str]:
        """Where the copy that a path is of lies below the root, and the path in it."""
        prefix = self.prefix
        if host in self.further and host != self.canonical_host:
            return prefix, f"//{self.further[host]}{path}"
        if host == self.host and self.is_mirror:
            own = prefix if path == prefix or path.startswith(prefix + "/") else ""
            path = path[len(own) :] or "/"
            if self.further:
                path = self._in_folder(path)
            return own, path
        if not prefix:
            return "", path
        # root=…/en/ on a test host: the canonical path holds it already.
        return ("" if path.startswith(prefix + "/") else prefix), path

    def _in_folder(self, path: str) -> str:
        """A path on a mirror; where a folder of a further host holds it, the path on that host."""
        folder, _, rest = path[1:].partition("/")
        netloc = self.further.get(folder.lower())
        return path if netloc is None else f"//{netloc}/{rest}"

    def url(self, prefix: str, path: str) -> str:
        """Where a path of the site is asked for: see `placed`."""
        if not path.startswith("//"):
            return f"{self.base}{prefix}{path}"
        return f"{self.base}{prefix}{path[1:]}" if self.is_mirror else f"{self._scheme}:{path}"

    def base_of(self, page: str) -> str:
        """The URL that the links of a page are written for: on a mirror, a page in the folder of a
        further host may link to others of its host from their root on."""
        return self.at_home(page) if self.is_mirror and self.further else page

    def is_plain(self, page: str) -> bool:
        """Whether a path from the root on leads from a page to the same place as from any other."""
        return page.startswith(self._own_start) and not (self.is_mirror and self.further)

    def canonical_url(self, path: str) -> str:
        """The canonical URL of a path of the site."""
        is_further = path.startswith("//")
        return f"{self._canonical_scheme}:{path}" if is_further else self.canonical + path

    def path_of(self, canonical_url: str) -> str | None:
        """The path of a canonical URL; None for another."""
        if canonical_url.startswith(self.canonical + "/"):
            return canonical_url.removeprefix(self.canonical)
        path = canonical_url.removeprefix(f"{self._canonical_scheme}:")
        host = path[2:].partition("/")[0]
        return path if path.startswith("//") and host in self.further.values() else None

    def at_home(self, url: str) -> str:
        """A URL below the root, moved to the canonical one; others stay.

        >>> CrawledRoot("https://a.test", "http://127.0.0.1:8080/copy/").at_home("http://127.0.0.1:8080/copy/en/7")
        'https://a.test/en/7'
        """
        start = self.base + self.prefix + "/"
        if url.startswith(start):
            path = f"/{url[len(start) :]}"
            is_copy = self.is_mirror and self.further
            return self.canonical_url(self._in_folder(path) if is_copy else path)
        path = url.removeprefix(f"{self._scheme}:")
        is_further = path.startswith("//") and path[2:].partition("/")[0] in self.further.values()
        return self.canonical_url(path) if is_further and not self.is_mirror else url


def _host_of(url: str) -> str | None:
    """The host of an absolute URL, as `host_key` gives it; None for other schemes and what is no
    URL."""
    try:
        parts = urlsplit(url)
        return host_key(parts.netloc) if parts.scheme in ("http", "https") else None
    except ValueError:
        return None
