"""How large the files of an archive are."""

from __future__ import annotations

import os
from pathlib import Path

FILES = ("articles.jsonl", "headlines.jsonl", "newscrawl.db")
FOLDERS = ("warc", "failed", "runs")


def sizes_of(folder: Path) -> dict[str, int]:
    """Bytes by name; of a folder those of its files together. What is not there is left out. A file
    that goes while it is looked at counts nothing."""
    found = {name: size for name in FILES if (size := _size(folder / name)) is not None}
    for name in FOLDERS:
        if (folder / name).is_dir():
            with os.scandir(folder / name) as entries:
                found[name] = sum(_size(Path(entry.path)) or 0 for entry in entries)
    return found


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None
