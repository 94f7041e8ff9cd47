"""What a crawl of the site must find: the record of every article, as the contract has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypedDict

from newscrawl.replica.addresses import CANONICAL_ROOT, article_path
from newscrawl.replica.content import Archive, Article
from newscrawl.replica.markups.base import published_time

if TYPE_CHECKING:
    from newscrawl.replica.site import Site


class RecordHeadline(TypedDict):
    """An entry of `headlines`, as the contract has it."""

    title: str
    url: str
    published: str


class Record(TypedDict):
    """What the record of an article must hold: the keys of the contract that the page decides."""

    id: str
    url: str
    title: str
    body: str
    language: str
    published: str | None
    published_from: str | None
    page_date: str
    headlines: list[RecordHeadline]


def records(site: Site) -> Iterator[Record]:
    """The record of every article that is there and can be read."""
    for archive in site.archives.values():
        headlines = _headlines(site, archive)
        for number in archive.numbers:
            if not site.spoiled(archive, number):
                yield _record(site, archive, archive.article(number), headlines)


def _record(
    site: Site, archive: Archive, article: Article, headlines: list[RecordHeadline]
) -> Record:
    path = article_path(archive.language.code, article.number)
    published, published_from = _published(site, archive, article)
    return Record(
        id=f"ccbsnews/{archive.language.code}/{article.number}",
        url=CANONICAL_ROOT + path,
        title=article.title,
        body="\n\n".join(article.paragraphs),
        language=archive.language.code,
        published=published,
        published_from=published_from,
        page_date=site.stamp.isoformat(),
        headlines=headlines,
    )


def _published(site: Site, archive: Archive, article: Article) -> tuple[str | None, str | None]:
    """The page's own date where it shows one, else that of a dated headline, else nothing."""
    if article.published is None:
        return None, None
    if site.shows_own_date(article.number):
        return published_time(
            article
        ) if site.markup.own_time else article.published.isoformat(), site.markup.own_date
    in_latest = site.in_latest(archive, article.number)
    in_listing = site.place(archive, article.number) in ("listed", "tag") and site.listing_day(
        archive, article.number
    )
    return (article.published.isoformat(), "headline") if in_latest or in_listing else (None, None)


def _headlines(site: Site, archive: Archive) -> list[RecordHeadline]:
    return [
        RecordHeadline(title=entry.title, url=CANONICAL_ROOT + entry.href, published=str(entry.day))
        for entry in site.latest(archive, "")
    ]
