"""The rules in what a server sends for /robots.txt; see test_politeness.py for real crawls."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.test import get_crawler

from newscrawl.identity.site import Site
from newscrawl.middlewares.robots import (
    MAX_BYTES,
    NoRules,
    RobotsForbidden,
    RobotsMiddleware,
    RobotsUnreachable,
    rules_text,
)

MIRROR, ADDRESS = "http://127.0.0.1:8080", r"/(?P<lang>[a-z]{2})/(?P<number>\d+)"
CLOSED = b"User-agent: *\nDisallow: /closed\n"


@pytest.mark.parametrize("status", [300, 301, 400, 401, 403, 404, 410, 429])
def test_without_a_file_all_is_allowed(status: int) -> None:
    assert rules_text(status, CLOSED) == b""


@pytest.mark.parametrize("body", [b"<!doctype html>", b"\xef\xbb\xbf\n <p>Disallow: /", b""])
def test_a_web_page_in_its_place_holds_no_rules(body: bytes) -> None:
    assert rules_text(200, body) == b""


def test_a_byte_order_mark_is_no_harm() -> None:
    assert rules_text(200, b"\xef\xbb\xbf" + CLOSED).endswith(CLOSED)


@pytest.mark.parametrize("surplus", [0, 1])
def test_a_file_is_read_up_to_the_limit_and_whole_lines_of_it(surplus: int) -> None:
    last = b"Disallow: /private"
    filler = b"#" * (MAX_BYTES - len(CLOSED) - len(last) - 1 + surplus) + b"\n"
    body = CLOSED + filler + last
    assert len(body) == MAX_BYTES + surplus
    assert rules_text(200, body) == (CLOSED + filler if surplus else body)


@pytest.fixture
def middleware() -> RobotsMiddleware:
    settings = {"ROBOTSTXT_OBEY": True, "ROBOTSTXT_USER_AGENT": "newscrawl"}
    return RobotsMiddleware(get_crawler(settings_dict=settings))


def test_a_forbidden_page_is_not_sent_and_counted(middleware: RobotsMiddleware) -> None:
    rules = ProtegoRobotParser.from_crawler(middleware.crawler, CLOSED)
    middleware.process_request_2(rules, Request("https://paper.test/open"))
    with pytest.raises(RobotsForbidden, match=r"/closed: robots\.txt forbids it"):
        middleware.process_request_2(rules, Request("https://paper.test/closed"))
    assert middleware.crawler.stats.get_value("robots/forbidden") == 1


def test_where_the_file_could_not_be_fetched_nothing_is_sent(
    middleware: RobotsMiddleware,
) -> None:
    with pytest.raises(RobotsUnreachable, match=r"could not be had \(http 503\)"):
        middleware.process_request_2(NoRules("http 503"), Request("https://paper.test/"))
    assert middleware.crawler.stats.get_value("robots/unreachable") == 1
    assert middleware.crawler.stats.get_value("robots/forbidden") is None


def test_no_rules_at_all_allow_everything(middleware: RobotsMiddleware) -> None:
    middleware.process_request_2(None, Request("https://paper.test/closed"))


def test_where_the_gate_lets_nothing_pass_no_rules_are_asked_for() -> None:
    crawler = get_crawler(settings_dict={"ROBOTSTXT_OBEY": True})
    crawler.spider = SimpleNamespace(site=Site("paper", "https://paper.test", ADDRESS, root=MIRROR))  # type: ignore[assignment]
    middleware = RobotsMiddleware(crawler)
    asked: list[str] = []

    async def rules(request: Request) -> NoRules:
        asked.append(request.url)
        return NoRules("asked")

    middleware.fetch_rules = rules  # type: ignore[method-assign]
    asyncio.run(middleware.process_request(Request("https://paper.test/en/")))
    with pytest.raises(RobotsUnreachable):
        asyncio.run(middleware.process_request(Request(f"{MIRROR}/en/")))
    assert asked == [f"{MIRROR}/en/"]
