"""A file that is written whole or not at all: beside its place, then moved there."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from newscrawl.errors import OutputError


def write_whole(path: Path, content: bytes) -> None:
    """Put this in the place of `path`, what is there until then stays if it fails. A link is followed. Raises OutputError."""
    try:
        there = path.resolve()
        part = there.with_name(f".{there.name[:60]}.{secrets.token_hex(4)}.part")
        try:
            with part.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(there)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(error.errno, f"cannot write {path}: {error.strerror or error}") from error
