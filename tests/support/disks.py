"""A small disk, for what happens when it is full."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def disk_of(size: str, folder: Path) -> Iterator[Path]:
    """A disk of this size (`64k`, `6m`) in a new folder. The test is skipped where none can be
    mounted."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        # Only root may mount, and some containers forbid it to root as well.
        pytest.skip(
            reason=f"FULL DISK NOT TESTED: no tmpfs can be mounted here: {mounted.stderr.decode().strip()}"
        )
    yield folder
    # Lazily: a test that failed may still hold a file open, and its disk must not stay behind.
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
