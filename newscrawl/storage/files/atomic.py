"""Atomic writes: a file is written beside its place, forced to the disk, and then moved there."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path

from newscrawl.errors import NewscrawlError, OutputError


def write_atomically(path: Path, content: bytes) -> None:
    """Put this in the place of `path`; what is there stays if it fails. A symbolic link is
    followed. Raises OutputError."""
    with atomic_file(path) as file:
        file.write(content)


@contextmanager
def atomic_file(path: Path) -> Iterator[BufferedRandom]:
    """A file to write and to read again, which takes the place of `path` at the end: for more than
    memory holds.

    An error inside leaves what was there; an OSError becomes an OutputError that names `path`.
    """
    with write_errors_named(path):
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
def write_errors_named(path: Path | str) -> Iterator[None]:
    """Any OSError inside becomes an OutputError that names `path`."""
    try:
        yield
    except NewscrawlError:
        raise
    except OSError as error:
        raise OutputError(error.errno, f"cannot write {path}: {error.strerror or error}") from error
