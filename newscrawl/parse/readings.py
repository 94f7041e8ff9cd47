"""What one page says, as plain values: before it is certain in which layout it is, and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from newscrawl.extract.page_lesson import PageLesson
from newscrawl.extract.parts import NO_PARTS, Parts
from newscrawl.items import Article
from newscrawl.parse.listing import Listing, SeenHeadline


class KnownTitles(NamedTuple):
    """What is known of an article's title before its page is read."""

    links: tuple[str, ...] = ()
    """Texts of the links of this run that lead to it."""
    record: tuple[str, ...] = ()
    """The title of its last record; empty if it was never read."""
    headlines: tuple[str, ...] = ()
    """What dated headlines called it before."""

    @property
    def all(self) -> tuple[str, ...]:
        """All of them, the best evidence first."""
        return (*self.links, *self.record, *self.headlines)


@dataclass(slots=True)
class ArticleLook:
    """What an article page shows before it is certain in which layout it is."""

    headlines: list[SeenHeadline]
    """The dated headlines on it."""
    leads: Listing
    """Where it leads."""
    sample: PageLesson | None
    """What it teaches of its layout; None where the known one is its own, and is known well."""
    reading: ArticleReading | None
    """What it says; None where there is a sample: it is to be read by what is known then."""
    known: KnownTitles  # By which titles it was read, or would have been.
    parts: Parts = NO_PARTS
    """Where its article goes on."""
    prose: frozenset[int] = frozenset()
    """What stands for its paragraphs, if its article has several pages."""


@dataclass(slots=True)
class ArticleReading:
    """What an article page says."""

    article: Article | None
    """None where title or body is missing, or the body is doubtful. Its `id` is empty where the URL
    names no article."""
    missing: tuple[str, ...]
    """The parts that were not found: `title`, `body`."""
    rule_error: Exception | None
    """What a rule of the site's own raised; there is no article then, and nothing is missing."""
    title: str | None
    """As the extraction found it, whatever the site's own rules say."""
    body: str | None
    """Likewise."""
    is_whole: bool
    """Whether the page has its last tag."""
    contradicts_links: bool
    """Whether it cannot be the article that the known links lead to."""
    contradicts_headlines: bool
    """Likewise of the known headlines."""
    body_doubt: str | None = None
    """Why its text is not believed, in a line for people; None where nothing speaks against it, or
    a rule of the site's own gave the text."""
    rules: tuple[str, ...] = ()
    """The rules of the extraction that decided anything on the page, each once: `body/in-aside`."""
    parts: Parts = NO_PARTS
    """Where the article goes on."""
    prose: frozenset[int] = frozenset()
    """What stands for the paragraphs of the page, if its article has several pages."""
    text_sample: PageLesson | None = None
    """What its text teaches of notices; None for one that was put together of several pages."""
