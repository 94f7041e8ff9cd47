"""Which host a site asks: what no two runs may ask at once."""

from __future__ import annotations

from functools import cache
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from tldextract import TLDExtract


def host_of(root: str) -> str:
    """The registrable domain of a URL, by the Public Suffix List; an address, or a host without a
    public suffix, is itself.

    >>> host_of("https://www.news.example.co.uk/en/"), host_of("http://sport.example.co.uk:8080")
    ('example.co.uk', 'example.co.uk')
    >>> host_of("http://127.0.0.2:8080"), host_of("http://[::1]/"), host_of("http://archive/")
    ('127.0.0.2', '::1', 'archive')
    """
    name = (urlsplit(root).hostname or "").rstrip(".")
    try:
        return str(ip_address(name))
    except ValueError:
        name = name.encode("idna").decode("ascii").lower() if not name.isascii() else name
    return _extract()(name).top_domain_under_public_suffix or name


def leads_off_site(url: str, href: str) -> bool:
    """Whether a link as written on the page of this URL leads to another site; False where its
    address, or the page's, tells no host.

    >>> [leads_off_site("https://news.example.org/1", href) for href in ("/2", "//b.example.org/")]
    [False, False]
    >>> leads_off_site("https://news.example.org/1", "https://shop.example.com/lamp")
    True
    """
    if not href.strip().startswith(("//", "http://", "https://")):
        return False
    try:
        own, other = host_of(url), host_of(href.strip())
    except ValueError:  # No address: a bracket that is not closed.
        return False
    return bool(own and other) and own != other


@cache
def _extract() -> TLDExtract:
    # Not above: it takes a thirtieth of a second, and a crawl asks for no domain.
    from tldextract import TLDExtract

    # The list that comes with the library: no network, and nothing on the disk. Its private part is
    # left out: two sites of one hoster may share a server, and only one is asked at a time.
    return TLDExtract(suffix_list_urls=(), cache_dir=None)
