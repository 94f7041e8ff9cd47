"""States of earlier versions: columns that they lack are made when a state is opened for writing,
and stand in a view for who only reads.

| version | what it lacks |
| --- | --- |
| 1 | `key` and `url` of articles, whose `number` is never null; `url` of owed |
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Inspector,
    column,
    func,
    insert,
    inspect,
    literal_column,
    null,
    select,
    table,
    update,
)

from newscrawl.storage.state.schema import VERSION, articles, meta, metadata, owed, revisions

_FORMER = "articles_of_version_1"


def bring_up_to_date(engine: Engine) -> None:
    """Make the columns that later versions added, all of them or none. Nothing where there are no
    tables yet."""
    missing = _missing(inspect(engine))
    if not missing:
        return
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            # Its driver begins a transaction at the first row that is written, not at a table.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        if "key" in missing.get(articles.name, {}):
            _rebuild_articles(connection)
        if "url" in missing.get(owed.name, {}):
            connection.exec_driver_sql(f"ALTER TABLE {owed.name} ADD COLUMN url TEXT")
        connection.execute(update(meta).where(meta.c.name == "version").values(value=VERSION))


def add_missing_columns(connection: Connection) -> None:
    """Make columns that an earlier version did not have, for this connection alone: a temporary
    view stands before each table that lacks some."""
    schema = "main." if connection.dialect.name == "sqlite" else ""
    for name, columns in _missing(inspect(connection)).items():
        made = ", ".join(
            f"{expression.compile(dialect=connection.dialect)} AS {column_name}"
            for column_name, expression in columns.items()
        )
        connection.exec_driver_sql(
            f"CREATE TEMPORARY VIEW {name} AS SELECT {name}.*, {made} FROM {schema}{name} AS {name}"
        )


def _missing(there: Inspector) -> Mapping[str, Mapping[str, ColumnElement[Any]]]:
    """For each table that is there the columns that it lacks, each with what stands for it."""
    found: dict[str, dict[str, ColumnElement[Any]]] = {}
    for name in set(there.get_table_names()) & metadata.tables.keys():
        names = {one["name"] for one in there.get_columns(name)}
        for one in metadata.tables[name].columns:
            if one.name not in names:
                stands_for = _KEY if one is articles.c.key else null()
                found.setdefault(name, {})[one.name] = stands_for
    return found


_KEY: ColumnElement[Any] = func.substr(
    literal_column("id"),
    func.length(literal_column("site"))
    + func.length(literal_column("language"))
    + literal_column("3"),
)
"""What stands in an id behind the second slash."""


def _rebuild_articles(connection: Connection) -> None:
    # SQLite cannot take back that a column is never null: the table is made again.
    for index in inspect(connection).get_indexes(articles.name):
        connection.exec_driver_sql(f"DROP INDEX {index['name']}")
    connection.exec_driver_sql(f"ALTER TABLE {articles.name} RENAME TO {_FORMER}")
    articles.create(connection)
    kept = [one.name for one in articles.columns if one.name not in ("key", "url")]
    former = table(_FORMER, *(column(name) for name in kept))
    line = (
        select(revisions.c.line)
        .where(revisions.c.seq == former.c.seq)
        .correlate(former)
        .scalar_subquery()
    )
    rows = select(
        *(former.c[name] for name in kept),
        _KEY.label("key"),
        _url_in(line, connection).label("url"),
    )
    connection.execute(insert(articles).from_select([*kept, "key", "url"], rows))
    connection.exec_driver_sql(f"DROP TABLE {_FORMER}")


def _url_in(line: ColumnElement[Any], connection: Connection) -> ColumnElement[Any]:
    """The URL in a line of the feed, null if it holds none: its first `"url": "`, read as text, for
    one damaged line must not keep a state from being opened."""
    find = func.instr if connection.dialect.name == "sqlite" else func.strpos
    begins = '"url": "'
    at = find(line, begins)
    rest = func.substr(line, at + len(begins))
    return func.nullif(
        func.substr(rest, 1, find(rest, '"') - 1),
        "",
    )
