"""A row of articles agrees with itself, with its article's last line and with the takedowns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from newscrawl.lifecycle.page import Known
from newscrawl.verify.articles import check_articles, odd_values
from newscrawl.verify.feed_lines import Last
from newscrawl.verify.findings import Findings

AT = "2026-01-14T12:00:00Z"
READ: dict[str, Any] = {"seq": 7, "revision": 2, "digest": b"d", "content_sha256": "ab"}
ROW = Known(
    "paper/en/1",
    "paper",
    "en",
    "1",
    1,
    "live",
    AT,
    AT,
    published="2026-01-09",
    published_from="page",
    **READ,
)
LINE = Last(7, 2, False, b"d", "ab", "2026-01-09", "page")


def faults(
    rows: Iterable[Known],
    last: Mapping[str, Last],
    *,
    stored_seq: int = 9,
    takedowns: Mapping[str, bool] | None = None,
) -> list[str]:
    findings = Findings()
    count = check_articles(
        rows, last, runs={"run"}, stored_seq=stored_seq, takedowns=takedowns, findings=findings
    )
    assert count == len(list(rows))
    assert all(one.level == "fault" and one.kind == "row of articles" for one in findings.listed)
    return [one.what for one in findings.listed]


def test_a_row_that_says_what_its_line_says_is_right() -> None:
    assert faults([ROW], {ROW.id: LINE}) == []


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"id": "paper/en/2"}, "site, language and key are"),
        ({"number": 2}, "number is 2, and key is '1'"),
        ({"status": "lost"}, "status is 'lost'"),
        ({"seq": None}, "it was never read by its seq"),
        (
            {"status": "suppressed", "etag": '"1"'},
            "it was taken down, and is due or has validators",
        ),
        ({"tries": -1}, "tries is -1"),
        ({"visited_at": None}, "visited_at is None, no time"),
        ({"due_at": "tomorrow"}, "due_at is 'tomorrow', no time"),
    ],
)
def test_a_value_that_no_row_can_have_is_named(facts: Mapping[str, Any], said: str) -> None:
    [odd] = odd_values(replace(ROW, **facts))
    assert odd.startswith(said)


def test_an_article_that_was_never_read_may_have_nothing_else() -> None:
    assert odd_values(Known("paper/en/9", "paper", "en", "9", 9, "absent", AT, AT)) == []
    [odd] = odd_values(Known("paper/en/9", "paper", "en", "9", 9, "live", AT, AT))
    assert "never read" in odd


def test_what_differs_from_the_last_line_is_named_with_both_values() -> None:
    assert faults([replace(ROW, published="2026-01-08")], {ROW.id: LINE}) == [
        "published is '2026-01-08', and the last line says '2026-01-09'"
    ]


def test_of_a_line_that_the_state_does_not_hold_yet_the_row_need_not_know() -> None:
    newer = LINE._replace(seq=12, revision=3)
    assert faults([ROW], {ROW.id: newer}) == []
    assert faults([], {ROW.id: newer}) == []


def test_a_row_without_a_line_and_a_line_without_a_row_are_found() -> None:
    assert faults([ROW], {}) == ["seq is 7, and no line is of this article"]
    [said] = faults([], {ROW.id: LINE})
    assert said == "there is no row of this article, and line 7 of articles.jsonl is of it"


def test_a_doubt_of_a_run_that_nobody_knows_is_found() -> None:
    assert faults([replace(ROW, doubted_in="run")], {ROW.id: LINE}) == []
    [said] = faults([replace(ROW, doubted_in="another")], {ROW.id: LINE})
    assert said == "doubted_in names another, which is no run"


def test_the_status_and_the_takedowns_say_the_same() -> None:
    suppressed = replace(ROW, status="suppressed")
    line = LINE._replace(suppressed=True)
    assert faults([suppressed], {ROW.id: line}, takedowns={ROW.id: True}) == []
    [said] = faults([suppressed], {ROW.id: line})
    assert said == "status is 'suppressed', and no takedown of it is known"
    [said] = faults([ROW], {ROW.id: LINE}, takedowns={ROW.id: True})
    assert said == "status is 'live', and the article was taken down"
    assert faults([ROW], {ROW.id: LINE}, takedowns={ROW.id: False}) == [], "it is still to be done"
