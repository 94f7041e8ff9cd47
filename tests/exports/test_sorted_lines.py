"""Lines come in the order of their bytes, however many parts they take."""

from __future__ import annotations

import random

import pytest

from newscrawl.exports import sorted_lines


@pytest.mark.parametrize("count", [0, 1, 3, 4, 7, 8, 30])
def test_lines_of_several_parts_come_in_one_order(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sorted_lines, "PART_LINES", 4)
    lines = [f"{number:03} ფერი\n" for number in range(count)]
    mixed = random.Random(count).sample(lines, count)
    assert list(sorted_lines.sorted_lines(mixed)) == [line.encode() for line in lines]
