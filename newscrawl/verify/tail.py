"""A feed as its lines, and what a crash may have left at its end: read in a stream, judged as
`storage/feed.py` will judge it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from newscrawl.storage.files.jsonl_log import GROUP_LINES, MAX_LINE_BYTES


@dataclass(slots=True)
class Line:
    """One line of a feed, whole or not."""

    number: int
    """From 1."""
    offset: int
    """Bytes before it."""
    raw: bytes
    """With its end."""
    text: str = ""
    """Without its end; empty where it is not UTF-8."""
    record: dict[str, Any] | None = None
    """None where the line is no JSON object."""
    wrong: str = ""
    """Why it is none."""
    torn: bool = False
    """The rest of the file, from here on, is what a crash leaves: the next run cuts it."""

    @property
    def end(self) -> int:
        """Bytes up to the end of it."""
        return self.offset + len(self.raw)


def lines_of(path: Path, *, synced_bytes: int) -> Iterator[Line]:
    """Each line of the file. One that is `torn` is the last that is given.

    Up to `synced_bytes` the file was surely on the disk: no crash tears it there. Raises OSError.
    """
    with path.open("rb") as file:
        number = offset = 0
        while raw := file.readline(MAX_LINE_BYTES):
            number += 1
            line = _read(Line(number, offset, raw))
            if line.record is None and offset >= synced_bytes and _is_left_by_a_crash(file, line):
                line.torn = True
                yield line
                return
            yield line
            offset = line.end


def _read(line: Line) -> Line:
    if not line.raw.endswith(b"\n"):
        line.wrong = (
            "it has no end" if len(line.raw) < MAX_LINE_BYTES else "it is too long for a line"
        )
        return line
    try:
        line.text = line.raw[:-1].decode()
        record = json.loads(line.text)
    except UnicodeDecodeError as error:
        line.wrong = (
            f"it is not UTF-8: byte {line.raw[error.start]:#04x} at offset"
            f" {line.offset + error.start}"
        )
    except ValueError as error:
        line.wrong = f"it is not JSON: {error}"
    except RecursionError:
        line.wrong = "it is not JSON of ours: nested beyond measure"
    else:
        if isinstance(record, dict):
            line.record = record
        else:
            line.wrong = "it is no JSON object"
    return line


def _is_left_by_a_crash(file: BinaryIO, line: Line) -> bool:
    """kill -9 and a full disk tear the last line; a power cut leaves blocks of NUL bytes where the
    last lines should be."""
    at = file.tell()
    following = 0
    while following <= GROUP_LINES and file.readline(MAX_LINE_BYTES):
        following += 1
    file.seek(at)
    return not following or (b"\0" in line.raw and following <= GROUP_LINES)
