"""Whose the pictures are, by the state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newscrawl.storage.state.repository import State
from newscrawl.storage.state.schema import captures, requisite_uses

ONE, TWO = "paper/en/1", "paper/en/2"


def record(name: str, url: str, refers_to: str | None = None) -> dict[str, Any]:
    return {
        "record_id": name,
        "file": "a",
        "offset": 0,
        "length": 1,
        "kind": "revisit" if refers_to else "response",
        "url": url,
        "at": "2026-01-14T09:30:00Z",
        "status": 200,
        "mime": "image/jpeg",
        "digest": None,
        "entity": None,
        "refers_to": refers_to,
        "id": None,
        "requisite": True,
    }


def test_pictures_that_others_show_are_theirs_too(tmp_path: Path) -> None:
    state = State(tmp_path, None)
    uses = [(ONE, "own"), (ONE, "shared"), (TWO, "shared"), (ONE, "same"), (TWO, "copy")]
    state.put(requisite_uses, [{"id": one, "url": url} for one, url in uses])
    state.put(
        captures,
        [
            record("1", "own"),
            # Kept once more: the same bytes at the same address are its own.
            record("2", "own", refers_to="1"),
            record("3", "shared"),
            record("4", "same"),
            record("5", "copy", refers_to="4"),
        ],
    )
    rows, stay = state.own_requisites(ONE)
    assert [row["record_id"] for row in rows] == ["1", "2"]
    assert stay == 2
    rows, stay = state.own_requisites(TWO)
    assert [row["record_id"] for row in rows] == ["5"]
    assert stay == 1
    state.close()
