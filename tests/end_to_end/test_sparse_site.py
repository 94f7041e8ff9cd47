"""A site that shows few dates and lists few articles: dates are right, intervals hold the true day,
every number is accounted for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

import pytest
from support.commands import crawl
from support.variants import first_then_slow

from newscrawl.replica import Replica, changes, running
from newscrawl.replica.urls import article_path
from newscrawl.report.summary import summarize
from newscrawl.storage.queries.snapshot import read_snapshot

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=first_then_slow(["semantic", "cards"]))
def sparse(request: pytest.FixtureRequest) -> Iterator[Replica]:
    """One article in ten shows its day, listings show every second one."""
    with running(
        markup=request.param, articles=160, languages=("en",), listing_step=2, own_date_share=0.1
    ) as replica:
        yield replica


def test_what_evidence_gives_is_right_and_the_rest_lies_between_the_right_days(
    sparse: Replica, tmp_path: Path
) -> None:
    crawl(sparse.root, tmp_path)
    crawl(sparse.root, tmp_path, f"ids={sparse.numbers('en')[0]}-{sparse.numbers('en')[-1]}")
    present = {
        line["id"]: line
        for line in map(json.loads, (tmp_path / "articles.jsonl").read_bytes().splitlines())
    }
    truth = {record["id"]: record["published"] for record in sparse.truth()}
    assert present.keys() == truth.keys()
    assert {one: line["published"] for one, line in present.items()} == truth
    lengths = []
    for one, line in present.items():
        if line["published"] is None:
            first, last = (day and date.fromisoformat(day) for day in line["published_between"])
            true = sparse.site.catalog.day("en", int(one.rpartition("/")[2]))
            assert true is not None and (first or true) <= true <= last, one
            lengths += [(last - first).days] if first else []
    undated = sum(published is None for published in truth.values())
    assert len(lengths) >= undated - 3 > 50
    assert median(lengths) <= 3


def test_listings_and_the_missing_numbers_together_account_for_every_number(tmp_path: Path) -> None:
    with running(markup="tables", articles=120, languages=("en",), listing_depth=40) as replica:
        numbers = replica.numbers("en")
        crawl(replica.root, tmp_path)
        replica.apply(changes.delete("en", numbers[-3]))
        crawl(replica.root, tmp_path, f"ids={numbers[-3]}")
        for _ in range(2):
            # The 7,300 numbers below the oldest article would take the same path.
            crawl(replica.root, tmp_path, "ids=missing", "limit=60")
        [site] = read_snapshot(
            tmp_path,
            None,
            lambda state, running: summarize(state, "2100-01-01T00:00:00Z", running=running),
        )["sites"]
        told = site["languages"][0]["numbers"]
        assert (told["live"], told["gone"]) == (119, 1)
        assert [first for first, _ in told["missing_ranges"]] == [1]
        assert told["missing_ranges"][0][1] < numbers[0]


def test_numbers_of_one_sequence_are_asked_for_in_the_other_languages_only_where_none_has_an_article(
    tmp_path: Path,
) -> None:
    with running(
        markup="tables", articles=180, languages=("en", "ru", "ka"), numbers="interleaved"
    ) as replica:
        crawl(replica.root, tmp_path)
        [site] = read_snapshot(
            tmp_path,
            None,
            lambda state, running: summarize(state, "2100-01-01T00:00:00Z", running=running),
        )["sites"]
        assert site["numbering"] == "common"
        replica.forget()
        crawl(replica.root, tmp_path, "ids=missing", "limit=30")
        asked = {path for path in replica.requests() if "/detail/" in path}
        there = {number for language in ("en", "ru", "ka") for number in replica.numbers(language)}
        assert not asked & {
            article_path(language, number) for language in ("en", "ru", "ka") for number in there
        }
