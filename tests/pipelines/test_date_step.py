"""The day of an article that shows none: from headlines that agree, never a guess, and once known not forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from chain import Chain, whole_run
from makers import NOON, article, headline

from newscrawl.pipelines.dates import days_said

Runner = Callable[..., Chain]
EIGHTH, NINTH, TOMORROW = date(2026, 1, 8), date(2026, 1, 9), date(2026, 1, 15)


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    """Call it with items: one whole run over them, in the folder that the runs of a test share."""
    return partial(whole_run, tmp_path / "output")


def dated(chain: Chain) -> list[tuple[int, str, str | None, str | None]]:
    """Each line as (revision, change, published, where it is from)."""
    return [(line["revision"], line["change"], line["published"], line["published_from"]) for line in chain.lines()]


def test_a_headline_dates_the_article_it_leads_to(run: Runner) -> None:
    chain = run(headline(1, NINTH), article(1), article(2))
    assert dated(chain) == [(1, "new", "2026-01-09", "headline"), (1, "new", None, None)]
    assert (chain.counts["dates/headline"], chain.counts["dates/undated"]) == (1, 1)


def test_a_headline_that_comes_after_the_article_gives_one_line_at_the_end(run: Runner) -> None:
    chain = run(article(1), headline(1, NINTH), headline(1, NINTH, title="Another title"), headline(1, NINTH))
    assert dated(chain) == [(1, "new", None, None), (2, "changed", "2026-01-09", "headline")]
    first, second = chain.lines()
    assert {key for key in first if first[key] != second[key]} == {"seq", "change", "revision", "published", "published_from"}
    assert (chain.counts["articles/new"], chain.counts["articles/changed"], chain.counts["articles/redated"]) == (1, 1, 1)
    assert chain.counts["dates/headline"] == 1 and "dates/undated" not in chain.counts


def test_a_second_run_over_the_same_site_writes_nothing(run: Runner) -> None:
    items = (article(1), headline(1, NINTH), article(2), headline(3, EIGHTH))
    first = run(*items)
    before = (first.lines(), first.lines("headlines"))
    second = run(*items)
    assert (second.lines(), second.lines("headlines")) == before
    assert second.counts["articles/unchanged"] == 2


def test_a_day_is_kept_when_the_headline_has_scrolled_away(run: Runner) -> None:
    run(headline(1, NINTH), article(1))
    chain = run(article(1))
    assert len(chain.lines()) == 1


def test_a_day_is_kept_when_the_headlines_are_lost(run: Runner) -> None:
    chain = run(headline(1, NINTH), article(1))
    (chain.folder / "headlines.jsonl").unlink()
    assert len(run(article(1)).lines()) == 1


def test_a_headline_of_an_earlier_run_dates_a_new_article(run: Runner) -> None:
    run(headline(1, NINTH))
    assert dated(run(article(1))) == [(1, "new", "2026-01-09", "headline")]


def test_what_a_killed_run_owed_is_written_by_the_next(run: Runner) -> None:
    """Article and headline were stored; the run died before its end."""
    from_killed_run = Chain(run().folder)
    from_killed_run.process(article(1), headline(1, NINTH))
    from_killed_run.store.close()
    assert dated(run()) == [(1, "new", None, None), (2, "changed", "2026-01-09", "headline")]


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (2, 0, 1)])
def test_headlines_that_disagree_give_no_day(run: Runner, order: tuple[int, ...]) -> None:
    items: list[Any] = [headline(1, NINTH), headline(1, EIGHTH), article(1)]
    chain = run(*(items[place] for place in order))
    assert dated(chain)[-1][2:] == (None, None)
    assert chain.counts["dates/conflict"] == 1


def test_a_conflict_in_a_later_run_takes_the_day_back(run: Runner) -> None:
    run(headline(1, NINTH), article(1))
    chain = run(headline(1, EIGHTH))
    assert dated(chain) == [(1, "new", "2026-01-09", "headline"), (2, "changed", None, None)]
    again = run(headline(1, NINTH), article(1))
    assert len(again.lines()) == 2


def test_the_own_date_of_a_page_comes_first(run: Runner) -> None:
    chain = run(headline(1, NINTH), article(1, published=EIGHTH, published_from="page"), headline(1, NINTH))
    assert dated(chain) == [(1, "new", "2026-01-08", "page")]
    assert chain.counts["dates/page"] == 1


@pytest.mark.parametrize("published", [TOMORROW, datetime(2026, 1, 15, 0, 30, tzinfo=UTC)])
def test_a_future_date_of_a_page_is_not_used(run: Runner, published: date) -> None:
    chain = run(
        article(1, published=published, published_from="metadata"),
        headline(2, NINTH),
        article(2, published=published, published_from="page"),
    )
    assert dated(chain) == [(1, "new", None, None), (1, "new", "2026-01-09", "headline")]
    assert chain.counts["dates/future"] == 2


def test_a_headline_of_the_future_is_not_used_then_or_ever(run: Runner) -> None:
    chain = run(headline(1, TOMORROW), article(1))
    assert dated(chain) == [(1, "new", None, None)]
    later = run(article(1, fetched_at=NOON + timedelta(days=5)))
    assert len(later.lines()) == 1
    assert [line["published"] for line in later.lines("headlines")] == ["2026-01-15"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_no_article_is_dated_after_it_was_fetched(run: Runner, order: tuple[int, ...]) -> None:
    """Its headline was seen past midnight, with the new day."""
    items: list[Any] = [article(1), headline(1, TOMORROW, seen_at=NOON + timedelta(days=1))]
    chain = run(*(items[place] for place in order))
    assert dated(chain) == [(1, "new", None, None)]


def test_the_day_is_that_of_the_site(run: Runner) -> None:
    """At 21:00 UTC it is tomorrow in Tbilisi, and its headlines say so."""
    evening = datetime(2026, 1, 14, 21, 0, tzinfo=UTC)
    items = (headline(1, TOMORROW, seen_at=evening), article(1, fetched_at=evening))
    assert dated(run(*items, timezone="Asia/Tbilisi"))[0][2] == "2026-01-15"


def test_a_moment_counts_by_the_day_that_the_page_gives(run: Runner) -> None:
    moment = datetime(2026, 1, 14, 23, 59, tzinfo=timezone(timedelta(hours=4)))
    assert dated(run(article(1, published=moment, published_from="metadata")))[0][2] == "2026-01-14T23:59:00+04:00"


def test_days_of_the_future_are_not_said() -> None:
    seen_at = NOON.isoformat()
    said = [{"published": day.isoformat(), "seen_at": seen_at} for day in (EIGHTH, NINTH, NINTH, TOMORROW)]
    assert days_said(said, UTC) == {EIGHTH, NINTH}
