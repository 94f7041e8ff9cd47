"""The state: what is known of each article, each line and headline, each response, each run.

SQL is spoken here, in the other modules of this folder, in queries/ and in suppression/rows.py
alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Connection, bindparam, delete, insert

from newscrawl.storage.state.article_queries import ArticleQueries
from newscrawl.storage.state.batch import Batch, ClaimKey, ReadingKey
from newscrawl.storage.state.captures import Captures
from newscrawl.storage.state.feed_queries import FeedQueries
from newscrawl.storage.state.run_memory import RunMemory
from newscrawl.storage.state.schema import (
    articles,
    captures,
    claims,
    feeds,
    headlines,
    lessons,
    owed,
    readings,
    reparses,
    revisions,
    warc_files,
)


class State(ArticleQueries, FeedQueries, Captures, RunMemory):
    """The whole state, and the one way in which a run writes what it found."""

    def write(self, batch: Batch) -> None:
        """All of the batch in one transaction, on the disk when this returns. Raises OutputError,
        and nothing of it is written then."""
        with self.transaction() as connection:
            for table, rows in ((revisions, batch.revisions), (headlines, batch.headlines)):
                if rows:
                    connection.execute(insert(table), rows)
            self.upsert(connection, articles, [asdict(one) for one in batch.articles.values()])
            self.upsert(connection, feeds, batch.feeds)
            self.upsert(connection, claims, list(batch.claims.values()))
            _delete_claims(connection, batch.withdrawn_claims)
            self.upsert(connection, warc_files, batch.warc_files)
            self.upsert(connection, captures, batch.captures)
            _delete_readings(connection, batch.withdrawn_readings - batch.readings.keys())
            self.upsert(connection, readings, list(batch.readings.values()))
            self.upsert(connection, lessons, batch.lessons)
            self.upsert(connection, reparses, batch.reparses)
            self.upsert(connection, owed, list(batch.owed.values()))
            if batch.articles:
                connection.execute(
                    delete(owed).where(owed.c.id == bindparam("visited")),
                    [{"visited": one} for one in batch.articles],
                )


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
