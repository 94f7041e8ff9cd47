"""Items of our own invention, with only what a test wants to say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from newscrawl.items import Article, Failure, Headline, HeadlinePair
from newscrawl.pipelines.clean import clean
from newscrawl.pipelines.revisions import number
from newscrawl.records import Record

NOON = datetime(2026, 1, 14, 12, 0, tzinfo=UTC)


def article(number: int = 1, **facts: Any) -> Article:
    """An article as the loader gives it."""
    made = Article(
        id=f"paper/en/{number}",
        url=f"https://paper.test/en/news/detail/{number}",
        title=f"The ferry of pier {number} sails again",
        body=f"Pier {number} was closed for a week.\n\nThe first boat left at seven.",
        language="en",
        fetched_at=NOON,
        fetched_from=f"http://127.0.0.1/en/news/detail/{number}",
    )
    return replace(made, **facts)


def ready(number_: int = 1, **facts: Any) -> Article:
    """An article as the store gets it: the first revision."""
    made = article(number_, **facts)
    clean(made)
    number(made, None)
    return made


def headline(number: int = 1, day: date = date(2026, 1, 9), **facts: Any) -> Headline:
    made = Headline(
        id=f"paper/en/{number}",
        url=f"https://paper.test/en/news/detail/{number}",
        title=f"The ferry of pier {number} sails again",
        published=day,
        seen_on="http://127.0.0.1/en/news",
        seen_at=NOON,
    )
    return replace(made, **facts)


def failure(number: int = 1, **facts: Any) -> Failure:
    made = Failure(
        url=f"http://127.0.0.1/en/news/detail/{number}",
        kind="article",
        reason="no body",
        detail="the page shows a title and nothing below it",
        seen_at=NOON,
        missing=("body",),
    )
    return replace(made, **facts)


def pair(number: int, day: date = date(2026, 1, 9)) -> HeadlinePair:
    return HeadlinePair(f"Headline {number}", f"https://paper.test/en/news/detail/{number}", day)


def of_version_1(record: Record) -> Record:
    """The line of an article as it was written before there were `description`, `modified` and
    `tags`."""
    new = ("description", "modified", "tags")
    kept = {name: value for name, value in record.items() if name not in new}
    return kept | {"schema": "newscrawl.article/1"}
