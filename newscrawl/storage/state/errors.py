"""Errors of a database as errors of the output."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from newscrawl.errors import NewscrawlError, OutputError


@contextmanager
def errors_named(what: str, name: str) -> Iterator[None]:
    """Turn errors of the database into OutputErrors that name it, and say what failed: to `open`,
    `read`, `write` or `close` it."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        if isinstance(error, NewscrawlError):
            raise
        cause = error.orig if isinstance(error, DBAPIError) else error
        message = " ".join(str(cause).split())
        if "malformed" in message or "not a database" in message:
            message += "; move it away, and the next run rebuilds it from the feeds"
        raise OutputError(
            getattr(cause, "errno", None), f"cannot {what} {name}: {message}"
        ) from error
    except SQLAlchemyError as error:
        raise OutputError(None, f"cannot {what} {name}: {' '.join(str(error).split())}") from error
