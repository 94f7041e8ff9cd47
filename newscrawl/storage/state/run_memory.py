"""What runs leave to the next: that they took place, how far they settled the listings, where the
news stands, what repeats from page to page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from newscrawl.lifecycle.failing import Failing
from newscrawl.storage.state.database import Database
from newscrawl.storage.state.prepared import Prepared
from newscrawl.storage.state.run_order import last_first
from newscrawl.storage.state.schema import (
    failures,
    feeds_read,
    manners,
    marks,
    memories,
    meta,
    nowhere,
    owed,
    plans,
    revisions,
    runs,
    signposts,
)

_TWINS_CHECKED = "twins_checked"

_OWED = Prepared(select(owed.c.id).where(owed.c.id.in_(bindparam("ids", expanding=True))))


class RunMemory(Database):
    """The part of the state that is about runs."""

    def runs(
        self, site: str | None = None, *, limit: int | None = None, unended: bool = False
    ) -> list[dict[str, Any]]:
        """The runs as rows, the last one first; `unended`: those that were killed, and one that is
        under way."""
        query = select(runs).order_by(*last_first()).limit(limit)
        if site is not None:
            query = query.where(runs.c.site == site)
        if unended:
            query = query.where(runs.c.verdict.is_(None))
        return self.rows(query)

    def run_ids(self) -> set[str]:
        """The ids of all runs that are known."""
        return {row["id"] for row in self.rows(select(runs.c.id))}

    def lines_of_run(self, run: str) -> int:
        """How many lines of articles.jsonl a run wrote."""
        query = select(func.count()).select_from(revisions).where(revisions.c.run == run)
        return self.value(query) or 0

    # What fails.

    def failures(self, site: str | None = None) -> list[Failing]:
        """The pages that failed when they were last met, and doubts that were acknowledged; of all
        sites if None. By page."""
        query = select(failures).order_by(failures.c.page)
        if site is not None:
            query = query.where(failures.c.site == site)
        return [Failing(**row) for row in self.rows(query)]

    def put_failures(self, rows: Iterable[Failing]) -> None:
        """Write rows of `failures`, each in the place of the one of its page. Raises
        OutputError."""
        self.put(failures, [asdict(row) for row in rows])

    # How far articles with the same text name each other.

    def twins_checked(self) -> int:
        """The last line of articles.jsonl up to which that is so; 0: it is to be looked at for
        all."""
        found = self.value(select(meta.c.value).where(meta.c.name == _TWINS_CHECKED))
        return int(found or 0)

    def note_twins_checked(self, seq: int) -> None:
        """It is so up to this line. Raises OutputError."""
        self.put(meta, [{"name": _TWINS_CHECKED, "value": str(seq)}])

    # How far the listings are settled.

    def listing_marks(self, site: str) -> dict[str, tuple[int, str | None]]:
        """For each language: the highest number that the last complete run knew, or the moment of
        that run (see the table), and the day before which it did not look; None: it looked at
        everything."""
        rows = self.rows(select(marks).where(marks.c.site == site))
        return {row["language"]: (row["number"], row["since"]) for row in rows}

    def set_listing_marks(
        self, site: str, highest: Mapping[str, int], *, since: str | None, run: str
    ) -> None:
        """Up to the highest number of each of these languages the listings are settled, by a
        complete run that did not look before the day `since`. Raises OutputError."""
        common = {"site": site, "since": since, "run": run}
        self.put(
            marks,
            [
                {**common, "language": language, "number": number}
                for language, number in highest.items()
            ],
        )

    # Where the news stands.

    def listing_plan(self, site: str) -> dict[str, list[tuple[str, str | None]]]:
        """For each language: the listing pages to look at for news, in order, each with when it was
        last read; None: never."""
        found: dict[str, list[tuple[str, str | None]]] = {}
        for row in self.rows(
            select(plans).where(plans.c.site == site).order_by(plans.c.language, plans.c.place)
        ):
            found.setdefault(row["language"], []).append((row["url"], row["read_at"]))
        return found

    def set_listing_plan(self, site: str, language: str, urls: Sequence[str], read_at: str) -> None:
        """Replace the listing pages that a run of this site looks at for news in this language; the
        first was read at this moment. Raises OutputError."""
        rows = [
            {
                "site": site,
                "language": language,
                "place": place,
                "url": url,
                "read_at": read_at if place == 0 else None,
            }
            for place, url in enumerate(urls)
        ]
        with self.transaction() as connection:
            connection.execute(
                delete(plans).where(plans.c.site == site, plans.c.language == language)
            )
            if rows:
                connection.execute(insert(plans), rows)

    def note_listing_read(self, site: str, url: str, read_at: str) -> None:
        """Note when a page of the plan was read. Raises OutputError."""
        with self.transaction() as connection:
            connection.execute(
                update(plans)
                .where(plans.c.site == site, plans.c.url == url)
                .values(read_at=read_at)
            )

    def listing_kinds(self, site: str) -> set[str]:
        """The kinds of listing pages that pages of the site are known to lead to: URLs without
        their numbers."""
        return set(self.values(select(signposts.c.kind).where(signposts.c.site == site)))

    def add_listing_kinds(self, site: str, kinds: Iterable[str], *, run: str) -> None:
        """Add kinds of listing pages that a run saw first. Raises OutputError."""
        self.put(signposts, [{"site": site, "kind": kind, "run": run} for kind in sorted(kinds)])

    # What is on the pages.

    def boilerplate(self, site: str) -> dict[str, Any]:
        """For each language: what repeats from page to page, as `Boilerplate.dump` gave it."""
        return {
            row["language"]: json.loads(row["pages"])
            for row in self.rows(select(memories).where(memories.c.site == site))
        }

    def unvisited(
        self, site: str, *, below: str | None = None, limit: int | None = None
    ) -> list[tuple[str, str | None]]:
        """The articles that something led to, and that no run has come to visit: id, and canonical
        URL; None where it is not known. The highest ids first, of those `below` one; None: all."""
        query = select(owed.c.id, owed.c.url).where(owed.c.site == site)
        if below is not None:
            query = query.where(owed.c.id < below)
        rows = self.rows(query.order_by(owed.c.id.desc()).limit(limit))
        return [(row["id"], row["url"]) for row in rows]

    def owed_of(self, ids: Sequence[str]) -> Sequence[str]:
        """Those of these ids, 500 at most, that `unvisited` gives."""
        return self.values(_OWED, ids=ids) if ids else ()

    def named_at(self, article_id: str) -> str | None:
        """When something led first to an article that `unvisited` gives; None for any other, and
        where it is not known."""
        found: str | None = self.value(select(owed.c.named_at).where(owed.c.id == article_id))
        return found

    def feeds_read(self, site: str) -> list[tuple[str, str, str | None]]:
        """Feeds and sitemaps that a run read to their end: canonical URL, when, and when the index
        said that they had changed; None where none did."""
        rows = self.rows(select(feeds_read).where(feeds_read.c.site == site))
        return [(row["url"], row["read_at"], row["changed"]) for row in rows]

    # What the site answers where nothing is.

    def nowhere_answers(self, site: str) -> dict[str, dict[str, Any]]:
        """By URL: `at`, when it was asked for, and `answer`, what came; None if no page did."""
        return {
            row["url"]: {
                "at": row["asked_at"],
                "answer": json.loads(row["answer"]) if row["answer"] is not None else None,
            }
            for row in self.rows(select(nowhere).where(nowhere.c.site == site))
        }

    def set_nowhere_answers(self, site: str, answers: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace what `nowhere_answers` gives. Raises OutputError."""
        rows = [
            {
                "site": site,
                "url": url,
                "asked_at": one["at"],
                "answer": json.dumps(one["answer"]) if one["answer"] is not None else None,
            }
            for url, one in answers.items()
        ]
        with self.transaction() as connection:
            connection.execute(delete(nowhere).where(nowhere.c.site == site))
            if rows:
                connection.execute(insert(nowhere), rows)

    # What a host asked for.

    def manners(self, host: str) -> tuple[str | None, float]:
        """Until when a host is not to be asked, null where it is; and the seconds between requests
        that it asks for."""
        row = self.row(select(manners).where(manners.c.host == host))
        return (row["not_before"], row["pace_s"] or 0.0) if row is not None else (None, 0.0)

    def note_manners(self, host: str, **what: str | float) -> None:
        """Keep `not_before` or `pace_s` of a host. Raises OutputError."""
        not_before, pace_s = self.manners(host)
        self.put(manners, [{"host": host, "not_before": not_before, "pace_s": pace_s, **what}])
