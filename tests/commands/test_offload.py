"""`scrapy offload`, run as users run it, with a folder for a store."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.archives import make_with_warc
from support.project import scrapy
from support.warcs import files_of

from newscrawl.storage.files.lock import FolderLock


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_with_warc(tmp_path_factory.mktemp("made") / "output")


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    (tmp_path / "kept").mkdir()
    return Path(shutil.copytree(made, tmp_path / "output"))


def offload(folder: Path, *words: str) -> tuple[int, str]:
    store = f"NEWSCRAWL_STORE=file://{folder.parent}/kept/"
    ran = scrapy("offload", *words, "-s", store, output=folder)
    assert ran.stdout == ""
    assert ran.stderr.count("\n") == 1
    return ran.returncode, ran.stderr.strip()


def test_files_leave_and_come_back(folder: Path) -> None:
    names = [path.name for path in files_of(folder)]
    code, line = offload(folder)
    assert (code, line.startswith(f"offload: {2 * len(names)} files copied")) == (0, True)
    code, line = offload(folder, "--remove")
    assert code == 0
    assert line.startswith(f"offload: 0 files copied, 0 bytes, {2 * len(names)} copied before; ")
    assert files_of(folder) == []
    assert scrapy("verify", "--stored", output=folder).returncode == 0
    code, line = offload(folder, "--back")
    assert (code, [path.name for path in files_of(folder)]) == (0, names)
    assert f"{len(names)} WARC files brought back" in line


def test_exports_are_named(folder: Path) -> None:
    path = folder.parent / "articles.csv"
    path.write_text("id\n")
    assert offload(folder, str(path))[0] == 0
    assert (folder.parent / "kept/exports/articles.csv").read_text() == "id\n"


def test_wrong_usage_is_refused(folder: Path) -> None:
    for words in (("--remove", "a.csv"), ("nothing.csv",)):
        assert offload(folder, *words)[0] == 2
    assert offload(folder.parent / "nowhere")[0] == 2
    ran = scrapy("offload", output=folder)
    assert (ran.returncode, "no object store is named" in ran.stderr) == (2, True)
    ran = scrapy("offload", "-s", "NEWSCRAWL_STORE=http://host/a", output=folder)
    assert (ran.returncode, "it looks like s3://" in ran.stderr) == (2, True)


def test_a_store_that_cannot_be_had_is_74_and_a_run_under_way_75(folder: Path) -> None:
    (folder.parent / "kept").rmdir()
    code, line = offload(folder, "--remove")
    assert (code, "is its disk mounted?" in line) == (74, True)
    assert files_of(folder)
    lock = FolderLock(folder)
    try:
        assert offload(folder)[0] == 75
    finally:
        lock.release()
