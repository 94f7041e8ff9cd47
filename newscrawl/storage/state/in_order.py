"""Very many articles of one language, read page by page in the order of their numbers: each page
begins where the last one ended, at its place in an index, so that all together cost what their rows
do. What a run writes meanwhile neither repeats a row nor leaves one out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from sqlalchemy import Executable, Select

from newscrawl.storage.state.database import PAGE_ROWS
from newscrawl.storage.state.schema import articles

Row = dict[str, Any]


class Rows(Protocol):
    """What is asked: a state, or a moment of it."""

    def rows(self, query: Executable, /) -> list[Row]:
        """The rows that a query gives. Raises OutputError."""


number_column, id_column = articles.c.number, articles.c.id


def numbered(database: Rows, query: Select[Any], *, newest_first: bool = False) -> Iterator[Row]:
    """The rows of those that have a number, the lowest first or, `newest_first`, the highest; those
    of one number by id. `query` is of one site and language, and gives number and id. Raises
    OutputError."""
    # As the index has it. A bound on the number alone beside the exact one, which no index knows.
    order = number_column.desc().nulls_last() if newest_first else number_column.asc().nulls_first()
    query = query.where(number_column.is_not(None)).order_by(order, id_column).limit(PAGE_ROWS)
    page = query
    while rows := database.rows(page):
        yield from rows
        if len(rows) < PAGE_ROWS:
            return
        number, article_id = rows[-1]["number"], rows[-1]["id"]
        if newest_first:
            further, from_there = number_column < number, number_column <= number
        else:
            further, from_there = number_column > number, number_column >= number
        page = query.where(from_there, further | (id_column > article_id))


def unnumbered(database: Rows, query: Select[Any]) -> Iterator[Row]:
    """The rows of those that have no number, by id. `query` as above. Raises OutputError."""
    # By number as well: only so PostgreSQL sees that the index has them in order.
    order = (number_column.asc().nulls_first(), id_column)
    query = query.where(number_column.is_(None)).order_by(*order).limit(PAGE_ROWS)
    page = query
    while rows := database.rows(page):
        yield from rows
        if len(rows) < PAGE_ROWS:
            return
        page = query.where(id_column > rows[-1]["id"])
