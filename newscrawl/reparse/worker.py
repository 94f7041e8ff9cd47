"""A reader in a process of its own: one for each core."""

from __future__ import annotations

import gc
import threading
from collections.abc import Mapping, Sequence
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess
from os import _exit
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal
from typing import TYPE_CHECKING, Any

from newscrawl.errors import UsageError
from newscrawl.reparse.reader import Reader
from newscrawl.reparse.values import Lesson, Outcome, Task

if TYPE_CHECKING:
    from newscrawl.news_spider import NewsSpider

_reader: list[Reader] = []


def start_reading(
    folder: Path,
    spider: type[NewsSpider],
    lessons: Sequence[Lesson],
    layouts: Mapping[str, Any],
    max_bytes: int,
) -> None:
    """Make the Reader of this process, which is to end with the one that began it."""
    # Ctrl-C reaches every process at the terminal; the one that began this one says when to stop.
    signal(SIGINT, SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _reader.append(Reader(folder, spider, lessons, layouts, max_bytes))
    # As in a crawl: most of what a page leaves goes without the collector.
    gc.freeze()
    gc.set_threshold(10_000, 50, 100)


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    _exit(1)


def read_all(tasks: Sequence[Task]) -> list[Outcome]:
    """What comes of each task. Raises UsageError before `start_reading`."""
    if not _reader:
        raise UsageError("start_reading comes first")
    return [_reader[0].read(task) for task in tasks]
