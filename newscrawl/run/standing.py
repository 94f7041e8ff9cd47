"""Failures that stand, or are acknowledged: those of which nothing is new.

A failure makes a run unhealthy in the first three runs that meet it, unless somebody has
acknowledged it (contract, sections 2 and 4). Then it is in the report and in `scrapy status`, and
is not told as news. Each way to fail is told in three runs: a page that comes to fail in another
one is news. A page that answers now too late and now with 500 fails in one way.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import Literal

from newscrawl.items import Failure
from newscrawl.lifecycle.failing import Failing, way_of
from newscrawl.lifecycle.page import Known

RUNS = 3
"""Runs that tell a failure."""

NO_LISTING = frozenset({401, 404, 410})
"""A link to what looked like a listing and is a dead end, or asks for a password: no site is free
of them."""

REPORTS = 20
"""Reports that are looked at for failures of listing pages: not every run reads every listing
page."""

How = Literal["failed", "standing", "acknowledged", "not_found"]
"""How a failure counts: the run is not healthy; three runs have told it; somebody has acknowledged
it; it is a listing that is a dead end, and no failure."""


def pages_of(failure: Failure) -> str:
    """What it is counted under, feeds and sitemaps being listings, too: `articles`, `editions` or
    `listings`."""
    return {"article": "articles", "edition": "editions"}.get(failure.kind, "listings")


def is_dead_end(failure: Failure) -> bool:
    """Whether it is a listing that is not there, or not for everybody."""
    return pages_of(failure) == "listings" and failure.status in NO_LISTING


class StandingFailures:
    """What earlier runs have told of failures."""

    def __init__(self, folder: Path) -> None:
        """`folder` is that of the archive."""
        self._folder = folder

    def how(
        self, failure: Failure, known: Known | None, failing: Failing | None, *, is_asked: bool
    ) -> How:
        """How it counts. `known` is what is known of its article from before, `failing` of its
        failures; None where nothing is. `is_asked`: the user named the pages, and asks what becomes
        of them."""
        if is_dead_end(failure):
            return "not_found"
        if failing is not None and failing.is_acknowledged(failure.reason):
            return "acknowledged"
        return "standing" if not is_asked and self.has(failure, known, failing) else "failed"

    def has(self, failure: Failure, known: Known | None, failing: Failing | None) -> bool:
        """Whether three runs have told that it fails in this way. `known` and `failing` as for
        `how`."""
        way = way_of(failure.reason)
        if failing is not None and failing.runs_in(way) >= RUNS:
            return True
        if failure.id is None:
            # A page that answers now and then is over each time.
            return self._told[failure.url, way] >= RUNS
        # An archive that an earlier version made has no rows of what fails.
        is_old = failing is None and known is not None and known.tries >= RUNS
        return is_old and known is not None and way_of(known.reason or "") == way

    @cached_property
    def _told(self) -> Counter[tuple[str, str]]:
        """In how many of the last reports a page failed in a way."""
        told: Counter[tuple[str, str]] = Counter()
        paths = sorted((self._folder / "runs").glob("*.json"), reverse=True)
        for path in paths[:REPORTS]:
            try:
                failures = json.loads(path.read_bytes()).get("failures", ())
                told.update({(one["url"], way_of(one["reason"])) for one in failures})
            except (OSError, ValueError, TypeError, KeyError, AttributeError):
                # `scrapy verify` tells of a damaged report; its failures are news again.
                continue
        return told
