"""What runs leave to the next: that they took place, how far they settled the listings, where the
news stands, what repeats."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from newscrawl.storage.state.connection import Database
from newscrawl.storage.state.schema import marks, memories, owed, plans, revisions, runs, signposts


class Traces(Database):
    """The part of the state that is about runs."""

    def runs(
        self, site: str | None = None, *, limit: int | None = None, unended: bool = False
    ) -> list[dict[str, Any]]:
        """The runs as rows, the last one first; `unended`: those that were killed, and one that is
        under way."""
        asked = select(runs).order_by(runs.c.started_at.desc(), runs.c.id.desc()).limit(limit)
        if site is not None:
            asked = asked.where(runs.c.site == site)
        if unended:
            asked = asked.where(runs.c.verdict.is_(None))
        return self._rows(asked)

    def lines_of_run(self, run: str) -> int:
        """How many lines of articles.jsonl a run wrote."""
        return (
            self._value(select(func.count()).select_from(revisions).where(revisions.c.run == run))
            or 0
        )

    def marks(self, site: str) -> dict[str, tuple[int, str | None]]:
        """For each language: the highest number that the last complete run knew, and the day before
        which it did not look."""
        rows = self._rows(select(marks).where(marks.c.site == site))
        return {row["language"]: (row["number"], row["since"]) for row in rows}

    def plan(self, site: str) -> dict[str, list[tuple[str, str | None]]]:
        """For each language: the listing pages to look at for news, in order, each with when it was
        last read."""
        found: dict[str, list[tuple[str, str | None]]] = {}
        for row in self._rows(
            select(plans).where(plans.c.site == site).order_by(plans.c.language, plans.c.place)
        ):
            found.setdefault(row["language"], []).append((row["url"], row["read_at"]))
        return found

    def signposts(self, site: str) -> set[str]:
        """The kinds of listing pages that pages of the site are known to lead to."""
        return set(self._values(select(signposts.c.kind).where(signposts.c.site == site)))

    def memories(self, site: str) -> dict[str, Any]:
        """For each language: what repeats from page to page, as `Boilerplate.dump` gave it."""
        return {
            row["language"]: json.loads(row["pages"])
            for row in self._rows(select(memories).where(memories.c.site == site))
        }

    def owed(self, site: str) -> list[tuple[str, str | None]]:
        """The articles that pages of others led to, and that no run has come to visit: id, and
        canonical URL where it was told."""
        rows = self._rows(select(owed).where(owed.c.site == site).order_by(owed.c.id))
        return [(row["id"], row["url"]) for row in rows]

    def set_plan(self, site: str, language: str, urls: Sequence[str], read_at: str) -> None:
        """Replace the listing pages that a run of this site looks at for news in this language."""
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
        with self._telling("write"), self._engine.begin() as connection:
            connection.execute(
                delete(plans).where(plans.c.site == site, plans.c.language == language)
            )
            if rows:
                connection.execute(insert(plans), rows)

    def touch_plan(self, site: str, url: str, read_at: str) -> None:
        """Note when a page of the plan was read."""
        with self._telling("write"), self._engine.begin() as connection:
            connection.execute(
                update(plans)
                .where(plans.c.site == site, plans.c.url == url)
                .values(read_at=read_at)
            )
