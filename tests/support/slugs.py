"""A gazette whose articles have names and no numbers, in two ways: its scheme, its project, its
site. Texts are our own inventions."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from newscrawl.identity.article_id import ArticleRef
from newscrawl.identity.scheme import IdentityScheme
from support import launcher
from support.local_server import Page, page
from support.paths import PYTHONPATH

HOME = "https://gazette.test"
_PATH = re.compile(r"/((\d{4}/\d\d/\d\d)/([a-z-]+))/?", re.A)


class SlugScheme(IdentityScheme):
    """`/2026/01/05/the-ferry-returns` is `gazette/en/2026/01/05/the-ferry-returns`."""

    def match(self, path: str, query: str) -> ArticleRef | None:
        found = _PATH.fullmatch(path)
        return ArticleRef("en", found[1]) if found else None

    def path(self, ref: ArticleRef) -> str | None:
        return f"/{ref.key}"

    def key(self, text: str) -> str | None:
        found = _PATH.fullmatch(f"/{text}")
        return found[1] if found else None

    def impossible(self, language: str) -> ArticleRef | None:
        return ArticleRef(language, "1970/01/01/no-such-article-can-be")

    def example(self, language: str) -> ArticleRef:
        return ArticleRef(language, "2026/01/05/a-slug")


class LinkedSlugScheme(SlugScheme):
    """`/2026/01/05/the-ferry-returns` is `gazette/en/the-ferry-returns`: only a link tells the
    day."""

    def match(self, path: str, query: str) -> ArticleRef | None:
        found = _PATH.fullmatch(path)
        return ArticleRef("en", found[3]) if found else None

    def path(self, ref: ArticleRef) -> str | None:
        return None

    def key(self, text: str) -> str | None:
        return text if re.fullmatch("[a-z-]+", text) else None

    def impossible(self, language: str) -> ArticleRef | None:
        return None

    def example(self, language: str) -> ArticleRef:
        return ArticleRef(language, "a-slug")


class NumberedSlugScheme(SlugScheme):
    """As SlugScheme, but a slug may end with a number."""

    path_of = re.compile(r"/((\d{4}/\d\d/\d\d)/([a-z0-9-]+))/?", re.A)

    def match(self, path: str, query: str) -> ArticleRef | None:
        found = self.path_of.fullmatch(path)
        return ArticleRef("en", found[1]) if found else None

    def key(self, text: str) -> str | None:
        found = self.path_of.fullmatch(f"/{text}")
        return found[1] if found else None


SCHEMES: dict[str, Callable[[], IdentityScheme]] = {
    "path": SlugScheme,
    "link": LinkedSlugScheme,
    "numbered": NumberedSlugScheme,
}

SPIDER = """
from newscrawl.news_spider import NewsSpider
from support.slugs import HOME, SCHEMES


class GazetteSpider(NewsSpider):
    name = "gazette"
    canonical_root = HOME
    scheme = staticmethod(SCHEMES[{scheme!r}])
"""

SETTINGS = """
from newscrawl.settings import *

SPIDER_MODULES = ["gazette.spiders"]
DOWNLOAD_DELAY = 0
AUTOTHROTTLE_ENABLED = False
RETRY_ENABLED = False
"""


class Project:
    """A project folder with the one spider, `gazette`, and an archive in `output`."""

    def __init__(self, folder: Path, scheme: str = "path", *, spider: str = "") -> None:
        """`spider` is the text of its module; empty: that of the scheme."""
        self.folder = folder
        self.output = folder / "output"
        spiders = folder / "gazette" / "spiders"
        spiders.mkdir(parents=True)
        (folder / "scrapy.cfg").write_text("[settings]\ndefault = gazette.settings\n")
        (folder / "gazette" / "settings.py").write_text(SETTINGS)
        (spiders / "__init__.py").write_text("")
        (spiders / "gazette.py").write_text(spider or SPIDER.format(scheme=scheme))

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`scrapy …` in the project's folder."""
        return launcher.run(*words, **self._place())

    def start(self, *words: str) -> launcher.Command:
        """Likewise, not waited for."""
        return launcher.start(*words, **self._place())

    def _place(self) -> dict[str, Any]:
        return {
            "cwd": self.folder,
            "env": {"PYTHONPATH": os.pathsep.join([str(self.folder), PYTHONPATH])},
            "without": ["SCRAPY_SETTINGS_MODULE"],
        }


STORIES = {
    "2026/01/03/a-bridge-of-glass-opens": "A bridge of glass opens above the gorge",
    "2026/01/04/beekeepers-count-their-hives": "Beekeepers of the valley count their hives",
    "2026/01/05/the-last-tram-gets-a-bell": "The last tram of the old town gets a new bell",
    "2026/01/06/schoolchildren-map-the-springs": "Schoolchildren map every spring in the hills",
    "2026/01/07/the-lighthouse-keeper-retires": "The lighthouse keeper retires after forty winters",
    "2026/01/08/snow-closes-the-pass": "Snow closes the pass for a third day",
    "2026/01/09/a-bakery-gives-its-ovens": "A bakery gives its ovens to the museum",
    "2026/01/10/the-orchestra-rehearses": "The orchestra rehearses in an empty mill",
}
"""Path and title, the oldest first."""

_SENTENCES = (
    "Nobody in the market hall had expected {title} to be told so plainly on a weekday morning.",
    "The clerk who wrote down the names said that number {number} of them was her own aunt.",
    "By noon the kettle had boiled {number} times, and the visitors from the coast were asleep.",
)


class Gazette:
    """The site: a root that shows the newest three, two pages of the archive, and the articles.
    What is changed in `stories` and `added` is served from then on."""

    def __init__(self) -> None:
        self.stories = dict(STORIES)
        self.added: dict[str, str] = {}
        """What stands below an article since it was changed, by path."""

    def answer(self, path: str) -> Page:
        plain = path.strip("/")
        newest = [*self.stories][::-1]
        if path == "/robots.txt":
            return page("", 404)
        if not plain:
            return page(
                _html(_list(newest[:3], self.stories) + "<a href='/archive?page=1'>All</a>")
            )
        if plain.startswith("archive?page="):
            number = int(plain[-1])
            some = newest[5 * (number - 1) : 5 * number]
            return page(_html(_list(some, self.stories) + "<a href='/archive?page=2'>Older</a>"))
        if plain not in self.stories:
            return page(_html("<h1>Not found</h1>"), 404)
        title = self.stories[plain]
        number = len(title)
        sentences = [one.format(title=title, number=number) for one in _SENTENCES]
        if plain in self.added:
            sentences.append(self.added[plain])
        body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
        return page(
            _html(
                f"<div><h1>{title}</h1><div>{body}</div></div>"
                f"<h2>Latest news</h2>{_list(newest[:3], self.stories)}"
            )
        )


def _html(body: str) -> str:
    return f"<!doctype html><html><head><title>Gazette</title></head><body>{body}</body></html>"


def _list(paths: list[str], stories: dict[str, str]) -> str:
    entries = "".join(
        f"<li><a href='/{path}/'>{stories[path]}</a> {path[8:10]}.Jan.2026</li>" for path in paths
    )
    return f"<ul>{entries}</ul>"


def list_html(links: Mapping[str, str]) -> str:
    """A page of links: address and text."""
    entries = "".join(f"<li><a href='{href}'>{text}</a></li>" for href, text in links.items())
    return _html(f"<ul>{entries}</ul>")


def article_html(title: str) -> str:
    """A page of an article with this title."""
    number = len(title) * 7 % 97
    body = "".join(f"<p>{one.format(title=title, number=number)}</p>" for one in _SENTENCES)
    return _html(f"<div><h1>{title}</h1><div>{body}</div></div>")
