"""An audit finds what is wrong in a folder, says where, and calls a crash a crash."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from support import archives
from support.makers import of_version_1

from newscrawl.identity.site import Site
from newscrawl.records import line_of
from newscrawl.storage.archive import Archive
from newscrawl.storage.files.run_reports import check_output
from newscrawl.verify.findings import MAX_LISTED, Finding
from newscrawl.verify.folder import Bounds, FolderAudit

SITES = {
    "paper": Site("paper", "https://paper.test", r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)")
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archives.make(tmp_path_factory.mktemp("made") / "output")


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "output"))


def audited(folder: Path, *, failed: Bounds = Bounds(200, 1 << 20)) -> FolderAudit:  # noqa: B008  # a value
    audit = FolderAudit(folder, None, sites=SITES, failed=failed)
    audit.check()
    return audit


def found(folder: Path) -> list[Finding]:
    return audited(folder).findings.listed


def kinds(folder: Path) -> set[tuple[str, str, str]]:
    return {(finding.level, finding.file, finding.kind) for finding in found(folder)}


def sql(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "newscrawl.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def rewrite(folder: Path, number: int, **facts: Any) -> None:
    """Another line in the place of this one, in the feed and in the state: only the line itself can
    tell."""
    path = folder / "articles.jsonl"
    lines = path.read_text("utf-8").split("\n")
    lines[number - 1] = line_of(json.loads(lines[number - 1]) | facts)
    path.write_text("\n".join(lines), "utf-8")
    with closing(sqlite3.connect(folder / "newscrawl.db")) as connection:
        connection.execute(
            "UPDATE revisions SET line = ? WHERE seq = ?", (lines[number - 1], number)
        )
        connection.execute(
            "UPDATE feeds SET size_bytes = ? WHERE name = 'articles'", (path.stat().st_size,)
        )
        connection.commit()


def test_lines_of_the_first_schema_are_as_good_as_those_of_the_present_one(folder: Path) -> None:
    path = folder / "articles.jsonl"
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    old = [line_of(of_version_1(lines[0])), *map(line_of, lines[1:])]
    path.write_text("".join(f"{line}\n" for line in old), "utf-8")
    sizes = path.stat().st_size
    with closing(sqlite3.connect(folder / "newscrawl.db")) as connection:
        connection.execute("UPDATE revisions SET line = ? WHERE seq = 1", (old[0],))
        connection.execute("UPDATE feeds SET size_bytes = ? WHERE name = 'articles'", (sizes,))
        connection.commit()
    assert not {kind for kind in kinds(folder) if kind[1] == "articles.jsonl"}


def test_a_line_of_the_present_schema_without_its_keys_is_not_valid(folder: Path) -> None:
    rewrite(folder, 1, schema="newscrawl.article/1")
    assert ("fault", "articles.jsonl", "schema") in kinds(folder)


def test_what_runs_leave_is_clean(folder: Path) -> None:
    audit = audited(folder)
    assert audit.findings.listed == []
    assert audit.counts == {
        "articles": 10,
        "headlines": 6,
        "rows": 12,
        "records": 0,
        "reports": 2,
        "failed": 1,
    }


def test_nothing_is_written(folder: Path) -> None:
    before = archives.snapshot(folder)
    audited(folder)
    assert archives.snapshot(folder) == before


# The feeds.


@pytest.mark.parametrize("feed", ["articles.jsonl", "headlines.jsonl"])
def test_any_byte_that_flips_in_a_feed_is_found(folder: Path, feed: str) -> None:
    path, dice = folder / feed, random.Random(4666)
    whole = path.read_bytes()
    ends = [at for at, byte in enumerate(whole) if byte == ord("\n")]
    for at in [
        0,
        len(whole) - 1,
        *dice.sample(ends, 3),
        *(dice.randrange(len(whole)) for _ in range(60)),
    ]:
        flipped = bytearray(whole)
        flipped[at] ^= 1 << dice.randrange(8)
        path.write_bytes(flipped)
        faults = [one for one in found(folder) if one.level == "fault"]
        assert {one.file for one in faults} == {feed}, f"byte {at}: the state is innocent"
        told = min(one.line for one in faults if one.line is not None)
        assert told == whole.count(b"\n", 0, at) + 1, f"byte {at}"


def test_a_flipped_byte_is_found_by_the_lines_alone_where_it_breaks_what_they_promise(
    folder: Path,
) -> None:
    (folder / "newscrawl.db").unlink()
    path = folder / "articles.jsonl"
    path.write_bytes(path.read_bytes().replace(b"The first boat", b"The f\xc2rst boat", 1))
    assert ("fault", "articles.jsonl", "not a line") in kinds(folder)
    path.write_bytes(path.read_bytes().replace(b"The f\xc2rst boat", b"The fyrst boat", 1))
    assert ("fault", "articles.jsonl", "content_sha256") in kinds(folder)


@pytest.mark.parametrize(
    ("number", "facts", "kind"),
    [
        (1, {"body": "Another text."}, "content_sha256"),
        (1, {"url": "https://paper.test/en/news/detail/2"}, "address"),
        (1, {"language": "ru"}, "language"),
        (1, {"published": "yesterday"}, "schema"),
        (1, {"more": 1}, "schema"),
        (1, {"run": "20200101T000000Z-0000"}, "unknown run"),
        (2, {"seq": 7}, "seq"),
        (9, {"revision": 3}, "revision"),
        (
            9,
            {
                "id": "paper/en/3",
                "url": "https://paper.test/en/news/detail/3",
                "revision": 2,
                "change": "gone",
            },
            "gone twice",
        ),
        (10, {"section": "Elsewhere"}, "gone"),
    ],
)
def test_a_line_that_breaks_a_promise_is_found_even_where_the_state_says_the_same(
    folder: Path, number: int, facts: dict[str, Any], kind: str
) -> None:
    rewrite(folder, number, **facts)
    [first, *_] = [one for one in found(folder) if one.kind == kind]
    assert (first.level, first.file) == ("fault", "articles.jsonl")
    # 'gone twice' shows on the second of them.
    assert first.line == (10 if kind == "gone twice" else number)
    assert first.todo


def test_a_headline_told_twice_is_found(folder: Path) -> None:
    (folder / "newscrawl.db").unlink()
    path = folder / "headlines.jsonl"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines, line_of(json.loads(lines[0]) | {"seq": 7}), ""]), "utf-8")
    assert kinds(folder) == {
        ("fault", "headlines.jsonl", "told twice"),
        ("owed", "newscrawl.db", "no state"),
    }


def test_a_line_taken_out_is_one_fault_and_not_one_for_each_that_follows(folder: Path) -> None:
    path = folder / "articles.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:1] + lines[2:]))
    told = [(one.kind, one.line) for one in found(folder) if one.file == "articles.jsonl"]
    assert ("seq", 2) in told
    assert len(told) <= 3


def test_a_line_told_twice_accuses_neither_the_state_nor_the_lines_after_it(folder: Path) -> None:
    path = folder / "articles.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:5], lines[4], *lines[5:]]))
    told = [(one.file, one.kind, one.line) for one in found(folder)]
    assert ("articles.jsonl", "seq", 6) in told
    assert {file for file, _, _ in told} == {"articles.jsonl"}
    assert len(told) <= 3


def test_a_line_that_cannot_be_read_accuses_no_other(folder: Path) -> None:
    path = folder / "articles.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    # The first revision of an article that has two.
    path.write_bytes(b"".join([lines[0], b"#" * (len(lines[1]) - 1) + b"\n", *lines[2:]]))
    assert [(one.kind, one.line) for one in found(folder)] == [("not a line", 2)]


def test_damage_everywhere_is_counted_and_told_in_part(folder: Path) -> None:
    (folder / "newscrawl.db").unlink()
    (folder / "headlines.jsonl").write_bytes(b"?\n" * 3000)
    findings = audited(folder).findings
    # Without a state nothing says that the last line was ever on the disk.
    assert findings.counts["fault", "headlines.jsonl", "not a line"] == 2999
    assert sum(one.kind == "not a line" for one in findings.listed) == MAX_LISTED
    assert findings.unlisted() == [("headlines.jsonl", "not a line", 2999 - MAX_LISTED)]


# The state.


CHANGES = {
    "articles": {
        **dict.fromkeys(
            (
                "status",
                "content_sha256",
                "published",
                "published_from",
                "visited_at",
                "first_seen_at",
                "due_at",
            ),
            "'x'",
        ),
        **dict.fromkeys(("site", "language", "doubted_in"), "'xx'"),
        **dict.fromkeys(("number", "seq", "revision"), "99"),
        "digest": "x'00'",
        "tries": "-1",
    },
    "revisions": {"id": "'x'", "revision": "99", "run": "'x'", "line": "'x'", "seq": "99"},
    "headlines": {
        **dict.fromkeys(("id", "title", "published", "seen_on", "seen_at", "run", "line"), "'x'"),
        "seq": "99",
    },
    "feeds": {"name": "'x'", "seq": "99", "size_bytes": "1"},
    "runs": dict.fromkeys(
        ("id", "site", "started_at", "ended_at", "verdict", "summary", "arguments", "counts"),
        "'x'",
    )
    | {"exit_code": "9"},
    "marks": {"run": "'x'"},
    "memories": {"pages": "'x'"},
    "meta": {"value": "'x'"},
}


@pytest.mark.parametrize(
    ("table", "column"),
    [(table, column) for table, columns in CHANGES.items() for column in columns],
)
def test_a_value_that_changed_in_the_state_is_found(folder: Path, table: str, column: str) -> None:
    where = "WHERE seq IS NOT NULL" if table == "articles" else ""
    row = f"(SELECT rowid FROM {table} {where} ORDER BY rowid LIMIT 1)"
    sql(folder, f"UPDATE {table} SET {column} = {CHANGES[table][column]} WHERE rowid = {row}")
    assert any(one.level == "fault" for one in found(folder))


# Runs are not among them: the next one enters what a report tells and the state does not know.
@pytest.mark.parametrize(
    ("table", "order"),
    [
        (table, order)
        for table in ("articles", "revisions", "headlines")
        for order in ("ASC", "DESC")
    ],
)
def test_a_row_that_is_lost_is_found(folder: Path, table: str, order: str) -> None:
    where = "WHERE seq IS NOT NULL" if table == "articles" else ""
    sql(
        folder,
        f"DELETE FROM {table} WHERE rowid = (SELECT rowid FROM {table} {where} ORDER BY rowid"
        f" {order} LIMIT 1)",
    )
    assert any(one.level == "fault" for one in found(folder))


@pytest.mark.slow
def test_any_byte_that_flips_in_the_database_is_found_or_changes_nothing_that_is_checked(
    folder: Path,
) -> None:
    path, dice = folder / "newscrawl.db", random.Random(4666)
    whole, said = path.read_bytes(), checked_values(folder)
    silent = 0
    for _ in range(250):
        flipped = bytearray(whole)
        at = dice.randrange(len(whole))
        flipped[at] ^= 1 << dice.randrange(8)
        path.write_bytes(flipped)
        if not any(one.level == "fault" for one in found(folder)):
            silent += 1
            assert checked_values(folder) == said, f"byte {at}"
    # Most of a small database is empty pages and free space.
    assert silent < 250


def checked_values(folder: Path) -> list[Any]:
    """What an audit vouches for. Not the rest: nothing else knows when a page was visited, or what
    its ETag was."""
    asked = (
        (
            "SELECT id, site, language, number, status, seq, revision, digest FROM articles ORDER"
            " BY id"
        ),
        "SELECT content_sha256, published, published_from FROM articles ORDER BY id",
        "SELECT * FROM revisions ORDER BY seq",
        "SELECT * FROM headlines ORDER BY seq",
        "SELECT * FROM feeds ORDER BY name",
        "SELECT id, site, started_at, ended_at, verdict, exit_code, summary FROM runs ORDER BY id",
    )
    with closing(
        sqlite3.connect(f"file:{folder / 'newscrawl.db'}?mode=ro&immutable=1", uri=True)
    ) as connection:
        return [connection.execute(one).fetchall() for one in asked]


def test_a_file_that_is_no_database_is_a_fault_and_the_feeds_are_checked_all_the_same(
    folder: Path,
) -> None:
    (folder / "newscrawl.db").write_bytes(b"not a database " * 999)
    audit = audited(folder)
    assert [(one.level, one.file, one.kind) for one in audit.findings.listed] == [
        ("fault", "newscrawl.db", "unreadable")
    ]
    assert audit.counts["articles"] == 10


# What a crash leaves.


@pytest.mark.parametrize(
    "tables",
    [[], ["CREATE TABLE marks (site TEXT, language TEXT, number INT, since TEXT, run TEXT)"]],
)
def test_a_database_whose_tables_a_kill_left_unmade_is_one_of_which_nothing_is_known(
    folder: Path, tables: list[str]
) -> None:
    (folder / "newscrawl.db").unlink()
    sql(folder, "PRAGMA journal_mode=WAL", *tables)
    assert {level for level, _, _ in kinds(folder)} == {"owed"}
    if not tables:
        Archive(folder, run="20260117T093000Z-4d5e").close()
        assert kinds(folder) == set()


def test_a_database_without_its_first_table_is_damaged_where_others_hold_rows(folder: Path) -> None:
    sql(folder, "DROP TABLE meta")
    assert kinds(folder) == {("fault", "newscrawl.db", "unreadable")}


def test_what_kill_9_leaves_is_owed_and_the_next_run_sets_it_right(folder: Path) -> None:
    archive = archives.owing(folder)
    # A copy of the files as they are is what a killed process leaves.
    left = folder.parent / "left"
    shutil.copytree(folder, left)
    archive.close()
    with (left / "articles.jsonl").open("ab") as feed:
        feed.write(b'{"schema": "newscr')
    before = archives.snapshot(left)
    assert kinds(left) == {
        ("owed", "articles.jsonl", "torn end"),
        ("owed", "articles.jsonl", "lines owed"),
        ("owed", "newscrawl.db-wal", "uncommitted"),
        ("owed", f"runs/{archives.KILLED}.json", "killed"),
    }
    assert archives.snapshot(left) == before
    archives.ended(archives.begun(left, "20260117T093000Z-4d5e"), "healthy", 0, {})
    assert kinds(left) == set()


def test_blocks_of_a_power_cut_are_owed(folder: Path) -> None:
    with (folder / "articles.jsonl").open("ab") as feed:
        feed.write(b"\0" * 512 + b'4, "word": "half"}\n{"seq": 5}\n')
    assert kinds(folder) == {("owed", "articles.jsonl", "torn end")}


@pytest.mark.parametrize(
    "lose", [lambda path: path.unlink(), lambda path: path.write_bytes(path.read_bytes()[:-20])]
)
def test_what_was_surely_on_the_disk_and_is_not_there_is_a_fault(
    folder: Path, lose: Callable[[Path], None]
) -> None:
    lose(folder / "articles.jsonl")
    assert ("fault", "articles.jsonl", "lines lost") in kinds(folder) or (
        "fault",
        "articles.jsonl",
        "not a line",
    ) in kinds(folder)
    Archive(folder, run="20260117T093000Z-4d5e").close()
    assert kinds(folder) == set()


def test_a_state_that_is_lost_is_owed_and_rebuilt_from_the_feeds(folder: Path) -> None:
    (folder / "newscrawl.db").unlink()
    assert kinds(folder) == {("owed", "newscrawl.db", "no state")}
    Archive(folder, run="20260117T093000Z-4d5e").close()
    assert kinds(folder) == set()


# The other files.


def test_reports_are_held_against_the_table(folder: Path) -> None:
    path = folder / "runs" / f"{archives.SECOND}.json"
    whole = json.loads(path.read_bytes())
    changes: list[dict[str, Any]] = [
        {"verdict": "unhealthy"},
        {"exit_code": 1},
        {"counts": {}},
        {"run": "another"},
        {"colour": "red"},
    ]
    for change in changes:
        path.write_text(json.dumps(whole | change))
        assert kinds(folder) == {("fault", f"runs/{archives.SECOND}.json", "report")}, change
    path.write_bytes(b"{")
    assert kinds(folder) == {("fault", f"runs/{archives.SECOND}.json", "report")}
    path.unlink()
    assert kinds(folder) == {("fault", f"runs/{archives.SECOND}.json", "no report")}


def test_what_does_not_belong_there_is_found_and_what_is_yours_is_not(folder: Path) -> None:
    for name in (
        "runs/20260114T093000Z-1f3a.part",
        "runs/notes.txt",
        "failed/page.part",
        ".probe-77",
    ):
        (folder / name).write_text("")
    for name in ("notes.txt", ".gitkeep", "runs/.gitkeep"):
        (folder / name).write_text("")
    (folder / "trial").mkdir()
    assert {file for _, file, kind in kinds(folder) if kind == "does not belong here"} == {
        "runs/notes.txt",
        "failed/page.part",
        ".probe-77",
    }
    assert len(kinds(folder)) == 4


def test_what_a_kill_leaves_half_written_is_owed_and_the_next_run_removes_it(folder: Path) -> None:
    [page] = (folder / "failed").iterdir()
    names = ("runs/20260114T093000Z-1f3a.part", ".probe-run", f"failed/{page.stem}.part")
    for name in names:
        (folder / name).write_text("")
    assert kinds(folder) == {("owed", name, "unfinished") for name in names}
    check_output(folder)
    assert kinds(folder) == set()


def test_failed_pages_beyond_their_bounds_are_told(folder: Path) -> None:
    told = audited(folder, failed=Bounds(0, 1)).findings.listed
    assert [(one.level, one.kind) for one in told] == [("owed", "bound"), ("owed", "bound")]


def test_a_file_that_cannot_be_read_at_all_is_the_systems_error(folder: Path) -> None:
    (folder / "articles.jsonl").unlink()
    (folder / "articles.jsonl").mkdir()
    with pytest.raises(OSError, match="directory"):
        audited(folder)
