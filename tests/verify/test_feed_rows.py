"""The rows of the state are passed in step with the lines; one that is missing is reported once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from support.makers import ready

from newscrawl.records import article_record, line_of
from newscrawl.storage.queries.summary import Row
from newscrawl.storage.suppression.lines import untitled
from newscrawl.verify.feed_rows import FeedRows, Stored
from newscrawl.verify.findings import Findings
from newscrawl.verify.schema import shape

RUN = "20260114T093000Z-1f3a"


def record(number: int, **facts: Any) -> dict[str, Any]:
    return {**article_record(ready(number)), "seq": number, "run": RUN, **facts}


def row(seq: int, **facts: Any) -> Row:
    said = {"seq": seq, "id": f"paper/en/{seq}", "revision": 1, "run": RUN}
    return {**said, "line": line_of(record(seq)), **facts}


def rows_of(rows: Iterable[Row], last_seq: int, findings: Findings | None = None) -> FeedRows:
    stored = Stored(iter(rows), last_seq, (0, 0))
    made = FeedRows("articles", stored, shape("article"), findings or Findings())
    made.advance()
    return made


def test_each_line_has_its_row() -> None:
    findings = Findings()
    rows = rows_of([row(1), row(2)], 2, findings)
    assert [(rows.take(seq) or {})["seq"] for seq in (1, 2)] == [1, 2]
    assert rows.next is None
    assert rows.take(3) is None
    assert findings.listed == [], "what comes behind the last row is owed to the state, not lost"


def test_a_row_that_is_not_there_between_others_is_missing() -> None:
    findings = Findings()
    rows = rows_of([row(1), row(3)], 3, findings)
    assert rows.take(1) is not None
    assert rows.take(2) is None
    assert rows.take(3) is not None
    assert [(one.kind, one.id) for one in findings.listed] == [("missing row", "2")]


def test_rows_without_a_line_are_passed() -> None:
    rows = rows_of([row(1), row(2), row(3)], 3)
    assert [one["seq"] for one in rows.before(3)] == [1, 2]
    assert rows.take(3) is not None


def test_where_a_row_cannot_be_read_there_is_no_state_from_there_on() -> None:
    def broken() -> Iterator[Row]:
        yield row(1)
        raise ValueError("not a number")

    findings = Findings()
    rows = rows_of(broken(), 9, findings)
    assert rows.take(1) is not None
    assert (rows.next, rows.stored) == (None, None)
    assert rows.take(2) is None
    assert [one.kind for one in findings.listed] == ["unreadable"]


def test_without_a_state_there_is_no_row() -> None:
    rows = FeedRows("articles", None, shape("article"), Findings())
    rows.advance()
    assert rows.take(1) is None
    assert list(rows.before(9)) == []


def test_a_line_of_which_only_the_seq_is_wrong_is_still_the_one_that_is_due() -> None:
    rows = rows_of([row(1)], 1)
    assert rows.is_due(record(1, seq=7), 1)
    assert not rows.is_due(record(2), 1)
    assert not rows.is_due(record(1), 2)


def test_a_row_differs_where_a_column_says_otherwise() -> None:
    rows = rows_of([], 0)
    assert not rows.differs(row(1), record(1))
    assert rows.differs(row(1, revision=2), record(1))


def test_the_title_of_a_headline_that_was_taken_down_is_a_mark_in_its_column() -> None:
    rows = FeedRows("headlines", None, shape("headline"), Findings())
    said = {"seq": 7, "id": "paper/en/1", "published": "2026-01-09", "run": RUN}
    said |= {"seen_on": "https://paper.test/", "seen_at": "2026-01-14T12:00:00Z"}
    line = {**said, "title": "", "suppressed": True}
    assert not rows.differs({**said, "title": untitled(7)}, line)
    assert rows.differs({**said, "title": ""}, line)


def test_the_record_of_a_row_is_one_that_is_valid() -> None:
    rows = rows_of([], 0)
    assert rows.record_of(row(1)) == record(1)
    assert rows.record_of(row(1, line="{")) is None
    assert rows.record_of(row(1, line="{}")) is None


def test_a_number_that_is_none_any_more_is_a_row_that_cannot_be_read() -> None:
    findings = Findings()
    rows = rows_of([row(1), {**row(2), "seq": "2"}], 2, findings)
    assert rows.take(1) is not None
    assert (rows.next, rows.stored) == (None, None)
    assert [one.kind for one in findings.listed] == ["unreadable"]
