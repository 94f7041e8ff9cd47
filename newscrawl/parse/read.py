"""One page -> its record, without a spider, a crawl or an archive: what `newscrawl.read` and
`scrapy read` give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from typing import TypedDict

from lxml import etree

from newscrawl import clock
from newscrawl.dating.decide import Decision, Evidence, decide
from newscrawl.errors import PageError, UsageError
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.dates.parse import Moment, read_date
from newscrawl.extract.dates.times import not_before
from newscrawl.extract.html.page import parse
from newscrawl.identity.unknown_site import normalized
from newscrawl.items import Article, OwnDate
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.page_reader import PageReader
from newscrawl.parse.readings import KnownTitles
from newscrawl.parse.results import DOUBTFUL_BODY, why_no_article
from newscrawl.records import article_record, moment, utc
from newscrawl.text import content_sha256


class PageHeadline(TypedDict):
    """One entry of the page's dated headline lists."""

    title: str
    url: str
    published: str


class PageRecord(TypedDict):
    """What one page says of its article: those keys of a line of `articles.jsonl` that one page can
    tell, in their order and with their meaning. What needs other pages or an archive (revisions,
    twins, the days between which an undated article lies) is not in it."""

    id: str | None
    """`ccbsnews/en/4666`; None where no spider's site has the URL, or it names no article there."""
    url: str | None
    """The canonical URL; where no spider knows the site, the URL that was given, without what does
    not tell pages apart. None where none was given."""
    title: str
    body: str
    """The paragraphs, joined by one blank line."""
    language: str | None
    """Two letters, from the URL, or else by the text and what its page declares; None where nothing
    tells."""
    published: str | None
    """ISO 8601, by the page's own dates alone; None where it shows none that can be true."""
    published_from: str | None
    """`metadata` or `page`; None where `published` is."""
    page_date: str | None
    """The stamp of the visit."""
    headlines: list[PageHeadline]
    section: str | None
    authors: list[str]
    image: str | None
    description: str | None
    modified: str | None
    """ISO 8601, as `published`."""
    tags: list[str]
    fetched_at: str
    """UTC, `2026-01-14T09:30:00Z`."""
    fetched_from: str | None
    """The URL as given; None where none was."""
    content_sha256: str


def page_of(
    html: str | bytes, url: str, *, fetched_at: datetime | None, content_type: str | None
) -> FetchedPage:
    """A page that somebody has, as one that was fetched. Raises UsageError for a URL or a moment
    that cannot be."""
    if fetched_at is None:
        fetched_at = clock.now_in_seconds()
    elif fetched_at.tzinfo is None:
        raise UsageError(f"fetched_at={fetched_at.isoformat()}: say in which time zone that is")
    check_url(url)
    if isinstance(html, str):
        # Whatever the page declares: as text it has been decoded already.
        html, content_type = html.encode("utf-8", "replace"), "text/html; charset=utf-8"
    return FetchedPage(html, url, fetched_at.astimezone(UTC), content_type or "")


def check_url(url: str) -> None:
    """Raises UsageError unless the URL of a page can be so, or is empty: not known."""
    try:
        is_url = not url or re.match(r"https?://[^/\s]+", normalized(url)) is not None
    except ValueError:
        is_url = False
    if not is_url:
        raise UsageError(f"{url!r} is no URL of a page: it looks like https://www.example.org/7")


def declared_url(body: bytes) -> str:
    """The URL at which a page says that it belongs; empty where it says none that can be.

    >>> declared_url(b"<head><link rel=canonical href=https://gazette.test/7></head>")
    'https://gazette.test/7'
    """
    try:
        return declared_in(parse(body))
    except PageError:
        return ""


def declared_in(root: etree._Element) -> str:
    """The same of a page that is parsed."""
    said = (
        *(link.get("href", "") for link in root.iterfind(".//link[@rel='canonical']")),
        *(meta.get("content", "") for meta in root.iterfind(".//meta[@property='og:url']")),
    )
    for url in map(str.strip, said):
        with suppress(UsageError):
            check_url(url)
            if url:
                return url
    return ""


def read_page(fetched: FetchedPage, reader: PageReader) -> PageRecord:
    """The record of a page. Raises PageError, naming what is missing or why the text is not
    believed, where no article can be read: never half a record."""
    if not fetched.is_page:
        what = "the page is empty" if fetched.is_empty else "this is no HTML page"
        raise PageError(what, missing=("title", "body"))
    reading = reader.read(fetched, Boilerplate(), KnownTitles())
    if reading.rule_error is not None:
        error = reading.rule_error
        raise PageError(f"a rule of the site's own failed: {type(error).__name__}: {error}") from (
            error
        )
    if reading.article is None:
        reason, detail = why_no_article(reading)
        doubtful = reason == DOUBTFUL_BODY
        raise PageError(f"{reason}: {detail}" if doubtful else detail, missing=reading.missing)
    return _record(reading.article, reader.zone)


def further_page(fetched: FetchedPage, reader: PageReader) -> str | None:
    """Where the article of a page goes on; None where it does not, or there is no markup."""
    try:
        link = reader.article_page(fetched).parts.next
    except PageError:
        return None
    return link.url if link is not None else None


def _record(article: Article, zone: tzinfo) -> PageRecord:
    decision = _decide(article.own_dates, article, zone)
    line = article_record(article)
    return {
        "id": article.id or None,
        "url": article.url or None,
        "title": article.title,
        "body": article.body,
        "language": article.language or None,
        "published": decision.published,
        "published_from": decision.source,
        "page_date": line["page_date"],
        "headlines": line["headlines"],
        "section": article.section,
        "authors": article.authors,
        "image": article.image,
        "description": article.description,
        "modified": moment(not_before(article.modified, _when(decision.published))),
        "tags": article.tags,
        "fetched_at": utc(article.fetched_at),
        "fetched_from": article.fetched_from or None,
        "content_sha256": content_sha256(article.title, article.body),
    }


def _when(written: str | None) -> Moment | None:
    return None if written is None else read_date(written)


def _decide(own_dates: Sequence[OwnDate], article: Article, zone: tzinfo) -> Decision:
    """The day of publication by what the page says of itself, decided as in a crawl."""
    evidence = [
        Evidence(
            own.source,
            moment(own.published) or "",
            own.printed,
            article.fetched_from,
            article.fetched_at,
            article.fetched_at,
            "",
        )
        for own in own_dates
    ]
    return decide(evidence, zone=zone)
