"""What a reparse reads: each article from the page that its newest line names, every listing once;
and what had told what repeats."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence

from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.identity.article_id import ArticleRef, parse_id, position_of
from newscrawl.identity.site import Site
from newscrawl.items import Circumstances
from newscrawl.reparse.layouts import stand_in
from newscrawl.reparse.values import KeptPage, Lesson, Task
from newscrawl.run.argument_values import Numbers
from newscrawl.storage.state.captures import Row, beside
from newscrawl.storage.state.repository import State

ROWS = 1000
"""Number of articles that are looked up at once."""

SUPPRESSED = "suppressed"


class Tasks:
    """The tasks of one reparse."""

    def __init__(
        self, state: State, site: Site, ids: Sequence[Numbers], refs: Collection[ArticleRef] = ()
    ) -> None:
        """`ids` and `refs` are the articles that are chosen; both empty: all, and the listings."""
        self._state = state
        self._site = site
        self._ids, self._refs = ids, refs
        self._is_all = not ids and not refs
        self._roots: dict[str, str | None] = {}

    def after(self, begun: str) -> Iterator[tuple[Task, str]]:
        """What is to be read, each with its place: `en/4666`, or `listing <record>` for a page that
        is no article."""
        if not begun.startswith("listing"):
            yield from self._articles(begun)
        if self._is_all:
            yield from self._listings(
                begun.removeprefix("listing ") if begun.startswith("listing") else ""
            )

    def _articles(self, begun: str) -> Iterator[tuple[Task, str]]:
        language, _, key = begun.partition("/")
        after = (language, key)
        while rows := self._state.articles_with_pages(self._site.name, after, ROWS):
            after = rows[-1][1:3]
            chosen = [row for row in rows if self._is_chosen(row[1], row[2])]
            readings = self._readings([row[0] for row in chosen])
            further = self._further([row[0] for row in chosen])
            for article_id, its_language, its_key, seq in chosen:
                pages = self._pages(readings.get(article_id, []), further.get(article_id, []))
                line = (
                    self._state.line("articles", seq)
                    if pages and pages[0].reason is not None and seq is not None
                    else None
                )
                if pages:
                    yield (
                        Task(article_id, pages, json.loads(line) if line else None),
                        f"{its_language}/{its_key}",
                    )

    def _is_chosen(self, language: str, key: str) -> bool:
        if self._is_all or ArticleRef(language, key) in self._refs:
            return True
        number = position_of(key)
        return number is not None and any(
            one.language in (None, language) and one.first <= number <= one.last
            for one in self._ids
        )

    def _readings(self, ids: list[str]) -> dict[str, list[tuple[Row, Row, Row | None]]]:
        """Of each article how its pages were read, where they lie, and where their bodies do; the
        newest page first."""
        readings = self._state.readings(ids)
        answers = self._state.captures_of_records([row["record_id"] for row in readings])
        origins = self._state.captures_of_records(
            [row["refers_to"] for row in answers.values() if row["refers_to"]]
        )
        found: dict[str, list[tuple[Row, Row, Row | None]]] = {}
        for reading in readings:
            answer = answers.get(reading["record_id"])
            if answer is not None:
                found.setdefault(reading["id"], []).append(
                    (reading, answer, origins.get(answer["refers_to"] or ""))
                )
        for pages in found.values():
            pages.sort(key=lambda page: (page[1]["at"], page[0]["came"]), reverse=True)
        return found

    def _further(self, ids: list[str]) -> dict[str, list[tuple[Row, Row | None]]]:
        """Of each article the pages beside the first ones, and where their bodies lie."""
        rows = self._state.further_pages(ids)
        origins = self._state.captures_of_records(
            [row["refers_to"] for row in rows if row["refers_to"]]
        )
        found: dict[str, list[tuple[Row, Row | None]]] = {}
        for row in rows:
            found.setdefault(row["id"], []).append((row, origins.get(row["refers_to"] or "")))
        return found

    def _pages(
        self,
        readings: list[tuple[Row, Row, Row | None]],
        further: Sequence[tuple[Row, Row | None]] = (),
    ) -> tuple[KeptPage, ...]:
        origins = {row["record_id"]: origin for row, origin in further}
        rows = [row for row, origin in further if not origin or origin["kind"] != SUPPRESSED]
        pages = []
        for reading, answer, origin in readings:
            # Of a page that was taken down nothing is read, and neither of what refers to it.
            if SUPPRESSED in (answer["kind"], origin and origin["kind"]):
                continue
            seen = Circumstances(
                answer["record_id"],
                tuple(json.loads(reading["titles"])),
                reading["layout"],
                reading["learnt"],
            )
            claims = tuple((source, day) for source, day in json.loads(reading["claims"]))
            pages.append(
                KeptPage(
                    answer,
                    origin,
                    self._root(answer["file"]),
                    seen,
                    reading["reason"],
                    claims,
                    tuple((row, origins[row["record_id"]]) for row in beside(answer, rows)),
                )
            )
            if reading["came"] == "read":
                # What failed before that has been read since.
                break
        return tuple(pages)

    def _root(self, file: str) -> str | None:
        """Where the site was crawled when a WARC file was written; None: at its own URL."""
        if not self._roots:
            self._roots = self._state.roots_of_files()
        if file not in self._roots:
            # The state was lost, and with it the arguments of the run.
            row = self._state.article_capture_in(file)
            self._roots[file] = (
                root_of(row["url"], row["id"], self._site) if row is not None else None
            )
        return self._roots[file]

    def _listings(self, after: str) -> Iterator[tuple[Task, str]]:
        while rows := self._state.other_pages(after):
            for row in rows:
                if row["file"].startswith(f"{self._site.name}-"):
                    yield (
                        Task(None, (KeptPage(row, None, self._root(row["file"])),)),
                        f"listing {row['record_id']}",
                    )
            after = rows[-1]["record_id"]

    def lessons(self) -> list[Lesson]:
        """The pages that taught what repeats; of a language of which the state has lost that, its
        first pages."""
        layouts = {
            layout: dict(enumerate(records, start=1))
            for layout, records in self._state.lessons_by_layout().items()
        }
        for language in (
            set(self._state.languages(self._site.name))
            - self._state.boilerplate(self._site.name).keys()
        ):
            kept = self._state.articles_with_pages(
                self._site.name, (language, ""), Boilerplate().enough
            )
            records = [
                page[0].row["record_id"]
                for one in self._readings([row[0] for row in kept]).values()
                if (page := self._pages(one))
            ]
            layouts[stand_in(language)] = dict(enumerate(records, start=1))
        answers = self._state.captures_of_records(
            [record_id for records in layouts.values() for record_id in records.values()]
        )
        origins = self._state.captures_of_records(
            [row["refers_to"] for row in answers.values() if row["refers_to"]]
        )
        lessons = []
        for layout, places in layouts.items():
            for place, record_id in places.items():
                row = answers.get(record_id)
                if row is not None and row["file"].startswith(f"{self._site.name}-"):
                    lessons.append(
                        Lesson(
                            layout,
                            place,
                            KeptPage(
                                row, origins.get(row["refers_to"] or ""), self._root(row["file"])
                            ),
                        )
                    )
        return lessons


def root_of(url: str, article_id: str, site: Site) -> str | None:
    """Where a site was crawled, by the URL at which an article answered; None: at its own URL.

    >>> site = Site("paper", "https://paper.test", r"/(?P<lang>[a-z]{2})/(?P<number>\\d+)")
    >>> root_of("http://127.0.0.1:8080/mirror/en/7", "paper/en/7", site)
    'http://127.0.0.1:8080/mirror'
    >>> root_of("https://paper.test/en/7", "paper/en/7", site) is None
    True
    """
    if site.article(url) is not None:
        return None
    ref = parse_id(article_id).ref
    for canonical in site.rule_urls(ref):
        path = canonical.removeprefix(site.canonical_root)
        if path and url.endswith(path):
            return url.removesuffix(path)
    # No rule tells its path: then the longest end of the URL that names it.
    path = url.partition("://")[2].partition("/")[2]
    folders = path.split("/")
    for place in range(len(folders)):
        rest = "/" + "/".join(folders[place:])
        if site.scheme.match(*rest.partition("?")[::2]) == ref:
            return url.removesuffix(rest)
    return None
