"""The checksum of the state's file is that of a whole state, or none."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

from newscrawl.storage.files.checksum import HEADER_BYTES, change_counters, state_checksum
from newscrawl.storage.state.connection import NAME
from newscrawl.storage.state.repository import State


def test_it_is_that_of_the_file(tmp_path: Path) -> None:
    State(tmp_path).close()
    content = (tmp_path / NAME).read_bytes()
    assert state_checksum(tmp_path) == {
        "file": NAME,
        "sha256": hashlib.sha256(content).hexdigest(),
        "size_bytes": len(content),
        "changes": change_counters(content[:HEADER_BYTES])[0],
    }


def test_where_no_state_is_there_is_none(tmp_path: Path) -> None:
    assert state_checksum(tmp_path) is None


def test_a_file_beside_which_commits_wait_is_not_all_of_the_state(tmp_path: Path) -> None:
    with closing(State(tmp_path)) as state:
        state.add_listing_kinds("paper", ["/en"], run="run")
        assert state_checksum(tmp_path) is None
    assert state_checksum(tmp_path) is not None


def test_sqlite_counts_changes_in_two_places_alike(tmp_path: Path) -> None:
    State(tmp_path).close()
    first, second = change_counters((tmp_path / NAME).read_bytes()[:HEADER_BYTES])
    assert first == second > 0
