"""The pages for programs: robots.txt, feeds, sitemaps."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta, timezone
from email.utils import format_datetime

from newscrawl.replica.catalog import Catalog
from newscrawl.replica.markups.base import e
from newscrawl.replica.replies import Reply
from newscrawl.replica.urls import CANONICAL_ROOT, article_path

FEED_SIZE = 20
SITEMAP_SIZE = 1000
TBILISI = timezone(timedelta(hours=4))


def answer(catalog: Catalog, path: str) -> Reply | None:
    """The reply for one of these paths; None for any other."""
    if path == "/robots.txt":
        return Reply(robots(catalog).encode(), type="text/plain; charset=utf-8")
    if path == "/sitemap.xml" and catalog.markup.sitemap:
        return Reply(sitemap(catalog).encode(), type="application/xml")
    match = re.fullmatch(r"/([a-z]{2})/rss\.xml", path)
    if match and catalog.markup.feed and match[1] in catalog.archives:
        return Reply(rss(catalog, match[1]).encode(), type="application/rss+xml; charset=utf-8")
    return None


def robots(catalog: Catalog) -> str:
    """Nothing of interest is forbidden. The sitemap is named with the site's canonical URL: a copy
    cannot know another."""
    sitemap = f"Sitemap: {CANONICAL_ROOT}/sitemap.xml\n" if catalog.markup.sitemap else ""
    return f"User-agent: *\nDisallow: /admin/\n\n{sitemap}"


def sitemap(catalog: Catalog) -> str:
    """The newest articles. Its `lastmod` is the day of the visit: a date of nothing."""
    paths = [
        article_path(code, number)
        for code in catalog.archives
        for number in catalog.listed(code)[: SITEMAP_SIZE // len(catalog.archives)]
    ]
    urls = "\n".join(
        f"<url><loc>{CANONICAL_ROOT}{path}</loc><lastmod>{catalog.stamp}</lastmod></url>"
        for path in paths
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset'
        f' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}\n</urlset>\n'
    )


def rss(catalog: Catalog, code: str) -> str:
    """The newest articles of a language, dated where the listings date them."""
    archive = catalog.archives[code]
    items = []
    for number in catalog.listed(code)[:FEED_SIZE]:
        day = catalog.listing_day(archive, number)
        dated = (
            f"<pubDate>{format_datetime(datetime.combine(day, time(12), TBILISI))}</pubDate>"
            if day
            else ""
        )
        link = CANONICAL_ROOT + article_path(code, number)
        items.append(
            f"<item><title>{e(archive.title(number))}</title><link>{link}</link><guid"
            f' isPermaLink="true">{link}</guid>{dated}</item>'
        )
    channel = (
        f"<title>{e(archive.language.site_name)}</title><link>{CANONICAL_ROOT}/{code}</link>"
        "<description>RSS</description>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>{channel}\n'
        + "\n".join(items)
        + "\n</channel></rss>\n"
    )
