"""What waits to be written is known as if it were written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.makers import NOON, failure, headline, ready

from newscrawl.errors import OutputError
from newscrawl.items import Article, Circumstances, OwnDate
from newscrawl.lifecycle.page import SUPPRESSED
from newscrawl.lifecycle.transitions import failed, met, revised
from newscrawl.records import article_record, headline_record, line_of
from newscrawl.storage import write_buffer
from newscrawl.storage.state.repository import State
from newscrawl.storage.write_buffer import WriteBuffer

RUN = "20260114T093000Z-1f3a"
NINTH, TENTH = date(2026, 1, 9), date(2026, 1, 10)


class Buffer(WriteBuffer):
    """A buffer that a test fills and writes."""

    def add(self, article: Article, seq: int, **facts: Any) -> None:
        record = {**article_record(article), "seq": seq, "run": RUN, **facts}
        self.restore("articles", line_of(record))

    def write(self) -> None:
        self.state.write(self._batch)
        self._start_batch()

    @property
    def readings(self) -> dict[str, str]:
        """Which page each article was read from, as the state has it."""
        ids = [f"paper/en/{number}" for number in range(1, 10)]
        return {f"{row['id']} {row['came']}": row["record_id"] for row in self.state.readings(ids)}


@pytest.fixture
def buffer(tmp_path: Path) -> Iterator[Buffer]:
    state = State(tmp_path)
    yield Buffer(state, run=RUN)
    state.close()


def seen(record_id: str) -> Circumstances:
    return Circumstances(record_id, ("A title",), None, 0)


def claims_of(buffer: WriteBuffer, article_id: str = "paper/en/1") -> list[tuple[str, str]]:
    evidence = buffer.evidence([article_id])[article_id]
    return sorted((one.source, str(one.published)) for one in evidence)


def test_an_article_that_waits_is_known_and_so_is_its_line(buffer: Buffer) -> None:
    assert buffer.known("paper/en/1") is None
    buffer.add(ready(1), 1)
    known = buffer.known("paper/en/1")
    assert known is not None and known.seq == 1
    assert buffer.latest_record(known)["title"] == ready(1).title
    buffer.write()
    assert buffer.waiting_lines == 0
    assert buffer.known("paper/en/1") == known
    assert buffer.latest_record(known)["title"] == ready(1).title


def test_a_line_that_is_lost_is_an_error_that_names_the_article(buffer: Buffer) -> None:
    buffer.add(ready(1), 1)
    known = buffer.known("paper/en/1")
    assert known is not None
    with pytest.raises(OutputError, match=r"revision 9 of paper/en/1 is not there"):
        buffer.latest_record(replace(known, seq=9))


def test_an_article_is_asked_for_once_until_too_many_are_kept(
    buffer: Buffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    known = buffer.state.known

    def counted(ids: list[str]) -> Any:
        asked.append(ids)
        return known(ids)

    monkeypatch.setattr(buffer.state, "known", counted)
    monkeypatch.setattr(write_buffer, "CACHE_ROWS", 3)
    monkeypatch.setattr(write_buffer, "QUERY_IDS", 2)
    buffer.prefetch(["a/en/1", "a/en/2", "a/en/3", "a/en/1"])
    assert asked == [["a/en/1", "a/en/2"], ["a/en/3"]]
    assert buffer.known("a/en/1") is None and len(asked) == 2
    assert buffer.known("a/en/4") is None
    assert buffer.known("a/en/1") is None
    assert asked[2:] == [["a/en/4"], ["a/en/1"]]


def test_a_headline_that_waits_was_seen_and_lets_its_article_be_dated(buffer: Buffer) -> None:
    buffer.add(ready(1), 1)
    one = headline(1, NINTH)
    record = headline_record(one, seq=1, run=RUN)
    buffer._put_headline(record, line_of(record))
    assert not buffer.is_news(one)
    assert buffer.is_news(headline(1, TENTH))
    assert [row["published"] for row in buffer.sightings("paper/en/1")] == ["2026-01-09"]
    assert buffer.to_redate("paper") == ["paper/en/1"]
    buffer.write()
    assert not buffer.is_news(one)
    assert len(buffer.sightings("paper/en/1")) == 1
    assert buffer.to_redate("paper") == ["paper/en/1"]


def test_a_headline_dates_no_article_that_its_own_page_dates(buffer: Buffer) -> None:
    buffer.add(ready(1, published=NINTH, published_from="page"), 1)
    record = headline_record(headline(1, TENTH), seq=1, run=RUN)
    buffer._put_headline(record, line_of(record))
    assert buffer.to_redate("paper") == []


def test_own_dates_that_wait_are_evidence_and_those_withdrawn_are_none(buffer: Buffer) -> None:
    buffer.add(ready(1), 1)
    both = [OwnDate("page", "9 January", NINTH), OwnDate("metadata", "2026-01-10", TENTH)]
    buffer.note_own_dates(ready(1, own_dates=both))
    buffer.write()
    assert claims_of(buffer) == [("metadata", "2026-01-10"), ("page", "2026-01-09")]
    buffer.note_own_dates(ready(1, own_dates=both[1:], withdrawn=[("page", "2026-01-09")]))
    assert claims_of(buffer) == [("metadata", "2026-01-10")]
    buffer.write()
    assert claims_of(buffer) == [("metadata", "2026-01-10")]


def test_a_date_that_is_claimed_again_keeps_its_first_sight(buffer: Buffer) -> None:
    dates = [OwnDate("page", "9 January", NINTH)]
    buffer.add(ready(1), 1)
    buffer.note_own_dates(ready(1, own_dates=dates))
    buffer.write()
    again = ready(1, own_dates=dates, fetched_at=NOON + timedelta(days=1))
    buffer.run = "a later run"
    buffer.note_own_dates(again)
    buffer.write()
    [row] = buffer.state.claims(["paper/en/1"])
    assert (row["seen_at"][:10], row["last_seen_at"][:10], row["run"]) == (
        "2026-01-14",
        "2026-01-15",
        RUN,
    )


def test_what_was_asked_for_ahead_is_forgotten_when_the_state_changes(buffer: Buffer) -> None:
    buffer.add(ready(1), 1)
    buffer.write()
    buffer.prefetch_evidence(["paper/en/1"])
    assert claims_of(buffer) == []
    buffer.note_own_dates(ready(1, own_dates=[OwnDate("page", "9 January", NINTH)]))
    assert claims_of(buffer) == [("page", "2026-01-09")]
    buffer.write()
    assert claims_of(buffer) == [("page", "2026-01-09")]


def test_a_page_that_is_in_no_file_is_not_read_again_in_place_of_an_older_one(
    buffer: Buffer,
) -> None:
    buffer.note_reading(ready(1, circumstances=seen("a")))
    buffer.write()
    assert buffer.readings == {"paper/en/1 read": "a"}
    buffer.note_reading(ready(1))
    buffer.write()
    assert buffer.readings == {}


def test_of_pages_that_say_the_same_the_first_is_kept(buffer: Buffer) -> None:
    buffer.note_reading(ready(1, circumstances=seen("a")), only_first=True)
    buffer.note_reading(ready(1, circumstances=seen("b")), only_first=True)
    buffer.write()
    buffer.note_reading(ready(1, circumstances=seen("c")), only_first=True)
    buffer.note_reading(ready(1), only_first=True)
    buffer.write()
    assert buffer.readings == {"paper/en/1 read": "a"}


def test_a_reading_after_a_failure_takes_its_place(buffer: Buffer) -> None:
    buffer.note_failure(failure(1, id="paper/en/1", circumstances=seen("bad")))
    buffer._put_article(failed(met("paper/en/1", NOON), NOON, "no body"))
    buffer.write()
    assert buffer.readings == {"paper/en/1 failed": "bad"}
    buffer.note_reading(ready(1, circumstances=seen("good")))
    buffer.write()
    assert buffer.readings == {"paper/en/1 read": "good"}


def test_an_article_that_was_taken_down_is_not_written_over(buffer: Buffer) -> None:
    buffer.add(ready(1), 1, suppressed=True)
    buffer.write()
    suppressed = Buffer(buffer.state, run=RUN)
    assert suppressed.is_suppressed("paper/en/1")
    suppressed._put_article(failed(met("paper/en/1", NOON), NOON, "http 500"))
    suppressed.write()
    [known] = suppressed.state.known(["paper/en/1"])
    assert known.status == SUPPRESSED


def test_twins_that_wait_count_and_those_that_changed_meanwhile_do_not(buffer: Buffer) -> None:
    for number in (1, 2):
        buffer.add(ready(number), number, content_sha256="same")
    buffer.write()
    buffer.add(ready(3), 3, content_sha256="same")
    before = buffer.known("paper/en/2")
    changed = {**article_record(ready(2)), "seq": 4, "content_sha256": "other"}
    buffer._put_article(revised(before, changed))
    assert buffer.twins("same") == ["paper/en/1", "paper/en/3"]
