"""What fails, or is doubted: since when, for which reason, and whether somebody has acknowledged
it. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from newscrawl.lifecycle.page import FAILED, LIVE, Known
from newscrawl.records import utc

DOUBT = "doubt"
"""Kind of an article in whose place another page stands; other kinds are those of failures:
`article`, `listing`, `feed`."""


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

    def is_acknowledged(self, reason: str | None) -> bool:
        """Whether somebody has said that it is known to fail for this reason."""
        return self.acknowledged_at is not None and self.reason == reason


def met_again(
    before: Failing | None, page: str, *, site: str, kind: str, reason: str, at: datetime
) -> Failing:
    """A run met the page, and it failed. With another reason than `before` it is as new as one that
    nobody has acknowledged; since when it fails stays."""
    at_utc = utc(at)
    if before is None:
        return Failing(page, site, kind, reason, at_utc, since=at_utc, tries=1)
    after = replace(before, kind=kind, last_at=at_utc, tries=before.tries + 1)
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
