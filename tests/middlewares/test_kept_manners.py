"""What a host asked for holds from run to run."""

from __future__ import annotations

import asyncio
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy.crawler import Crawler
from support.commands import crawl
from support.local_server import Page, page, serving
from support.makers import NOON

from newscrawl import clock
from newscrawl.downloader.withheld import NotSent
from newscrawl.downloader.workarounds import engine_closing
from newscrawl.middlewares.kept_manners import KeptManners
from newscrawl.records import utc
from newscrawl.storage.archive import Archive
from newscrawl.storage.state.repository import State

HOST = "paper.test"


class Run:
    """A run, as far as manners see it."""

    def __init__(self, folder: Path, *, follows_a_kill: bool = False) -> None:
        self.archive = Archive(folder, run="20260114T120000Z-0001", clock=lambda: NOON)
        session = SimpleNamespace(
            is_open=True,
            archive=self.archive,
            follows_a_kill=follows_a_kill,
            write=lambda write: write(),
        )
        self.found: dict[str, float] = {}
        self._heard: list[Any] = []
        self.manners = KeptManners(cast(Crawler, self), max_wait_s=300)
        self._extension = SimpleNamespace(session=session)

    def __enter__(self) -> KeptManners:
        return self.manners

    def __exit__(self, *_: object) -> None:
        self.archive.close()

    # What a crawler has.

    def get_extension(self, _: object) -> Any:
        return self._extension

    @property
    def signals(self) -> Any:
        return SimpleNamespace(
            connect=lambda handler, signal: self._heard.append((handler, signal))
        )

    @property
    def stats(self) -> Any:
        return SimpleNamespace(max_value=self.found.__setitem__)

    def close(self) -> None:
        for handler, signal in self._heard:
            assert signal is engine_closing
            handler()


def waited(run: Run, host: str = HOST) -> float | None:
    """For how long it would wait, asked when the run is about to end; None: not at all."""

    async def wait() -> None:
        asyncio.get_running_loop().call_soon(run.close)
        await run.manners.wait(host)

    with pytest.raises(NotSent):
        asyncio.run(wait())
    return run.found.get("manners/waited_s")


@pytest.fixture(autouse=True)
def _at_noon() -> Any:
    with clock.standing_at(NOON):
        yield


def test_a_run_within_a_retry_after_waits_for_its_end(tmp_path: Path) -> None:
    with Run(tmp_path) as manners:
        manners.note_pause(HOST, 120)
        manners.note_pause(HOST, 5)
        assert manners.held_left_s() == 120
    with clock.standing_at(NOON + timedelta(seconds=20)):
        run = Run(tmp_path)
        with run:
            assert waited(run) == 100


def test_no_longer_than_the_bound_and_not_for_another_host(tmp_path: Path) -> None:
    with Run(tmp_path) as manners:
        manners.note_pause(HOST, 9_000)
    run, other = Run(tmp_path), Run(tmp_path / "other")
    with run, other:
        assert waited(run) == 300
        assert waited(other) is None


def test_after_a_kill_the_pace_of_the_host_lies_before_the_first_request(tmp_path: Path) -> None:
    with Run(tmp_path) as manners:
        manners.note_pace(HOST, 8)
    run = Run(tmp_path)
    with run:
        assert run.manners.pace_s(HOST) == 8
        assert waited(run) is None
    killed = Run(tmp_path, follows_a_kill=True)
    with killed:
        assert waited(killed) == 8
    with Run(tmp_path) as manners:
        manners.note_pace(HOST, 0)
        assert manners.pace_s(HOST) == 0


def test_what_has_passed_is_not_waited_for(tmp_path: Path) -> None:
    with Run(tmp_path) as manners:
        manners.note_pause(HOST, 5)
    with clock.standing_at(NOON + timedelta(seconds=6)):
        run = Run(tmp_path)
        with run:
            asyncio.run(run.manners.wait(HOST))
            assert run.found == {}


def test_a_run_keeps_what_it_is_told(tmp_path: Path) -> None:
    busy = iter([True])

    def answer(path: str) -> Page:
        if path == "/robots.txt":
            return page("User-agent: *\nCrawl-delay: 0.2\n", content_type="text/plain")
        if next(busy, False):
            return page("", 503, retry_after=1)
        return page("<p>Nothing yet.</p>")

    with serving(answer) as site:
        report = crawl(site.root, tmp_path).report
    with clock.standing_at(NOON), closing(State(tmp_path, None, read_only=True)) as state:
        not_before, pace_s = state.manners("127.0.0.1")
    assert pace_s == 0.2
    assert not_before == utc(NOON + timedelta(seconds=1))
    assert report["counts"]["manners/held_s"] == 1
    assert report["counts"]["manners/crawl_delay_s"] == 0.2
