"""An archive with an article of which everything tells something, and its takedown. As a program:
one that is killed at each of its writes.

python takedowns.py FOLDER    copies FOLDER/made for each write, kills a takedown in the copy there,
and prints how many there are
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Collection
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import Engine, event

from newscrawl.items import Circumstances, HeadlinePair, OwnDate, WarcRef
from newscrawl.records import article_record, utc
from newscrawl.storage.archive import Archive
from newscrawl.storage.files.failed_pages import FailedPages
from newscrawl.storage.files.run_reports import note_end, note_start, write_run
from newscrawl.storage.state.repository import State
from newscrawl.storage.suppression.job import finish, order
from newscrawl.storage.warc.records import Exchange
from newscrawl.storage.warc.writer import Origin
from support import archives
from support.makers import NOON, headline, ready

RUN, ORDERED, NEXT = "20260114T093000Z-1f3a", "20260117T093000Z-aaaa", "20260118T093000Z-bbbb"
AT = "2026-01-17T09:30:00Z"
VICTIM = "paper/en/2"
TITLE, SECOND_TITLE = "Mayor of Tarsk “sold the pier” to 'a cousin'", "Mayor of Tarsk denies"
SENTENCES = (
    "The pier went for one coin, a deed of Monday says.",
    "Nobody in the town hall would speak of it.",
)
SECRETS = (TITLE, SECOND_TITLE, *SENTENCES, "sold the pier", "Ilka Vashten", "files/pier-2.jpg")
"""What nothing may tell afterwards; in the order in which it is easiest to see why."""


def make(folder: Path) -> Path:
    """A crawl: five articles, all of which show the headline of the second; it was read twice, once
    with WARC records of all kinds."""
    started = datetime.strptime(RUN[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    archive = Archive(
        folder,
        run=RUN,
        clock=lambda: started,
        origin=Origin("paper", RUN, {"software": "newscrawl"}),
    )
    note_start(archive.state, RUN, "paper", utc(started), {})
    for number in (1, 2, 3, 4, 5):
        add(archive, number)
    capture(archive, 2)  # the same once more: a revisit
    capture(archive, 2, status="304 Not Modified", body=b"", is_not_modified=True)
    listing(archive)
    add(archive, 2, title=SECOND_TITLE, change="changed", revision=2)
    for title in (TITLE, SECOND_TITLE):
        archive.add_headline(headline(2, title=title))
    archive.add_headline(headline(3))
    slots = {
        "title": {f"{SECOND_TITLE} | Paper": 1, "Paper": 2},
        "og": {"http://a/files/pier-2.jpg": 1},
    }
    boilerplate = {"pages": 5, "texts": [], "slots": slots}
    archive.put_boilerplate("paper", "en", boilerplate)
    archives.ended(archive, "unhealthy", 1, {"articles/new": 5})
    report(folder)
    failed = FailedPages(folder / "failed", max_pages=9, max_bytes=99_999)
    for number in (2, 22):
        failed.keep(
            f"http://127.0.0.1:8080/en/news/detail/{number}",
            f"<h1>{TITLE if number == 2 else '?'}</h1>".encode(),
            seen_at=NOON,
        )
    return folder


def add(
    archive: Archive,
    number: int,
    *,
    change: str = "new",
    revision: int = 1,
    title: str | None = None,
) -> None:
    """An article: its page in the WARC file, its line, its claims."""
    row = capture(archive, number)
    facts: dict[str, Any] = {
        "headlines": [HeadlinePair(TITLE, "https://paper.test/en/news/detail/2", date(2026, 1, 9))]
    }
    if number == 2:
        facts |= {
            "title": title or TITLE,
            "body": "\n\n".join(SENTENCES),
            "authors": ["Ilka Vashten"],
            "image": "http://a/files/pier-2.jpg",
        }
    one = ready(number, warc=WarcRef(row["file"], row["offset"], row["record_id"]), **facts)
    one.circumstances = Circumstances(row["record_id"], (one.title,), None, 0)
    one.own_dates = (
        [OwnDate("page", f"{TITLE}, 9 January", date(2026, 1, 9))] if number == 2 else []
    )
    archive.note_own_dates(one)
    archive.add_revision(
        {**article_record(one), "change": change, "revision": revision}, article=one
    )


def capture(
    archive: Archive,
    number: int,
    *,
    status: str = "200 OK",
    body: bytes | None = None,
    is_not_modified: bool = False,
) -> Any:
    page = (
        f"<h1>{TITLE}</h1><p>{SENTENCES[0]}<p>{SENTENCES[1]}"
        if number == 2
        else f"<h1>Page {number}</h1>"
    )
    content = page.encode() if body is None else body
    return exchange(
        archive,
        f"http://127.0.0.1/en/news/detail/{number}",
        content,
        f"paper/en/{number}",
        status,
        is_not_modified=is_not_modified,
    )


def listing(archive: Archive) -> None:
    exchange(
        archive,
        "http://127.0.0.1/",
        f"<a href=/en/news/detail/2>{TITLE}</a>".replace("“", "&ldquo;").encode(),
        None,
    )


def exchange(
    archive: Archive,
    url: str,
    body: bytes,
    article: str | None,
    status: str = "200 OK",
    *,
    is_not_modified: bool = False,
) -> Any:
    head = f'HTTP/1.1 {status}\r\nContent-Type: text/html\r\nETag: "v1"\r\n\r\n'.encode()
    asked = 'If-None-Match: "v1"\r\n' if is_not_modified else ""
    made = Exchange(
        url,
        NOON,
        f"GET {url} HTTP/1.1\r\n{asked}\r\n".encode(),
        head + body,
        "127.0.0.1",
        body,
        article,
    )
    row = archive.capture(made, is_not_modified=is_not_modified)
    assert row is not None
    return row


def report(folder: Path) -> None:
    """The run's report tells of the article in its own failure, and in that of another page."""
    path = folder / "runs" / f"{RUN}.json"
    told = json.loads(path.read_bytes())
    told["failures"] = [
        {"url": "http://127.0.0.1/en/news/detail/2", "detail": f"the page shows {TITLE[:80]!r}"},
        {
            "url": "http://127.0.0.1/en/news/detail/9",
            "detail": f"the page shows 'x', but the link to it says {TITLE[:80]!r}",
        },
        {"url": "http://127.0.0.1/en/news/detail/22", "detail": "no body"},
    ]
    told["summary"] = f"unhealthy: the page shows {TITLE[:80]!r}"
    write_run(folder, RUN, told)
    note_end(folder, None, told)


def take_down(folder: Path, *, urls: Collection[str] = ()) -> dict[str, int]:
    """What the command does, step by step."""
    archive = Archive(folder, run=ORDERED)
    note_start(archive.state, ORDERED, "paper", AT, {"suppress": VICTIM, "reason": "a letter"})
    archive.close()
    with closing(State(folder)) as state:
        made = order(state, VICTIM, reason="a letter", at=AT, run=ORDERED)
        counts = finish(folder, state, made, urls)
    Archive(folder, run=ORDERED).close()
    return counts


# Killed at each write.


def die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("unreachable")


def arm(times: int) -> None:
    """Let the process die at the so-manieth write, whatever it is: half of what was to be written
    is then in the file."""
    left = iter(range(1, times))

    def is_over() -> bool:
        return next(left, None) is None

    def half(write: Callable[..., int]) -> Callable[..., int]:
        def call(descriptor: int, content: bytes, *place: int) -> int:
            if is_over():
                write(descriptor, bytes(content)[: len(content) // 2], *place)
                die()
            return write(descriptor, content, *place)

        return call

    def before(act: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            if is_over():
                die()
            return act(*arguments, **more)

        return call

    for name in ("pwrite", "write"):
        setattr(os, name, half(getattr(os, name)))
    for name in ("fsync", "replace", "unlink"):
        setattr(os, name, before(getattr(os, name)))
    event.listen(Engine, "commit", lambda connection: die() if is_over() else None)

    @event.listens_for(Engine, "before_cursor_execute")
    def look(connection: Any, cursor: Any, statement: str, *more: Any) -> None:
        if statement.startswith(("VACUUM", "PRAGMA wal_checkpoint")) and is_over():
            die()


def kill_all(folder: Path) -> int:
    """A copy of `folder`/made for each write, named by its number, where a takedown was killed at
    it. Gives how many writes there are."""
    times = 0
    while True:
        times += 1
        there = shutil.copytree(folder / "made", folder / str(times))
        child = os.fork()
        if not child:
            arm(times)
            take_down(there)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0, "it ended with an error"
            shutil.rmtree(there)
            return times - 1


if __name__ == "__main__":
    print(kill_all(Path(sys.argv[1])))
