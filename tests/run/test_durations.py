"""A time is said in two units at most, whatever its length."""

import pytest

from newscrawl.run.durations import duration


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (59, "59 s"), (60, "1 m 00 s"), (3_600, "1 h 00 m"), (86_400, "1 d 00 h")],
)
def test_the_unit_changes_where_the_next_is_full(seconds: int, said: str) -> None:
    assert duration(seconds) == said
