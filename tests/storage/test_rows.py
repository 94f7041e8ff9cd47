"""Lines as rows of the state."""

from __future__ import annotations

from datetime import UTC, date, datetime

from support.makers import headline, ready

from newscrawl.items import Circumstances, OwnDate
from newscrawl.records import headline_record, line_of
from newscrawl.storage.rows import claim_rows, headline_row, reading_row

RUN = "20260114T093000Z-1f3a"


def test_a_headline_that_was_taken_down_is_told_from_others_by_its_seq() -> None:
    record = headline_record(headline(1), seq=7, run=RUN)
    assert headline_row(record, line_of(record))["title"] == headline(1).title
    suppressed = {**record, "title": "", "suppressed": True}
    row = headline_row(suppressed, line_of(suppressed))
    assert (row["title"], row["seq"]) == ("#7", 7)
    assert row["line"] == line_of(suppressed)


def test_a_sight_that_is_no_later_changes_nothing() -> None:
    article = ready(1, own_dates=[OwnDate("page", "9 January", date(2026, 1, 9))])
    [row] = claim_rows(article, [], run=RUN)
    assert row["seen_at"] == row["last_seen_at"] == "2026-01-14T12:00:00Z"
    assert claim_rows(article, [row], run="another") == []


def test_a_moment_and_its_day_are_two_claims() -> None:
    dates = [
        OwnDate("metadata", "2026-01-09T10:00", datetime(2026, 1, 9, 10, tzinfo=UTC)),
        OwnDate("metadata", "2026-01-09", date(2026, 1, 9)),
    ]
    rows = claim_rows(ready(1, own_dates=dates), [], run=RUN)
    assert [row["published"] for row in rows] == ["2026-01-09T10:00:00+00:00", "2026-01-09"]


def test_a_reading_says_how_its_page_was_read() -> None:
    seen = Circumstances("<urn:uuid:1>", ("Заголовок",), "<urn:uuid:0>", 3)
    row = reading_row("paper/en/1", "failed", seen, reason="no body")
    assert row["titles"] == '["Заголовок"]'
    assert (row["came"], row["reason"], row["layout"], row["learnt"]) == (
        "failed",
        "no body",
        "<urn:uuid:0>",
        3,
    )
    assert row["claims"] == "[]"
