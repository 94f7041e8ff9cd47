"""Where a site lies: its host and port, and the URL at which its pages begin."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from newscrawl.errors import UsageError
from newscrawl.identity.normalize import plain_path, plain_query


class Root(NamedTuple):
    """Where a site lies, normalised."""

    scheme: str
    netloc: str
    path: str
    query: str


def root_parts(root: str) -> Root:
    """The parts of a root URL, normalised. Raises UsageError unless it is a plain http or https
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
    return Root(
        parts.scheme,
        netloc if port in (None, default) else f"{netloc}:{port}",
        path,
        plain_query(parts.query),
    )


def host_key(netloc: str) -> str:
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
