"""Where sitemaps and feeds show the news of a site whose listing pages do not: which to read first,
and which of an index have changed. Pure functions."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Protocol
from zlib import crc32

from newscrawl.frontier.policies.listing_plan import MAX_PAGES, Shown, make_plan

MAX_CHANGED = 20
"""Maximum number of sitemaps of an index that are read since they say that they changed; where more
say so, the index says it of all at any time."""


LOOKED_AT = 10
"""One day in so many a sitemap is read though its index says that it has not changed: so what it
names unsaid is found within ten days."""


class Read(Protocol):
    """When a feed was read to its end."""

    @property
    def read_at(self) -> str:
        """A time of the feeds."""
        ...

    @property
    def changed(self) -> str | None:
        """When it had changed last, as its index said then; None where none did."""
        ...


def marks_of(places: Iterable[int | str]) -> array[int]:
    """What stands for each of these within a run, in eight bytes: for very many."""
    return array("q", map(hash, places))


def worth_reading(
    changed: Mapping[str, str | None], read: Mapping[str, Read | None], today: date
) -> list[str]:
    """Of the feeds that an index or another page names, those to be read: all but those of which
    the index says that they have not changed since they were read to their end.

    `changed` is when each changed last, as written, None where nothing says. An index that says the
    same of all says nothing. What changed last of all is read whatever it says: it shows the news.
    """
    if _says_nothing(changed.values()):
        return list(changed)
    last = max((at for at in changed.values() if at is not None), default=None)
    return [
        url
        for url, at in changed.items()
        if at == last or not _is_as_read(url, at, read[url], today)
    ]


def _says_nothing(changed: Collection[str | None]) -> bool:
    """Whether an index says the same of all that it names, and of several."""
    return len(set(changed)) == 1 < len(changed)


def _is_as_read(url: str, changed: str | None, read: Read | None, today: date) -> bool:
    if changed is None or read is None or read.changed != changed:
        return False
    is_turn = (crc32(url.encode()) + today.toordinal()) % LOOKED_AT == 0
    return not is_turn and not _is_later(changed, read.read_at)


def plan_of_feeds(
    feeds: Sequence[Shown], indexes: Mapping[str, str], newest: Sequence[int | str]
) -> list[str]:
    """The feeds and sitemaps to read for news, in order; before them the index that names the
    first, and behind them its others, so that a new one is known for new. Empty where none shows
    the newest.

    `indexes` says for each where it was named.

    >>> news = Shown("/news.xml", 1, frozenset({3, 2, 1}))
    >>> plan_of_feeds([news], {"/news.xml": "/index.xml", "/old.xml": "/index.xml"}, [3, 2, 1])
    ['/index.xml', '/news.xml', '/old.xml']
    """
    plan = make_plan(feeds, newest)
    if not plan or plan[0] not in indexes:
        return plan
    index = indexes[plan[0]]
    others = [url for url, named_on in indexes.items() if named_on == index and url not in plan]
    return [index, *plan, *others][:MAX_PAGES]


def changed_first(
    named: Sequence[str],
    changed: Mapping[str, str],
    read_at: str | None,
    planned: Collection[str],
) -> tuple[list[str], list[str]]:
    """Of the sitemaps that an index names: those to read whatever else shows, since they are new or
    say that they changed since the index was read, and those to read as long as nothing known is
    met.

    `changed` is when each changed last, as written; `planned` are those of the plan, in order;
    `read_at` is a time of the feeds, None where it was never read.
    """
    is_whole = len(planned) + 1 < MAX_PAGES
    new = [url for url in named if is_whole and url not in planned]
    later = [url for url in named if url in changed and _is_later(changed[url], read_at)]
    later.sort(key=lambda url: changed[url], reverse=True)
    if len(later) > MAX_CHANGED or _says_nothing([changed.get(url) for url in named]):
        later = []
    must = list(dict.fromkeys([*new, *later]))
    there = set(named)
    others = [url for url in planned if url in there and url not in must]
    return must, others


def _is_later(changed: str, read_at: str | None) -> bool:
    """Whether a date of a change is not surely before the moment of a reading. Of a day it is not
    known at what time of it."""
    if read_at is None:
        return True
    read = datetime.fromisoformat(read_at)
    try:
        if len(changed) <= len("2026-01-14"):
            return date.fromisoformat(changed) >= read.date()
        moment = datetime.fromisoformat(changed)
    except ValueError:
        return False
    return (moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)) > read
