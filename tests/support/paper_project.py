"""A small Scrapy project and a small site, for what the crawl command promises: neither knows the
real spider."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from support import launcher
from support.launcher import Command
from support.paths import REPOSITORY
from support.timeouts import COMMAND_S

SETTINGS = """
BOT_NAME = "paper"
SPIDER_MODULES = ["paper.spiders"]
COMMANDS_MODULE = "newscrawl.commands"
NEWSCRAWL_OUTPUT = "output"
ROBOTSTXT_OBEY = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
RETRY_ENABLED = False
CONCURRENT_ITEMS = 4
LOG_LEVEL = "INFO"
EXTENSIONS = {
    "newscrawl.extensions.archive.ArchiveExtension": -100,
    "newscrawl.extensions.run_stats.RunStats": 0,
}
ITEM_PIPELINES = {
    "newscrawl.pipelines.clean.CleanPipeline": 100,
    "newscrawl.pipelines.dates.DatePipeline": 200,
    "newscrawl.pipelines.absences.AbsencePipeline": 250,
    "newscrawl.pipelines.duplicates.DedupePipeline": 300,
    "newscrawl.pipelines.revisions.RevisionPipeline": 400,
    "newscrawl.pipelines.twins.TwinPipeline": 450,
    "newscrawl.pipelines.store.StorePipeline": 500,
}
"""

# Pages are JSON: what the items hold is said by the test, and nothing is extracted.
SPIDER = """
from datetime import UTC, date, datetime

import scrapy

from newscrawl.run.arguments import Arguments
from newscrawl.items import Absence, Article, Failure, Headline


class PaperSpider(scrapy.Spider):
    name = site = "paper"
    handle_httpstatus_all = True

    def __init__(self, **given):
        super().__init__()
        self.arguments = Arguments.parse(**given)

    async def start(self):
        yield self.ask(self.arguments.root or "http://127.0.0.1:1/", "listing")

    def ask(self, url, kind):
        return scrapy.Request(url, self.read, errback=self.lost, meta={"handle_httpstatus_all": True, "kind": kind})

    def read(self, response):
        now, kind = datetime.now(UTC), response.meta["kind"]
        if response.status != 200:
            if kind == "article" and response.status in (404, 410):
                number = response.url.rpartition("/")[2]
                article_id = f"paper/en/{number if number.isdigit() else 9999}"
                yield Absence(article_id, response.url, f"http {response.status}", now, certain=True)
            else:
                detail = f"the answer was {response.status}"
                yield Failure(response.url, kind, f"http {response.status}", detail, now, status=response.status, page=response.body)
            return
        page = response.json()
        if page.get("defect"):
            raise RuntimeError(page["defect"])
        for number, day, title in page.get("headlines", []):
            url = f"https://paper.test/en/news/detail/{number}"
            yield Headline(f"paper/en/{number}", url, title, date.fromisoformat(day), response.url, now)
        if "number" in page:
            url = f"https://paper.test/en/news/detail/{page['number']}"
            yield Article(f"paper/en/{page['number']}", url, page["title"], page["body"], "en", now, response.url)
        for kind in ("listing", "article"):
            for path in page.get(kind, []):
                yield self.ask(response.urljoin(path), kind)

    def lost(self, failure):
        request = failure.request
        yield Failure(request.url, request.meta["kind"], "no answer", str(failure.value), datetime.now(UTC))
"""

Pages = dict[str, object]
"""Path -> what stands there: a JSON value, a status, or a function that gives one and may take its
time."""


@contextmanager
def site(pages: Pages) -> Iterator[str]:
    """Serve the pages on a free port of this machine; gives the root."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            page = pages.get(self.path, 404)
            if callable(page):
                page = page()
            status, body = (
                (page, b"gone") if isinstance(page, int) else (200, json.dumps(page).encode())
            )
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            return

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            """A crawler that is killed hangs up in the middle: no news."""

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class Run:
    """What a finished `scrapy crawl` left behind."""

    def __init__(self, code: int, stderr: str, output: Path) -> None:
        self.code = code
        self.stderr = stderr
        self.last_line = stderr.rstrip("\n").rpartition("\n")[2]
        self.output = output

    def lines(self, feed: str = "articles") -> list[dict[str, Any]]:
        path = self.output / f"{feed}.jsonl"
        return (
            [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]
            if path.exists()
            else []
        )

    @property
    def report(self) -> dict[str, Any]:
        newest = max(
            (self.output / "runs").glob("*.json"), key=lambda path: path.stat().st_mtime_ns
        )
        report: dict[str, Any] = json.loads(newest.read_text("utf-8"))
        return report


class Project:
    """A project folder with one spider, `paper`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "paper" / "spiders").mkdir(parents=True)
        (folder / "scrapy.cfg").write_text("[settings]\ndefault = paper.settings\n")
        (folder / "paper" / "settings.py").write_text(SETTINGS)
        (folder / "paper" / "spiders" / "__init__.py").write_text("")
        (folder / "paper" / "spiders" / "paper.py").write_text(SPIDER)

    def start(self, *arguments: str) -> Command:
        return launcher.start(
            "crawl",
            *arguments,
            cwd=self.folder,
            env={
                "PYTHONPATH": f"{self.folder}:{REPOSITORY}",
                "HOME": str(self.folder),
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            without=["SCRAPY_SETTINGS_MODULE"],
        )

    def crawl(
        self,
        *arguments: str,
        output: Path | None = None,
        when: Callable[[Command], None] | None = None,
    ) -> Run:
        """Run the command to its end. `when` is called while it runs."""
        given = [*arguments, *(["-s", f"NEWSCRAWL_OUTPUT={output}"] if output else [])]
        with self.start(*given) as process:
            if when:
                when(process)
            code = process.wait(COMMAND_S)
            return Run(code, process.stderr(), output or self.folder / "output")
