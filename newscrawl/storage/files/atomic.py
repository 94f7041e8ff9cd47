"""A file that is written whole or not at all: beside its place, then moved there."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path

from newscrawl.errors import NewscrawlError, OutputError


def write_whole(path: Path, content: bytes) -> None:
    """Put this in the place of `path`, what is there until then stays if it fails. A link is
    followed. Raises OutputError."""
    with whole_file(path) as file:
        file.write(content)


@contextmanager
def whole_file(path: Path) -> Iterator[BufferedRandom]:
    """A file to write and to read again, which takes the place of `path` at the end; likewise, and
    for more than memory holds.

    An error inside leaves what was there; an OSError becomes an OutputError that names `path`.
    """
    with writing(path):
        there = path.resolve()
        part = there.with_name(f".{there.name[:60]}.{secrets.token_hex(4)}.part")
        try:
            with part.open("x+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(there)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """What the system says against a write becomes an OutputError that names `path`."""
    try:
        yield
    except NewscrawlError:
        raise
    except OSError as error:
        raise OutputError(error.errno, f"cannot write {path}: {error.strerror or error}") from error
