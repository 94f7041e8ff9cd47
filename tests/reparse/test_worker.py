"""A reader in a process of its own gives what one here gives."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from support.kept import PaperSpider, kept_articles
from support.parsing import STORIES
from support.timeouts import COMMAND_S

from newscrawl.errors import UsageError
from newscrawl.reparse.reader import Reader
from newscrawl.reparse.values import Task
from newscrawl.reparse.worker import read_all, start_reading


def test_another_process_reads_the_same(tmp_path: Path) -> None:
    pages = kept_articles(tmp_path, 1, 2, 3)
    tasks = [Task(f"paper/en/{number}", (page,)) for number, page in enumerate(pages, start=1)]
    given: tuple[Any, ...] = (tmp_path, PaperSpider, (), {}, 1 << 20)
    with ProcessPoolExecutor(1, get_context("spawn"), start_reading, given) as pool:
        there = pool.submit(read_all, tasks).result(timeout=COMMAND_S)
    here = Reader(*given)
    assert there == [here.read(task) for task in tasks]
    assert [outcome.article and outcome.article.title for outcome in there] == [
        STORIES[number][0] for number in (1, 2, 3)
    ]


def test_it_reads_only_once_it_has_its_reader() -> None:
    with pytest.raises(UsageError, match="comes first"):
        read_all([])
