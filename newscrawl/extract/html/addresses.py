"""Addresses as pages write them: what is none leads nowhere, and is no reason not to read the
page."""

from __future__ import annotations

from urllib.parse import SplitResult, urljoin, urlsplit

NOWHERE = SplitResult("", "", "", "", "")


def joined(base: str, written: str) -> str:
    """The absolute address of a link; empty where it has none (RFC 3986, section 3.2.2: half an
    IPv6 address, for one).

    >>> joined("https://a.test/b/", "../c"), joined("https://a.test/", "http://[c")
    ('https://a.test/c', '')
    """
    try:
        return urljoin(base, written)
    except ValueError:
        return ""


def parts_of(url: str) -> SplitResult:
    """The parts of an address, all of them empty where it is none."""
    try:
        return urlsplit(url)
    except ValueError:
        return NOWHERE
