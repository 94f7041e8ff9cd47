"""What the parsing of a run works with: the site, its own rules, and what the archive knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from newscrawl.identity.site import ArticleRef, Link, Site
from newscrawl.items import Failure
from newscrawl.loaders import ArticleLoader
from newscrawl.parse.fetched_page import FetchedPage

Row = Mapping[str, Any]


class SiteURLs(Protocol):
    """What is asked of a site's URLs to read one of its pages."""

    def link(self, base_url: str, href: str) -> Link | None:
        """Where a link leads; None: not to this site."""
        ...

    def written(self, base_url: str, href: str) -> str | None:
        """Where a link leads, as it is written, with the number of a page; None: not to this
        site."""
        ...

    def article(self, url: str) -> ArticleRef | None:
        """The article at an absolute URL; None for every other page."""
        ...

    def day(self, url: str) -> str | None:
        """The day that the absolute URL of an article holds, ISO 8601; None where it holds none."""
        ...

    def tells_language(self, url: str) -> bool:
        """Whether the absolute URL of an article tells in which language it is."""
        ...

    def visited(self, url: str) -> None:
        """An article was fetched at this absolute URL."""
        ...

    def id(self, ref: ArticleRef) -> str:
        """The id of an article."""
        ...

    def canonical(self, ref: ArticleRef) -> str:
        """The canonical URL of an article."""
        ...

    def at_home(self, url: str) -> str:
        """A URL of a mirror, moved to the site itself."""
        ...


class ArchiveKnowledge(Protocol):
    """What the parser asks of the archive of its site, and what it leaves there."""

    def last_record(self, article_id: str) -> Mapping[str, Any] | None:
        """The last line of an article; None if it was never read."""
        ...

    def headline_titles(self, article_id: str) -> list[str]:
        """What dated headlines of this run and of earlier ones call an article, each once."""
        ...

    def newest_live(self, language: str, count: int) -> list[ArticleRef]:
        """The newest articles that were there when they were last visited, the newest first, as far
        as it is known where to fetch them."""
        ...

    def captured(self, record_id: str) -> Mapping[str, Any] | None:
        """The row of `captures` of a WARC record, of this run or an earlier one; None where it is
        not known."""
        ...

    def further_pages(self, article_id: str, first: Row) -> list[tuple[Row, Row | None]]:
        """The further pages of an article that were fetched with its first one, each as the row of
        its record and of the one that holds its body, where that is another. `first` is the row of
        the first page."""
        ...

    def own_dates_read(self, article_id: str) -> set[tuple[str, str]] | None:
        """The days (source and day, ISO 8601) that the page gave for itself from which the last
        line of an article is; None where that is not known."""
        ...

    def nowhere_answers(self) -> Mapping[str, Mapping[str, Any]]:
        """What the site answered where nothing can be, by URL: `at`, a moment in ISO 8601, and
        `answer`, as `Answer.dump` gave it; None where no page came."""
        ...

    def save_nowhere_answers(self, answers: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep what `nowhere_answers` gives, in place of what was. Raises OutputError."""
        ...

    def layouts(self) -> Mapping[str, Mapping[str, Any]]:
        """For each language what repeats from page to page, as `Boilerplate.dump` gave it, with the
        WARC record of its first page as `layout`."""
        ...

    def note_lesson(self, layout: str, place: int, record_id: str) -> None:
        """The page in this WARC record taught what repeats, as the one of this place in its
        layout."""
        ...

    def lesson_records(self, layout: str) -> list[str]:
        """The WARC records of the pages that taught what repeats, of this run and of earlier ones,
        in the order in which they did. Raises OutputError."""
        ...

    def look_up(self, refs: Iterable[ArticleRef]) -> None:
        """These articles will be asked about soon."""
        ...

    def owe(self, refs: Iterable[ArticleRef]) -> None:
        """A feed or the page of an article led to these: a run that ends before it visits them
        leaves them to the next."""
        ...

    def was_read(self, url: str) -> None:
        """A listing page was read, or is not there: it fails no more. `url` is where it was
        fetched."""
        ...

    def save_layout(self, language: str, dumped: Mapping[str, Any]) -> None:
        """Keep what repeats in a language, as `layouts` gives it. Raises OutputError."""
        ...


def no_rules(loader: ArticleLoader) -> None:
    """A site without rules of its own."""


def _not_counted(name: str, count: int = 1) -> None:
    """Nobody counts."""


@dataclass(slots=True)
class ParseContext:
    """What the parsing of one run works with."""

    site: Site
    timezone: str | None = None
    """IANA name of the zone in which the site prints its days; None means UTC."""
    load_article: Callable[[ArticleLoader], None] = no_rules
    """Adds values by the site's own selectors, before the extraction fills what is left."""
    with_requisites: bool = False
    """Whether it is asked what pages need to be looked at."""
    archive: ArchiveKnowledge | None = field(default=None)
    """None: nothing is known, and nothing is kept. No page is doubted then."""
    kept: Callable[[Row, Row | None], FetchedPage] | None = None
    """Gives the page of a row of `captures`, as `KeptPages.fetched`; None where there is none to
    be had."""
    count: Callable[[str, int], None] = _not_counted
    """Counts under a name of the run's stats."""

    def was_read(self, url: str, *, unless: Sequence[Failure] = ()) -> None:
        """As `ArchiveKnowledge.was_read`, where there is an archive and the page shows no
        failure."""
        if self.archive is not None and not unless:
            self.archive.was_read(url)

    def last_record(self, article_id: str) -> Mapping[str, Any] | None:
        """The last line of an article; None if it was never read."""
        return self.archive.last_record(article_id) if self.archive is not None else None

    def headline_titles(self, article_id: str) -> list[str]:
        """What dated headlines call an article."""
        return self.archive.headline_titles(article_id) if self.archive is not None else []

    def newest_live(self, language: str, count: int) -> list[ArticleRef]:
        """The newest articles that were there when they were last visited."""
        return self.archive.newest_live(language, count) if self.archive is not None else []
