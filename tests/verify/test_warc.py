"""An audit finds what is wrong in WARC files, their indexes and what names their records; what a
crash left there it calls owed."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from support import archives
from support.makers import NOON

from newscrawl.identity.site import Site
from newscrawl.records import article_record, line_of
from newscrawl.storage.archive import Archive
from newscrawl.storage.state.repository import State
from newscrawl.storage.warc.cdxj import index_of
from newscrawl.storage.warc.gzip_members import FIXED, Member, members_of
from newscrawl.storage.warc.names import index_name
from newscrawl.storage.warc.records import member, parsed
from newscrawl.verify.findings import Finding
from newscrawl.verify.folder import Bounds, FolderAudit

SITES = {
    "paper": Site("paper", "https://paper.test", r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)")
}
THIRD = "20260117T093000Z-4d5e"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archives.make_with_warc(tmp_path_factory.mktemp("made") / "output")


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "output"))


def audited(folder: Path) -> FolderAudit:
    audit = FolderAudit(folder, None, sites=SITES, failed=Bounds(200, 1 << 20))
    audit.check()
    return audit


def found(folder: Path) -> list[Finding]:
    return audited(folder).findings.listed


def kinds(folder: Path) -> set[tuple[str, str, str]]:
    return {(one.level, one.file.rpartition("-")[2], one.kind) for one in found(folder)}


def has_fault(folder: Path) -> bool:
    return any(one.level == "fault" for one in found(folder))


def files(folder: Path) -> list[Path]:
    return sorted((folder / "warc").glob("*.warc.gz"))


def members(path: Path) -> list[Member]:
    with path.open("rb") as file:
        return list(members_of(file))


def sql(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "newscrawl.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def run_again(folder: Path) -> None:
    archives.ended(archives.begun(folder, THIRD), "healthy", 0, {})


def test_what_runs_leave_is_clean_and_every_record_is_read(folder: Path) -> None:
    audit = audited(folder)
    assert audit.findings.listed == []
    assert len(files(folder)) == 3
    assert audit.counts["records"] == sum(len(members(path)) for path in files(folder)) == 26


# A byte that flips.


def flips(whole: bytes, places: list[int], dice: random.Random) -> Iterator[tuple[int, bytes]]:
    for at in places:
        flipped = bytearray(whole)
        flipped[at] ^= 1 << dice.randrange(8)
        yield at, bytes(flipped)


@pytest.mark.parametrize("pattern", ["warc/*-00001.warc.gz", "warc/*-00001.cdxj", "articles.jsonl"])
def test_any_byte_that_flips_is_found(folder: Path, pattern: str) -> None:
    [path] = folder.glob(pattern)
    whole, dice = path.read_bytes(), random.Random(4666)
    places = [dice.randrange(len(whole)) for _ in range(80)]
    if path.suffix == ".gz":
        for one in members(path):
            places += [
                *range(one.offset, one.offset + len(FIXED)),
                *range(one.offset + one.length - 9, one.offset + one.length),
            ]
    for at, flipped in flips(whole, places, dice):
        path.write_bytes(flipped)
        faults = {one.file for one in found(folder) if one.level == "fault"}
        assert faults == {str(path.relative_to(folder))}, f"byte {at}: nothing else is at fault"


def test_a_byte_that_flips_in_a_record_is_found_without_a_state_and_told_with_its_place(
    folder: Path,
) -> None:
    (folder / "newscrawl.db").unlink()
    path, dice = files(folder)[0], random.Random(4666)
    whole = path.read_bytes()
    for one in members(path):
        # Not the last byte of what is compressed: some of its bits may be of no meaning, and only
        # the SHA-256 of the file knows them.
        places = [
            *range(one.offset, one.offset + len(FIXED)),
            *range(one.offset + one.length - 8, one.offset + one.length),
        ]
        for at, flipped in flips(whole, places, dice):
            path.write_bytes(flipped)
            told = [
                finding.offset
                for finding in found(folder)
                if finding.level == "fault" and finding.file == f"warc/{path.name}"
            ]
            # A damaged record at the end is what a crash leaves: without a state it may be that.
            assert told == [one.offset] or one.offset + one.length == len(whole), f"byte {at}"


def test_one_damaged_record_accuses_no_other_and_nothing_that_names_it(folder: Path) -> None:
    path = files(folder)[0]
    one = next(
        one
        for one in members(path)
        if b"WARC-Type: response" in one.content and b"detail/1" in one.content
    )
    whole = bytearray(path.read_bytes())
    whole[one.offset + 100] ^= 4
    path.write_bytes(whole)
    assert [(finding.kind, finding.offset) for finding in found(folder)] == [
        ("sha256", None),
        ("not a record", one.offset),
    ]


# The files.


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda path: path.unlink(), "missing"),
        (lambda path: path.write_bytes(path.read_bytes()[:-100]), "shorter"),
        (lambda path: path.write_bytes(path.read_bytes() + path.read_bytes()[-400:]), "longer"),
        (lambda path: path.write_bytes(b"\0" * path.stat().st_size), "sha256"),
        (
            lambda path: shutil.copy(path, path.with_name(path.name.replace("00001", "00007"))),
            "no row",
        ),
        (lambda path: path.with_name("notes.txt").touch(), "does not belong here"),
        (
            lambda path: path.with_name("other.warc.gz").write_bytes(path.read_bytes()),
            "does not belong here",
        ),
        (lambda path: path.with_name("other.cdxj").touch(), "does not belong here"),
        (lambda path: path.with_name(path.name.replace(".warc.gz", ".cdxj")).unlink(), "no index"),
        (
            lambda path: path.with_name(path.name.replace(".warc.gz", ".cdxj")).write_bytes(b""),
            "index",
        ),
    ],
)
def test_files_are_held_against_the_table_of_them(
    folder: Path, change: Callable[[Path], object], kind: str
) -> None:
    change(files(folder)[1])
    told = found(folder)
    assert kind in {
        one.kind for one in told if one.level == "fault" and one.file.startswith("warc/")
    }
    assert all(one.todo for one in told)


def rewrite(path: Path, number: int, content: bytes) -> None:
    """Another record in the place of this one."""
    whole = [one.raw for one in members(path)]
    whole[number] = content
    path.write_bytes(b"".join(whole))


def remade(
    one: Member,
    kind: str | None = None,
    block: bytes | None = None,
    **changes: str | None,
) -> bytes:
    """The record with other fields."""
    record = parsed(one.content)
    fields: dict[str, str | None] = {
        name: value
        for name, value in record.headers.items()
        if name
        not in (
            "WARC-Type",
            "WARC-Record-ID",
            "WARC-Date",
            "WARC-Block-Digest",
            "Content-Length",
        )
    }
    fields |= {name.replace("_", "-"): value for name, value in changes.items()}
    at = datetime.fromisoformat(record.headers["WARC-Date"]).astimezone(UTC)
    return member(
        kind or record.kind,
        record.record_id,
        at,
        fields,
        record.block if block is None else block,
    )


OTHER = "<urn:uuid:00000000-0000-4000-8000-000000000000>"


@pytest.mark.parametrize(
    ("kind", "changes", "told"),
    [
        ("warcinfo", {"WARC_Filename": "another.warc.gz"}, "WARC-Filename"),
        (
            "response",
            {"block": b"HTTP/1.1 200 OK\r\n\r\nAnother"},
            "its payload has not the digest",
        ),
        ("response", {"WARC_Warcinfo_ID": OTHER}, "WARC-Warcinfo-ID"),
        ("response", {"WARC_Target_URI": None}, "without WARC-Target-URI"),
        ("response", {"kind": "conversion"}, "WARC-Type"),
        ("request", {"WARC_Concurrent_To": OTHER}, "no answer before it"),
        ("revisit", {"WARC_Refers_To": OTHER}, "no answer in any file"),
        ("revisit", {"WARC_Refers_To_Date": "2020-01-01T00:00:00Z"}, "are others"),
    ],
)
def test_a_record_that_promises_what_is_not_so_is_found_without_a_state(
    folder: Path, kind: str, changes: dict[str, Any], told: str
) -> None:
    (folder / "newscrawl.db").unlink()
    path = files(folder)[2]
    number, one = next(
        (number, one)
        for number, one in enumerate(members(path))
        if parsed(one.content).kind == kind
    )
    rewrite(path, number, remade(one, **changes))
    assert any(told in finding.what for finding in found(folder) if finding.level == "fault")


def test_a_record_told_twice_is_found(folder: Path) -> None:
    (folder / "newscrawl.db").unlink()
    path = files(folder)[0]
    path.write_bytes(path.read_bytes() + members(path)[-1].raw)
    assert "told twice" in {one.kind for one in found(folder)}


# What is said of them.


CHANGES = {
    "warc_files": {"name": "'x'", "size_bytes": "1", "sha256": "'x'", "closed": "0"},
    "captures": {
        **dict.fromkeys(
            (
                "record_id",
                "file",
                "offset",
                "kind",
                "url",
                "at",
                "mime",
                "digest",
                "refers_to",
                "id",
            ),
            "'x'",
        ),
        **dict.fromkeys(("length", "status"), "1"),
        "entity": "x'00'",
    },
    "readings": dict.fromkeys(("id", "came", "record_id", "layout"), "'x'"),
    "lessons": dict.fromkeys(("layout", "record_id"), "'x'"),
}


# That the last file is not closed is what a kill leaves.
CHANGED = [
    (table, column, order)
    for table, columns in CHANGES.items()
    for column in columns
    for order in ("ASC", "DESC")
    if (table, column, order) != ("warc_files", "closed", "DESC")
]


@pytest.mark.parametrize(("table", "column", "order"), CHANGED)
def test_a_value_that_changed_in_the_state_is_found(
    folder: Path, table: str, column: str, order: str
) -> None:
    row = f"(SELECT rowid FROM {table} ORDER BY rowid {order} LIMIT 1)"
    sql(folder, f'UPDATE {table} SET "{column}" = {CHANGES[table][column]} WHERE rowid = {row}')
    assert has_fault(folder)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM captures WHERE rowid = (SELECT max(rowid) FROM captures)",
        "DELETE FROM warc_files WHERE name LIKE '%00001%'",
        (
            """INSERT INTO memories VALUES ('paper', 'en', '{"layout": "<urn:uuid:0>"}', """
            "(SELECT max(id) FROM runs))"
        ),
        "UPDATE captures SET entity = x'00' WHERE kind = 'revisit'",
        (
            "INSERT INTO captures SELECT 'x', file, offset + 1, length, kind, url, at, status,"
            " mime, digest, entity, refers_to, id, requisite FROM captures WHERE rowid = 3"
        ),
    ],
)
def test_rows_that_are_lost_or_too_many_are_found(folder: Path, statement: str) -> None:
    sql(folder, statement)
    assert has_fault(folder)


@pytest.mark.parametrize(
    "change", [{"offset": 1}, {"file": "another.warc.gz"}, {"record_id": OTHER}, None]
)
def test_a_line_that_names_another_record_than_its_page_is_found(
    folder: Path, change: dict[str, Any] | None
) -> None:
    path = folder / "articles.jsonl"
    lines = path.read_text("utf-8").split("\n")
    record, other = json.loads(lines[1]), json.loads(lines[2])
    record["warc"] = other["warc"] if change is None else record["warc"] | change
    lines[1] = line_of(record)
    path.write_text("\n".join(lines), "utf-8")
    with closing(sqlite3.connect(folder / "newscrawl.db")) as connection:
        connection.execute("UPDATE revisions SET line = ? WHERE seq = 2", (lines[1],))
        connection.execute(
            "UPDATE feeds SET size_bytes = ? WHERE name = 'articles'", (path.stat().st_size,)
        )
        connection.commit()
    assert [(one.kind, one.line, one.id) for one in found(folder)] == [("warc", 2, "paper/en/2")]


# What a crash leaves.


@pytest.fixture
def left(made: Path, tmp_path: Path) -> Path:
    """The folder as a run leaves it that is killed: three answers are known, one more is in the
    file, whole."""
    folder = Path(shutil.copytree(made, tmp_path / "output"))
    archive = archives.begun(folder, archives.KILLED, has_warc=True)
    archive.add_revision(article_record(archives.captured(archive, 6)))
    archive.commit()
    archives.captured(archive, 7)
    return Path(shutil.copytree(folder, tmp_path / "left"))


def test_what_kill_9_leaves_is_owed_and_the_next_run_sets_it_right(left: Path) -> None:
    path = files(left)[3]
    with path.open("ab") as file:
        file.write(members(path)[1].raw[:-20])
    (left / "warc" / f".{path.stem}.1234.part").touch()
    before = archives.snapshot(left)
    assert [one for one in found(left) if one.level == "fault"] == []
    assert {"behind the state", "torn end", "unfinished"} <= {one.kind for one in found(left)}
    assert archives.snapshot(left) == before
    run_again(left)
    assert found(left) == []
    assert len(members(path)) == 5


def test_a_file_of_a_killed_run_that_the_state_never_heard_of_is_owed(
    folder: Path, tmp_path: Path
) -> None:
    archive = archives.begun(folder, archives.KILLED, has_warc=True)
    archives.captured(archive, 6)
    left = Path(shutil.copytree(folder, tmp_path / "left"))
    assert {(one.level, one.kind) for one in found(left) if one.file.startswith("warc/")} == {
        ("owed", "not in the state")
    }
    run_again(left)
    assert found(left) == []
    archive.close()


def test_a_state_that_is_lost_is_rebuilt_with_all_records(folder: Path) -> None:
    (folder / "newscrawl.db").unlink()
    assert {(one.level, one.file, one.kind) for one in found(folder)} == {
        ("owed", "newscrawl.db", "no state"),
        ("owed", "warc/", "no state"),
    }
    Archive(folder, run=THIRD).close()
    assert found(folder) == []


def test_where_the_state_is_lost_a_damaged_file_is_not_cut(folder: Path) -> None:
    path = files(folder)[0]
    whole = bytearray(path.read_bytes())
    whole[members(path)[3].offset + 50] ^= 1
    path.write_bytes(whole)
    (folder / "newscrawl.db").unlink()
    Archive(folder, run=THIRD).close()
    assert path.read_bytes() == bytes(whole)
    assert {one.kind for one in found(folder)} >= {"not a record"}


def test_an_archive_of_a_version_without_warc_is_clean(folder: Path) -> None:
    shutil.rmtree(folder)
    archives.make(folder)
    sql(
        folder,
        *(
            f"DROP TABLE {name}"
            for name in (
                "warc_files",
                "captures",
                "readings",
                "lessons",
                "suppressions",
                "reparses",
            )
        ),
    )
    assert found(folder) == []


# A takedown.


def test_a_tombstone_is_no_fault_nor_is_what_names_it(folder: Path) -> None:
    path = files(folder)[0]
    number, one = next(
        (n, one)
        for n, one in enumerate(members(path))
        if b"WARC-Type: response" in one.content and b"detail/1" in one.content
    )
    suppress(path, number)
    row = f"record_id = '{parsed(one.content).record_id}'"
    sql(
        folder,
        "UPDATE captures SET kind = 'suppressed', mime = NULL, digest = NULL, entity = NULL,"
        f" refers_to = NULL WHERE {row}",
    )
    settle(folder, path)
    # The next answer says that its body is that of the tombstone, and a line names it.
    assert found(folder) == []
    for column in ("digest", "url", "at", "mime"):
        sql(folder, f"UPDATE captures SET {column} = 'x' WHERE {row}")
        assert kinds(folder) == {("fault", "newscrawl.db", "row of captures")}, column


def suppress(path: Path, number: int) -> None:
    """A tombstone of the same length in the place of this record."""
    one = members(path)[number]
    record = parsed(one.content)
    for filler in range(one.length * 8):
        # Several of each length: what deflate makes of it may skip one.
        block = bytes(random.Random(filler).choices(range(256), k=filler // 8))
        fields: dict[str, str | None] = {
            name: record.headers[name] for name in ("WARC-Target-URI", "Newscrawl-Article")
        }
        fields["Newscrawl-Suppressed"] = "2026-01-20T00:00:00Z"
        raw = member("metadata", record.record_id, NOON, fields, block)
        if len(raw) == one.length:
            rewrite(path, number, raw)
            return
    raise AssertionError("no tombstone is of this length")


def settle(folder: Path, path: Path) -> None:
    """What the takedown writes beside: the digest of the file, and its index."""
    sql(
        folder,
        f"UPDATE warc_files SET sha256 = '{hashlib.sha256(path.read_bytes()).hexdigest()}' WHERE"
        f" name = '{path.name}'",
    )
    with closing(State(folder, read_only=True)) as state:
        path.with_name(index_name(path.name)).write_bytes(index_of(state.captures_of(path.name)))
