"""Where a site is crawled, at its own URL or on a mirror, and where on the site itself that is."""

from __future__ import annotations

from newscrawl.identity.hosts import host_key, root_parts


class CrawledRoot:
    """The canonical URL of a site and the root at which it is crawled. Raises UsageError where one
    of them cannot serve."""

    def __init__(self, canonical_root: str, root: str) -> None:
        """`root` is the canonical URL, a page of the site, or a mirror: see Site."""
        canonical, crawled = root_parts(canonical_root), root_parts(root)
        self.canonical = f"{canonical.scheme}://{canonical.netloc}"
        self.canonical_host = host_key(canonical.netloc)
        self.host = host_key(crawled.netloc)
        self.base = f"{crawled.scheme}://{crawled.netloc}"
        """Scheme and host of what is asked for."""
        self.own_start = f"{self.base}/"
        self.prefix = "" if self.host == self.canonical_host else crawled.path.rstrip("/")
        """The path below which a mirror has its copy; empty: at its root."""
        query = f"?{crawled.query}" if crawled.query else ""
        self.root = self.base + (crawled.path or "/") + query
        """The URL where the crawl starts."""

    def is_own(self, host: str) -> bool:
        """Whether a host, as `host_key` gives it, is that of the root or the canonical one."""
        return host in (self.host, self.canonical_host)

    def placed(self, host: str, path: str) -> tuple[str, str]:
        """Where the copy that a path is of lies below the root, and the path in it."""
        prefix = self.prefix
        if not prefix:
            return "", path
        if host == self.host:
            if path == prefix or path.startswith(prefix + "/"):
                return prefix, path[len(prefix) :] or "/"
            return "", path
        # root=…/en/ on a test host: the canonical path holds it already.
        return ("" if path.startswith(prefix + "/") else prefix), path

    def at_home(self, url: str) -> str:
        """A URL below the root, moved to the canonical one; others stay.

        >>> CrawledRoot("https://a.test", "http://127.0.0.1:8080/copy/").at_home("http://127.0.0.1:8080/copy/en/7")
        'https://a.test/en/7'
        """
        start = self.base + self.prefix + "/"
        return f"{self.canonical}/{url[len(start) :]}" if url.startswith(start) else url
