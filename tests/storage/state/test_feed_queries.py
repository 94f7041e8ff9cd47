"""What lines and headlines say of the days of articles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from support.makers import NOON, headline, ready

from newscrawl.items import OwnDate
from newscrawl.records import article_record
from newscrawl.storage.archive import Archive
from newscrawl.storage.state import feed_queries

RUN = "20260114T093000Z-1f3a"
NINTH, TENTH = date(2026, 1, 9), date(2026, 1, 10)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    archive = Archive(tmp_path, run=RUN, clock=lambda: NOON)
    yield archive
    archive.close()


def claim(archive: Archive, number: int, day: date) -> None:
    archive.note_own_dates(ready(number, own_dates=[OwnDate("page", "printed", day)]))


def test_lines_are_given_page_by_page_from_the_one_after(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_queries, "PAGE_ROWS", 2)
    for number in range(1, 6):
        archive.add_revision(article_record(ready(number)))
    archive.commit()
    state = archive.state
    assert [seq for seq, _ in state.lines("articles", after=1)] == [2, 3, 4, 5]
    assert (state.last_seq("articles"), state.last_seq("headlines")) == (5, 0)
    assert state.line("articles", 6) is None
    # Each line is on the disk; how far, is noted with the next batch.
    assert state.feed_position("headlines") == (0, 0)


def test_the_texts_to_compare_are_those_that_came_to_be_shared_or_left_behind(
    archive: Archive,
) -> None:
    def add(number: int, text: str, revision: int = 1) -> None:
        record = article_record(ready(number))
        archive.add_revision({**record, "revision": revision, "content_sha256": text * 64})

    for number, text in ((1, "a"), (2, "b"), (3, "b"), (4, "c")):
        add(number, text)
    archive.commit()
    state = archive.state
    assert state.texts_to_compare(0) == {"b" * 64}
    assert state.texts_to_compare(4) == set(), "no line came after this one"
    add(5, "a")
    add(4, "d", revision=2)
    add(3, "b", revision=2)
    archive.commit()
    assert state.texts_to_compare(4) == {"a" * 64, "b" * 64, "c" * 64}


def test_a_headline_is_the_same_by_article_title_and_day(archive: Archive) -> None:
    archive.add_headline(headline(1, NINTH))
    archive.commit()
    title = headline(1).title
    [told] = archive.state.told_headlines("paper/en/1")
    assert (told["title"], told["published"]) == (title, "2026-01-09")
    assert archive.state.told_headlines("paper/en/2") == []


def test_evidence_that_names_two_days_is_a_conflict(archive: Archive) -> None:
    for number in (1, 2, 3):
        archive.add_revision(article_record(ready(number)))
    archive.add_headline(headline(1, NINTH))
    archive.add_headline(headline(2, NINTH))
    archive.add_headline(headline(2, TENTH))
    archive.add_headline(headline(3, NINTH))
    archive.commit()
    claim(archive, 1, NINTH)
    claim(archive, 3, TENTH)
    archive.commit()
    assert archive.state.conflicts() == ["paper/en/3", "paper/en/2"]
    assert archive.state.conflicts("other") == []


def test_articles_that_were_not_read_are_dated_by_headlines_that_agree(archive: Archive) -> None:
    dated = ready(1, published=NINTH, published_from="page")
    archive.add_revision(article_record(dated))
    archive.add_headline(headline(1, TENTH))
    archive.add_headline(headline(2, TENTH))
    archive.add_headline(headline(3, NINTH))
    archive.add_headline(headline(3, TENTH))
    archive.commit()
    assert dict(archive.state.dated_numbers("paper", "en")) == {1: "2026-01-09", 2: "2026-01-10"}


def test_an_address_that_holds_another_day_is_a_conflict_and_another_clock_is_none(
    archive: Archive,
) -> None:
    night = datetime(2026, 1, 10, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    for number, written in ((1, date(2026, 1, 9)), (2, date(2026, 1, 11)), (3, date(2026, 1, 10))):
        archive.add_revision(article_record(ready(number)))
        own = [OwnDate("metadata", "printed", night), OwnDate("url", "its address", written)]
        archive.note_own_dates(ready(number, own_dates=own))
    archive.commit()
    assert archive.state.conflicts("paper") == ["paper/en/1"]
