"""What a visit finds out about an article: pure functions from what was known, and what came, to
what is known then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from newscrawl.identity.article_id import parse_id, position_of
from newscrawl.lifecycle.drift import HELD
from newscrawl.lifecycle.page import ABSENT, FAILED, GONE, LIVE, SUPPRESSED, Known
from newscrawl.lifecycle.recrawl import next_absence_check, next_check, next_try
from newscrawl.records import compared_digest, utc


def met(article_id: str, at: datetime, url: str | None = None) -> Known:
    """An article that is met for the first time: nothing is known of it yet. `url` is its canonical
    URL, None where it is not known."""
    site, (language, key) = parse_id(article_id)
    number = position_of(key)
    return Known(article_id, site, language, key, number, FAILED, utc(at), utc(at), url)


def revised(
    known: Known | None, record: Mapping[str, Any], *, published_by: str | None = None
) -> Known:
    """A revision was written. `published_by` is a day after which an undated article was surely not
    published: its age is counted from there."""
    at = datetime.fromisoformat(record["fetched_at"])
    gone = record["change"] == "gone"
    if known is None or not known.is_read:
        # Visits that found nothing, or could not, say nothing of when it came to be there.
        known = replace(known or met(record["id"], at), first_seen_at=utc(at))
    row = replace(
        known,
        status=GONE if gone else LIVE,
        url=record["url"],
        seq=record["seq"],
        revision=record["revision"],
        digest=compared_digest(record),
        content_sha256=record["content_sha256"],
        published=record["published"],
        published_from=record["published_from"],
        not_before=(record["published_between"] or [None])[0],
        not_after=(record["published_between"] or [None])[-1],
        redate=False,
    )
    if record.get("suppressed"):
        return suppressed(row)
    # A crawl, too, may read a page otherwise, but then it came now.
    is_reread = record["cause"] == "parser" and known.visited_at == utc(at) and _was_settled(known)
    is_as_old = (known.published, known.not_after) == (row.published, row.not_after)
    if known.visited_at > utc(at) or (is_reread and is_as_old):
        return row
    return visited(row, at, published_by=published_by, found=not gone)


def last_seen_before(known: Known | None, record: Mapping[str, Any]) -> str | None:
    """The last visit that still found what the last revision says, before this one found what
    `record` does: the site changed it between the two. None where that is not known, and where
    nothing changed at the site: a first revision, a better reading, a day that a headline gave.

    An article that comes back was away since an earlier visit than the last that saw its text: so
    that bounds nothing.
    """
    if known is None or known.status != LIVE or not known.is_read or record["cause"] != "site":
        return None
    confirmed = known.confirmed_at
    return confirmed if confirmed is not None and confirmed < record["fetched_at"] else None


def _was_settled(known: Known) -> bool:
    """Whether the last visit was conclusive: to read its page better does not change when to come
    again."""
    return known.status == GONE or (known.is_read and not known.tries)


def visited(
    known: Known, at: datetime, *, published_by: str | None = None, found: bool = True
) -> Known:
    """The visit was conclusive: the article is as it was, or (`found` false) it is not there."""
    tries = 0 if found else known.tries + 1
    wait = next_check(_age(known, at, published_by)) if found else next_absence_check(tries)
    confirmed = max(known.confirmed_at or "", utc(at)) if found else known.confirmed_at
    return replace(
        known,
        visited_at=utc(at),
        due_at=utc(at + wait),
        tries=tries,
        reason=None,
        doubted_in=None,
        confirmed_at=confirmed,
    )


def failed(known: Known, at: datetime, reason: str) -> Known:
    """The page could not be fetched or read: what was known of it stays, and it is tried again."""
    tries = known.tries + 1
    status = known.status if known.is_read else FAILED
    return replace(
        known,
        status=status,
        visited_at=utc(at),
        due_at=utc(at + next_try(tries)),
        tries=tries,
        # That its change is held back is not forgotten over a page that could not be had.
        reason=HELD if known.reason == HELD else reason,
    )


def absent(
    known: Known, at: datetime, reason: str, *, status: str = ABSENT, is_named: bool = False
) -> Known:
    """There is no such article, and there was none that we have seen. `status` is ABSENT or
    ELSEWHERE. `is_named`: the site says that there is one, so it is tried again like a page that
    failed."""
    found = visited(known, at, found=False)
    due_at = utc(at + next_try(found.tries)) if is_named else found.due_at
    return replace(found, status=status, reason=reason, due_at=due_at)


def doubted(known: Known, at: datetime, reason: str, run: str) -> Known:
    """Another page stands where the article was: the next run looks again, and makes it gone if it
    finds the same."""
    return replace(
        known, visited_at=utc(at), due_at=utc(at), reason=reason, doubted_in=known.doubted_in or run
    )


def suppressed(known: Known) -> Known:
    """It was taken down: what is left is that it was, and when. It is never due again."""
    known = replace(known, status=SUPPRESSED, tries=0, redate=False, reason=None, doubted_in=None)
    known = replace(known, due_at=None, etag=None, last_modified=None)
    return replace(known, translations=None, picture=None)


def _age(known: Known, at: datetime, published_by: str | None) -> timedelta:
    days = [known.first_seen_at[:10], *(day[:10] for day in (known.published, published_by) if day)]
    return at - datetime.combine(date.fromisoformat(min(days)), time(), tzinfo=UTC)
