"""Runs the crawl of the demo as a process of its own, and shows how far it is."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

POLL_S = 0.1
"""Seconds between two looks at the feed."""
PLAIN_LINE_S = 1.0
"""Seconds between two lines of progress where there is no terminal."""


def follow(
    console: Console, command: Sequence[str], feed: Path, expected: int, log: IO[str]
) -> int:
    """Run the crawl to its end and show how far it is; gives its exit code."""
    # A group of its own: Ctrl-C reaches it once, through us.
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, process_group=0
    )
    handlers = {
        signum: signal.signal(signum, lambda number, _: process.send_signal(number))
        for signum in (signal.SIGINT, signal.SIGTERM)
    }
    before = _count_lines(feed)
    try:
        follow = _follow_with_bar if console.is_terminal else _follow_with_lines
        follow(console, process, lambda: _count_lines(feed) - before, expected)
    finally:
        for signum, handler in handlers.items():
            signal.signal(signum, handler)
    return process.wait()


def _follow_with_bar(
    console: Console, process: subprocess.Popen[bytes], written: Callable[[], int], expected: int
) -> None:
    columns = (
        TextColumn("crawling"),
        BarColumn(None),
        MofNCompleteColumn(),
        TextColumn("articles"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("", total=expected)
        while _is_running(process):
            progress.update(bar, completed=written())
        progress.update(bar, completed=written())


def _follow_with_lines(
    console: Console, process: subprocess.Popen[bytes], written: Callable[[], int], expected: int
) -> None:
    shown, shown_at = 0, time.monotonic()
    while _is_running(process):
        if time.monotonic() - shown_at >= PLAIN_LINE_S and (count := written()) != shown:
            shown, shown_at = count, time.monotonic()
            console.print(f"crawling: {shown} of {expected} articles")
    console.print(f"crawled: {written()} of {expected} articles")


def _is_running(process: subprocess.Popen[bytes]) -> bool:
    """Whether it still runs after a moment."""
    try:
        process.wait(POLL_S)
    except subprocess.TimeoutExpired:
        return True
    return False


def _count_lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0
