"""The archive of one run: writes are tried until the first that fails, revisions are passed on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from support.chain import Chain, whole_run
from support.makers import article, failure

from newscrawl.errors import OutputError
from newscrawl.run.session import article_written


def full_disk() -> None:
    raise OutputError(28, "No space left on device")


def test_after_the_first_write_that_fails_nothing_is_tried(tmp_path: Path) -> None:
    chain = Chain(tmp_path)
    tried: list[int] = []
    assert not chain.session.write(full_disk, at_end=True)
    assert not chain.session.write(lambda: tried.append(1))
    assert tried == []
    assert chain.counts["output/error"] == "No space left on device"
    chain.close()


def test_each_line_is_passed_on_as_it_was_written(tmp_path: Path) -> None:
    written: list[dict[str, Any]] = []

    def hear(record: dict[str, Any]) -> None:
        written.append(record)

    chain = Chain(tmp_path)
    chain.signals.connect(hear, article_written)
    chain.process(article(1), article(1), article(2))
    chain.close()
    assert written == chain.lines()


def test_a_revision_of_another_step_is_the_next_one_and_counted(tmp_path: Path) -> None:
    chain = Chain(tmp_path)
    chain.process(article(1))
    known = chain.session.archive.known("paper/en/1")
    assert known is not None
    before = chain.session.archive.latest_record(known)
    assert chain.session.revise(before, {**before, "published": "2026-01-09"}, "articles/redated")
    chain.close()
    assert [(line["revision"], line["change"]) for line in chain.lines()] == [
        (1, "new"),
        (2, "changed"),
    ]
    assert (chain.counts["articles/changed"], chain.counts["articles/redated"]) == (1, 1)


def test_a_run_that_follows_a_killed_one_knows_it_and_reports_it(tmp_path: Path) -> None:
    killed = Chain(tmp_path)
    killed.process(article(1))
    killed.kill()
    chain = whole_run(tmp_path)
    assert chain.session.follows_a_kill
    report = (tmp_path / "runs" / f"{killed.session.run}.json").read_text()
    assert '"verdict": "killed"' in report
    assert not whole_run(tmp_path).session.follows_a_kill


def test_a_failure_is_counted_by_what_was_visited(tmp_path: Path) -> None:
    chain = Chain(tmp_path)
    chain.session.note_failure(failure(1))
    chain.session.note_failure(failure(2, kind="feed", status=404))
    chain.close()
    assert chain.counts["articles/failed"] == 1
    assert chain.counts["listings/not_found"] == 1
