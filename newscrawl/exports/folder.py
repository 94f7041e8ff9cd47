"""A folder that an export fills: each file is whole at any time, and what an earlier export wrote
and this one did not is taken away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path

from newscrawl.storage.files.atomic import atomic_file, write_errors_named


class Folder:
    """The folder, which is made where it is not there."""

    def __init__(self, path: Path) -> None:
        """Raises OutputError."""
        self.path = path
        self._written: set[Path] = set()
        self._made: set[Path] = set()

    @contextmanager
    def file(self, name: str) -> Iterator[BufferedRandom]:
        """A file to write, which takes its place at the end. Raises OutputError."""
        path = self._place(name)
        with atomic_file(path) as file:
            yield file
        self._written.add(path)

    def put(self, name: str, content: bytes) -> None:
        """Put a small file there; one that is the same already is left as it is. Not forced to the
        disk: there may be very many, and the next export writes again what is not whole. Raises
        OutputError."""
        path = self._place(name)
        self._written.add(path)
        with write_errors_named(path):
            try:
                if path.read_bytes() == content:
                    return
            except FileNotFoundError:
                pass
            part = path.with_name(f".{path.name}.part")
            part.write_bytes(content)
            part.replace(path)

    def remove_others(self, pattern: str) -> None:
        """Remove the files of this kind that were not written. Raises OutputError."""
        with write_errors_named(self.path):
            for path in self.path.glob(pattern):
                if path not in self._written:
                    path.unlink(missing_ok=True)

    def _place(self, name: str) -> Path:
        path = self.path / name
        if path.parent not in self._made:
            with write_errors_named(path.parent):
                path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        return path
