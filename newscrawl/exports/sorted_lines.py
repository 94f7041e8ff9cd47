"""Lines in the order of their text, however many there are: sorted in parts that memory holds, each
in a temporary file, and merged."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from tempfile import TemporaryFile

PART_LINES = 50_000
"""Number of lines that are held at once: some 20 MB of an index."""


def sorted_lines(lines: Iterable[str]) -> Iterator[bytes]:
    """Each line, in UTF-8 and with its end, in the order of its bytes. Raises OSError."""
    rest = iter(lines)
    first = _part(rest)
    following = next(rest, None)
    if following is None:
        yield from first
        return
    with ExitStack() as files:
        parts = []
        part = first
        while part:
            file = files.enter_context(TemporaryFile())
            file.writelines(part)
            file.seek(0)
            parts.append(file)
            part = _part(rest, *([] if following is None else [following]))
            following = None
        yield from heapq.merge(*parts)


def _part(rest: Iterator[str], *before: str) -> list[bytes]:
    lines = [*before, *islice(rest, PART_LINES - len(before))]
    return sorted(line.encode("utf-8", "replace") for line in lines)
