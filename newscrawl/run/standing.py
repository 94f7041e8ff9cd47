"""Failures that stand: those that several runs have met and told, and of which nothing is new.

A failure makes a run unhealthy in the first three runs that meet it (contract, section 4). Then it
is in the report and in `scrapy status`, and is not told as news; with another reason it is news.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cached_property
from pathlib import Path

from newscrawl.items import Failure
from newscrawl.lifecycle.page import Known

RUNS = 3
"""Runs that tell a failure."""

REPORTS = 20
"""Reports that are looked at for failures of listing pages, of which the state knows nothing: not
every run reads every listing page."""


class StandingFailures:
    """What earlier runs have told of failures."""

    def __init__(self, folder: Path) -> None:
        """`folder` is that of the archive."""
        self._folder = folder

    def has(self, failure: Failure, known: Known | None) -> bool:
        """Whether it stands. `known` is what is known of its article from before; None where it is
        no article, or one that is met for the first time."""
        if failure.id is not None:
            return known is not None and known.tries >= RUNS and known.reason == failure.reason
        return self._told[failure.url, failure.reason] >= RUNS

    @cached_property
    def _told(self) -> Counter[tuple[str, str]]:
        """In how many of the last reports a page failed for a reason."""
        told: Counter[tuple[str, str]] = Counter()
        paths = sorted((self._folder / "runs").glob("*.json"), reverse=True)
        for path in paths[:REPORTS]:
            try:
                failures = json.loads(path.read_bytes()).get("failures", ())
                told.update({(one["url"], one["reason"]) for one in failures})
            except (OSError, ValueError, TypeError, KeyError, AttributeError):
                # `scrapy verify` tells of a damaged report; its failures are news again.
                continue
        return told
