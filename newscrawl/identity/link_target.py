"""A link as written -> where it leads, as a browser reads it. Source: WHATWG URL, RFC 3986."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit

MAX_ADDRESS_CHARS = 2_000
"""Longer URLs are not followed. Real ones stay far below; paths that grow by themselves do not."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I | re.A)
_CONTROLS = re.compile(r"[\t\n\r]")


def target_of(base_url: str, href: str) -> SplitResult | None:
    """Where a link leads, as a browser reads it, without its fragment; None for other schemes and
    for overlong links. Raises ValueError for what is no URL."""
    href = href.strip("\0 \t\n\r\f\v\x1b").partition("#")[0]
    if not href.isprintable():
        href = _CONTROLS.sub("", href)
    if len(href) > MAX_ADDRESS_CHARS:
        return None
    scheme = _SCHEME.match(href)
    if scheme and scheme[0].lower() not in ("http:", "https:"):
        return None
    before_query, question, query = href.partition("?")
    # Browsers read a backslash in a URL as a slash.
    path = before_query.replace("\\", "/")
    while path.endswith((" ", "%20")):
        # A space that was pasted behind it: browsers cut one off only where nothing follows and it
        # is not escaped, and no site means this one.
        path = path.rstrip(" ").removesuffix("%20")
    parts = _without_joining(base_url, path, query) or urlsplit(
        urljoin(base_url, path + question + query)
    )
    return parts if parts.scheme in ("http", "https") else None


def _without_joining(base_url: str, path: str, query: str) -> SplitResult | None:
    """A link with its host, or with its path from the root on, as `urljoin` and `urlsplit` read it,
    which take such a link apart three times; None for what takes more."""
    if ";" in path:
        return None
    if path.startswith(("http://", "https://")):
        parts = urlsplit(path)
        return SplitResult(*parts[:3], query, "") if parts.netloc else None
    if path[:1] != "/" or path[1:2] == "/" or "/." in path:
        return None
    base = urlsplit(base_url)
    return SplitResult(base.scheme, base.netloc, path, query, "") if base.netloc else None
