"""The entries of a text that is told as it happens."""

from __future__ import annotations

import pytest

from newscrawl.extract.body.live_entries import is_hour


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("20:10, 17 October 2026", True),
        ("Saturday, 17 October 2026", True),
        ("17.10.2026 20:10", True),
        ("Olo Pim, 17 October 2026", False),
        ("The ferry has been in the harbour since 17 October 2026.", False),
        ("20:10", False),
    ],
)
def test_an_hour_names_a_day_and_nobody(line: str, is_one: bool) -> None:
    assert is_hour(line) is is_one
