"""A folder that an export fills: each file is whole at any time, and what an earlier export wrote
and this one did not is taken away."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from glob import iglob
from io import BufferedRandom
from pathlib import Path

from newscrawl.storage.files.atomic import atomic_file, write_errors_named


class Folder:
    """The folder, which is made where it is not there."""

    def __init__(self, path: Path) -> None:
        """Raises OutputError."""
        self.path = path
        self._written: set[str] = set()
        self._made: set[str] = set()

    @contextmanager
    def file(self, name: str) -> Iterator[BufferedRandom]:
        """A file to write, which takes its place at the end. Raises OutputError."""
        with atomic_file(Path(self._place(name))) as file:
            yield file
        self._written.add(name)

    def put(self, name: str, content: bytes) -> None:
        """Put a small file there; one that is the same already is left as it is. Not forced to the
        disk: there may be very many, and the next export writes again what is not whole. Raises
        OutputError."""
        there = self._place(name)
        self._written.add(name)
        with write_errors_named(there):
            if not _is_there(there, content):
                _replace(there, content)

    def remove_others(self, pattern: str) -> None:
        """Remove the files of this kind that were not written. Raises OutputError."""
        with write_errors_named(self.path):
            for name in iglob(pattern, root_dir=self.path, include_hidden=True):  # noqa: PTH207
                if name not in self._written:
                    (self.path / name).unlink(missing_ok=True)

    def _place(self, name: str) -> str:
        inside, _, _ = name.rpartition("/")
        if inside not in self._made:
            with write_errors_named(self.path / inside):
                (self.path / inside).mkdir(parents=True, exist_ok=True)
            self._made.add(inside)
        return f"{self.path}/{name}"


# Very many small files: paths are texts, which `pathlib` would make as dear as their writing.


def _is_there(path: str, content: bytes) -> bool:
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            return file.readall() == content
    except FileNotFoundError:
        return False


def _replace(path: str, content: bytes) -> None:
    folder, _, name = path.rpartition("/")
    part = f"{folder}/.{name}.part"
    with open(part, "wb") as file:  # noqa: PTH123
        file.write(content)
    os.replace(part, path)  # noqa: PTH105
