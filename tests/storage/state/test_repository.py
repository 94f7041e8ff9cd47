"""A batch is written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.makers import NOON, ready

from newscrawl.errors import OutputError
from newscrawl.lifecycle.transitions import met
from newscrawl.records import article_record, line_of
from newscrawl.storage.rows import revision_row
from newscrawl.storage.state.batch import Batch
from newscrawl.storage.state.repository import State


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = State(tmp_path)
    yield state
    state.close()


def revision(seq: int, number: int = 1, **facts: object) -> dict[str, object]:
    record = {**article_record(ready(number)), "seq": seq, "run": "run", **facts}
    return revision_row(record, line_of(record))


def claim(source: str, day: str) -> dict[str, str]:
    where = {"printed": day, "seen_on": "/", "seen_at": "a", "last_seen_at": "a", "run": "run"}
    return {"id": "paper/en/1", "source": source, "published": day, **where}


def test_a_batch_with_a_row_that_is_there_already_is_refused_whole(state: State) -> None:
    state.write(Batch(revisions=[revision(1)]))
    twice = Batch(
        articles={"paper/en/2": met("paper/en/2", NOON)},
        revisions=[revision(2, number=2), revision(1, number=3)],
        feeds=[{"name": "articles", "seq": 2, "size_bytes": 99}],
    )
    with pytest.raises(OutputError, match=r"cannot write .*newscrawl\.db"):
        state.write(twice)
    assert state.last_seq("articles") == 1
    assert state.known(["paper/en/2"]) == []
    assert state.feed_position("articles") == (0, 0)


def test_one_revision_of_an_article_is_written_once(state: State) -> None:
    state.write(Batch(revisions=[revision(1)]))
    with pytest.raises(OutputError):
        state.write(Batch(revisions=[revision(2)]))


def test_a_claim_that_is_withdrawn_leaves_the_others(state: State) -> None:
    rows = [claim("page", "2026-01-09"), claim("metadata", "2026-01-09")]
    keys = [(row["id"], row["source"], row["published"]) for row in rows]
    state.write(Batch(claims=dict(zip(keys, rows, strict=True))))
    state.write(Batch(withdrawn_claims={keys[0], ("paper/en/1", "page", "1999-01-01")}))
    assert state.claims(["paper/en/1"]) == rows[1:]
