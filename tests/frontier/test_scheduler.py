"""Real crawls of a small site on loopback: the engine wakes up, ends, and follows redirects
once."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import scrapy
from scrapy.signalmanager import SignalManager
from support.paths import REPOSITORY
from support.timeouts import COMMAND_S

from newscrawl.frontier.frontier import Frontier, Visit
from newscrawl.frontier.scheduler import FrontierScheduler
from newscrawl.identity.site import Site

SPIDER = r"""
import json, re, sys
import scrapy
from scrapy.core.engine import ExecutionEngine
from scrapy.crawler import AsyncCrawlerProcess
from newscrawl.identity.site import Site
from newscrawl.frontier.frontier import Frontier

class Walker(scrapy.Spider):
    name = "walker"

    def __init__(self, root):
        super().__init__()
        self.frontier = Frontier()
        self.site = Site("ccbsnews", "https://www.ccbsnews.info", r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)", root=root)

    async def start(self):
        self.frontier.seed(self.site.root)
        return
        yield

    def request_for(self, visit):
        return scrapy.Request(visit.url, self.read, errback=self.lost, meta={"visit": visit}, dont_filter=True)

    def read(self, response):
        visit = response.meta["visit"]
        articles, listings = [], []
        for href in re.findall(r'href="([^"]*)"', response.text):
            link = self.site.link(response.url, href)
            if link and link.ref:
                articles.append((link.ref, link.url, "A headline"))
            elif link:
                listings.append(link.url)
        self.frontier.found(visit, articles=articles, listings=listings)
        self.frontier.done(visit)
        if response.url.endswith("/own"):
            yield scrapy.Request(response.urljoin("/asked-by-the-spider"), self.asked)

    def asked(self, response):
        return None

    async def led_elsewhere(self, visit, url):
        self.frontier.gone(visit)
        return
        yield

    def lost(self, failure):
        visit = failure.request.meta["visit"]
        (self.frontier.gone if failure.check("scrapy.spidermiddlewares.httperror.HttpError") else self.frontier.failed)(visit)

settings = {
    "SCHEDULER": "newscrawl.frontier.scheduler.FrontierScheduler", "LOG_LEVEL": "ERROR",
    "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False,
    "CONCURRENT_REQUESTS": 8, "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "RETRY_TIMES": 2,
    "DOWNLOADER_MIDDLEWARES": {"newscrawl.middlewares.internal_request.InternalRequestMiddleware": 50},
}
# Who waits for the heartbeat of the engine waits in vain.
ExecutionEngine._SLOT_HEARTBEAT_INTERVAL = 3600.0
process = AsyncCrawlerProcess(settings)
crawler = process.create_crawler(Walker)
process.crawl(crawler, root=sys.argv[1])
process.start()
stats = crawler.stats.get_stats()
print(json.dumps({
    "summary": crawler.spider.frontier.summary(), "reason": stats["finish_reason"],
    "dropped": stats.get("visits/redirects_dropped", 0), "errors": stats.get("log_count/ERROR", 0),
}))
"""


class Server:
    """A site of our own: path -> body, or status and where it leads."""

    def __init__(self, pages: dict[str, str | tuple[int, str]]) -> None:
        asked: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                asked.append(self.path)
                page = pages.get(self.path, (404, ""))
                if self.path == "/flaky" and asked.count("/flaky") < 3:
                    page = (503, "")
                status, location = (200, "") if isinstance(page, str) else page
                body = page.encode() if isinstance(page, str) else b""
                self.send_response(status)
                if location:
                    self.send_header("Location", location)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.asked = asked
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.05,))
        self.thread.start()
        self.root = f"http://127.0.0.1:{self.http.server_port}/"

    def close(self) -> None:
        self.http.shutdown()
        self.thread.join()
        self.http.server_close()


def links(*paths: str) -> str:
    return "<html><body>" + "".join(f'<a href="{path}">x</a>' for path in paths) + "</body></html>"


def detail(*numbers: int) -> list[str]:
    return [f"/en/news/detail/{number}" for number in numbers]


Crawl = Callable[[dict[str, str | tuple[int, str]]], tuple[dict[str, Any], Counter[str]]]


@pytest.fixture
def crawl(tmp_path: Path) -> Iterator[Crawl]:
    servers: list[Server] = []

    def run(pages: dict[str, str | tuple[int, str]]) -> tuple[dict[str, Any], Counter[str]]:
        server = Server(pages)
        servers.append(server)
        script = tmp_path / "walker.py"
        script.write_text(SPIDER)
        ran = subprocess.run(
            [sys.executable, str(script), server.root],
            capture_output=True,
            text=True,
            timeout=COMMAND_S,
            cwd=REPOSITORY,
            env={"PYTHONPATH": str(REPOSITORY), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        return json.loads(ran.stdout), Counter(server.asked)

    yield run
    for server in servers:
        server.close()


def test_a_chain_of_pages_is_walked_to_its_end_without_waiting_for_the_heartbeat(
    crawl: Crawl,
) -> None:
    """Each page is known only from the one before: if the engine did not ask again at once, the
    crawl would not come to its end."""
    pages: dict[str, str | tuple[int, str]] = {"/": links("/page/1")}
    for page in range(1, 41):
        pages[f"/page/{page}"] = links(f"/page/{page + 1}", "/", *detail(page))
        pages[f"/en/news/detail/{page}"] = links("/", *detail(page, page + 1000))
        pages[f"/en/news/detail/{page + 1000}"] = links("/")
    result, asked = crawl(pages)
    assert result["reason"] == "finished"
    assert result["errors"] == 0
    assert result["summary"]["articles/read"] == 80
    assert result["summary"]["outstanding"] == 0
    assert {path: count for path, count in asked.items() if count > 1} == {}
    assert set(pages) <= set(asked)


def test_redirects_are_neither_lost_nor_doubled(crawl: Crawl) -> None:
    result, asked = crawl(
        {
            "/": links("/old", "/away", "/loop", *detail(1, 2, 3, 4, 5)),
            "/old": (301, "/new"),
            "/new": links("/", *detail(6)),
            "/away": (302, "https://example.org/"),
            "/loop": (302, "/loop?again=1"),
            "/loop?again=1": (302, "/loop"),
            "/en/news/detail/1": (301, "/en/news/detail/1/"),
            "/en/news/detail/1/": links("/"),
            "/en/news/detail/2": (302, "/en/news/detail/5"),
            "/en/news/detail/3": (302, "/"),
            "/en/news/detail/4": (302, "/en/news/detail/99"),
            "/en/news/detail/99": links("/", *detail(99)),
            "/en/news/detail/5": links("/"),
            "/en/news/detail/6": links("/"),
        }
    )
    assert result["errors"] == 0
    assert all(
        asked[path] == 1
        for path in ("/", "/new", "/en/news/detail/1/", *detail(1, 2, 3, 4, 5, 6, 99))
    )
    assert result["dropped"] == 3
    summary = result["summary"]
    assert (summary["articles/read"], summary["articles/gone"], summary["outstanding"]) == (4, 2, 0)
    assert summary["listings/failed"] == 1
    assert asked["/loop"] + asked["/loop?again=1"] < 30


def test_it_has_something_pending_exactly_while_it_would_give_a_request() -> None:
    """The engine ends the run by this answer: a yes without a request would keep it waiting for
    ever."""

    class Walker(scrapy.Spider):
        name = "walker"
        frontier = Frontier()
        site = Site("a", "https://a.test", r"/(?P<lang>[a-z]{2})/(?P<number>\d+)")

        def request_for(self, visit: Visit) -> scrapy.Request:
            return scrapy.Request(visit.url, meta={"visit": visit})

    spider = Walker()
    crawler: Any = SimpleNamespace(stats=None, signals=SignalManager())
    scheduler = FrontierScheduler(crawler)
    scheduler.open(spider)
    assert not scheduler.has_pending_requests()
    spider.frontier.seed("https://a.test/")
    assert scheduler.has_pending_requests()
    request = scheduler.next_request()
    assert request is not None
    assert not scheduler.has_pending_requests()
    assert scheduler.next_request() is None
    retry = request.replace(dont_filter=True)
    assert scheduler.enqueue_request(retry)
    assert scheduler.has_pending_requests()
    assert scheduler.next_request() is retry


def test_retries_and_requests_of_the_spider_come_through(crawl: Crawl) -> None:
    result, asked = crawl(
        {
            "/": links("/flaky", "/own"),
            "/flaky": links(*detail(1)),
            "/own": links("/"),
            "/asked-by-the-spider": "x",
            "/en/news/detail/1": links("/"),
        }
    )
    assert asked["/flaky"] == 3
    assert asked["/asked-by-the-spider"] == 1
    assert asked["/en/news/detail/1"] == 1
    assert result["summary"]["articles/read"] == 1
    assert result["reason"] == "finished"
