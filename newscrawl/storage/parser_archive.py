"""The archive as the parsing of a run sees it: what is known of an article, and what repeats from
page to page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from newscrawl.identity.site import ArticleRef, Site
from newscrawl.storage.archive import Archive
from newscrawl.storage.state.captures import beside

Row = Mapping[str, Any]


class ParserArchive:
    """Answers the parser's questions for one site (`parse.context.ArchiveKnowledge`)."""

    def __init__(self, archive: Archive, site: Site) -> None:
        self._archive = archive
        self._site = site

    def last_record(self, article_id: str) -> Mapping[str, Any] | None:
        """The last line of an article; None if it was never read."""
        known = self._archive.known(article_id)
        return self._archive.latest_record(known) if known is not None and known.is_read else None

    def headline_titles(self, article_id: str) -> list[str]:
        """What dated headlines of this run and of earlier ones call an article, each once."""
        titles = (sighting["title"] for sighting in self._archive.sightings(article_id))
        return list(dict.fromkeys(titles))

    def newest_live(self, language: str, count: int) -> list[ArticleRef]:
        """The newest articles that were there when they were last visited, the newest first, as far
        as it is known where to fetch them."""
        newest = self._archive.state.newest_live(self._site.name, language, count)
        refs = (self._site.reachable(known.id, known.url) for known in newest)
        return [ref for ref in refs if ref is not None]

    def captured(self, record_id: str) -> Mapping[str, Any] | None:
        """The row of `captures` of a WARC record; None where it is not known."""
        return self._archive.captured(record_id)

    def further_pages(self, article_id: str, first: Row) -> list[tuple[Row, Row | None]]:
        """The further pages of an article that were fetched with its first one, each as the row of
        its record and of the one that holds its body, where that is another."""
        state = self._archive.state
        rows = beside(first, state.further_pages([article_id]))
        origins = state.captures_of_records([row["refers_to"] for row in rows if row["refers_to"]])
        return [(row, origins.get(row["refers_to"] or "")) for row in rows]

    def own_dates_read(self, article_id: str) -> set[tuple[str, str]] | None:
        """The days that the page gave for itself from which the last line of an article is."""
        return self._archive.own_dates_read(article_id)

    def nowhere_answers(self) -> dict[str, dict[str, Any]]:
        """What the site answered where nothing can be, by URL."""
        return self._archive.state.nowhere_answers(self._site.name)

    def save_nowhere_answers(self, answers: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep what `nowhere_answers` gives."""
        self._archive.state.set_nowhere_answers(self._site.name, answers)

    def layouts(self) -> Mapping[str, Mapping[str, Any]]:
        """For each language what repeats from page to page."""
        return self._archive.state.boilerplate(self._site.name)

    def note_lesson(self, layout: str, place: int, record_id: str) -> None:
        """The page in this WARC record taught what repeats, as the one of this place in its
        layout."""
        self._archive.add_lesson(layout, place, record_id)

    def lesson_records(self, layout: str) -> list[str]:
        """The WARC records of the pages that taught what repeats, in their order. Raises
        OutputError."""
        self._archive.commit()
        return self._archive.state.lessons_by_layout().get(layout, [])

    def look_up(self, refs: Iterable[ArticleRef]) -> None:
        """These articles will be asked about soon."""
        ids = [self._site.id(ref) for ref in refs]
        self._archive.prefetch(ids)
        self._archive.backlog.expect(ids)

    def owe(self, refs: Iterable[ArticleRef]) -> None:
        """A feed or the page of an article led to these."""
        site, archive = self._site, self._archive
        archive.add_unvisited(
            site.name,
            (
                (article_id, site.canonical(ref))
                for ref in refs
                if archive.known(article_id := site.id(ref)) is None
                and not archive.backlog.holds(article_id)
            ),
        )

    def was_read(self, url: str) -> None:
        """A listing was read, or is not there: it fails no more."""
        self._archive.failures.over(self._site.at_home(url))

    def save_layout(self, language: str, dumped: Mapping[str, Any]) -> None:
        """Keep what repeats in a language."""
        self._archive.put_boilerplate(self._site.name, language, dumped)
