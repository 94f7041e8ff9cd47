"""The part of the state that is about what pages need to be looked at: which style sheets and
pictures are owed, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from newscrawl.storage.state.database import PAGE_ROWS, Database
from newscrawl.storage.state.schema import captures, requisite_uses, requisites

Row = dict[str, Any]


class RequisiteQueries(Database):
    """Rows of `requisites` and `requisite_uses`."""

    def requisites(self, urls: Sequence[str]) -> list[Row]:
        """What is known of these addresses; those that are not known are left out."""
        return [
            row
            for start in range(0, len(urls), PAGE_ROWS)
            for row in self.rows(
                select(requisites).where(requisites.c.url.in_(urls[start : start + PAGE_ROWS]))
            )
        ]

    def waiting_requisites(self, run: str, limit: int) -> list[Row]:
        """At most so many of those that are to be fetched and that this run has not asked for:
        sheets first, for all pages are set by them, then pictures, then what sheets name."""
        untried = func.coalesce(requisites.c.tried_in, "") != run
        query = select(requisites).where(requisites.c.came.is_(None), untried)
        # The names of the kinds are in the opposite order.
        order = (requisites.c.kind.desc(), requisites.c.found_at, requisites.c.url)
        return self.rows(query.order_by(*order).limit(limit))

    def uses_of_requisite(self, url: str) -> list[str]:
        """Ids of the articles whose pages show a picture."""
        query = select(requisite_uses.c.id).where(requisite_uses.c.url == url)
        return [str(one) for one in self.values(query)]

    def own_requisites(self, article_id: str) -> tuple[list[Row], int]:
        """The records of the pictures that only this article shows, as far as is known, and how
        many pictures of it stay: others show them, at the same address or as the same bytes."""
        others = requisite_uses.alias("others")
        is_shared = (
            select(others.c.id)
            .where(others.c.url == requisite_uses.c.url, others.c.id != article_id)
            .exists()
        )
        mine = select(requisite_uses.c.url).where(requisite_uses.c.id == article_id)
        urls = [str(url) for url in self.values(mine.where(~is_shared))]
        stay = len(self.values(mine.where(is_shared)))
        rows = [row for url in urls for row in self._records_at(url)]
        own = {row["record_id"] for row in rows}
        held = [row for row in rows if self._is_body_of_others(row["record_id"], own)]
        return [row for row in rows if row not in held], stay + len(held)

    def _records_at(self, url: str) -> list[Row]:
        query = select(captures).where(captures.c.url == url, captures.c.requisite.is_(True))
        return self.rows(query)

    def _is_body_of_others(self, record_id: str, own: set[str]) -> bool:
        """Whether a record outside these refers to this one for its body."""
        query = select(captures.c.record_id).where(captures.c.refers_to == record_id)
        return not own.issuperset(self.values(query))
