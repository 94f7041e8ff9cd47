"""Where what pages need to be looked at may be fetched: at the site, and at hosts that a setting
names (NEWSCRAWL_REQUISITES_HOSTS)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol
from urllib.parse import urldefrag, urljoin, urlsplit

from newscrawl.errors import UsageError
from newscrawl.identity.hosts import host_key

MAX_CHARS = 2_000
"""A longer address is made by a program, and no key of an index in PostgreSQL."""


class OfSite(Protocol):
    """What is asked of a site."""

    root: str

    def in_scope(self, url: str) -> bool:
        """See Site."""
        ...

    def may_ask(self, url: str) -> bool:
        """See Site."""
        ...

    def article(self, url: str) -> object | None:
        """See Site."""
        ...


class RequisiteScope:
    """Where one run may fetch them."""

    def __init__(self, site: OfSite, hosts: Collection[str] = ()) -> None:
        """`hosts` are those beside the site's own, as `requisite_host` gives them."""
        self._site = site
        self._hosts = frozenset(hosts)

    def admit(self, base_url: str, written: str) -> str | None:
        """The absolute address of what a page or a sheet names; None for what is not fetched:
        elsewhere, inside the page itself (`data:`), an article, malformed or overlong."""
        try:
            url = urldefrag(urljoin(base_url, written.strip())).url
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https") or len(url) > MAX_CHARS:
                return None
            if not self._site.may_ask(url) and self._site.in_scope(url):
                # A mirror stands for the site, of which nothing is asked.
                root = urlsplit(self._site.root)
                url = parts._replace(scheme=root.scheme, netloc=root.netloc).geturl()
            return url if self.may_ask(url) and self._site.article(url) is None else None
        except ValueError:  # urllib's word for ports, brackets and hosts that are none
            return None

    def may_ask(self, url: str) -> bool:
        """Whether a request for what pages need may go to an absolute URL."""
        return self._site.may_ask(url) or self.is_named(url)

    def is_named(self, url: str) -> bool:
        """Whether an absolute URL is at one of the hosts that the setting names."""
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and host_key(parts.netloc) in self._hosts


def requisite_host(written: str) -> str:
    """A host that the setting names, for comparison. Raises UsageError for what is none.

    >>> requisite_host("Static.Example.org"), requisite_host("127.0.0.1:8080")
    ('static.example.org', '127.0.0.1:8080')
    """
    try:
        parts = urlsplit(f"//{written}")
        if parts.hostname and parts.netloc == written and "@" not in written:
            return host_key(parts.netloc)
    except ValueError:
        pass
    raise UsageError(
        f"-s NEWSCRAWL_REQUISITES_HOSTS=…: {written} is no host; say static.example.org"
    )
