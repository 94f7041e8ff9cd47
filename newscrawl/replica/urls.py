"""The site's URLs: how listings are paged, and in how many ways one article can be linked to."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Literal
from zlib import crc32

CANONICAL_ROOT = "https://www.ccbsnews.info"


def article_path(language: str, number: int) -> str:
    """`/en/news/detail/4666`, as the contract has it."""
    return f"/{language}/news/detail/{number}"


@dataclass(frozen=True, slots=True)
class Paging:
    """How the pages of a listing are named in URLs, and which links lead on."""

    scheme: Literal["query", "path", "offset"]
    """`?page=2`, `/page/2`, or the offset of the first entry: `/index/20`."""
    links: Literal["next", "window"]
    """A bare link to the next page, or a window of numbers around the present one beside previous
    and next."""

    def href(self, base: str, page: int, size: int) -> str:
        """The path of a page of a listing; page 1 is the listing itself."""
        if page == 1:
            return base
        match self.scheme:
            case "query":
                return f"{base}?page={page}"
            case "path":
                return f"{base}/page/{page}"
            case "offset":
                return f"{base}/index/{(page - 1) * size}"

    def read(self, path: str, query: dict[str, str], size: int) -> tuple[str, int]:
        """The listing and the page that a path asks for: the reverse of `href`. Page 0 means
        that there is no such page."""
        if self.scheme == "query":
            shown = query.get("page", "1")
            return path, int(shown) if shown.isdecimal() else 0
        match = re.fullmatch(
            r"(.*)/page/(\d+)" if self.scheme == "path" else r"(.*)/index/(\d+)", path
        )
        if not match:
            return path, 1
        base, number = match[1], int(match[2])
        if self.scheme == "path":
            return base, number
        return base, number // size + 1 if number % size == 0 else 0

    def window(self, page: int, last: int) -> list[int]:
        """The numbers shown on a page, the present one among them; empty where only 'next' is
        shown."""
        if self.links == "next" or last == 1:
            return []
        return sorted({1, last, *range(max(1, page - 2), min(last, page + 2) + 1)})


def varied_href(path: str, page: str) -> str:
    """A link from `page` to the article at `path`, one in three in another form of the same
    URL."""
    # The page of an article answers with and without a trailing slash, so a relative link on it
    # would mean two things.
    relative = path if "/detail/" in page else posixpath.relpath(path, posixpath.dirname(page))
    forms = (
        relative,
        f"{path}?utm_source=list&utm_medium=web",
        f"{path}/",
        f"{path}#comments",
        f"{path}?fbclid=IwAR{crc32(page.encode()):08x}",
        f"{CANONICAL_ROOT}{path}",
        f"http://ccbsnews.info{path}",
        f"//ccbsnews.info{path}",
    )
    choice = crc32(f"{page} {path}".encode()) % (3 * len(forms))
    return forms[choice] if choice < len(forms) else path
