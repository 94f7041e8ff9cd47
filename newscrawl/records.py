"""Items as the lines of the feeds: exactly the keys of the contract, in its order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from newscrawl.items import NO_FACTS, Article, Headline, PictureFacts

Record: TypeAlias = dict[str, Any]
"""A line of a feed, decoded."""

ARTICLE_SCHEMA = "newscrawl.article/2"
HEADLINE_SCHEMA = "newscrawl.headline/1"

COMPARED = ("title", "body", "published", "section", "authors", "image")
"""A revision is written when one of these changed, and only then."""


_encode = json.JSONEncoder(ensure_ascii=False).encode


def line_of(record: Mapping[str, Any]) -> str:
    """The record as the text of a line, without its end."""
    # A character without UTF-8 must not stop a crawl; text is cleaned long before, this guards a
    # URL.
    return _encode(record).encode("utf-8", "replace").decode()


def article_record(article: Article) -> Record:
    """The line of this revision, but for its place in the feed: `seq` and `run` are set by the
    archive."""
    return {
        "schema": ARTICLE_SCHEMA,
        "seq": 0,
        "id": article.id,
        "url": article.url,
        "change": article.change,
        "cause": article.cause,
        "revision": article.revision,
        "title": article.title,
        "body": article.body,
        "language": article.language,
        "published": moment(article.published),
        "published_from": article.published_from,
        "published_between": ends(article.published_between),
        "page_date": moment(article.page_date),
        "headlines": [
            {"title": pair.title, "url": pair.url, "published": pair.published.isoformat()}
            for pair in article.headlines
        ],
        "section": article.section,
        "authors": list(article.authors),
        "image": article.image,
        "description": article.description,
        "modified": moment(article.modified),
        "tags": list(article.tags),
        "same_as": list(article.same_as),
        "fetched_at": utc(article.fetched_at),
        "fetched_from": article.fetched_from,
        "content_sha256": article.content_sha256,
        "run": "",
        "warc": asdict(article.warc) if article.warc is not None else None,
    }


def upgraded(record: Record) -> Record:
    """The line of an article with every key of the present schema, whenever it was written: what an
    earlier schema did not hold is not known, and so null or empty. A present line is given back.

    >>> upgraded({"schema": "newscrawl.article/1", "image": None, "same_as": []})["tags"]
    []
    """
    if record["schema"] == ARTICLE_SCHEMA:
        return record
    made: Record = {}
    for name, value in record.items():
        if name == "same_as":  # The new keys stand where they stand in a new line.
            made |= {"description": None, "modified": None, "tags": []}
        made[name] = value
    return made | {"schema": ARTICLE_SCHEMA}


def headline_record(headline: Headline, *, seq: int, run: str) -> Record:
    """The line of this sighting."""
    return {
        "schema": HEADLINE_SCHEMA,
        "seq": seq,
        "id": headline.id,
        "url": headline.url,
        "title": headline.title,
        "published": headline.published.isoformat(),
        "seen_on": headline.seen_on,
        "seen_at": utc(headline.seen_at),
        "run": run,
    }


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The compared fields in which two records differ."""
    return [name for name in COMPARED if before[name] != after[name]]


def compared_digest(compared: Mapping[str, Any]) -> bytes:
    """Eight bytes that differ when a compared field differs. Takes a record, or its COMPARED values
    beside `content_sha256`.

    `content_sha256` stands for title and body: a folded title holds no blank line, so their border
    is certain.
    """
    rest = [
        compared["content_sha256"],
        compared["published"],
        compared["section"],
        compared["authors"],
        compared["image"],
    ]
    return hashlib.blake2b(json.dumps(rest).encode(), digest_size=8).digest()


def article_digest(article: Article) -> bytes:
    """`compared_digest` of the line that this article would be."""
    return compared_digest(
        {
            "content_sha256": article.content_sha256,
            "published": moment(article.published),
            "section": article.section,
            "authors": article.authors,
            "image": article.image,
        }
    )


def is_same_moment(one: str | None, other: str | None) -> bool:
    """Whether two days of publication, as records have them, are the same moment, in whatever
    offset.

    >>> is_same_moment("2026-03-28T23:30:00+02:00", "2026-03-29T00:30:00+03:00")
    True
    >>> is_same_moment("2026-03-28", "2026-03-28"), is_same_moment(None, None)
    (False, False)
    """
    if one is None or other is None or "T" not in one or "T" not in other:
        return False
    return datetime.fromisoformat(one) == datetime.fromisoformat(other)


def claims_of(article: Article) -> set[tuple[str, str]]:
    """Source and day of each date that an article's page gives for itself."""
    return {(own.source, str(moment(own.published))) for own in article.own_dates}


def moment(value: date | datetime | None) -> str | None:
    """ISO 8601: the date, or the moment to the second with its offset.

    >>> moment(date(2026, 1, 9))
    '2026-01-09'
    >>> moment(datetime(2026, 1, 9, 14, 30, tzinfo=UTC))
    '2026-01-09T14:30:00+00:00'
    """
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if value is not None else None


def ends(between: tuple[date | None, date | None] | None) -> list[str | None] | None:
    """The ends of an interval; null where neither is known.

    >>> ends((None, date(2026, 1, 9)))
    [None, '2026-01-09']
    >>> ends((None, None))
    """
    return [moment(day) for day in between] if between and any(between) else None


def utc(value: datetime) -> str:
    """The aware moment on the UTC clock, as the feeds write it.

    >>> utc(datetime(2026, 1, 14, 9, 30, tzinfo=UTC))
    '2026-01-14T09:30:00Z'
    """
    # Not strftime, which takes three times as long: a page has it written a dozen times.
    return value.astimezone(UTC).isoformat(timespec="seconds")[:19] + "Z"


def picture_facts(stored: str | None, image: str | None) -> PictureFacts:
    """What the state keeps of an article's picture, where it is of the one at this address.

    >>> stored = '{"image": "https://a.test/1.jpg", "caption": "The quay", "credit": "I. Vashten"}'
    >>> picture_facts(stored, "https://a.test/1.jpg").credit
    'I. Vashten'
    >>> picture_facts(stored, "https://a.test/2.jpg").credit is None
    True
    """
    told = json.loads(stored) if stored and stored != "{}" else {}
    if not told or told.pop("image", None) != image:
        return NO_FACTS
    return PictureFacts(**told)
