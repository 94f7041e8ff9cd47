"""Rows of `claims` and `headlines` as the evidence on which dates are decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from newscrawl.dating.decide import Evidence

Row = Mapping[str, str]


def evidence_of(
    ids: Sequence[str], claims: Iterable[Row], sightings: Iterable[Row]
) -> dict[str, list[Evidence]]:
    """All that is known about the days of these articles: what their own pages said, and what
    headlines elsewhere say."""
    found: dict[str, list[Evidence]] = {article_id: [] for article_id in ids}
    for row in claims:
        found[row["id"]].append(_evidence(row["source"], row, row["printed"], row["last_seen_at"]))
    heard: set[tuple[str, str, str]] = set()
    for row in sightings:
        headline = row["id"], row["title"], row["published"]
        if headline in heard:  # One that came back is no second witness.
            continue
        heard.add(headline)
        found[row["id"]].append(_evidence("headline", row, row["title"], row["seen_at"]))
    return found


def _evidence(source: str, row: Row, printed: str, last_seen_at: str) -> Evidence:
    seen_at = datetime.fromisoformat(row["seen_at"])
    last = seen_at if last_seen_at == row["seen_at"] else datetime.fromisoformat(last_seen_at)
    return Evidence(source, row["published"], printed, row["seen_on"], seen_at, last, row["run"])
