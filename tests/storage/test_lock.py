"""An archive that is held, cannot be written, or whose parts do not belong together is refused
before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import archives

from newscrawl.errors import BusyError, OutputError, UsageError
from newscrawl.storage.archive import Archive
from newscrawl.storage.files.lock import FolderLock
from newscrawl.storage.lock import ArchiveLock, check_archive, is_held


@pytest.mark.parametrize("dry", [False, True])
def test_a_folder_that_is_held_or_cannot_be_written_is_refused(tmp_path: Path, dry: bool) -> None:
    lock = FolderLock(tmp_path / "output")
    with pytest.raises(BusyError):
        check_archive(tmp_path / "output", None, dry=dry)
    lock.release()
    check_archive(tmp_path / "output", None, dry=dry)
    (tmp_path / "file").write_text("")
    if not dry:
        with pytest.raises(OutputError):
            check_archive(tmp_path / "file", None, dry=dry)


def test_a_dry_run_asks_for_no_folder(tmp_path: Path) -> None:
    check_archive(tmp_path / "output", None, dry=True)
    assert not (tmp_path / "output").exists()


def test_it_is_held_until_it_is_released(tmp_path: Path) -> None:
    lock = ArchiveLock(tmp_path, None)
    assert lock.guard is None, "a file of SQLite is in the folder that is locked"
    assert is_held(tmp_path)
    lock.release()
    assert not is_held(tmp_path)


@pytest.mark.parametrize("is_inside", [True, False])
def test_a_file_of_another_folder_is_refused_and_nothing_is_written(
    is_inside: bool, tmp_path: Path
) -> None:
    ours, other = (archives.make(tmp_path / name) for name in ("ours", "other"))
    if is_inside:
        (other / "newscrawl.db").replace(ours / "newscrawl.db")
    database = None if is_inside else f"sqlite:///{other}/newscrawl.db"
    before = archives.snapshot(tmp_path)
    with pytest.raises(UsageError, match="is the state of another output folder"):
        check_archive(ours, database, dry=False)
    assert archives.snapshot(tmp_path) == before
    with pytest.raises(UsageError, match="another output folder"):
        Archive(ours, run=archives.KILLED, database=database)
    assert archives.snapshot(ours).keys() == {
        name for one in before if (name := one.removeprefix("ours/")) != one
    }
