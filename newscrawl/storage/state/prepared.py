"""Statements that are run for each article: written once, as SQLAlchemy has them, and made once
into the text that SQLite's own driver runs.

To run a statement through SQLAlchemy costs ten times what SQLite needs for it. What its types do
with values (`schema/columns.py`) is done here as well; PostgreSQL is asked through SQLAlchemy.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Table, insert
from sqlalchemy.dialects import sqlite

_DIALECT = sqlite.dialect(paramstyle="qmark")

Row = dict[str, Any]
Values = Mapping[str, Any]
Processor = Callable[[Any], Any] | None


class _Place(NamedTuple):
    """What stands for one `?`."""

    name: str
    """Of the parameter."""
    place: int | None
    """In the list that the parameter is; None where it is a single value."""
    process: Processor


class _Text(NamedTuple):
    """A statement for SQLite's driver."""

    sql: str
    places: tuple[_Place, ...]
    constants: Values
    """Values that stand in the statement itself."""

    def arguments(self, values: Values) -> list[Any]:
        """The values for each `?`, in their order, as the types of the columns store them."""
        given = []
        for name, place, process in self.places:
            value = values[name] if name in values else self.constants[name]
            if place is not None:
                value = value[place]
            given.append(value if process is None else process(value))
        return given


class Prepared:
    """A statement whose text is made once.

    A query may have one parameter that is a list (`bindparam(…, expanding=True)`), and then gives
    no rows for an empty one.
    """

    def __init__(self, statement: Any, *, columns: Sequence[str] | None = None) -> None:
        """`columns` are those that an INSERT is given values for."""
        self.statement: Any = statement
        self._columns = list(columns) if columns is not None else None
        self._texts: dict[int, _Text] = {}
        results = statement.selected_columns if isinstance(statement, Select) else ()
        self._names = [str(column.key) for column in results]
        self._results: list[tuple[int, Callable[[Any], Any]]] = [
            (place, process)
            for place, column in enumerate(results)
            if (process := column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None))
        ]

    @cached_property
    def _compiled(self) -> Any:
        # When it is first asked for: that of another dialect has no text here.
        return self.statement.compile(dialect=_DIALECT, column_keys=self._columns)

    @cached_property
    def _lists(self) -> list[str]:
        """The parameters that are lists: one at most."""
        binds = self._compiled.binds.items()
        return [name for name, bind in binds if bind.expanding and bind.required]

    def tuples(self, driver: sqlite3.Connection, values: Values) -> list[Sequence[Any]]:
        """The rows that the query gives. Raises sqlite3.Error."""
        length = 0
        for name in self._lists:
            length, values = _padded(name, values)
            if not length:
                return []
        text = self._text(length)
        rows: list[Any] = driver.execute(text.sql, text.arguments(values)).fetchall()
        for place, process in self._results:
            rows = [(*row[:place], process(row[place]), *row[place + 1 :]) for row in rows]
        return rows

    def rows(self, driver: sqlite3.Connection, values: Values) -> list[Row]:
        """Likewise, each as a mapping."""
        names = self._names
        return [dict(zip(names, row, strict=True)) for row in self.tuples(driver, values)]

    def write(self, connection: Connection, rows: Iterable[Values]) -> None:
        """Run it for each of these rows, in the transaction of the connection. Raises sqlite3.Error
        or SQLAlchemy's errors."""
        if connection.dialect.name != "sqlite":
            connection.execute(self.statement, [dict(row) for row in rows])
            return
        driver: Any = connection.connection.driver_connection
        text = self._text(0)
        driver.executemany(text.sql, [text.arguments(row) for row in rows])

    def _text(self, length: int) -> _Text:
        """The statement for a list of this length."""
        text = self._texts.get(length)
        if text is None:
            binds = self._compiled.binds
            lists = {name: [None] * length for name in self._lists}
            state = self._compiled.construct_expanded_state({**self._compiled.params, **lists})
            of_lists = {
                one: (name, place)
                for name, names in state.parameter_expansion.items()
                for place, one in enumerate(names)
            }
            places = []
            for one in state.positiontup or ():
                name, in_list = of_lists.get(one, (one, None))
                process = binds[name].type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
                places.append(_Place(name, in_list, process))
            constants = {name: bind.value for name, bind in binds.items() if not bind.required}
            text = self._texts[length] = _Text(state.statement, tuple(places), constants)
        return text


def _padded(name: str, values: Values) -> tuple[int, Values]:
    """The list of this name, made so long that few lengths are met: its last value again and again,
    to the next power of two. Its length is 0 if it is empty."""
    given = list(values[name])
    if not given:
        return 0, values
    length = 1 << (len(given) - 1).bit_length()
    return length, {**values, name: given + given[-1:] * (length - len(given))}


@lru_cache(maxsize=64)
def insert_of(table: Table, columns: tuple[str, ...]) -> Prepared:
    """Writes rows with these columns."""
    return Prepared(insert(table), columns=columns)


@lru_cache(maxsize=64)
def upsert_of(dialect: str, table: Table, columns: tuple[str, ...]) -> Prepared:
    """Writes rows with these columns, each in the place of the one with its key."""
    statement: Any = _insert_in(dialect)(table)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in columns if name not in keys}
    return Prepared(
        (
            statement.on_conflict_do_update(index_elements=keys, set_=changed)
            if changed
            else statement.on_conflict_do_nothing(index_elements=keys)
        ),
        columns=columns,
    )


def _insert_in(dialect: str) -> Any:
    """The INSERT of a dialect, which can say what becomes of a row that is there already."""
    # The one that is not in use is not loaded.
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert
    return sqlite.insert
