"""What may be acknowledged, and taken back; a page that does not fail is refused with a hint."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import archives

from newscrawl.errors import UsageError
from newscrawl.lifecycle.drift import HELD
from newscrawl.lifecycle.failing import Failing
from newscrawl.run.acknowledgement import acknowledged, read_troubles, withdrawn

AT = "2026-01-14T12:00:00Z"
KNOWN = {
    page: Failing(page, "paper", kind, "http 500", AT)
    for page, kind in (("paper/en/4666", "article"), ("https://paper.test/en/news", "listing"))
}


def test_the_reason_stands_in_the_row_and_can_be_taken_back() -> None:
    [row] = acknowledged(["paper/en/4666"], KNOWN, "their wall", AT)
    assert (row.acknowledged_at, row.acknowledgement) == (AT, "their wall")
    assert withdrawn([row.page], {row.page: row}) == [KNOWN[row.page]]


@pytest.mark.parametrize(
    ("page", "hint"),
    [
        ("paper/en/4656", "did you mean paper/en/4666?"),
        ("http://paper.test/en/news", "did you mean https://paper.test/en/news?"),
        ("zzz", "2 pages fail or are doubted"),
    ],
)
def test_what_does_not_fail_is_refused(page: str, hint: str) -> None:
    with pytest.raises(UsageError, match=r"no such page") as refused:
        acknowledged([page], KNOWN, "why", AT)
    assert hint in str(refused.value)


def test_the_start_page_is_refused() -> None:
    root = "https://paper.test/"
    with pytest.raises(UsageError, match="the start page"):
        acknowledged([root], {root: Failing(root, "paper", "listing", "http 500", AT)}, "why", AT)


def test_what_is_held_back_is_refused_and_led_to_what_helps() -> None:
    with pytest.raises(UsageError, match="accept=drift"):
        held = Failing("paper/en/9", "paper", "article", HELD, AT)
        acknowledged(["paper/en/9"], {"paper/en/9": held}, "why", AT)


def test_nothing_is_taken_back_that_nobody_said() -> None:
    with pytest.raises(UsageError, match="nothing is acknowledged"):
        withdrawn(["paper/en/4666"], KNOWN)


def test_an_archive_of_before_tells_what_fails_and_is_doubted_but_not_since_when(
    tmp_path: Path,
) -> None:
    known = read_troubles(archives.make(tmp_path / "output"), None)
    assert {page: (row.kind, row.reason, row.since) for page, row in known.items()} == {
        "paper/en/5": ("doubt", "another page", None),
        "paper/en/9": ("article", "no body", None),
        "paper/en/10": ("article", "http 500", None),
    }


def test_where_nothing_is_known_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing is known yet"):
        read_troubles(tmp_path, None)
