"""What becomes of a WARC file to which nothing is added any more: its index is written, and the
state notes that it is closed."""

from __future__ import annotations

from pathlib import Path

from newscrawl import lease
from newscrawl.storage.files.atomic import write_atomically
from newscrawl.storage.state.repository import State
from newscrawl.storage.warc.cdxj import index_of
from newscrawl.storage.warc.names import FOLDER, index_name


def close_finished(folder: Path, state: State) -> None:
    """Close each file of the state that is not closed yet; no run may be writing to it. Raises
    OutputError."""
    for row in state.open_warc_files():
        if (folder / FOLDER / row["name"]).exists():
            write_index(folder, state, row["name"])
        state.save_warc([{**row, "closed": True}], [])


def write_index(folder: Path, state: State, name: str) -> None:
    """Write the index of a file, in place of the one that is there. Raises OutputError."""
    lease.check()
    index = index_of(state.captures_of(name))
    write_atomically(folder / FOLDER / index_name(name), index)
