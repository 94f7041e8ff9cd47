"""An archive whose state is in PostgreSQL: the real commands against a real server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.harness import AfterRequests, AtWrite, lines_of
from support.on_postgres import PostgresArchive

from newscrawl.replica import Replica, changes, running

pytestmark = pytest.mark.slow

LINKED_POINTS = ("before-commit", "after-commit", "half-line", "before-warc-sync", "report")
"""Of dying.INSTANTS those where state, feed and WARC file are at odds."""


@pytest.fixture
def replica() -> Iterator[Replica]:
    with running(articles=24, languages=("en", "ka")) as replica:
        yield replica


@pytest.fixture
def archive(database: str, tmp_path: Path) -> PostgresArchive:
    return PostgresArchive(tmp_path / "output", database)


def test_an_archive_in_postgresql_does_all_that_one_in_sqlite_does(
    archive: PostgresArchive, replica: Replica, tmp_path: Path
) -> None:
    first = archive.crawl(replica)
    assert first.code == 0, first.last_line
    archive.check(replica)

    # Another run, with news.
    number = replica.numbers("en")[3]
    replica.apply(changes.publish("ka"))
    second = archive.crawl(replica)
    assert second.code == 0 and "1 new" in second.last_line, second.last_line
    archive.check(replica)

    # A repair of one page.
    replica.apply(changes.edit("en", number, "both"))
    repair = archive.crawl(replica, "-a", f"url={replica.root}/en/news/detail/{number}")
    assert repair.code == 0 and "1 changed" in repair.last_line, repair.last_line
    archive.check(replica)

    # What only reads.
    status = archive.command("status", "--json")
    assert status.returncode == 0, status.stderr
    told = json.loads(status.stdout)
    assert [run["verdict"] for run in told["runs"]] == ["healthy"] * 3
    assert told["feeds"]["articles"]["seq"] == len(lines_of(archive.folder))
    exported = archive.command("export", "jsonl", str(tmp_path / "a.jsonl"))
    assert exported.returncode == 0, exported.stderr
    assert len((tmp_path / "a.jsonl").read_bytes().splitlines()) == len(replica.truth())
    for words in (["report", str(tmp_path / "a.html")], ["status", "--conflicts"]):
        done = archive.command(*words)
        assert done.returncode == 0, done.stderr
    verified = archive.command("verify")
    assert (verified.returncode, "clean" in verified.stderr) == (0, True), verified.stderr

    # Reading again, without a request.
    replica.forget()
    reparse = archive.command("reparse")
    assert reparse.returncode == 0, reparse.stderr
    assert not replica.requests()
    archive.check(replica)

    # A takedown.
    taken = f"ccbsnews/en/{number}"
    suppressed = archive.command("suppress", taken, "--reason", "a court says so")
    assert suppressed.returncode == 0, suppressed.stderr
    listed = archive.command("suppress", "--list")
    assert listed.returncode == 0 and taken in listed.stdout
    last = lines_of(archive.folder)[-1]
    assert (last["id"], last["change"], last["title"]) == (taken, "gone", "")
    assert archive.audited() == []
    after = archive.crawl(replica, "-a", "revisit=all")
    assert after.code == 0, after.last_line
    assert archive.audited() == []
    assert archive.command("verify").returncode == 0
    assert not (archive.folder / "newscrawl.db").exists()


@pytest.mark.parametrize("point", LINKED_POINTS)
def test_a_kill_at_a_write_is_made_good_by_the_next_run(
    point: str, archive: PostgresArchive, replica: Replica
) -> None:
    killed = archive.crawl(replica, kill=AtWrite(point, 1 if point == "report" else 3))
    assert killed.was_killed, killed.last_line
    healthy = archive.crawl(replica)
    assert healthy.code == 0, healthy.last_line
    archive.check(replica)


def test_a_kill_in_the_midst_is_made_good_by_the_next_run(
    archive: PostgresArchive, replica: Replica
) -> None:
    assert archive.crawl(replica, kill=AfterRequests(20)).was_killed
    healthy = archive.crawl(replica)
    assert healthy.code == 0, healthy.last_line
    archive.check(replica)
