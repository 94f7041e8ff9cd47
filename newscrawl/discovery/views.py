"""Pages that show an article whose own address is another: for printing, for phones (AMP), by the
number under which a system keeps it. They say so themselves, by `rel=canonical` (RFC 6596). Pure.
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from newscrawl.discovery.address_shapes import taken_apart
from newscrawl.discovery.examine import Examined
from newscrawl.identity.hosts import host_key


def views_of_others(pages: Collection[Examined]) -> set[str]:
    """The URLs of those pages with an article that say that it lies at another address, where other
    articles do lie at such addresses: their pages say so, or say nothing else.

    What a page says of itself may be wrong: all pages of some sites name the home page.
    """
    read = [page for page in pages if page.record is not None]
    own = {
        _kind(page.url)
        for page in read
        if not page.canonical or _place(page.canonical) == _place(page.url)
    }
    return {
        page.url
        for page in read
        if page.canonical
        and _kind(page.canonical) in own
        and _kind(page.canonical) != _kind(page.url)
    }


def _place(url: str) -> tuple[str, str, str]:
    """What of a URL tells one page from another."""
    parts = urlsplit(url)
    return host_key(parts.netloc), parts.path.rstrip("/").lower(), parts.query


def _kind(url: str) -> tuple[object, ...]:
    """How an address is made: its host, how many words stand in its path, what else varies, and
    which names its query has."""
    address = taken_apart(url)
    names = tuple(sorted(name for name, _ in address.query))
    return host_key(address.host), tuple(part.form for part in address.path), names
