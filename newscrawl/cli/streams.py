"""Standard output and standard error of a command, also where they are closed, full, or take ASCII
alone: what it did, and its exit code, do not hang on who listens."""

from __future__ import annotations

import sys
from io import TextIOBase, TextIOWrapper
from typing import TextIO, cast


def prepare() -> None:
    """Called before anything is printed."""
    if sys.stdout is None:  # Closed by who started the program.
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    if isinstance(sys.stdout, TextIOWrapper):
        # Where there is no locale letters are shown by their numbers, as on standard error.
        sys.stdout.reconfigure(errors="backslashreplace")


def say(line: str) -> None:
    """A line on standard error, as far as that takes any: a full disk may be the one of the log,
    and then there is nobody to tell."""
    try:
        print(line, file=sys.stderr, flush=True)
    except OSError:
        sys.stderr = _nowhere()


def give_up_output() -> None:
    """Nothing more is written to standard output: it took no more, and would fail again when the
    program ends."""
    sys.stdout = _nowhere()


class _Nowhere(TextIOBase):
    """Takes whatever is written."""

    def write(self, text: str, /) -> int:
        return len(text)


def _nowhere() -> TextIO:
    return cast("TextIO", _Nowhere())
