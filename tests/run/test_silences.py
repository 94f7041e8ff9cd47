"""Each language of a site is looked at by itself; an undated article counts by the last day that it
can be of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from support.makers import NOON

from newscrawl.lifecycle.page import LIVE, Known
from newscrawl.lifecycle.transitions import met
from newscrawl.run.silences import notice, silences
from newscrawl.storage.state.batch import Batch
from newscrawl.storage.state.repository import State


def read(article_id: str, seq: int, **facts: Any) -> Known:
    return replace(met(article_id, NOON), status=LIVE, seq=seq, revision=1, **facts)


@contextmanager
def archive(folder: Path) -> Iterator[State]:
    """Thirty days of news in two languages; the later half in one has no date."""
    rows = {}
    for place in range(30):
        day = (date(2026, 1, 1) + timedelta(days=place)).isoformat()
        known_by = {"published": f"{day}T10:00:00+04:00"} if place < 15 else {"not_after": day}
        rows[f"paper/en/{place}"] = read(f"paper/en/{place}", place + 1, **known_by)
        if place < 25:
            rows[f"paper/ka/{place}"] = read(f"paper/ka/{place}", place + 50, published=day)
    with closing(State(folder)) as state:
        state.write(Batch(articles=rows))
        yield state


def test_a_language_that_dries_up_is_told_by_its_name(tmp_path: Path) -> None:
    with archive(tmp_path) as state:
        found = silences(state, "paper", date(2026, 1, 31))
        assert [(name, one.days, one.is_unheard_of) for name, one in found.items()] == [
            ("en", 1, False),
            ("ka", 6, True),
        ]
        assert notice(found).startswith("nothing newer in ka than 2026-01-25 for 6 days, and")
        assert silences(state, "other", date(2026, 1, 31)) == {}
