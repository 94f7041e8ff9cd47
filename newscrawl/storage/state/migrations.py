"""States of earlier versions: what they lack is made when a state is opened for writing; columns
that they lack stand in a view for who only reads.

| version | what it lacks |
| --- | --- |
| 1 | `key` and `url` of articles, whose `number` is never null; `url` of owed |
| 1, 2 | `ways` of failures; a headline of an article could be told once |
| 1, 2, 3 | `confirmed_at` and `translations` of articles; `last_seen_before_at` of revisions |
| 1 to 4 | `requisite` of captures and `picture` of articles, where it is of before they were kept |

What differs without a version, as any program can read both: indexes, `named_at` of owed, and in
PostgreSQL the types of columns (text that sorts by code points, sizes beyond 2 GiB).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Constraint,
    Engine,
    Index,
    Inspector,
    column,
    func,
    insert,
    inspect,
    literal_column,
    null,
    select,
    table,
    text,
    update,
)

from newscrawl.storage.state.schema import (
    VERSION,
    articles,
    captures,
    failures,
    headlines,
    meta,
    metadata,
    owed,
    revisions,
)
from newscrawl.storage.state.schema.columns import DIALECT, StorableText
from newscrawl.storage.state.schema.views import drop_views, make_views, stale_views

_FORMER, _FORMER_HEADLINES = "articles_of_version_1", "headlines_told_once"

_ONCE = "one_sighting_once"
"""That a headline of an article was told once at most, earlier: a constraint."""

_OBSOLETE = frozenset(
    {"articles_by_number", "captures_by_url", _ONCE, "one_sighting_of_title_once"}
)
"""Names of indexes that other ones have replaced, in one of the databases or in both."""


_ADDED = (
    owed.c.url,
    owed.c.named_at,
    failures.c.ways,
    articles.c.confirmed_at,
    articles.c.translations,
    articles.c.picture,
    revisions.c.last_seen_before_at,
    captures.c.requisite,
)
"""Columns that earlier versions lack, and that may be null."""


def bring_up_to_date(engine: Engine) -> None:
    """Make the tables, columns, indexes and views that are not there, all of them or none."""
    there = inspect(engine)
    missing, stale = _missing(there), _stale_columns(engine)
    obsolete, lacking = _obsolete_indexes(there), _lacking_indexes(there)
    has_all = metadata.tables.keys() <= set(there.get_table_names())
    with engine.connect() as connection:
        views = stale_views(connection)
    if has_all and not (missing or stale or obsolete or lacking or views):
        return
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            # Its driver begins a transaction at the first row that is written, not at a table.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        # A view would hold fast what it is made of.
        drop_views(connection)
        # A kill may have come between tables: what is rebuilt asks others.
        metadata.create_all(connection)
        for index, of in obsolete.items():
            _drop_index(connection, index, of)
        if _ONCE in obsolete and engine.dialect.name == "sqlite":
            _rebuild_headlines(connection)
        if "key" in missing.get(articles.name, {}):
            _rebuild_articles(connection)
        _add_columns(connection)
        for name, changes in stale.items():
            connection.exec_driver_sql(f"ALTER TABLE {name} {', '.join(changes)}")
        for one in _lacking_indexes(inspect(connection)):
            one.create(connection)
        make_views(connection)
        connection.execute(update(meta).where(meta.c.name == "version").values(value=VERSION))


def _add_columns(connection: Connection) -> None:
    # Looked at once more: what was rebuilt has them.
    missing = _missing(inspect(connection))
    for added in _ADDED:
        if added.name in missing.get(added.table.name, {}):
            kind = added.type.compile(dialect=connection.dialect)
            connection.exec_driver_sql(
                f"ALTER TABLE {added.table.name} ADD COLUMN {added.name} {kind}"
            )


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


def _indexes(there: Inspector) -> dict[str, str]:
    """The indexes of our tables that are there, unique constraints among them: name and table."""
    found: dict[str, str] = {}
    for name in metadata.tables.keys() & set(there.get_table_names()):
        for one in (*there.get_indexes(name), *there.get_unique_constraints(name)):
            if one["name"] is not None:
                found[one["name"]] = name
    return found


def _has(dialect: str, part: Index | Constraint) -> bool:
    return bool(part.info.get(DIALECT, dialect) == dialect)


def _obsolete_indexes(there: Inspector) -> dict[str, str]:
    """Those that are there and no longer of use: name and table."""
    wanted = set()
    for one in metadata.tables.values():
        parts: list[Index | Constraint] = [*one.indexes, *one.constraints]
        wanted |= {part.name for part in parts if _has(there.dialect.name, part)}
    return {
        name: of for name, of in _indexes(there).items() if name in _OBSOLETE and name not in wanted
    }


def _lacking_indexes(there: Inspector) -> list[Index]:
    """Those that tables that are there lack: of an earlier version, or of a kill between the table
    and its indexes."""
    names, tables = _indexes(there).keys(), set(there.get_table_names())
    return [
        index
        for name, one in metadata.tables.items()
        for index in one.indexes
        if name in tables and index.name not in names and _has(there.dialect.name, index)
    ]


def _drop_index(connection: Connection, name: str, of: str) -> None:
    if connection.dialect.name == "postgresql":
        # The index of a constraint goes with it alone.
        connection.exec_driver_sql(f"ALTER TABLE {of} DROP CONSTRAINT IF EXISTS {name}")
    connection.exec_driver_sql(f"DROP INDEX IF EXISTS {name}")


_TYPES = text(
    "SELECT table_name, column_name, data_type, collation_name FROM information_schema.columns"
    " WHERE table_schema = current_schema()"
)


def _stale_columns(engine: Engine) -> dict[str, list[str]]:
    """For each table in PostgreSQL how its columns that were made with another type are to be
    altered. SQLite keeps any value in any column."""
    found: dict[str, list[str]] = {}
    if engine.dialect.name != "postgresql":
        return found
    with engine.connect() as connection:
        rows = connection.execute(_TYPES).all()
    for name, column_name, kind, collation in rows:
        ours = metadata.tables.get(name)
        wanted = (
            ours.columns[column_name].type
            if ours is not None and column_name in ours.columns
            else None
        )
        if isinstance(wanted, StorableText) and collation != "C":
            made = 'TEXT COLLATE "C"'
        elif isinstance(wanted, BigInteger) and kind == "integer":
            made = "BIGINT"
        else:
            continue
        found.setdefault(name, []).append(f"ALTER COLUMN {column_name} TYPE {made}")
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
    made = {"key", "url"} | {one.name for one in _ADDED if one.table is articles}
    kept = [one.name for one in articles.columns if one.name not in made]
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


def _rebuild_headlines(connection: Connection) -> None:
    # Nor can it take back a constraint.
    connection.exec_driver_sql(f"ALTER TABLE {headlines.name} RENAME TO {_FORMER_HEADLINES}")
    headlines.create(connection)
    names = ", ".join(one.name for one in headlines.columns)
    connection.exec_driver_sql(
        f"INSERT INTO {headlines.name} ({names}) SELECT {names} FROM {_FORMER_HEADLINES}"
    )
    connection.exec_driver_sql(f"DROP TABLE {_FORMER_HEADLINES}")


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
