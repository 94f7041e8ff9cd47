"""One run at a time in an output folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from newscrawl.errors import BusyError, OutputError
from newscrawl.storage.files.lock import FolderLock

HOLD = """
import pathlib, sys
from newscrawl.storage.files.lock import FolderLock
lock = FolderLock(pathlib.Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_run_is_refused_until_the_first_has_died_of_anything(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None and holder.stdin is not None
    with holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(BusyError, match="another run holds"):
            FolderLock(tmp_path)
        holder.kill()
    FolderLock(tmp_path)


def test_a_folder_that_cannot_be_locked_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot write"):
        FolderLock(tmp_path / "file")
