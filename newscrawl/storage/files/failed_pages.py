"""failed/: pages that could not be read, as they came, for repair. Bounded in number and size."""

from __future__ import annotations

import hashlib
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from newscrawl import lease
from newscrawl.errors import OutputError

DIGEST_CHARS = 16
"""Of the SHA-256 in a name, in hexadecimal: 64 bits, against bytes that flip, not forgery."""

NAME = re.compile(
    r".+-[0-9a-f]{10}-(?P<time>\d{8}T\d{6}Z)"
    rf"(?:-(?P<digest>[0-9a-f]{{{DIGEST_CHARS}}}))?\.html"
)
"""Of a failed page; those that earlier versions kept have no digest."""


class FailedPages:
    """The folder of failed pages. One page a URL: a newer one takes the place of the older."""

    def __init__(self, folder: Path, *, max_pages: int, max_bytes: int) -> None:
        """Read what is there; the folder itself is made with the first page. Files of other names
        are left alone."""
        self.folder = folder
        self.max_pages = max_pages
        self.max_bytes = max_bytes
        found = (
            [path for path in folder.glob("*.html") if NAME.fullmatch(path.name)]
            if folder.is_dir()
            else []
        )
        # Oldest first: a dict keeps the order in which pages are added.
        self._sizes = {path.name: path.stat().st_size for path in sorted(found, key=_time)}
        self._total_bytes = sum(self._sizes.values())

    def keep(self, url: str, page: bytes, *, seen_at: datetime) -> Path | None:
        """Write the page as it is; the oldest are removed as far as the bounds ask for it.

        None if the page alone is above the bounds. Raises OutputError; no part of a page is left
        behind then.
        """
        if self.max_pages < 1 or len(page) > self.max_bytes:
            return None
        lease.check()
        stem = _stem(url)
        digest = hashlib.sha256(page).hexdigest()[:DIGEST_CHARS]
        path = self.folder / f"{stem}-{seen_at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{digest}.html"
        part = path.with_suffix(".part")
        try:
            for name in [name for name in self._sizes if name.startswith(f"{stem}-")]:
                self._drop(name)
            while self._sizes and (
                len(self._sizes) >= self.max_pages or self._total_bytes + len(page) > self.max_bytes
            ):
                self._drop(next(iter(self._sizes)))
            self.folder.mkdir(exist_ok=True)
            try:
                with part.open("wb") as file:
                    file.write(page)
                    file.flush()
                    # Its name says what is in it: no name without the bytes, if the power fails.
                    os.fsync(file.fileno())
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)
        except OSError as error:
            raise OutputError(error.errno, f"cannot write {path}: {error.strerror}") from error
        self._sizes[path.name] = len(page)
        self._total_bytes += len(page)
        return path

    def _drop(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)
        self._total_bytes -= self._sizes.pop(name)


def _time(path: Path) -> str:
    match = NAME.fullmatch(path.name)
    return match["time"] if match else ""


def _stem(url: str) -> str:
    """What a person can recognise of the URL, and what makes it unique.

    >>> _stem("https://www.ccbsnews.info/en/news/detail/4666")
    'en-news-detail-4666-96c3e7b63a'
    """
    readable = re.sub(r"[^A-Za-z0-9]+", "-", urlsplit(url).path)[:60].strip("-") or "root"
    return f"{readable}-{hashlib.sha256(url.encode('utf-8', 'replace')).hexdigest()[:10]}"
