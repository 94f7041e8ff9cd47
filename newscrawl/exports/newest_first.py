"""Which articles are the latest: by their publication, or by a change. Not by when they were found:
a first crawl finds the oldest ones last."""

from __future__ import annotations

from heapq import nlargest

from newscrawl.exports.fields import is_suppressed
from newscrawl.exports.moments import moment, updated
from newscrawl.records import Record, utc
from newscrawl.storage.queries.latest import LatestRecords


def newest_first(present: LatestRecords, limit: int) -> list[Record]:
    """The latest records, at most `limit`, the newest first. Raises OutputError; ValueError for a
    line that is damaged."""
    first_run = present.first_run()
    made = nlargest(limit, ((told_at(one, first_run), one["seq"]) for one in present))
    return present.of_seqs([seq for _, seq in made])


def told_at(record: Record, first_run: str | None) -> str:
    """When there was something new about an article, as text to sort by: its publication; of a
    change, when it was seen. What is read differently is nothing new.

    An undated one has the first day on which it can have been published, or, where that is not
    known, the day on which it was found; but what the first run found is as old as can be.
    """
    is_change = record["change"] != "new" and record["cause"] == "site"
    if is_change or is_suppressed(record):
        return updated(record)
    if record["published"]:
        at = moment(record["published"])
        return utc(at) if at is not None else str(record["published"])
    not_before = (record["published_between"] or [None])[0]
    if not_before is not None:
        return str(not_before)
    return "" if record["run"] == first_run else updated(record)
