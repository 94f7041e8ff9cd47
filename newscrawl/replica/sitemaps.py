"""Sitemaps as large sites have them: an index, a packed file a month, and one of the news."""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from newscrawl.replica.catalog import Catalog
from newscrawl.replica.markups.base import e
from newscrawl.replica.replies import Reply
from newscrawl.replica.urls import CANONICAL_ROOT

INDEX = "/sitemaps/index.xml"
NEWS = "/sitemaps/news.xml"
NEWS_DAYS = 2
"""Google's news sitemaps list the articles of two days."""

_OPEN = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'

Address = Callable[[str, int], str]
"""Path and query of an article, by language and number."""


def sitemap_answer(catalog: Catalog, address: Address, path: str) -> Reply | None:
    """The reply for one of the sitemaps, or for the robots.txt that names them; None for any other
    path."""
    if path == "/robots.txt":
        text = f"User-agent: *\nDisallow: /admin/\n\nSitemap: {CANONICAL_ROOT}{INDEX}\n"
        return Reply(text.encode(), type="text/plain; charset=utf-8")
    if path == INDEX:
        return Reply(_index(catalog).encode(), type="application/xml")
    if path == NEWS:
        return Reply(_news(catalog, address).encode(), type="application/xml")
    if found := re.fullmatch(r"/sitemaps/(\d{4}-\d\d)\.xml\.gz", path):
        articles = _months(catalog).get(found[1])
        if articles:
            packed = gzip.compress(_month(articles, address).encode(), mtime=0)
            return Reply(packed, type="application/gzip")
    return None


def _months(catalog: Catalog) -> dict[str, list[tuple[date, str, int]]]:
    """The articles that are there, by month: day, language and number, the newest first."""
    found: dict[str, list[tuple[date, str, int]]] = defaultdict(list)
    for language, archive in catalog.archives.items():
        for number in archive.numbers:
            day = archive.published(number) or archive.today
            found[f"{day:%Y-%m}"].append((day, language, number))
    return {month: sorted(ones, reverse=True) for month, ones in sorted(found.items())[::-1]}


def _index(catalog: Catalog) -> str:
    months = _months(catalog).items()
    entries = [f"<sitemap><loc>{CANONICAL_ROOT}{NEWS}</loc></sitemap>"]
    entries += [
        f"<sitemap><loc>{CANONICAL_ROOT}/sitemaps/{month}.xml.gz</loc>"
        f"<lastmod>{articles[0][0]}</lastmod></sitemap>"
        for month, articles in months
    ]
    return f"{_OPEN}<sitemapindex {_SITEMAP}>\n" + "\n".join(entries) + "\n</sitemapindex>\n"


def _month(articles: Iterable[tuple[date, str, int]], address: Address) -> str:
    urls = (
        f"<url><loc>{e(CANONICAL_ROOT + address(language, number))}</loc>"
        f"<lastmod>{day}</lastmod></url>"
        for day, language, number in articles
    )
    return f"{_OPEN}<urlset {_SITEMAP}>\n" + "\n".join(urls) + "\n</urlset>\n"


def _news(catalog: Catalog, address: Address) -> str:
    since = catalog.stamp - timedelta(days=NEWS_DAYS)
    urls = []
    for articles in list(_months(catalog).values())[:2]:
        for day, language, number in articles:
            if day >= since:
                archive = catalog.archives[language]
                urls.append(
                    f"<url><loc>{e(CANONICAL_ROOT + address(language, number))}</loc><news:news>"
                    f"<news:publication><news:name>{e(archive.language.site_name)}</news:name>"
                    f"<news:language>{language}</news:language></news:publication>"
                    f"<news:publication_date>{day}</news:publication_date>"
                    f"<news:title>{e(archive.title(number))}</news:title></news:news></url>"
                )
    return f"{_OPEN}<urlset {_SITEMAP} {_NEWS}>\n" + "\n".join(urls) + "\n</urlset>\n"
