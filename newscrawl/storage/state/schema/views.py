"""Views for people who open the state with Datasette, sqlite3 or psql: `article` has a row for each
article that was read, `revision` one for each line of `articles.jsonl`, every key a column.

Nothing of the program reads them. What a column is stands beside it, in the text of the view, where
SQLite shows it (`.schema article`), and in PostgreSQL as its comment.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from sqlalchemy import Connection, inspect, text

Kind: TypeAlias = Literal["text", "integer", "date", "moment", "json"]


class ViewColumn(NamedTuple):
    """One column."""

    name: str
    kind: Kind
    source: str
    """A key of the line, with `$` before it; else a column of the tables under the view."""
    comment: str


_CONTENT = (
    ViewColumn("title", "text", "$title", "white space folded"),
    ViewColumn("body", "text", "$body", "the paragraphs, joined by one blank line"),
    ViewColumn("published", "date", "$published", "day as the page gives it; null: not known"),
    ViewColumn("published_at", "moment", "$published", "moment, where the page gives one"),
    ViewColumn("published_from", "text", "$published_from", "where the day is from"),
    ViewColumn("section", "text", "$section", "as the page names it"),
    ViewColumn("authors", "json", "$authors", "list of names"),
    ViewColumn("image", "text", "$image", "URL of its picture"),
    ViewColumn("description", "text", "$description", "the summary that the page gives"),
    ViewColumn("modified", "date", "$modified", "day of the last change, as the page tells it"),
    ViewColumn("tags", "json", "$tags", "list of keywords"),
    ViewColumn("same_as", "json", "$same_as", "ids of other articles with the same text"),
    ViewColumn("fetched_at", "moment", "$fetched_at", "when the page was fetched, UTC"),
    ViewColumn("content_sha256", "text", "$content_sha256", "of title and body"),
    ViewColumn("run", "text", "revisions.run", "run that wrote the line"),
)

_LINE = (
    ViewColumn("seq", "integer", "revisions.seq", "line of articles.jsonl"),
    ViewColumn("revision", "integer", "revisions.revision", "of the article: 1, 2, 3 …"),
    ViewColumn("change", "text", "$change", "new, changed or gone"),
    ViewColumn("cause", "text", "$cause", "site or parser: read otherwise"),
)

VIEWS: dict[str, tuple[ViewColumn, ...]] = {
    "article": (
        ViewColumn("id", "text", "articles.id", "site, language, key"),
        ViewColumn("url", "text", "$url", "canonical URL"),
        ViewColumn("status", "text", "articles.status", "live, gone or suppressed"),
        ViewColumn("language", "text", "$language", "two letters"),
        *_CONTENT,
        ViewColumn(
            "not_before", "date", "articles.not_before", "first possible day of an undated one"
        ),
        ViewColumn("not_after", "date", "articles.not_after", "last possible day, likewise"),
        ViewColumn("translations", "json", "articles.translations", "ids of it in other languages"),
        ViewColumn("picture", "json", "articles.picture", "caption and credit of its picture"),
        ViewColumn("first_seen_at", "moment", "articles.first_seen_at", "first visit, UTC"),
        ViewColumn(
            "confirmed_at", "moment", "articles.confirmed_at", "last visit that found it as it is"
        ),
        *_LINE,
    ),
    "revision": (
        ViewColumn("id", "text", "revisions.id", "the article"),
        *_LINE,
        ViewColumn(
            "last_seen_before_at",
            "moment",
            "revisions.last_seen_before_at",
            "last visit that still found the revision before; null: not known",
        ),
        *_CONTENT,
    ),
}

_FROM = {
    "article": "articles JOIN revisions ON revisions.seq = articles.seq",
    "revision": "revisions",
}


def view_text(name: str, dialect: str) -> str:
    """The statement that makes a view, in the SQL of this dialect: `sqlite` or `postgresql`."""
    expression = _sqlite if dialect == "sqlite" else _postgresql
    columns = VIEWS[name]
    lines = [
        f"  {expression(one)} AS {one.name}{',' if one is not columns[-1] else ''} -- {one.comment}"
        for one in columns
    ]
    return "\n".join([f"CREATE VIEW {name} AS SELECT", *lines, f"FROM {_FROM[name]}"])


def comment_texts(name: str) -> list[str]:
    """The statements that put the comments to the columns of a view, in PostgreSQL."""
    return [f"COMMENT ON COLUMN {name}.{one.name} IS '{one.comment}'" for one in VIEWS[name]]


def _sqlite(column: ViewColumn) -> str:
    key = column.source.removeprefix("$")
    value = f"json_extract(revisions.line, '$.{key}')" if key != column.source else key
    if column.kind == "date":
        return f"substr({value}, 1, 10)"
    if column.kind == "moment" and key == "published":
        return f"iif(length({value}) > 10, {value}, NULL)"
    return value


def _postgresql(column: ViewColumn) -> str:
    key = column.source.removeprefix("$")
    if key == column.source:
        cast = {"date": "::date", "moment": "::timestamptz", "json": "::jsonb"}
        return f"{key}{cast.get(column.kind, '')}"
    if column.kind == "json":
        return f"revisions.line::jsonb -> '{key}'"
    value = f"(revisions.line::jsonb ->> '{key}')"
    if column.kind == "date":
        return f"substr({value}, 1, 10)::date"
    if column.kind == "moment":
        return f"CASE WHEN length({value}) > 10 THEN {value}::timestamptz END"
    return value


def stale_views(connection: Connection) -> list[str]:
    """The views that are not there, or are those of another version; none in the place of which a
    table of somebody else stands."""
    there = inspect(connection)
    made, tables = set(there.get_view_names()), set(there.get_table_names())
    return [
        name
        for name in VIEWS
        if name not in tables and not (name in made and _is_as_said(connection, name))
    ]


def drop_views(connection: Connection) -> None:
    """Before a table below them is altered."""
    for name in VIEWS.keys() & set(inspect(connection).get_view_names()):
        connection.exec_driver_sql(f"DROP VIEW {name}")


def make_views(connection: Connection) -> None:
    """Make those that are not there."""
    dialect = connection.dialect.name
    for name in stale_views(connection):
        connection.exec_driver_sql(view_text(name, dialect))
        for comment in comment_texts(name) if dialect == "postgresql" else ():
            connection.exec_driver_sql(comment)


def _is_as_said(connection: Connection, name: str) -> bool:
    if connection.dialect.name == "sqlite":
        query = text("SELECT sql FROM sqlite_master WHERE type = 'view' AND name = :name")
        return connection.execute(query, {"name": name}).scalar() == view_text(name, "sqlite")
    # PostgreSQL keeps no text of it: its columns tell.
    columns = [one["name"] for one in inspect(connection).get_columns(name)]
    return columns == [one.name for one in VIEWS[name]]
