"""Every site against its saved pages. A new site needs no test code: two files in
fixtures/<spider>/ for each page.

`<page>.html` is the page as served, `<page>.json` what a person reads on it: `url`, `fetched_at`
(the clock of the test), and `article` (the fields to compare; `body` as a list of paragraphs) or
`follows` (where it leads), with `headlines` if it lists any. Each page is read alone, without what
other pages would tell. The texts are our own inventions.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import HtmlResponse
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader
from support.paths import FIXTURES

from newscrawl import settings as project_settings
from newscrawl.extract.article import ArticlePage
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.headlines.find_headlines import DatedHeadline, find_headlines
from newscrawl.extract.html.page import Page
from newscrawl.extract.links import find_links
from newscrawl.identity.site import ArticleRef, Site
from newscrawl.loaders import ArticleLoader
from newscrawl.news_spider import NewsSpider
from newscrawl.records import moment

PAGES = sorted(FIXTURES.glob("*/*.html"))
LOADER = get_spider_loader(Settings({"SPIDER_MODULES": project_settings.SPIDER_MODULES}))
SITES = sorted(LOADER.list())


def spider_of(name: str) -> NewsSpider:
    spider = LOADER.load(name)()
    assert isinstance(spider, NewsSpider)
    return spider


def ref_of(site: Site, base_url: str, href: str) -> ArticleRef | None:
    link = site.link(base_url, href)
    return link.ref if link else None


def told(site: Site, headlines: Sequence[DatedHeadline]) -> list[dict[str, str]]:
    return [
        {"title": one.title, "url": site.canonical(one.ref), "published": one.published.isoformat()}
        for one in headlines
    ]


def read_article(spider: NewsSpider, page: Page, body: bytes) -> dict[str, Any]:
    """The fields of the article, with the site's own selectors first, as the crawl reads it."""
    ref = spider.site.article(page.url)
    assert ref is not None, f"{page.url} is not the address of an article"
    reading = ArticlePage(page, ref, partial(ref_of, spider.site, page.base_url)).read(
        Boilerplate()
    )
    loader = ArticleLoader(response=HtmlResponse(page.url, body=body, encoding="utf-8"))
    spider.load_article(loader)
    loader.add_reading(reading)
    article = loader.load_article(
        id=spider.site.id(ref),
        url=page.url,
        language=ref.language,
        fetched_at=page.fetched_at,
        fetched_from=page.url,
    )
    return {
        "title": article.title,
        "body": article.body.split("\n\n"),
        "published": moment(article.published),
        "published_from": article.published_from,
        "page_date": moment(article.page_date),
        "headlines": told(spider.site, reading.headlines),
        "section": article.section,
        "authors": article.authors,
        "image": article.image,
    }


def read_listing(spider: NewsSpider, page: Page) -> dict[str, Any]:
    """Where a listing leads, and its dated headlines."""
    links = find_links(page, spider.site)
    lists = find_headlines(page.outline, partial(ref_of, spider.site, page.base_url))
    articles = [spider.site.id(ref) for ref, _ in links.articles]
    return {
        "follows": {"articles": articles, "listings": links.listings, "feeds": links.feeds},
        "headlines": told(spider.site, lists.dated),
    }


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_page_gives_what_was_read_by_eye(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    spider, body = spider_of(path.parent.name), path.read_bytes()
    page = Page(
        body,
        expected["url"],
        fetched_at=datetime.fromisoformat(expected["fetched_at"]),
        content_type="text/html",
    )
    if "article" in expected:
        read = read_article(spider, page, body)
        assert {name: read[name] for name in expected["article"]} == expected["article"]
    else:
        read = read_listing(spider, page)
        assert {name: read[name] for name in ("follows", "headlines")} == {
            "follows": expected["follows"],
            "headlines": expected.get("headlines", []),
        }


@pytest.mark.parametrize("name", SITES)
def test_a_site_has_a_listing_and_an_article_and_each_page_its_json(name: str) -> None:
    told = {
        path.stem: json.loads(path.read_text("utf-8")) for path in (FIXTURES / name).glob("*.json")
    }
    pages = {path.stem for path in (FIXTURES / name).glob("*.html")}
    assert pages == set(told), f"pages without .json, or .json without a page, in {FIXTURES / name}"
    assert any("follows" in page for page in told.values()), (
        f"no listing page is saved in {FIXTURES / name}"
    )
    assert any("article" in page for page in told.values()), (
        f"no article page is saved in {FIXTURES / name}"
    )


@pytest.mark.parametrize("name", SITES)
def test_file_name_and_class_are_one_name(name: str) -> None:
    spider = LOADER.load(name)
    assert spider.__module__ == f"newscrawl.spiders.{name}"
    assert spider.__name__ == "".join(word.capitalize() for word in name.split("_")) + "Spider"


def test_no_folder_of_pages_is_without_its_spider() -> None:
    assert {path.name for path in FIXTURES.iterdir() if path.is_dir()} == set(SITES)
