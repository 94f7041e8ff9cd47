"""A look at a state at rest is of one moment, also where it does not stay at rest."""

from __future__ import annotations

from pathlib import Path

from support import archives
from support.makers import ready

from newscrawl.records import article_record
from newscrawl.storage.queries.snapshot import read_snapshot
from newscrawl.storage.state.repository import State


def test_what_changed_during_the_look_is_looked_at_again(tmp_path: Path) -> None:
    archives.make(tmp_path)
    seen = []

    def look(state: State, _: bool) -> int:
        seen.append(state.last_seq("articles"))
        if len(seen) == 1:
            archive = archives.begun(tmp_path, archives.KILLED)
            archive.add_revision(article_record(ready(30)))
            archive.close()
        return seen[-1]

    assert read_snapshot(tmp_path, None, look) == 11
    assert seen == [10, 11]


def test_what_stays_at_rest_is_looked_at_once(tmp_path: Path) -> None:
    archives.make(tmp_path)
    seen: list[bool] = []
    read_snapshot(tmp_path, None, lambda _, running: seen.append(running))
    assert seen == [False]
