"""The index: kept up with the state, thrown away without loss, and rid of what was taken down."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from support import archives
from support.makers import ready

from newscrawl import Archive, OutputError
from newscrawl.records import article_record
from newscrawl.storage.archive import Archive as Written
from newscrawl.storage.search import index
from newscrawl.storage.search.index import NAME, remove
from newscrawl.storage.state.repository import State
from newscrawl.storage.suppression.job import finish, order

TEXTS = {
    1: ("Паром снова ходит", "Причал номер один был закрыт. Ёлка стоит у порта."),
    2: ("ბორანი ისევ დადის", "თბილისში ნავსადგური დაიხურა. ნავსადგურის უფროსმა თქვა."),
    3: ("The ferry sails again", "The café at the harbour is open: e-mail the harbourmaster."),
    4: ("Bad weather", "The ferry stays in the harbour."),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    archive = archives.begun(tmp_path, archives.FIRST)
    for number, (title, body) in TEXTS.items():
        archive.add_revision(article_record(ready(number, title=title, body=body)))
    archive.close()
    return tmp_path


def found(folder: Path, text: str, **chosen: Any) -> list[str]:
    return [one.id.rpartition("/")[2] for one in Archive(folder).search(text, **chosen)]


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("паром", ["1"]),
        ("ПОРТ*", ["1"]),
        ("порт", []),
        ("елка", ["1"]),
        ("ნავსადგურ*", ["2"]),
        ("ᲑᲝᲠᲐᲜᲘ", ["2"]),
        ("თბილის*", ["2"]),
        ("ferry harbour", ["4", "3"]),
        ("ferry -weather", ["3"]),
        ('"ferry sails"', ["3"]),
        ('"sails ferry"', []),
        ("cafe", ["3"]),
        ("e-mail", ["3"]),
        ("zeppelin", []),
    ],
)
def test_words_of_three_scripts_are_found(folder: Path, asked: str, numbers: list[str]) -> None:
    assert found(folder, asked) == numbers


def revise(folder: Path, number: int, revision: int, **facts: Any) -> None:
    archive = archives.begun(folder, archives.SECOND)
    record = article_record(ready(number, **{"title": TEXTS[number][0], "body": "Nothing."}))
    archive.add_revision({**record, "change": "changed", "revision": revision, **facts})
    archive.close()


def test_a_change_is_found_by_what_it_says_now(folder: Path) -> None:
    assert found(folder, "harbour") == ["4", "3"]
    revise(folder, 3, 2, body="The pier is closed.")
    assert found(folder, "harbour") == ["4"]
    assert found(folder, "pier closed") == ["3"]


def test_what_is_gone_is_found_when_it_is_asked_for(folder: Path) -> None:
    revise(folder, 4, 2, change="gone", body=TEXTS[4][1])
    assert found(folder, "ferry") == ["3"]
    assert found(folder, "ferry", live=False) == ["4", "3"]


def test_the_choice_is_that_of_articles(folder: Path) -> None:
    assert found(folder, "ferry", language="ka") == []
    assert found(folder, "ferry", since="2026-01-01") == []


def test_many_are_found_page_by_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "FIRST_ROWS", 1)
    monkeypatch.setattr(index, "LOOKED_UP", 2)
    monkeypatch.setattr(index, "COMMIT_LINES", 3)
    archive = archives.begun(folder, archives.SECOND)
    for number in range(5, 40):
        archive.add_revision(article_record(ready(number)))
    archive.close()
    assert found(folder, "pier closed") == [str(number) for number in range(39, 4, -1)]


def take_down(folder: Path, article_id: str) -> None:
    with closing(State(folder)) as state:
        given = order(state, article_id, reason="asked", at="2026-01-20T00:00:00Z", run="r")
        finish(folder, state, given)


def test_a_takedown_leaves_no_byte_of_it(folder: Path) -> None:
    assert found(folder, "harbourmaster") == ["3"]
    take_down(folder, "paper/en/3")
    assert not (folder / NAME).exists()
    assert found(folder, "harbourmaster", live=False) == []
    assert b"harbourmaster" not in (folder / NAME).read_bytes()
    assert found(folder, "ferry") == ["4"]


def test_an_index_that_was_made_from_before_a_takedown_is_made_anew(folder: Path) -> None:
    assert found(folder, "harbourmaster") == ["3"]
    kept = (folder / NAME).read_bytes()
    take_down(folder, "paper/en/3")
    # As a program leaves it that read the state before, and was slow.
    (folder / NAME).write_bytes(kept)
    assert found(folder, "ferry") == ["4"]
    assert b"harbourmaster" not in (folder / NAME).read_bytes()


def test_an_index_of_another_archive_is_made_anew(folder: Path, tmp_path: Path) -> None:
    found(folder, "ferry")
    kept = (folder / NAME).read_bytes()
    other = tmp_path / "other"
    archive = Written(other, run=archives.SECOND)
    archive.add_revision(article_record(ready(3, title="Another", body="A zeppelin.")))
    archive.close()
    (other / NAME).write_bytes(kept)
    assert found(other, "zeppelin") == ["3"] and found(other, "ferry") == []


def test_lines_that_a_backup_took_back_are_found_no_more(folder: Path, tmp_path: Path) -> None:
    kept = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    revise(folder, 3, 2, body="A zeppelin.")
    assert found(folder, "zeppelin") == ["3"]
    index_of_later = (folder / NAME).read_bytes()
    for name, content in kept.items():
        (folder / name).write_bytes(content)
    (folder / NAME).write_bytes(index_of_later)
    archive = Written(folder, run="20260117T093000Z-3d6e")
    archive.add_revision(article_record(ready(9, title="Another", body="A balloon.")))
    archive.close()
    assert found(folder, "zeppelin") == [] and found(folder, "balloon") == ["9"]
    assert found(folder, "harbour") == ["4", "3"]


@pytest.mark.parametrize("damage", [b"no database at all" * 99, b""])
def test_a_damaged_index_is_made_anew(folder: Path, damage: bytes) -> None:
    found(folder, "ferry")
    (folder / NAME).write_bytes(damage)
    assert found(folder, "ferry") == ["4", "3"]


def test_a_page_of_it_that_is_damaged_is_an_error_that_says_what_to_do(folder: Path) -> None:
    found(folder, "ferry")
    with closing(sqlite3.connect(folder / NAME)) as database:
        database.execute("DROP TABLE texts_data")
        database.commit()
    with pytest.raises(OutputError, match=r"search\.db.*may be removed"):
        found(folder, "ferry")


@pytest.fixture
def unwritable(folder: Path) -> Iterator[Path]:
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    yield folder
    folder.chmod(stat.S_IRWXU)


def test_in_a_folder_that_is_only_read_the_index_lies_elsewhere_for_a_while(
    unwritable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Who is root may write anywhere.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert found(unwritable, "ferry") == ["4", "3"]
    assert not (unwritable / NAME).exists()


def test_beside_a_run_it_is_of_the_moment(folder: Path) -> None:
    with Archive(folder) as archive:
        run = Written(folder, run=archives.SECOND)
        changed = {**article_record(ready(3, title="Later", body="Ferry")), "change": "changed"}
        run.add_revision({**changed, "revision": 2})
        run.commit()
        assert [one.title for one in Archive(folder).search("ferry")] == ["Later", "Bad weather"]
        run.close()
        assert {one.revision for one in archive.search("ferry")} == {1}


def test_to_remove_what_is_not_there_is_nothing(tmp_path: Path) -> None:
    assert not remove(tmp_path)
