"""Pages that cost more than a page may: each fits into a download, and none into a reader."""

from __future__ import annotations

from collections.abc import Callable

from support.parsing import html

MOST_BYTES = 15 << 20
"""Before they are compressed: a little less than what is downloaded."""


def many(unit: str, size: int = MOST_BYTES) -> bytes:
    return (unit * (size // len(unit))).encode()


OVERWEIGHT: dict[int, Callable[[], bytes]] = {
    101: lambda: many("<p>a"),
    102: lambda: many("<div>"),
    103: lambda: many("<a href=/x/1>b</a>"),
    104: lambda: html("<p " + " ".join(f"a{n}=1" for n in range(1_300_000)) + ">"),
    105: lambda: many("&lt;"),
    106: lambda: html("<table>" + "<tr><td>9 January 2026</td></tr>" * 400_000),
}
"""Numbers of articles, and what is there in their place."""

SITEMAP = b"<urlset>" + b"<url><loc/></url>" * 900_000 + b"</urlset>"
