"""Pages that cost more than a page may: each is a failure that is told, and the rest is read."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.harness import lines_of
from support.local_server import Answer, Page, page, serving
from support.memory import watched
from support.overweight import OVERWEIGHT, SITEMAP
from support.parsing import STORIES, html, story
from support.paths import REPOSITORY
from support.timeouts import LONG_COMMAND_S, until

from newscrawl.verify.folder import Bounds, FolderAudit

pytestmark = pytest.mark.slow

MAX_BYTES = 700 << 20
"""Of the whole crawl (contract, section 7)."""

SPIDER = """
from newscrawl.news_spider import NewsSpider


class PaperSpider(NewsSpider):
    name = "paper"
    canonical_root = "https://paper.test"
    article_address = r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\\d+)"

    def load_article(self, loader):
        while "endless" in (loader.get_css("h1::text") or [""])[0]:
            pass
"""


def site(articles: dict[int, Callable[[], bytes]]) -> Answer:
    links = "".join(
        f"<li><a href='/en/news/detail/{number}'>{STORIES[number][0]}</a></li>"
        if number in STORIES
        else f"<li><a href='/en/news/detail/{number}'>Number {number} of the hostile ones</a></li>"
        for number in articles
    )

    def answer(path: str) -> Page:
        if path == "/robots.txt":
            sitemap = "Sitemap: /map.xml\n" if len(articles) > len(STORIES) + 1 else ""
            return page(f"User-agent: *\nAllow: /\n{sitemap}", content_type="text/plain")
        if path == "/map.xml":
            return compressed(SITEMAP, "application/xml")
        if path == "/":
            return page(html(f"<h1>Paper</h1><ul>{links}</ul>"))
        number = int(path.rpartition("/")[2]) if path.startswith("/en/news/detail/") else 0
        return compressed(articles[number]()) if number in articles else page("", 404)

    return answer


def compressed(body: bytes, kind: str = "text/html") -> Page:
    return page(gzip.compress(body, 1), content_type=kind, content_encoding="gzip")


def start(folder: Path, root: str) -> subprocess.Popen[str]:
    (folder / "paper_spider.py").write_text(SPIDER)
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "scrapy", "runspider", str(folder / "paper_spider.py")),
            *("-a", f"root={root}", "-s", f"NEWSCRAWL_OUTPUT={folder / 'output'}"),
            *("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False"),
            *("-s", "NEWSCRAWL_READERS=1"),
        ],
        cwd=REPOSITORY,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def report_of(output: Path) -> dict[str, Any]:
    [path] = (output / "runs").glob("*.json")
    report: dict[str, Any] = json.loads(path.read_bytes())
    return report


def audited(output: Path) -> list[str]:
    """What `scrapy verify` finds."""
    audit = FolderAudit(output, None, sites={}, failed=Bounds(200, 64 << 20))
    audit.check()
    return [f"{one.level}: {one.file}: {one.what}" for one in audit.findings.listed]


def good() -> dict[int, Callable[[], bytes]]:
    return {number: lambda number=number: html(story(number)) for number in STORIES}  # type: ignore[misc]  # the default binds it


def endless() -> dict[int, Callable[[], bytes]]:
    return {100: lambda: html("<h1>Number 100 of the endless ones</h1><p>It never ends.</p>")}


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux tells it")
def test_pages_beyond_every_bound_are_told_and_the_others_read(tmp_path: Path) -> None:
    articles = {**OVERWEIGHT, **good(), **endless()}
    with serving(site(articles)) as server:
        run = start(tmp_path, server.root)
        with watched(run.pid) as peak:
            _, said = run.communicate(timeout=LONG_COMMAND_S)
    assert run.returncode == 1, said
    output = tmp_path / "output"
    assert {line["id"] for line in lines_of(output)} == {f"paper/en/{one}" for one in STORIES}
    report = report_of(output)
    failed = {one["url"].rpartition("/")[2]: one["reason"] for one in report["failures"]}
    assert failed.pop("100") == "too heavy"
    assert set(failed) <= {*map(str, OVERWEIGHT), "map.xml"}
    said_of_them = {"too heavy", "no body", "no title and body", "no markup", "not html"}
    assert set(failed.values()) <= said_of_them
    assert "too heavy" in said.rpartition("paper: ")[2]
    assert peak.bytes < MAX_BYTES
    assert audited(output) == []


def test_a_signal_is_obeyed_while_a_page_takes_its_time(tmp_path: Path) -> None:
    with serving(site({**good(), **endless()})) as server:
        run = start(tmp_path, server.root)
        until(lambda: "/en/news/detail/100" in server.paths)
        run.send_signal(signal.SIGTERM)
        _, said = run.communicate(timeout=LONG_COMMAND_S)
    assert run.returncode == 128 + signal.SIGTERM, said
    report = report_of(tmp_path / "output")
    assert report["verdict"] == "interrupted"
    # With ten seconds of processor time it would have been too heavy.
    assert not report["failures"], "the page has not failed: the next run reads it"
