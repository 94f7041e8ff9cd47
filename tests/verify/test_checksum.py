"""The file of the state is held against what the last run said of it, and nothing is said where it
was written to since."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from support import archives

from newscrawl.storage.files.checksum import state_checksum
from newscrawl.storage.files.run_reports import end_run, write_run
from newscrawl.storage.state.repository import State
from newscrawl.verify.folder import Bounds, FolderAudit


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = archives.make(tmp_path_factory.mktemp("made") / "output")
    end_run(folder, None, report(folder))
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "output"))


def report(folder: Path, run: str = archives.SECOND) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "runs" / f"{run}.json").read_bytes())
    return told


def kinds(folder: Path) -> set[tuple[str, str, str]]:
    audit = FolderAudit(folder, None, sites={}, failed=Bounds(200, 1 << 20))
    audit.check()
    return {(one.level, one.file, one.kind) for one in audit.findings.listed}


def sql(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "newscrawl.db")) as connection:
        connection.execute(statement)
        connection.commit()


SHA256 = ("fault", "newscrawl.db", "sha256")


def test_the_report_says_how_the_state_was_left_and_the_audit_is_clean(folder: Path) -> None:
    assert report(folder)["state"] == state_checksum(folder)
    assert kinds(folder) == set()


@pytest.mark.slow
def test_any_byte_that_flips_in_the_database_is_found(folder: Path) -> None:
    path, dice = folder / "newscrawl.db", random.Random(4666)
    whole = path.read_bytes()
    for at in [*range(100), *(dice.randrange(len(whole)) for _ in range(150))]:
        flipped = bytearray(whole)
        flipped[at] ^= 1 << dice.randrange(8)
        path.write_bytes(flipped)
        assert any(
            (level, file) == ("fault", "newscrawl.db") for level, file, _ in kinds(folder)
        ), f"byte {at}"


def test_a_value_that_no_other_check_knows_is_found(folder: Path) -> None:
    sql(folder, "UPDATE claims SET printed = 'yesterday'")
    sql(folder, "UPDATE articles SET etag = 'x'")
    assert kinds(folder) == {SHA256}


def test_nothing_is_said_of_a_state_that_a_command_wrote_to_since(folder: Path) -> None:
    state = State(folder)
    state.note_listing_read("paper", "https://paper.test/", "2026-01-20T00:00:00Z")
    state.close()
    assert kinds(folder) == set()
    # Also where the command wrote nothing: who opened the state may have.
    sql(folder, "UPDATE articles SET etag = 'x'")
    assert kinds(folder) == set()


def test_nothing_is_said_of_a_state_whose_commits_wait_beside_it(folder: Path) -> None:
    left = shutil.copytree(folder, folder.parent / "left")
    assert state_checksum(archives.killed(left)) is None
    assert {level for level, _, _ in kinds(left)} == {"owed"}


def test_reading_the_state_is_no_change(folder: Path) -> None:
    before = state_checksum(folder)
    State(folder, read_only=True).close()
    assert state_checksum(folder) == before


def test_a_state_that_was_rebuilt_is_another_file(folder: Path) -> None:
    (folder / "newscrawl.db").unlink()
    archives.begun(folder, archives.KILLED).close()
    assert SHA256 not in kinds(folder)


def test_a_kill_between_the_state_and_the_seal_leaves_a_report_that_says_nothing_of_it(
    folder: Path,
) -> None:
    write_run(folder, archives.SECOND, {**report(folder), "state": None})
    assert kinds(folder) == set()


def test_a_state_elsewhere_has_no_seal(folder: Path, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'elsewhere.db'}"
    for name in ("newscrawl.db", "archive.json"):
        (folder / name).unlink(missing_ok=True)
    end_run(folder, database, report(folder))
    assert report(folder)["state"] is None
