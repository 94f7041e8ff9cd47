"""A site of any number of addresses that sitemaps alone name: what is asked for is computed, and
nothing is kept."""

from __future__ import annotations

import gzip
import random
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeVar

HOME = "https://gazette.test"
INDEX = "/sitemaps.xml"

_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_SUBJECTS = "the-ferry the-harbour a-bakery the-last-tram a-choir the-lighthouse".split()
_DEEDS = "waits-for-snow opens-its-doors counts-its-guests asks-for-patience sails-again".split()
_WHO = [
    f"the {what} of {where}"
    for what in "miller,ferryman,choir,baker,council,school,harbour,museum".split(",")
    for where in "Oldmere,Brackwater,Hollen,Saltby,Winsel,Nordhaven,Tarnfield,Eskby".split(",")
]
_DOES = "waits for,pays for,repairs,remembers,counts,paints,asks for,gives away".split(",")
_WHAT = [
    f"{how} {what}"
    for how in "a broken,the last,a forgotten,the second,a borrowed,the northern".split(",")
    for what in "bell,bridge,ferry,orchard,well,kettle,tower,road,barn,lantern,mill,boat".split(",")
]
_DATED = re.compile(r"/\d{4}/\d\d/\d\d/[a-z-]+-n(\d+)")
_CODED = re.compile(r"/town/[a-z-]+-([0-9a-f]{8})\.html")
_FILE = re.compile(r"/sitemaps/(\d+)\.xml\.gz")


@dataclass
class ListedSite:
    """What such a site answers."""

    articles: int
    in_a_file: int = 50_000
    """As many as the sitemap protocol allows."""
    is_dated: bool = True
    """Whether the key of an article tells its address: a day and a slug; else a code behind a
    slug."""
    changed: dict[int, str] = field(default_factory=dict)
    """When a file changed last, where that is not the day of its newest article."""
    asked: list[str] = field(default_factory=list)
    """What it was asked for, in order."""
    root: str = HOME

    @property
    def says(self) -> str:
        """What a spider says of its addresses."""
        return "/{year}/{month}/{day}/{slug}" if self.is_dated else "/town/{slug}-{code}.html"

    @property
    def files(self) -> int:
        """How many sitemaps the index names."""
        return -(-self.articles // self.in_a_file)

    def path(self, number: int) -> str:
        """Where an article is."""
        slug = f"{_SUBJECTS[number % 6]}-{_DEEDS[number % 5]}"
        if self.is_dated:
            return f"/{self._day(number).replace('-', '/')}/{slug}-n{number}"
        return f"/town/{slug}-{number * 7919 % (1 << 31):07x}7.html"

    def _day(self, number: int) -> str:
        year, month = divmod(number // self.in_a_file, 12)
        return f"{2020 + year}-{month + 1:02}-{number % self.in_a_file % 28 + 1:02}"

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, type and body."""
        if path == "/robots.txt":
            return 200, "text/plain", f"Sitemap: {HOME}{INDEX}\n".encode()
        if path == "/":
            return 200, "text/html", _page("Gazette", "<p>Nothing is listed here.</p>")
        if path == INDEX:
            return 200, "application/xml", self._index()
        if found := _FILE.fullmatch(path):
            return 200, "application/gzip", self._file(int(found[1]))
        if _DATED.fullmatch(path) or _CODED.fullmatch(path):
            return 200, "text/html", _article(path)
        return 404, "text/html", _page("Not found", "<h1>There is no such page</h1>")

    def _index(self) -> bytes:
        entries = "".join(
            f"<sitemap><loc>{HOME}/sitemaps/{number}.xml.gz</loc>"
            f"<lastmod>{self.changed.get(number, self._last_day(number))}</lastmod></sitemap>"
            for number in reversed(range(self.files))
        )
        return f"<sitemapindex {_SITEMAP}>{entries}</sitemapindex>".encode()

    def _last_day(self, number: int) -> str:
        return f"{self._day(number * self.in_a_file)[:8]}28"

    def _file(self, number: int) -> bytes:
        first = number * self.in_a_file
        entries = "".join(
            f"<url><loc>{HOME}{self.path(one)}</loc><lastmod>{self._day(one)}</lastmod></url>"
            for one in range(first, min(first + self.in_a_file, self.articles))
        )
        text = f"<urlset {_SITEMAP}>{entries}</urlset>"
        return gzip.compress(text.encode(), compresslevel=1, mtime=0)


def _article(path: str) -> bytes:
    chance = random.Random(path)
    title = f"{chance.choice(_WHO)} {chance.choice(_DOES)} {chance.choice(_WHAT)}".capitalize()
    said = (
        " ".join(
            f"{chance.choice(_WHO)} {chance.choice(_DOES)} {chance.choice(_WHAT)}," for _ in "abcd"
        )
        for _ in range(4)
    )
    text = "".join(f"<p>{one[:-1].capitalize()}.</p>" for one in said)
    return _page(title, f"<main><h1>{title}</h1>{text}</main>")


def _page(title: str, body: str) -> bytes:
    head = f"<title>{title}</title>"
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'.encode()


AnySite = TypeVar("AnySite", bound=ListedSite)


@contextmanager
def serving(site: AnySite) -> Iterator[AnySite]:
    """The site at a free port of loopback until the end of the block: see its `root`."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append(self.path)
            status, kind, body = site.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *given: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    site.root = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
