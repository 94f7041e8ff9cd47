"""Pages of rows: all of them, each once, in order, in as many looks as there are pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from sqlalchemy import select
from support.makers import NOON

from newscrawl.lifecycle.transitions import met
from newscrawl.storage.state import in_order
from newscrawl.storage.state.batch import Batch
from newscrawl.storage.state.in_order import numbered, unnumbered
from newscrawl.storage.state.repository import State
from newscrawl.storage.state.schema import articles

KEYS = ["7", "a-slug", "07", "9", "another", "8", "007", "the-third"]
QUERY = select(articles).where(articles.c.site == "paper", articles.c.language == "en")


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = State(tmp_path)
    known = [met(f"paper/en/{key}", NOON) for key in KEYS]
    others = [met("paper/ka/8", NOON), met("gazette/en/8", NOON)]
    state.write(Batch(articles={one.id: one for one in (*known, *others)}))
    yield state
    state.close()


@pytest.mark.parametrize("page_rows", [1, 2, 3, 100])
def test_no_page_repeats_a_row_or_leaves_one_out(
    page_rows: int, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_order, "PAGE_ROWS", page_rows)
    newest = chain(numbered(state, QUERY, newest_first=True), unnumbered(state, QUERY))
    found = [row["key"] for row in newest]
    ties = ["007", "07", "7"] if met("paper/en/07", NOON).number == 7 else ["7"]
    assert [key for key in found if key in ("9", "8", *ties)] == ["9", "8", *ties]
    assert found[-3:] == ["a-slug", "another", "the-third"]
    assert sorted(found) == sorted(KEYS)
    oldest = [row["key"] for row in chain(unnumbered(state, QUERY), numbered(state, QUERY))]
    assert sorted(oldest) == sorted(KEYS) and oldest[-1] == "9"


def test_each_page_begins_at_its_place_in_the_index(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_order, "PAGE_ROWS", 2)
    asked: list[str] = []
    rows = state.rows

    def explained(query: object) -> list[dict[str, object]]:
        text = str(query.compile(compile_kwargs={"literal_binds": True}))  # type: ignore[attr-defined]
        plan = state._reader.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}").all()
        asked.append("; ".join(step[3] for step in plan))
        return rows(query)  # type: ignore[arg-type]

    monkeypatch.setattr(state, "rows", explained)
    list(chain(numbered(state, QUERY), unnumbered(state, QUERY)))
    for plan in asked:
        assert "articles_in_order (site=? AND language=? AND number" in plan
        assert "TEMP B-TREE FOR ORDER BY" not in plan, "all that is behind would be sorted"
