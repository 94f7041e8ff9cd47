"""How far a run is, on a clock that the test sets."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.settings import Settings

from newscrawl.extensions.progress import ERASE, Pace, Progress, Standing, asked_of
from newscrawl.run.arguments import Arguments


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


class Run:
    """A crawler as far as progress asks it."""

    def __init__(self, stream: StringIO, **settings: Any) -> None:
        self.now, self.counts = 0.0, {"pages/answered": 0}
        self.article_visits = 0
        frontier = SimpleNamespace(unvisited=0, outstanding=0, summary=self._summary)
        self.spider: Any = SimpleNamespace(name="paper", frontier=frontier)
        known = {"LOG_ENABLED": True, "LOG_LEVEL": "INFO", "NEWSCRAWL_CHECKS_MAX": 100}
        crawler: Any = SimpleNamespace(
            settings=Settings({**known, **settings}),
            signals=SimpleNamespace(connect=lambda handler, signal: None),
            stats=SimpleNamespace(get_stats=lambda: self.counts),
            spider=self.spider,
        )
        self.progress = Progress(crawler, clock=lambda: self.now, stream=stream)

    def _summary(self) -> dict[str, int]:
        return {
            "articles/read": self.article_visits,
            "articles/gone": 0,
            "articles/failed": 0,
        }


@pytest.fixture(autouse=True)
def no_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test itself calls at its time."""
    task = SimpleNamespace(start=lambda seconds, now: None, stop=lambda: None, running=True)
    monkeypatch.setattr("newscrawl.extensions.progress.create_looping_call", lambda _: task)


def test_what_is_told_and_how_much_is_left() -> None:
    assert str(Standing(1, 0, 0, None)) == "1 page, 0 found, 0 waiting"
    assert str(Standing(120, 34, 90, 60.0)) == (
        "120 pages, 34 found, 90 waiting, 60 a minute, about 1 m 30 s left"
    )
    assert str(Standing(120, 34, 90, 0.2)).endswith("90 waiting, 0 a minute")


def test_the_pace_is_that_of_the_last_minute() -> None:
    pace = Pace()
    assert pace.note(0, 0.0) is None
    assert pace.note(4, 4.0) is None
    assert pace.note(10, 10.0) == 60
    for second in range(11, 200):
        rate = pace.note(10, float(second))
    assert rate == 0


def test_a_line_a_minute_where_nobody_looks_on(caplog: pytest.LogCaptureFixture) -> None:
    run, stream = Run(StringIO()), StringIO()
    caplog.set_level(logging.INFO)
    run.progress.spider_opened(run.spider)
    run.now, run.counts = 60.0, {"pages/answered": 60, "articles/new": 7}
    run.spider.frontier.unvisited = 40
    run.progress.tell()
    run.progress.spider_closed()
    assert caplog.messages == ["paper: 60 pages, 7 found, 40 waiting, 60 a minute, about 40 s left"]
    assert stream.getvalue() == ""


def test_on_a_terminal_the_line_stands_below_all_that_is_logged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    run = Run(terminal)
    shown = logging.StreamHandler(terminal)
    logging.root.addHandler(shown)
    try:
        run.progress.spider_opened(run.spider)
        run.progress.tell()
        logging.getLogger("paper").warning("look")
        run.progress.tell()
        run.progress.spider_closed()
    finally:
        logging.root.removeHandler(shown)
    line = f"{ERASE}paper: 0 pages, 0 found, 0 waiting"
    assert terminal.getvalue() == f"{line}{ERASE}look\n{line}{ERASE}"
    assert not any(type(one).__name__ == "_Eraser" for one in logging.root.handlers)


@pytest.mark.parametrize(
    "settings",
    [{"LOG_ENABLED": False}, {"LOG_LEVEL": "ERROR"}, {"NEWSCRAWL_LOG_FORMAT": "json"}],
)
def test_who_wants_no_log_gets_no_line(settings: dict[str, Any]) -> None:
    assert not Run(Terminal(), **settings).progress.is_live


def test_numbers_that_were_asked_for_wait_until_they_are_visited() -> None:
    def asked(**given: str) -> int:
        return asked_of(SimpleNamespace(arguments=Arguments.parse(**given), archive=None), 100)

    assert (asked(), asked(ids="1-70,80"), asked(ids="1-70", limit="20")) == (0, 71, 20)
    assert asked(url="https://a.test/1 https://a.test/2") == 2
    assert asked_of(SimpleNamespace(), 100) == 0
    run = Run(StringIO())
    run.spider.arguments = Arguments.parse(ids="1-70")
    run.progress.spider_opened(run.spider)
    run.article_visits = 30
    assert run.progress.standing().waiting == 40
    run.spider.frontier.outstanding = 55
    assert run.progress.standing().waiting == 55
    run.spider.frontier = None
    assert run.progress.standing().waiting == 0


def test_what_is_due_waits_too_as_much_of_it_as_one_run_checks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [{"site": "paper", "count": 130}, {"site": "paper", "count": 7}]
    rows.append({"site": "other", "count": 900})
    monkeypatch.setattr("newscrawl.storage.queries.summary.due", lambda state, now: rows)
    archive = SimpleNamespace(state=None, now=datetime.now(UTC))
    spider = SimpleNamespace(name="paper", arguments=Arguments(), archive=archive)
    assert (asked_of(spider, 100), asked_of(spider, 1000)) == (100, 137)
