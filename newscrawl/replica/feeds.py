"""The pages for programs: robots.txt, feeds, sitemaps."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta, timezone
from email.utils import format_datetime
from typing import TYPE_CHECKING

from newscrawl.replica.addresses import CANONICAL_ROOT, article_path
from newscrawl.replica.markups.base import e
from newscrawl.replica.replies import Reply

if TYPE_CHECKING:
    from newscrawl.replica.site import Site

FEED_SIZE = 20
SITEMAP_SIZE = 1000
TBILISI = timezone(timedelta(hours=4))


def answer(site: Site, path: str) -> Reply | None:
    """The reply for one of these addresses; None for any other."""
    if path == "/robots.txt":
        return Reply(robots(site).encode(), type="text/plain; charset=utf-8")
    if path == "/sitemap.xml" and site.markup.sitemap:
        return Reply(sitemap(site).encode(), type="application/xml")
    match = re.fullmatch(r"/([a-z]{2})/rss\.xml", path)
    if match and site.markup.feed and match[1] in site.archives:
        return Reply(rss(site, match[1]).encode(), type="application/rss+xml; charset=utf-8")
    return None


def robots(site: Site) -> str:
    """Nothing of interest is forbidden. The sitemap is named with the site's canonical address,
    which a copy cannot help."""
    sitemap = f"Sitemap: {CANONICAL_ROOT}/sitemap.xml\n" if site.markup.sitemap else ""
    return f"User-agent: *\nDisallow: /admin/\n\n{sitemap}"


def sitemap(site: Site) -> str:
    """The newest articles. Its `lastmod` is the day of the visit: a date of nothing."""
    addresses = [
        article_path(code, number)
        for code in site.archives
        for number in site.listed(code)[: SITEMAP_SIZE // len(site.archives)]
    ]
    urls = "\n".join(
        f"<url><loc>{CANONICAL_ROOT}{address}</loc><lastmod>{site.stamp}</lastmod></url>"
        for address in addresses
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset'
        f' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}\n</urlset>\n'
    )


def rss(site: Site, code: str) -> str:
    """The newest articles of a language, dated where the listings date them."""
    archive = site.archives[code]
    items = []
    for number in site.listed(code)[:FEED_SIZE]:
        day = site.listing_day(archive, number)
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
    channel = f"<title>{e(archive.language.site_name)}</title><link>{CANONICAL_ROOT}/{code}</link><description>RSS</description>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>{channel}\n'
        + "\n".join(items)
        + "\n</channel></rss>\n"
    )
