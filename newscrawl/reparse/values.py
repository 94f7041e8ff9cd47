"""What goes to a reader, in whatever process it is, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from newscrawl.extract.page_lesson import PageLesson
from newscrawl.items import Article, Circumstances, Failure, Headline

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """Where a page lies, and in which circumstances it was read."""

    row: Row
    """Of `captures`."""
    origin: Row | None
    """Of the record that holds the body, for a revisit."""
    root: str | None
    """Where the site was crawled; None: at its own URL."""
    circumstances: Circumstances | None = None
    """None for a listing."""
    reason: str | None = None
    """Why it could not be read; None where it could."""
    claims: tuple[tuple[str, str], ...] = ()
    """The days that it gave for itself, as they were read: source and day."""
    further: tuple[tuple[Row, Row | None], ...] = ()
    """The further pages of its article, fetched with it: rows as `row` and `origin`."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be read: of an article the newest page first; of a listing the one page."""

    id: str | None
    """The article; None for a listing."""
    pages: tuple[KeptPage, ...]
    before: Row | None = None
    """The newest line of the article, where a page of it could not be read; else None."""


class Outcome(NamedTuple):
    """What came of a task."""

    id: str | None
    article: Article | None
    headlines: list[Headline]
    failure: Failure | None
    """Why a page can no longer be read, or no longer be had; None where it can, or could not before
    either."""
    rules: tuple[str, ...] = ()
    """The rules of the extraction that decided anything, once for each page that was read."""


class Lesson(NamedTuple):
    """A page that taught what repeats."""

    layout: str
    place: int
    page: KeptPage


class Taught(NamedTuple):
    """What a lesson taught, now that its page was read again."""

    is_lost: bool
    """Whether its record is not there any more."""
    language: str = ""
    sample: PageLesson | None = None
    """None where the page cannot be read."""
