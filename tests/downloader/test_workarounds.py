"""Each defect of Scrapy 2.19 twice: our class is free of it, and the stock class still has it.

A test named `stock_scrapy_still_…` that fails is good news: Scrapy has mended the defect, and the
class it names can go.
"""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings
from support import probe
from support.local_server import Site, from_table, late_page, page, serving
from support.probe import Result, plan
from support.timeouts import COMMAND_S, patient

from newscrawl.downloader.workarounds import refuse_jobdir
from newscrawl.errors import UsageError

OURS: dict[str, Any] = {
    "DOWNLOADER": "newscrawl.downloader.workarounds.FixedDownloader",
    "ROBOTSTXT_OBEY": True,
    "DOWNLOADER_MIDDLEWARES": {
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "newscrawl.downloader.workarounds.FixedRobots": 100,
    },
}
STOCK: dict[str, Any] = {"ROBOTSTXT_OBEY": True}
LATE_S = patient(0.06)
"""So long an answer takes that is to come after all other requests have been made."""


def forbidding_site() -> dict[str, Any]:
    # Late, so that every request of the crawl is already waiting for it.
    robots = {"/robots.txt": lambda: late_page("User-agent: *\nDisallow: /closed/", after_s=LATE_S)}
    return robots | {f"/closed/{number}": page for number in range(12)}


def of_each(pages: dict[str, Any], settings: dict[str, Any]) -> tuple[Site, Site, Result, Result]:
    """The same crawl with our classes and with the stock ones: two sites, two results."""
    with serving(from_table(pages)) as our_site, serving(from_table(pages)) as stock_site:
        paths = [path for path in pages if path != "/robots.txt"]
        crawls = [
            plan([site.root + path for path in paths], classes | settings)
            for site, classes in [(our_site, OURS), (stock_site, STOCK)]
        ]
        ours, stock = probe.finished(probe.start(*crawls))
    return our_site, stock_site, ours, stock


@pytest.fixture(scope="module")
def closed() -> tuple[Site, Site, Result, Result]:
    return of_each(forbidding_site(), {})


def test_no_request_that_waits_for_robots_txt_passes_it(
    closed: tuple[Site, Site, Result, Result],
) -> None:
    site, _, result, _ = closed
    assert site.paths == ["/robots.txt"]
    assert len(result["failures"]) == 12


def test_stock_scrapy_still_lets_waiting_requests_pass_robots_txt(
    closed: tuple[Site, Site, Result, Result],
) -> None:
    _, site, _, _ = closed
    assert len(site.paths) > 1, (
        "Scrapy has mended robots.txt for waiting requests: drop"
        " newscrawl.downloader.workarounds.FixedRobots"
    )


@pytest.fixture(scope="module")
def busy() -> tuple[Site, Site, Result, Result]:
    pages = {f"/{number}": lambda: late_page(after_s=LATE_S) for number in range(6)}
    return of_each(
        pages, {"CONCURRENT_REQUESTS_PER_DOMAIN": 2, "DOWNLOAD_DELAY": 0, "ROBOTSTXT_OBEY": False}
    )


def test_the_limit_per_domain_holds_without_a_delay(
    busy: tuple[Site, Site, Result, Result],
) -> None:
    site, _, result, _ = busy
    assert site.most_at_once == 2
    assert len(result["answers"]) == 6


def test_stock_scrapy_still_breaks_the_limit_per_domain(
    busy: tuple[Site, Site, Result, Result],
) -> None:
    _, site, _, _ = busy
    assert site.most_at_once > 2, (
        "Scrapy keeps the limit per domain again: drop FixedDownloader._wait_for_download"
    )


@pytest.mark.parametrize(
    ("settings", "tasks"),
    [({"CONCURRENT_ITEMS": 4}, range(1, 30)), ({}, range(100, 200))],
    ids=["4", "the default"],
)
def test_stock_scrapy_still_starts_as_many_tasks_a_response_as_concurrent_items(
    settings: dict[str, Any], tasks: range
) -> None:
    with serving(from_table({"/": page})) as site:
        result = probe.crawl(
            [site.root + "/"], settings | {"ITEM_PIPELINES": {"probe.MostTasks": 1}}
        )
    assert result["stats"]["probe/tasks"] in tasks, (
        "Scrapy no longer starts CONCURRENT_ITEMS tasks a response: the setting can go"
    )


def test_a_queue_in_jobdir_is_refused_before_the_crawl() -> None:
    with pytest.raises(UsageError, match="JOBDIR"):
        refuse_jobdir(Settings({"JOBDIR": "queue"}))
    refuse_jobdir(Settings())


@pytest.mark.slow
def test_stock_scrapy_still_loses_its_queue_in_jobdir_when_it_is_killed(tmp_path: Path) -> None:
    pages = {f"/{number}": page for number in range(500)}
    with serving(from_table(pages)) as site:
        urls, settings = [site.root + path for path in pages], {"JOBDIR": str(tmp_path)}
        killed = probe.start(plan(urls, settings, die_after=3, from_first=True))
        killed.communicate(timeout=COMMAND_S)
        assert killed.returncode == -signal.SIGKILL
        [result] = probe.finished(probe.start(plan(urls, settings, from_first=True)))
    assert result["finish_reason"] == "finished"
    assert len(set(site.paths)) < 500, (
        "Scrapy keeps the queue in JOBDIR over a kill: drop"
        " newscrawl.downloader.workarounds.refuse_jobdir"
    )


def stopped(classes: dict[str, Any], *, delay_s: float) -> tuple[Site, Result]:
    """A crawl of six pages at a slow pace, told to stop when the first has been asked for: the
    others wait by then."""
    pages = {f"/{number}": page for number in range(6)}
    with serving(from_table(pages)) as site:
        pace = {"DOWNLOAD_DELAY": delay_s, "DOWNLOAD_DELAY_JITTER": 0, "ROBOTSTXT_OBEY": False}
        process: subprocess.Popen[str] = probe.start(
            plan([site.root + path for path in pages], classes | pace)
        )
        site.wait_for(requests=1)
        process.terminate()
        [result] = probe.finished(process)
    return site, result


def test_a_stop_sends_nothing_that_still_waits_and_calls_it_not_sent() -> None:
    site, result = stopped(OURS, delay_s=patient(6))
    assert result["finish_reason"] == "shutdown"
    assert site.paths == ["/0"]
    # On a busy machine the stop comes before the last of the five is handed over.
    assert {(name, reason) for _, name, reason in result["failures"]} == {("NotSent", "not sent")}


def test_stock_scrapy_still_sends_what_waits_when_it_is_stopped() -> None:
    site, _ = stopped(STOCK, delay_s=0.2)
    assert len(site.paths) == 6, (
        "Scrapy drops waiting requests when it stops: drop FixedDownloader._drop_when_closing"
    )
