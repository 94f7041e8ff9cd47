"""Errors of a database as errors of the output."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from newscrawl.errors import NewscrawlError, OutputError

_NAMED = re.compile(
    r"\b(host(?:name|addr)?|host name|server(?: at)?|user|role|database|dbname|password)"
    r"([:=]? ?)(?:\"[^\"]*\"|'[^']*')"
)
"""What a driver tells of where it was led: a part of the address, which may be a secret."""


def without_names(message: str) -> str:
    """The words of a driver without any part of the address of its database.

    >>> without_names("failed to resolve host 'token.hc.test': [Errno -2] Name not known")
    'failed to resolve host …: [Errno -2] Name not known'
    """
    return _NAMED.sub(r"\1\2…", message)


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
        message = without_names(" ".join(str(cause).split()))
        if "malformed" in message or "not a database" in message:
            message += "; move it away, and the next run rebuilds it from the feeds"
        raise OutputError(
            getattr(cause, "errno", None), f"cannot {what} {name}: {message}"
        ) from error
    except UnicodeDecodeError as error:
        # What SQLite says of a damaged file quotes from it.
        raise OutputError(
            None,
            f"cannot {what} {name}: it is damaged; move it away, and the next run rebuilds it from"
            " the feeds",
        ) from error
    except SQLAlchemyError as error:
        message = without_names(" ".join(str(error).split()))
        raise OutputError(None, f"cannot {what} {name}: {message}") from error
