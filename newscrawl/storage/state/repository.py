"""The state: what is known of each article, each line and headline, each response, each run.

SQL is spoken here, in the other modules of this folder, in queries/ and in suppression/rows.py
alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, bindparam, delete

from newscrawl.lifecycle.page import Known
from newscrawl.storage.state.article_queries import ArticleQueries
from newscrawl.storage.state.batch import Batch, ClaimKey, ReadingKey
from newscrawl.storage.state.captures import Captures
from newscrawl.storage.state.check_queries import CheckQueries
from newscrawl.storage.state.feed_queries import FeedQueries
from newscrawl.storage.state.prepared import Prepared, insert_of
from newscrawl.storage.state.requisite_queries import RequisiteQueries
from newscrawl.storage.state.run_memory import RunMemory
from newscrawl.storage.state.schema import (
    articles,
    captures,
    claims,
    failures,
    feeds,
    feeds_read,
    headlines,
    lessons,
    memories,
    owed,
    readings,
    reparses,
    requisite_uses,
    requisites,
    revisions,
    warc_files,
)

_VISITED = Prepared(delete(owed).where(owed.c.id == bindparam("visited")))
_RECOVERED = Prepared(delete(failures).where(failures.c.page == bindparam("recovered")))
_COLUMNS = tuple(column.name for column in fields(Known))


class State(ArticleQueries, CheckQueries, FeedQueries, Captures, RequisiteQueries, RunMemory):
    """The whole state, and the one way in which a run writes what it found."""

    def write(self, batch: Batch) -> None:
        """All of the batch in one transaction, on the disk when this returns. Raises OutputError,
        and nothing of it is written then."""
        with self.transaction() as connection:
            for table, rows in ((revisions, batch.revisions), (headlines, batch.headlines)):
                if rows:
                    insert_of(table, tuple(rows[0])).write(connection, rows)
            self.upsert(connection, articles, [_row(one) for one in batch.articles.values()])
            self.upsert(connection, feeds, batch.feeds)
            self.upsert(connection, claims, list(batch.claims.values()))
            _delete_claims(connection, batch.withdrawn_claims)
            self.upsert(connection, warc_files, batch.warc_files)
            self.upsert(connection, captures, batch.captures)
            self.upsert(connection, requisites, batch.requisites)
            self.upsert(connection, requisite_uses, batch.requisite_uses)
            _delete_readings(connection, batch.withdrawn_readings - batch.readings.keys())
            self.upsert(connection, readings, list(batch.readings.values()))
            self.upsert(connection, lessons, batch.lessons)
            self.upsert(connection, memories, list(batch.memories.values()))
            self.upsert(connection, reparses, batch.reparses)
            self.upsert(connection, owed, list(batch.owed.values()))
            self.upsert(connection, feeds_read, batch.feeds_read)
            self.upsert(connection, failures, list(batch.failures.values()))
            if batch.recovered:
                _RECOVERED.write(connection, [{"recovered": one} for one in batch.recovered])
            if batch.articles:
                _VISITED.write(connection, [{"visited": one} for one in batch.articles])


def _row(known: Known) -> dict[str, Any]:
    # What dataclasses.asdict gives, in a tenth of its time: it copies values that never change.
    return {name: getattr(known, name) for name in _COLUMNS}


def _delete_claims(connection: Connection, keys: Iterable[ClaimKey]) -> None:
    for article_id, source, published in keys:
        connection.execute(
            delete(claims).where(
                claims.c.id == article_id,
                claims.c.source == source,
                claims.c.published == published,
            )
        )


def _delete_readings(connection: Connection, keys: Iterable[ReadingKey]) -> None:
    for article_id, came in keys:
        connection.execute(
            delete(readings).where(readings.c.id == article_id, readings.c.came == came)
        )
