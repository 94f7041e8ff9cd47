"""An archive whose state is in PostgreSQL: the real commands against a real server."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from run.test_standing import NEWS, broken, run_at, site
from support.archives import snapshot
from support.harness import AfterRequests, AtWrite, Ended, lines_of
from support.local_server import serving
from support.on_postgres import PostgresArchive
from support.postgres import Server
from support.timeouts import until

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
    # The line that tells of it, and one for each article whose last line showed its title.
    last = next(line for line in reversed(lines_of(archive.folder)) if line["id"] == taken)
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
    # The first time: a short run commits no more often than it must, and passes each point once for certain.
    killed = archive.crawl(replica, kill=AtWrite(point, 1))
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


# Two at once.


def test_of_two_runs_on_one_database_one_is_refused_whatever_folder_it_is_from(
    archive: PostgresArchive, tmp_path: Path
) -> None:
    with running(articles=24, faults=("slow",)) as replica, ThreadPoolExecutor(2) as pool:
        # A folder that knows the database, and a copy as another machine has it.
        assert archive.crawl(replica, "-a", "limit=1").code == 0
        shutil.copytree(archive.folder, tmp_path / "copy")
        copy = PostgresArchive(tmp_path / "copy", archive.database)
        before = snapshot(copy.folder)
        both = list(pool.map(lambda one: one.crawl(replica), (archive, copy)))
        assert sorted(ended.code for ended in both) == [0, 75], [one.last_line for one in both]
        refused = next(ended for ended in both if ended.code == 75)
        assert "another run (from 127.0.0.1) holds postgresql" in refused.last_line
        assert "Traceback" not in refused.stderr
        won = (archive, copy)[0 if both[0].code == 0 else 1]
        won.check(replica)
        if won is archive:
            assert snapshot(copy.folder) == before


def test_of_two_first_runs_at_once_one_is_refused(database: str, tmp_path: Path) -> None:
    with running(articles=24, faults=("slow",)) as replica, ThreadPoolExecutor(2) as pool:
        made = [PostgresArchive(tmp_path / name, database) for name in ("a", "b")]
        both = list(pool.map(lambda one: one.crawl(replica), made))
        # Whoever looks later finds a database of another folder, or one that is held.
        codes = [ended.code for ended in both]
        assert codes.count(0) == 1 and max(codes) in (2, 75), [one.last_line for one in both]
        assert not any("Traceback" in ended.stderr for ended in both)
        made[codes.index(0)].check(replica)


def test_while_a_run_is_under_way_who_reads_is_told_and_who_writes_is_refused(
    archive: PostgresArchive, tmp_path: Path
) -> None:
    with running(articles=24, faults=("slow",)) as replica, ThreadPoolExecutor(1) as pool:
        crawling = pool.submit(archive.crawl, replica)
        until(lambda: len(replica.requests()) > 5)
        shutil.copytree(archive.folder, tmp_path / "copy")
        copy = PostgresArchive(tmp_path / "copy", archive.database)
        told = copy.command("status", "--json")
        assert told.returncode == 0, told.stderr
        held = [
            copy.command(*words).returncode
            for words in (
                ["suppress", "ccbsnews/en/1", "--reason", "a letter"],
                ["verify"],
                ["reparse"],
            )
        ]
        if not crawling.done():
            assert json.loads(told.stdout)["running"]
            assert held[:2] == [75, 75]
        assert crawling.result().code == 0


# A server that goes away.


def during(
    do: Callable[[], None], archive: PostgresArchive, replica: Replica, *words: str
) -> Ended:
    """A crawl in the midst of which something is done."""
    replica.forget()
    with ThreadPoolExecutor(1) as pool:
        crawling = pool.submit(archive.crawl, replica, *words)
        until(lambda: len(replica.requests()) > 30 or crawling.done())
        assert not crawling.done()
        do()
        return crawling.result()


@pytest.mark.parametrize("at_once", [False, True], ids=["in order", "by a crash"])
def test_a_server_that_is_started_anew_ends_the_run_and_the_next_one_is_whole(
    at_once: bool, archive: PostgresArchive, server: Server
) -> None:
    def restart() -> None:
        server.stop(at_once=at_once)
        server.start()

    with running(articles=60, faults=("slow",)) as replica:
        ended = during(restart, archive, replica)
        assert ended.code == 74, ended.last_line
        assert "Traceback" not in ended.stderr, ended.stderr
        assert "the output could not be written" in ended.last_line
        healthy = archive.crawl(replica)
        assert healthy.code == 0, healthy.last_line
        archive.check(replica)


def test_a_server_that_stays_away_ends_the_run(archive: PostgresArchive, server: Server) -> None:
    with running(articles=60, faults=("slow",)) as replica:
        ended = during(server.stop, archive, replica)
        try:
            assert ended.code == 74, ended.last_line
            assert "Traceback" not in ended.stderr, ended.stderr
            refused = archive.crawl(replica)
            assert (refused.code, "cannot open postgresql" in refused.last_line) == (74, True)
        finally:
            server.start()
        assert archive.crawl(replica).code == 0
        archive.check(replica)


# A folder and a database that do not belong together.


def test_every_command_refuses_a_database_of_another_folder(
    archive: PostgresArchive, server: Server, replica: Replica, tmp_path: Path
) -> None:
    assert archive.crawl(replica).code == 0
    other = PostgresArchive(tmp_path / "other", server.new())
    assert other.crawl(replica).code == 0
    commands = (
        ["crawl", "ccbsnews", "-a", f"root={replica.root}"],
        ["crawl", "ccbsnews", "-a", f"root={replica.root}", "-a", "dry_run=1"],
        ["reparse"],
        ["suppress", "ccbsnews/en/1", "--reason", "a letter"],
        ["suppress", "--list"],
        ["export", "jsonl", str(tmp_path / "a.jsonl")],
        ["report", str(tmp_path / "a.html")],
        ["status"],
        ["verify"],
    )
    before = snapshot(tmp_path)
    replica.forget()
    for folder, database, said in (
        (other.folder, archive.database, "is the state of another output folder"),
        (tmp_path / "nowhere", archive.database, "which has no archive.json"),
        (other.folder, "", "name it with -s NEWSCRAWL_DATABASE="),
    ):
        wrong = PostgresArchive(folder, database)
        for words in commands:
            done = wrong.command(*words)
            last = done.stderr.rstrip().rpartition("\n")[2]
            if "nowhere" in str(folder) and done.returncode == 2 and "no folder" in last:
                continue
            assert (done.returncode, said in last) == (2, True), (words, done.stderr)
            assert "Traceback" not in done.stderr
    assert replica.requests() == []
    assert snapshot(tmp_path) == before
    server.drop(other.database)


def test_a_backup_of_both_is_restored_elsewhere(
    archive: PostgresArchive, server: Server, replica: Replica, tmp_path: Path
) -> None:
    assert archive.crawl(replica).code == 0
    name = archive.database.rpartition("/")[2]
    restored = PostgresArchive(tmp_path / "restored", server.new(f"TEMPLATE {name}"))
    shutil.copytree(archive.folder, restored.folder)
    replica.apply(changes.publish("ka"))
    ended = restored.crawl(replica)
    assert ended.code == 0 and "1 new" in ended.last_line, ended.last_line
    restored.check(replica)
    server.drop(restored.database)


def test_a_lost_state_is_rebuilt_from_the_feeds_in_an_empty_database(
    archive: PostgresArchive, server: Server, replica: Replica
) -> None:
    assert archive.crawl(replica).code == 0
    anew = PostgresArchive(archive.folder, server.new())
    ended = anew.crawl(replica, "-a", "full=1")
    assert ended.code == 0, ended.last_line
    anew.check(replica)
    server.drop(anew.database)


def test_what_fails_can_be_acknowledged_and_is_told_to_whoever_watches(
    archive: PostgresArchive,
) -> None:
    fails = {f"{NEWS}2": broken(), "/en/news": broken()}
    with serving(site(fails)) as server:

        def run(day: int) -> int:
            code, *_ = run_at(server.root, archive.folder, day, *archive.setting, "-a", "full=1")
            return code

        assert run(1) == 1
        pages = ("ccbsnews/en/2", "https://www.ccbsnews.info/en/news")
        known = archive.command("acknowledge", *pages, "--reason", "their wall")
        assert known.returncode == 0, known.stderr
        listed = archive.command("acknowledge", "--list").stdout
        assert listed.count("their wall") == 2
        assert run(2) == 0
        fails.clear()
        assert run(3) == 0
    told = json.loads(archive.command("status", "--json").stdout)["sites"][0]
    assert (told["failures"], told["failing_pages"]) == ([], [])
    short = archive.command("status", "--check")
    assert (short.returncode, "ccbsnews age:" in short.stdout) == (1, True), short.stdout
    exposed = archive.command("status", "--prometheus")
    assert 'newscrawl_articles{site="ccbsnews"' in exposed.stdout, exposed.stderr
    assert archive.audited() == []
