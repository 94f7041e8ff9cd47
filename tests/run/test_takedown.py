"""What a takedown says of itself. What it does is tried in tests/commands/test_suppress.py."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from newscrawl.run.takedown import Done, last_line, report_counts


def line(
    *, before: Any = None, damaged: tuple[str, ...] = (), shown: int = 0, **counts: int
) -> str:
    counted = Counter({"lines": 1, "compacted": 1} | counts)
    return last_line("paper/en/1", Done(report_counts(counted, shown), before, [], list(damaged)))


def test_what_was_done_is_counted() -> None:
    assert line() == "paper/en/1 is suppressed: 1 line, 0 headlines, 0 WARC records"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"named": 1}, "1 line of other articles no longer names it"),
        ({"named": 2}, "2 lines of other articles no longer name it"),
        ({"failed": 2}, "2 failed pages that showed its headline are removed"),
        ({"shown": 1}, "1 record of other pages still shows its headline"),
        ({"compacted": 0}, "the database keeps old rows until it is vacuumed"),
        ({"before": {"at": "2026-01-14T12:00:00Z"}}, "was suppressed already"),
        ({"records elsewhere": 3}, "3 WARC records of it lie in files that are not here"),
    ],
)
def test_what_else_there_is_to_say_is_said(given: dict[str, Any], said: str) -> None:
    assert said in line(**given)


def test_records_in_damaged_files_are_named_and_what_to_do() -> None:
    said = line(damaged=("paper-1.warc.gz",), **{"damaged: paper-1.warc.gz": 2})
    assert (
        "damaged WARC files could not be taken down: paper-1.warc.gz (restore from a copy" in said
    )
