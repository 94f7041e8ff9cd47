"""A text of the database as its bytes: for what decodes them itself, and better than as a whole."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType


def utf8(column: ColumnElement[str]) -> ColumnElement[bytes]:
    """The bytes of a column of text in UTF-8."""
    made: ColumnElement[bytes] = _Utf8(column)
    return made


class _Utf8(FunctionElement[Any]):
    type = NullType()  # Both drivers give bytes: nothing is left to be done with each of them.
    inherit_cache = True


@compiles(_Utf8)
def _in_sqlite(given: _Utf8, compiler: Any, **more: Any) -> str:
    # As it has them: the encoding of its file is UTF-8.
    return f"CAST({compiler.process(given.clauses, **more)} AS BLOB)"


@compiles(_Utf8, "postgresql")
def _in_postgresql(given: _Utf8, compiler: Any, **more: Any) -> str:
    return f"convert_to({compiler.process(given.clauses, **more)}, 'UTF8')"
