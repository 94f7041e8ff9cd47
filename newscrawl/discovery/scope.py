"""What may be asked of a site while it is looked at: its own hosts, and no other."""

from __future__ import annotations

from urllib.parse import urlsplit

from newscrawl.identity.hosts import host_key
from newscrawl.identity.registrable import host_of


class Scope:
    """The hosts of one registrable domain (Public Suffix List), at the port of the start page.

    >>> scope = Scope("https://www.example.org/")
    >>> scope.may_ask("https://blog.example.org/a"), scope.may_ask("https://example.net/")
    (True, False)
    """

    def __init__(self, root: str) -> None:
        self._domain = host_of(root)
        self._port = urlsplit(root).port

    def may_ask(self, url: str) -> bool:
        """Whether a request to this URL stays on the site."""
        try:
            parts = urlsplit(url)
            return (
                parts.scheme in ("http", "https")
                and bool(parts.hostname)
                and (parts.port in (None, 80, 443) or parts.port == self._port)
                and host_of(url) == self._domain
            )
        except ValueError:
            return False

    def in_scope(self, url: str) -> bool:
        """The same: no mirror is looked at."""
        return self.may_ask(url)

    def is_home(self, url: str, root: str) -> bool:
        """Whether a URL is of the very host of the start page, www or not."""
        return host_key(urlsplit(url).netloc) == host_key(urlsplit(root).netloc)
