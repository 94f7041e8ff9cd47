"""Pages that show an article whose own address is another: for printing, for phones (AMP), by the
number under which a system keeps it. They say so themselves, by `rel=canonical` (RFC 6596). Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from newscrawl.discovery.address_shapes import taken_apart
from newscrawl.discovery.examine import Examined
from newscrawl.identity.hosts import host_key

MAX_NAMED = 3
"""Addresses of one kind that are looked at because pages name them: two make a form."""


def views_of_others(pages: Collection[Examined]) -> set[str]:
    """The URLs of those pages with an article that say that it lies at another address, where other
    articles do lie at such addresses: their pages say so, or say nothing else.

    What a page says of itself may be wrong: all pages of some sites name the home page.
    """
    read = [page for page in pages if page.record is not None]
    own = {
        made_as(page.url)
        for page in read
        if not page.canonical or _place(page.canonical) == _place(page.url)
    }
    return {
        page.url
        for page in read
        if page.canonical
        and made_as(page.canonical) in own
        and made_as(page.canonical) != made_as(page.url)
    }


def named_elsewhere(pages: Collection[Examined]) -> Iterator[str]:
    """The addresses at which pages with an article say that it lies, some for each kind of page and
    address: what is there tells whether to believe them."""
    seen: Counter[tuple[object, object]] = Counter()
    for page in pages:
        if page.record is None or not page.canonical:
            continue
        kinds = made_as(page.url), made_as(page.canonical)
        if kinds[0] != kinds[1] and seen[kinds] < MAX_NAMED:
            seen[kinds] += 1
            yield page.canonical


def _place(url: str) -> tuple[str, str, str]:
    """What of a URL tells one page from another."""
    parts = urlsplit(url)
    return host_key(parts.netloc), parts.path.rstrip("/").lower(), parts.query


def made_as(url: str) -> tuple[object, ...]:
    """How an address is made: its host, how many words stand in its path, what else varies, and
    which names its query has."""
    address = taken_apart(url)
    names = tuple(sorted(name for name, _ in address.query))
    return host_key(address.host), tuple(part.form for part in address.path), names
