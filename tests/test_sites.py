"""Every site against its saved pages. A new site needs no test code: two files in
fixtures/<spider>/ for each page.

`<page>.html` is the page as served, `<page>.json` what a person reads on it: `url`, `fetched_at`
(the clock of the test), and `article` (the fields to compare; `body` as a list of paragraphs) or
`follows` (where it leads), with `headlines` if it lists any. Each page is read alone, without what
other pages would tell. The texts are our own inventions.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader
from support.paths import FIXTURES

import newscrawl
from newscrawl import settings as project_settings
from newscrawl.news_spider import NewsSpider
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.page_reader import PageReader

PAGES = sorted(FIXTURES.glob("*/*.html"))
LOADER = get_spider_loader(Settings({"SPIDER_MODULES": project_settings.SPIDER_MODULES}))
SITES = sorted(LOADER.list())


def read_article(spider: type[NewsSpider], body: bytes, url: str, at: datetime) -> dict[str, Any]:
    """The fields of the article, with the site's own selectors first."""
    record = newscrawl.read(body, url, fetched_at=at, content_type="text/html")
    assert record["id"] is not None, f"{url} is not the URL of an article"
    assert record["id"].startswith(f"{spider.name}/")
    return {**record, "body": record["body"].split("\n\n")}


def read_listing(spider: type[NewsSpider], body: bytes, url: str, at: datetime) -> dict[str, Any]:
    """Where a listing leads, and its dated headlines."""
    reader = PageReader.of(spider().context)
    listing = reader.listing(FetchedPage(body, url, at, "text/html"))
    assert listing is not None
    articles = [reader.site.id(shown.ref) for shown in listing.articles]
    return {
        "follows": {"articles": articles, "listings": listing.listings, "feeds": listing.feeds},
        "headlines": [
            {
                "title": seen.title,
                "url": reader.site.canonical(seen.ref),
                "published": seen.published.isoformat(),
            }
            for seen in listing.headlines
        ],
    }


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_page_gives_what_was_read_by_eye(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    spider, at = LOADER.load(path.parent.name), datetime.fromisoformat(expected["fetched_at"])
    assert issubclass(spider, NewsSpider)
    if "article" in expected:
        read = read_article(spider, path.read_bytes(), expected["url"], at)
        assert {name: read[name] for name in expected["article"]} == expected["article"]
    else:
        read = read_listing(spider, path.read_bytes(), expected["url"], at)
        assert {name: read[name] for name in ("follows", "headlines")} == {
            "follows": expected["follows"],
            "headlines": expected.get("headlines", []),
        }


@pytest.mark.parametrize("name", SITES)
def test_a_site_has_a_listing_and_an_article_and_each_page_its_json(name: str) -> None:
    expected = {
        path.stem: json.loads(path.read_text("utf-8")) for path in (FIXTURES / name).glob("*.json")
    }
    pages = {path.stem for path in (FIXTURES / name).glob("*.html")}
    assert pages == set(expected), (
        f"pages without .json, or .json without a page, in {FIXTURES / name}"
    )
    assert any("follows" in page for page in expected.values()), (
        f"no listing page is saved in {FIXTURES / name}"
    )
    assert any("article" in page for page in expected.values()), (
        f"no article page is saved in {FIXTURES / name}"
    )


@pytest.mark.parametrize("name", SITES)
def test_file_name_and_class_are_one_name(name: str) -> None:
    spider = LOADER.load(name)
    assert spider.__module__ == f"newscrawl.spiders.{name}"
    assert spider.__name__ == "".join(word.capitalize() for word in name.split("_")) + "Spider"


def test_no_folder_of_pages_is_without_its_spider() -> None:
    assert {path.name for path in FIXTURES.iterdir() if path.is_dir()} == set(SITES)
