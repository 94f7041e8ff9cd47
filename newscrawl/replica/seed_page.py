"""Reads the text of one real page, given when the replica is started: its words stay out of this
repository.

The file: the title, a blank line, one paragraph a line; then `Latest news` glued to the first
headline, headlines and dates in turn; a blank line, and the stamp of the visit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

LATEST = "Latest news"


class SeedHeadline(NamedTuple):
    """An entry of the block of latest news."""

    title: str
    day: date


@dataclass(frozen=True, slots=True)
class SeedPage:
    """One page of the site, as a text extractor saw it."""

    title: str
    paragraphs: tuple[str, ...]
    headlines: tuple[SeedHeadline, ...]
    """Newest first."""
    stamp: date
    """The day of the visit."""


def read_seed_page(path: Path) -> SeedPage:
    """The page in the file. Raises OSError if it cannot be read, ValueError if it is laid out
    otherwise."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    start = next((at for at, line in enumerate(lines) if line.startswith(LATEST)), None)
    if start is None:
        raise ValueError(f"{path}: no line begins with {LATEST!r}")
    title, *paragraphs = filter(None, lines[:start])
    *block, stamp = filter(None, [lines[start].removeprefix(LATEST), *lines[start + 1 :]])
    titles, days = block[::2], block[1::2]
    headlines = tuple(
        SeedHeadline(title, datetime.strptime(day, "%d.%b.%Y").date())
        for title, day in zip(titles, days, strict=True)
    )
    return SeedPage(
        title, tuple(paragraphs), headlines, datetime.strptime(stamp, "%d %b %Y").date()
    )
