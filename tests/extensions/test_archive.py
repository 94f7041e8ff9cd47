"""The archive of a run: opened once, closed after the last step, one report whatever happened.
Which doors keep this is tried in tests/end_to_end/test_ways_to_start.py."""

from __future__ import annotations

import signal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.exceptions import CloseSpider
from scrapy.settings import Settings
from support.chain import Chain
from support.makers import article
from support.runs import is_free, reports_of

from newscrawl.errors import OutputError, UsageError
from newscrawl.extensions.archive import ArchiveExtension
from newscrawl.storage.files.lock import FolderLock


def test_a_run_leaves_one_report_and_lets_the_next_in(tmp_path: Path) -> None:
    chain = Chain(tmp_path)
    chain.process(article(1))
    chain.close()
    chain.extension.end()
    [report] = reports_of(tmp_path)
    assert (report["run"], report["spider"]) == (chain.session.run, "paper")
    assert (report["finish_reason"], report["counts"]["articles/new"]) == ("finished", 1)
    assert chain.extension.outcome is not None
    assert chain.extension.outcome.line == report["summary"]
    assert is_free(tmp_path)


def test_a_wrong_setting_is_refused_when_the_extension_is_made(tmp_path: Path) -> None:
    output = tmp_path / "output"
    settings = Settings({"NEWSCRAWL_OUTPUT": str(output), "HTTPCACHE_ENABLED": True})
    crawler: Any = SimpleNamespace(settings=settings)
    with pytest.raises(UsageError, match="HTTPCACHE_ENABLED"):
        ArchiveExtension.from_crawler(crawler)
    assert not output.exists()


def test_a_folder_that_is_held_closes_the_spider_and_nothing_is_written(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path)
    with pytest.raises(CloseSpider) as closing:
        Chain(tmp_path)
    assert closing.value.reason == "busy"
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]
    lock.release()


def test_where_the_opening_failed_the_steps_write_nothing_and_the_report_says_why(
    tmp_path: Path,
) -> None:
    (tmp_path / "articles.jsonl").write_text("mine\n{}\n")
    chain = Chain(tmp_path, is_opened=False)
    with pytest.raises(CloseSpider):
        chain.extension.spider_opened(chain.spider)
    for step in chain.steps:
        getattr(step, "close_spider", lambda: None)()
    chain.extension.spider_closed(chain.spider, "output")
    [report] = reports_of(tmp_path)
    assert (report["verdict"], report["exit_code"], report["finish_reason"]) == (
        "output",
        74,
        "output",
    )
    assert is_free(tmp_path)


def test_an_engine_that_never_started_is_a_run_that_failed(tmp_path: Path) -> None:
    """Another component could not be opened: Scrapy closes the spider, and stops no engine."""
    chain = Chain(tmp_path, is_opened=False)
    chain.extension.spider_opened(chain.spider)
    chain.extension.spider_closed(chain.spider, "shutdown")
    [report] = reports_of(tmp_path)
    assert report["verdict"] == "unhealthy"
    assert "the start of the spider failed" in report["summary"]
    assert is_free(tmp_path)


def test_a_run_that_is_abandoned_has_written_what_waited(tmp_path: Path) -> None:
    chain = Chain(tmp_path)
    chain.process(article(1))
    chain.extension.signum = signal.SIGTERM
    chain.extension.abandon()
    assert [line["id"] for line in chain.lines()] == ["paper/en/1"]
    [report] = reports_of(tmp_path)
    assert (report["verdict"], report["exit_code"]) == ("interrupted", 143)


def test_a_spider_takes_up_what_is_known_and_leaves_what_it_learnt(tmp_path: Path) -> None:
    chain = Chain(tmp_path, is_opened=False)
    calls: list[str] = []
    chain.spider.remember = lambda archive: calls.append("remember")
    chain.spider.finish = lambda reason: calls.append(
        f"finish: {reason}, {'open' if chain.session.is_open else 'closed'}"
    )
    chain.extension.spider_opened(chain.spider)
    chain.extension.engine_started()
    chain.close()
    assert calls == ["remember", "finish: finished, open"]


def test_a_report_that_cannot_be_written_is_the_outcome(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OutputError(28, "cannot write the report: No space left on device")

    monkeypatch.setattr("newscrawl.extensions.archive.end_run", refuse)
    chain = Chain(tmp_path)
    chain.close()
    assert chain.extension.outcome is not None and chain.extension.outcome.code == 74
    assert "no report of the run" in chain.extension.where
    assert is_free(tmp_path)


def test_a_defect_in_what_a_spider_leaves_still_closes_the_archive(tmp_path: Path) -> None:
    chain = Chain(tmp_path)

    def fail(reason: str) -> None:
        raise RuntimeError("a defect")

    chain.spider.finish = fail
    chain.process(article(1))
    with pytest.raises(RuntimeError):
        chain.extension.spider_closed(chain.spider, "finished")
    chain.extension.engine_stopped()
    assert [line["id"] for line in chain.lines()] == ["paper/en/1"]
    assert len(reports_of(tmp_path)) == 1
    assert is_free(tmp_path)
