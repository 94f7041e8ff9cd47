"""The rows of `failures`, each against itself and against the articles that are known."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable

from newscrawl.lifecycle.failing import DOUBT, Failing
from newscrawl.verify.findings import Findings

OF_ARTICLES = ("article", DOUBT)
"""Kinds of rows whose page is an article."""

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def check_failing(rows: Iterable[Failing], known: Collection[str], findings: Findings) -> None:
    """Hold each row against the ids of the articles that are `known`."""
    for row in rows:
        for what in wrong_values(row, known):
            findings.fault_in_state("row of failures", what, id=row.page)


def wrong_values(row: Failing, known: Collection[str]) -> list[str]:
    """What cannot be in any row.

    >>> at = "2026-01-14T12:00:00Z"
    >>> row = Failing("paper/en/1", "paper", "article", "http 500", at, tries=-1)
    >>> wrong_values(row, set())
    ['no article of this id is known', 'tries is -1']
    """
    wrong = []
    if row.kind in OF_ARTICLES and row.page not in known:
        wrong.append("no article of this id is known")
    if row.kind not in OF_ARTICLES and "://" not in row.page:
        wrong.append(f"kind is {row.kind!r}, and the page is no URL")
    if row.tries < 0:
        wrong.append(f"tries is {row.tries}")
    for name in ("last_at", "since", "acknowledged_at"):
        value = getattr(row, name)
        if value is not None and not (isinstance(value, str) and _TIME.fullmatch(value)):
            wrong.append(f"{name} is {value!r}, no time")
    if row.since is not None and row.since > row.last_at:
        wrong.append(f"since is {row.since!r}, and last_at {row.last_at!r}")
    if (row.acknowledged_at is None) != (row.acknowledgement is None):
        wrong.append("it is acknowledged without a reason, or the other way round")
    if not _are_ways(row.ways):
        wrong.append(f"ways is {row.ways!r}")
    return wrong


def _are_ways(text: str | None) -> bool:
    """Whether these are ways to fail, each with two numbers."""
    try:
        ways = json.loads(text or "{}")
    except ValueError:
        return False
    return isinstance(ways, dict) and all(
        isinstance(one, list) and [type(number) for number in one] == [int, int]
        for one in ways.values()
    )
