"""Other processes read again what this one does; what is too heavy is a failure of its page."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from support.kept import PaperSpider, RuledSpider, keep, kept_articles
from support.parsing import STORIES, html, story

from newscrawl.items import Circumstances
from newscrawl.news_spider import NewsSpider
from newscrawl.reparse.readers import Readers
from newscrawl.reparse.values import KeptPage, Lesson, Outcome, Task


async def outcomes(
    folder: Path,
    tasks: list[Task],
    lessons: list[Lesson],
    processes: int,
    spider: type[NewsSpider] = PaperSpider,
) -> list[Outcome]:
    readers = Readers(folder, spider, max_bytes=1 << 26, processes=processes)
    try:
        await readers.learn(lessons, {})
        return await readers.read(tasks)
    finally:
        await readers.close()


@pytest.mark.parametrize("spider", [PaperSpider, RuledSpider])
def test_other_processes_read_the_same(spider: type[NewsSpider], tmp_path: Path) -> None:
    pages = kept_articles(tmp_path, 1, 2, 3)
    tasks = [Task(f"paper/en/{number}", (page,)) for number, page in enumerate(pages, start=1)]
    lessons = [Lesson("a", place, page) for place, page in enumerate(pages, start=1)]
    here, there = (
        asyncio.run(outcomes(tmp_path, tasks, lessons, processes, spider)) for processes in (0, 2)
    )
    assert there == here
    if spider is PaperSpider:
        titles = [outcome.article and outcome.article.title for outcome in there]
        assert titles == [STORIES[number][0] for number in (1, 2, 3)]


@pytest.mark.slow
def test_a_page_that_is_too_heavy_fails_and_the_others_are_read(tmp_path: Path) -> None:
    bodies = {1: html(story(1)), 3: html("<p>a" * 2_500_000), 2: html(story(2))}
    rows = keep(tmp_path, *((f"/en/news/detail/{one}", body) for one, body in bodies.items()))
    pages = [KeptPage(row, None, None, Circumstances(row["record_id"], (), "a", 1)) for row in rows]
    tasks = [
        Task(f"paper/en/{number}", (page,)) for number, page in zip(bodies, pages, strict=True)
    ]
    found = asyncio.run(outcomes(tmp_path, tasks, [], 1))
    assert [one.id for one in found] == ["paper/en/1", "paper/en/3", "paper/en/2"]
    assert [one.failure and one.failure.reason for one in found] == [None, "too heavy", None]
    assert found[2].article is not None
