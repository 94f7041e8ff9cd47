"""What fails, or is doubted: since when, for which reason, and whether somebody has acknowledged
it. Pure functions."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from newscrawl.lifecycle.page import FAILED, LIVE, Known
from newscrawl.records import utc

DOUBT = "doubt"
"""Kind of an article in whose place another page stands; other kinds are those of failures:
`article`, `listing`, `feed`."""

FORGOTTEN_AFTER = 20
"""A way to fail that so many failures in a row did not show is new when it comes again: what goes
to and fro between ways comes back sooner."""

_PASSING = frozenset(
    {"timeout", "connection refused", "connection failed", "host not found", "bad compression"}
    | {"bad certificate", "http 408", "http 425", "http 429"}
)
"""Reasons that say of a page only that it could not be had for now, as all answers from 500 on
do."""


def way_of(reason: str) -> str:
    """What a reason has in common with others that may take its place from run to run.

    >>> way_of("timeout") == way_of("http 502"), way_of("http 403")
    (True, 'http 403')
    """
    is_passing = reason in _PASSING or reason.startswith("http 5")
    return "could not be had" if is_passing else reason


@dataclass(frozen=True, slots=True)
class Failing:
    """A page that fails: a row of the state's table `failures`, where each column has its comment.

    Times are UTC as the feeds write them.
    """

    page: str
    """The id of an article; of any other page its canonical URL."""
    site: str
    kind: str
    reason: str
    last_at: str
    since: str | None = None
    tries: int = 0
    acknowledged_at: str | None = None
    acknowledgement: str | None = None
    ways: str | None = None

    def is_acknowledged(self, reason: str | None) -> bool:
        """Whether somebody has said that it is known to fail for this reason."""
        return self.acknowledged_at is not None and self.reason == reason

    def runs_in(self, way: str) -> int:
        """How many of the runs since it began to fail told that it failed in this way, as far as
        that is not too long ago to count."""
        runs, last = self._ways.get(way, (0, 0))
        return runs if self.tries - last < FORGOTTEN_AFTER else 0

    @property
    def _ways(self) -> dict[str, tuple[int, int]]:
        """For each way in which it failed how many runs told it, and which of `tries` was the
        last."""
        if self.ways is None:  # Noted before that was kept.
            return {way_of(self.reason): (self.tries, self.tries)}
        return {way: (runs, last) for way, (runs, last) in json.loads(self.ways).items()}

    def in_one_more(self, reason: str) -> Failing:
        """The same after one more run in which it failed for this reason."""
        way, tries = way_of(reason), self.tries + 1
        # A run that met it as acknowledged did not tell it.
        told = self.runs_in(way) + (not self.is_acknowledged(reason))
        ways = {**self._ways, way: (told, tries)}
        return replace(self, tries=tries, ways=json.dumps(ways))


def met_again(
    before: Failing | None, page: str, *, site: str, kind: str, reason: str, at: datetime
) -> Failing:
    """A run met the page, and it failed. With another reason than `before` it is as new as one that
    nobody has acknowledged; since when it fails stays."""
    at_utc = utc(at)
    if before is None:
        first = Failing(page, site, kind, reason, at_utc, since=at_utc, ways="{}")
        return first.in_one_more(reason)
    after = replace(before.in_one_more(reason), kind=kind, last_at=at_utc)
    if before.reason == reason:
        return after
    return replace(after, reason=reason, acknowledged_at=None, acknowledgement=None)


def fails(known: Known) -> bool:
    """Whether the last visit of an article failed."""
    return known.status in (LIVE, FAILED) and known.tries > 0


def is_over(failing: Failing, known: Known) -> bool:
    """Whether what is known of an article now ends its failures, or the doubt: it was read, is not
    there, or is doubted for another reason."""
    if failing.kind == DOUBT:
        return known.doubted_in is None or known.reason != failing.reason
    return not fails(known)


def is_start_page(page: str) -> bool:
    """Whether this is the page from which a walk starts.

    >>> is_start_page("https://paper.test/"), is_start_page("https://paper.test/en/news")
    (True, False)
    """
    parts = urlsplit(page)
    return bool(parts.scheme) and parts.path in ("", "/") and not parts.query
