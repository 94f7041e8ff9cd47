"""A present state of rows of our own invention: one of each kind that a format has to tell
apart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any

from newscrawl.exports.formats import FORMATS
from newscrawl.records import Record, article_record, upgraded
from newscrawl.storage.archive import Archive
from newscrawl.storage.queries.latest import LatestRecords
from newscrawl.storage.state.repository import State
from support.makers import NOON, of_version_1, pair, ready

FIRST, SECOND = "20260114T093000Z-1f3a", "20260116T093000Z-2b4c"
TBILISI = timezone(timedelta(hours=4))
HOSTILE = 'A "quoted", =SUM(A1) <b>title</b> & ]]> – паром \x0b'


def archived(folder: Path) -> list[Record]:
    """Two runs. Gives every line of the feed in its order.

    10 has a moment and everything else; 9 a day, in a line of the first schema; 2 an interval, and
    changes; 3 goes; 4 is taken down; 5 means harm, and of its interval one end is known.
    """
    folder.mkdir(parents=True, exist_ok=True)
    full: dict[str, Any] = {
        "page_date": date(2026, 1, 14),
        "headlines": [pair(7516), pair(7517, date(2026, 1, 10))],
        "section": "Ports, порты",
        "authors": ["A. Writer", "ნინო მწერალი"],
        "image": "https://paper.test/a.jpg?a=1&b=2",
        "description": "What became of the ferry, and of those who took it.",
        "modified": datetime(2026, 1, 10, 2, 0, tzinfo=TBILISI),
        "tags": ["Ferries", "порты"],
    }
    undated = {"published_between": (date(2026, 1, 4), date(2026, 1, 6))}
    lines = [
        record(
            10,
            published=datetime(2026, 1, 9, 1, 30, tzinfo=TBILISI),
            published_from="metadata",
            same_as=["paper/en/2"],
            **full,
        ),
        of_version_1(record(9, published=date(2026, 1, 8), published_from="page")),
        record(2, **undated),
        record(3, published=date(2026, 1, 3), published_from="headline", **full),
        record(4, published=date(2026, 1, 4), published_from="page", **full),
        record(5, published_between=(None, date(2026, 1, 14))),
    ]
    lines[0]["warc"] = {"file": "warc/a.warc.gz", "offset": 4096, "record_id": "<urn:uuid:1>"}
    lines[5]["title"] = HOSTILE
    told = [*written(folder, FIRST, lines)]
    changed = {
        **record(2, title="The ferry sails no more", **undated),
        "change": "changed",
        "revision": 2,
    }
    gone = {**lines[3], "change": "gone", "revision": 2, "fetched_at": "2026-01-16T12:00:00Z"}
    empty: dict[str, Any] = {
        "title": "",
        "body": "",
        "headlines": [],
        "authors": [],
        "image": None,
        "section": None,
        "description": None,
        "tags": [],
    }
    down = {**lines[4], **empty, "change": "gone", "revision": 2, "suppressed": True}
    return [*told, *written(folder, SECOND, [changed, gone, down])]


def record(number: int, **facts: Any) -> Record:
    return article_record(ready(number, **{"fetched_at": NOON, **facts}))


def written(folder: Path, run: str, lines: list[Record]) -> Iterator[Record]:
    archive = Archive(folder, run=run, clock=lambda: datetime(2026, 1, 16, 9, 30, tzinfo=UTC))
    first = archive.state.last_seq("articles") + 1
    for line in lines:
        archive.add_revision(line)
    archive.close()
    for seq, line in enumerate(lines, first):
        yield {**line, "seq": seq, "run": run}


def replayed(lines: list[Record]) -> dict[str, Record]:
    """What a reader of the feed holds at its end, with the keys of the present schema."""
    return {line["id"]: upgraded(line) for line in lines}


@contextmanager
def present(folder: Path, *, since: int | None = None) -> Iterator[LatestRecords]:
    state = State(folder, read_only=True)
    try:
        with state.snapshot():
            yield LatestRecords(state, since=since)
    finally:
        state.close()


def exported(form: str, folder: Path, *, since: int | None = None, thin: bool = False) -> bytes:
    """The file that this format makes of the folder."""
    file = BytesIO()
    with present(folder, since=since) as state:
        count = FORMATS[form].write(file, state, thin=thin)
        assert count == sum(1 for _ in state)
    return file.getvalue()
