"""What a crawl of the site must find: the record of every article, as the contract has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from newscrawl.replica.catalog import Catalog
from newscrawl.replica.content import Archive, Article
from newscrawl.replica.forms import Names
from newscrawl.replica.markups.base import modified_time, published_time, summary
from newscrawl.replica.urls import CANONICAL_ROOT, article_path


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
    description: str | None
    modified: str | None
    tags: list[str]


def records(catalog: Catalog) -> Iterator[Record]:
    """The record of every article that is there and can be read."""
    for archive in catalog.archives.values():
        headlines = _headlines(catalog, archive)
        for number in archive.numbers:
            if not catalog.is_unreadable(archive, number):
                yield _record(catalog, archive, archive.article(number), headlines)


def _record(
    catalog: Catalog, archive: Archive, article: Article, headlines: list[RecordHeadline]
) -> Record:
    path = article_path(archive.language.code, article.number)
    published, published_from = _published(catalog, archive, article)
    return Record(
        id=f"ccbsnews/{archive.language.code}/{article.number}",
        url=CANONICAL_ROOT + path,
        title=article.title,
        body="\n\n".join(article.paragraphs),
        language=archive.language.code,
        published=published,
        published_from=published_from,
        page_date=catalog.stamp.isoformat(),
        headlines=headlines,
        description=_description(catalog, article),
        modified=_modified(catalog, article),
        tags=_tags(catalog, archive, article),
    )


def in_form(record: Record, names: Names, site: str) -> Record:
    """A record as it is where the site has another form of addresses, and another name."""

    def url(of: str) -> str:
        _, language, _, _, number = of.removeprefix(CANONICAL_ROOT).split("/")
        return CANONICAL_ROOT + names.address(language, int(number))

    _, language, number = record["id"].split("/")
    day = names.named(language, int(number)).day.isoformat()
    is_told = names.form.tells_day and record["published_from"] in (None, "headline")
    return {
        **record,
        "id": f"{site}/{language}/{names.key(language, int(number))}",
        "url": url(record["url"]),
        "published": day if is_told else record["published"],
        "published_from": "url" if is_told else record["published_from"],
        "headlines": [{**one, "url": url(one["url"])} for one in record["headlines"]],
    }


def _description(catalog: Catalog, article: Article) -> str | None:
    kind = catalog.markup.summary
    return summary(article) if kind == "cut" else article.paragraphs[0] if kind else None


def _modified(catalog: Catalog, article: Article) -> str | None:
    is_told = (
        catalog.markup.own_change
        and article.published is not None
        and catalog.shows_own_date(article.number)
    )
    return modified_time(article) if is_told else None


def _tags(catalog: Catalog, archive: Archive, article: Article) -> list[str]:
    names = archive.language.topics
    return [names[topic][1] for topic in article.topics] if catalog.markup.tags else []


def _published(
    catalog: Catalog, archive: Archive, article: Article
) -> tuple[str | None, str | None]:
    """The page's own date where it shows one, else that of a dated headline, else nothing."""
    if article.published is None:
        return None, None
    day = article.published.isoformat()
    if catalog.shows_own_date(article.number):
        shown = published_time(article) if catalog.markup.own_time else day
        return shown, catalog.markup.own_date
    is_listed = catalog.place(archive, article.number) in ("listed", "tag")
    is_dated = is_listed and catalog.listing_day(archive, article.number) is not None
    if is_dated or catalog.in_latest(archive, article.number):
        return day, "headline"
    return None, None


def _headlines(catalog: Catalog, archive: Archive) -> list[RecordHeadline]:
    return [
        RecordHeadline(title=entry.title, url=CANONICAL_ROOT + entry.href, published=str(entry.day))
        for entry in catalog.latest(archive, "")
    ]
