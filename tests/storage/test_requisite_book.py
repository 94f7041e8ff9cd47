"""What is owed, as a run finds and fetches it; and what the state says of it afterwards."""

from __future__ import annotations

from pathlib import Path

from newscrawl.storage.requisite_book import MAX_DEPTH, MAX_TRIES, Need, RequisiteBook
from newscrawl.storage.state.batch import Batch
from newscrawl.storage.state.repository import State

AT = "2026-01-14T09:30:00Z"
SHEET, PHOTO = "http://paper.test/a.css", "http://paper.test/a.jpg"


def written(book: RequisiteBook, state: State) -> None:
    needs, uses = book.take()
    state.write(Batch(requisites=needs, requisite_uses=uses))


def urls(book: RequisiteBook) -> list[str]:
    return [row["url"] for row in book.waiting()]


def test_sheets_come_first_and_nothing_is_owed_twice(tmp_path: Path) -> None:
    state = State(tmp_path, None)
    book = RequisiteBook(state, "one")
    needs = [Need(PHOTO, "picture"), Need("http://paper.test/f.woff", "part"), Need(SHEET, "style")]
    book.need(needs, at=AT, articles=["paper/en/1"])
    written(book, state)
    assert urls(book) == [SHEET, PHOTO, "http://paper.test/f.woff"]
    for row in book.waiting():
        book.came(row)
    written(book, state)
    book.need(needs, at=AT, articles=["paper/en/2"])
    written(book, state)
    assert urls(book) == urls(RequisiteBook(state, "two")) == []
    # Of a sheet it is not kept whose it is.
    assert book.articles_of(PHOTO) == ["paper/en/1", "paper/en/2"]
    assert book.articles_of(SHEET) == []
    state.close()


def test_what_fails_is_asked_for_by_later_runs_and_not_for_ever(tmp_path: Path) -> None:
    state = State(tmp_path, None)
    book = RequisiteBook(state, "0")
    book.need([Need(PHOTO, "picture")], at=AT)
    written(book, state)
    for number in range(MAX_TRIES):
        book = RequisiteBook(state, str(number))
        [row] = book.waiting()
        book.failed(row, "timeout", for_good=False)
        written(book, state)
        assert urls(book) == []
    assert urls(RequisiteBook(state, "later")) == []
    assert state.requisites([PHOTO])[0]["came"] == "timeout"
    state.close()


def test_what_is_passed_over_is_owed_as_before(tmp_path: Path) -> None:
    state = State(tmp_path, None)
    book = RequisiteBook(state, "one")
    book.need([Need(PHOTO, "picture")], at=AT)
    book.need([Need(SHEET, "style")], at=AT, depth=MAX_DEPTH + 1)
    written(book, state)
    [row] = book.waiting()
    book.passed_over(row)
    written(book, state)
    assert urls(book) == []
    assert urls(RequisiteBook(state, "two")) == [PHOTO]
    assert not book.is_kept(PHOTO)
    state.close()
