"""A small output folder with something of everything in it, as runs leave it. As a program: one
that is killed while it writes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from newscrawl.items import Article, Circumstances, WarcRef
from newscrawl.lifecycle.page import ELSEWHERE
from newscrawl.lifecycle.transitions import absent, doubted, failed, met
from newscrawl.records import article_record, utc
from newscrawl.storage.archive import Archive
from newscrawl.storage.files.failed_pages import FailedPages
from newscrawl.storage.files.run_reports import note_end, note_start, write_killed, write_run
from newscrawl.storage.warc.records import Exchange
from newscrawl.storage.warc.writer import Origin, Row
from support.makers import NOON, failure, headline, pair, ready
from support.paths import PYTHONPATH
from support.timeouts import COMMAND_S

FIRST, SECOND, KILLED = "20260114T093000Z-1f3a", "20260115T093000Z-2b4c", "20260116T093000Z-3c5d"


def make(folder: Path) -> Path:
    """Two runs: eight articles, one of them changed, one gone, one doubted; numbers that failed,
    are absent, lead elsewhere."""
    archive = begun(folder, FIRST)
    for number in (1, 2, 3, 5, 6, 7, 8, 12):
        dated: dict[str, Any] = (
            {"published": date(2026, 1, number), "published_from": "page"} if number < 6 else {}
        )
        archive.add_revision(
            article_record(
                ready(
                    number,
                    headlines=[pair(1)],
                    section="Ports — порты",
                    authors=["A. Writer"],
                    **dated,
                )
            )
        )
    for number in range(1, 6):
        archive.add_headline(headline(number))
    archive.put_article(failed(met("paper/en/10", NOON), NOON, "http 500"))
    archive.put_article(failed(failed(met("paper/en/9", NOON), NOON, "no body"), NOON, "no body"))
    archive.put_article(absent(met("paper/en/4", NOON), NOON, "http 404"))
    archive.put_article(absent(met("paper/en/11", NOON), NOON, "redirect to /", status=ELSEWHERE))
    archive.state.set_listing_marks("paper", {"en": 12}, since=None, run=FIRST)
    archive.put_boilerplate("paper", "en", {"blocks": []})
    ended(archive, "unhealthy", 1, {"articles/new": 8, "articles/failed": 2, "headlines/new": 5})
    archive = begun(folder, SECOND)
    archive.add_revision(
        {
            **article_record(ready(2, title="The ferry sails no more")),
            "change": "changed",
            "revision": 2,
        }
    )
    before = archive.known("paper/en/3")
    assert before is not None
    archive.add_revision(
        {
            **archive.latest_record(before),
            "change": "gone",
            "revision": 2,
            "fetched_at": utc(NOON + timedelta(days=1)),
        }
    )
    again = archive.known("paper/en/5")
    assert again is not None
    archive.put_article(doubted(again, NOON + timedelta(days=1), "another page", SECOND))
    archive.add_headline(headline(2, title="The ferry sails no more"))
    ended(archive, "healthy", 0, {"articles/changed": 1, "articles/gone": 1, "headlines/new": 1})
    page = failure(9)
    FailedPages(folder / "failed", max_pages=9, max_bytes=9_999).keep(
        page.url, b"<title>?</title>", seen_at=page.seen_at
    )
    return folder


def make_with_warc(folder: Path) -> Path:
    """Two runs that wrote three WARC files: pages, one that is as it was, one that the server
    vouches for, one that could not be read."""
    archive = begun(folder, FIRST, has_warc=True, roll_bytes=2_600)
    page(archive, None, b"User-agent: *", path="/robots.txt")
    for number in range(1, 6):
        read = captured(archive, number)
        archive.add_revision(article_record(read), article=read)
    ended(archive, "healthy", 0, {"articles/new": 5})
    archive = begun(folder, SECOND, has_warc=True)
    captured(archive, 1)
    row = archive.capture(exchange(2, b"", status=b"304 Not Modified"), is_not_modified=True)
    assert row is not None and row["refers_to"]
    changed = captured(archive, 3, title="The ferry sails no more")
    archive.add_revision(
        {**article_record(changed), "change": "changed", "revision": 2}, article=changed
    )
    row = page(archive, 9, b"<p>?</p>")
    unread = failure(9, id="paper/en/9", circumstances=Circumstances(row["record_id"], (), None, 0))
    archive.note_failure(unread)
    archive.put_article(failed(met("paper/en/9", NOON), NOON, "no body"))
    layout = page(archive, 4, b"<h1>Another</h1>")["record_id"]
    archive.add_lesson(layout, 1, layout)
    ended(archive, "healthy", 0, {"articles/changed": 1})
    return folder


def captured(archive: Archive, number: int, **facts: Any) -> Article:
    """An article whose page was written to the WARC file of the run."""
    made = ready(number, **facts)
    row = page(archive, number, f"<h1>{made.title}</h1>{made.body}".encode())
    seen = Circumstances(row["record_id"], (), None, 0)
    return replace(
        made, warc=WarcRef(row["file"], row["offset"], row["record_id"]), circumstances=seen
    )


def page(archive: Archive, number: int | None, body: bytes, *, path: str = "") -> Row:
    row = archive.capture(exchange(number, body, path=path))
    assert row is not None
    return row


def exchange(
    number: int | None, body: bytes, *, path: str = "", status: bytes = b"200 OK"
) -> Exchange:
    """A page, in chunks, as it went over the wire."""
    path = path or f"/en/news/detail/{number}"
    chunks = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body) if body else b""
    return Exchange(
        url=f"https://paper.test{path}",
        at=NOON,
        request=f'GET {path} HTTP/1.1\r\nHost: paper.test\r\nIf-None-Match: "1"\r\n\r\n'.encode(),
        response=(
            b'HTTP/1.1 %b\r\nETag: "1"\r\nContent-Type: text/html\r\nTransfer-Encoding:'
            b" chunked\r\n\r\n%b"
        )
        % (status, chunks),
        address="192.0.2.1",
        entity=body,
        article=f"paper/en/{number}" if number else None,
    )


def begun(folder: Path, run: str, *, has_warc: bool = False, roll_bytes: int = 1 << 30) -> Archive:
    started = datetime.strptime(run[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    origin = (
        Origin("paper", run, {"software": "newscrawl/test"}, roll_bytes=roll_bytes)
        if has_warc
        else None
    )
    archive = Archive(folder, run=run, clock=lambda: started, origin=origin)
    for row in note_start(archive.state, run, "paper", utc(started), {"full": True}):
        write_killed(folder, archive.state, row)
    return archive


def ended(archive: Archive, verdict: str, code: int, counts: dict[str, int]) -> None:
    archive.close()
    report = {
        "schema": "newscrawl.run/1",
        "run": archive.run,
        "spider": "paper",
        "verdict": verdict,
        "exit_code": code,
        "summary": f"{verdict}: as told",
        "started_at": archive.now,
        "ended_at": utc(archive.clock() + timedelta(minutes=5)),
        "seconds": 300.0,
        "finish_reason": "finished",
        "arguments": {"full": True},
        "settings": {},
        "version": {},
        "counts": counts,
        "failures": [],
        "pages": [],
        "traps": [],
        "walk": {},
    }
    write_run(archive.folder, archive.run, report)
    note_end(archive.folder, None, report)


def owing(folder: Path) -> Archive:
    """A third run, under way: one line in both, and one that the state has and the feed has not."""
    archive = begun(folder, KILLED)
    archive.add_revision(article_record(ready(13)))
    archive.commit()
    # What kill -9 between the two leaves: the state is committed, the feed is not written.
    archive.add_revision(article_record(ready(14, title="The last boat")))
    archive._write_to_state()
    return archive


def killed(folder: Path) -> Path:
    """The folder after a third run that was killed by the system while it wrote."""
    environment = {"PYTHONPATH": PYTHONPATH}
    ended = subprocess.run(
        [sys.executable, __file__, str(folder)], env=environment, check=False, timeout=COMMAND_S
    )
    assert ended.returncode == -signal.SIGKILL
    return folder


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file with its time and its bytes, and every folder."""
    return {
        str(path.relative_to(folder)): (
            path.stat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in sorted(folder.rglob("*"))
    }


if __name__ == "__main__":
    owing(Path(sys.argv[1]))
    os.kill(os.getpid(), signal.SIGKILL)
