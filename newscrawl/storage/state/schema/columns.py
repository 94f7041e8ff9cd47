"""What the tables have in common: the metadata that holds them all, and columns of text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Column, Dialect, Index, MetaData, Text, UniqueConstraint
from sqlalchemy.types import TypeDecorator, TypeEngine

metadata = MetaData()

_Part = TypeVar("_Part", Index, UniqueConstraint)

DIALECT = "dialect"
"""Under this key the `info` of a part of a table names the only database that has it."""

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """The text, with a replacement character for each that no UTF-8 of PostgreSQL holds: NUL and
    half characters. The state is the same text in whatever database.

    >>> storable("a\\0b")
    'a\ufffdb'
    """
    # Nearly all has nothing of the kind: two looks in C, an eighth of the time of the search.
    if "\0" not in text:
        if text.isascii():
            return text
        try:
            text.encode()
        except UnicodeEncodeError:
            pass
        else:
            return text
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _bound(value: Any) -> Any:
    return storable(value) if isinstance(value, str) else value


class StorableText(TypeDecorator[str]):
    """The one door by which text comes into the state, to be written or to be compared with."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """What the column is. Text is sorted by its code points, as SQLite and Python do it,
        whatever the language of the server: days and times sort as text, and no index depends on
        the version of its locales."""
        return Text(collation="C" if dialect.name == "postgresql" else None)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """What goes to the database."""
        return storable(value) if isinstance(value, str) else value

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        """Likewise, for statements that are run for each article: without the way through
        SQLAlchemy, which is as long again."""
        return _bound


def text_column(
    name: str, comment: str, *, primary_key: bool = False, nullable: bool = True
) -> Column[Any]:
    """A column of text; a part of the primary key is never null."""
    return Column(
        name,
        StorableText,
        comment=comment,
        primary_key=primary_key,
        nullable=nullable and not primary_key,
    )


def only_in(dialect: str, part: _Part) -> _Part:
    """A part of a table that only `sqlite` or only `postgresql` has."""
    part.info[DIALECT] = dialect
    part.ddl_if(dialect=dialect)
    return part
