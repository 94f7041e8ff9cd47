"""The day of an article that shows none: from headlines that agree, never a guess, and once known
not forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support.chain import Chain, whole_run
from support.makers import NOON, article, headline

from newscrawl.items import OwnDate
from newscrawl.storage.state.repository import State

Runner = Callable[..., Chain]
EIGHTH, NINTH, TOMORROW = date(2026, 1, 8), date(2026, 1, 9), date(2026, 1, 15)


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    """Call it with items: one whole run over them, in the folder that the runs of a test share."""
    return partial(whole_run, tmp_path / "output")


def dated(chain: Chain) -> list[tuple[int, str, str | None, str | None]]:
    """Each line as (revision, change, published, where it is from)."""
    return [
        (line["revision"], line["change"], line["published"], line["published_from"])
        for line in chain.lines()
    ]


def test_a_headline_dates_the_article_it_leads_to(run: Runner) -> None:
    chain = run(headline(1, NINTH), article(1), article(2))
    assert dated(chain) == [(1, "new", "2026-01-09", "headline"), (1, "new", None, None)]
    assert (chain.counts["dates/headline"], chain.counts["dates/undated"]) == (1, 1)


def test_a_headline_that_comes_after_the_article_gives_one_line_at_the_end(run: Runner) -> None:
    chain = run(
        article(1),
        headline(1, NINTH),
        headline(1, NINTH, title="Another title"),
        headline(1, NINTH),
    )
    assert dated(chain) == [(1, "new", None, None), (2, "changed", "2026-01-09", "headline")]
    first, second = chain.lines()
    assert {key for key in first if first[key] != second[key]} == {
        "seq",
        "change",
        "revision",
        "published",
        "published_from",
        "published_between",
        "cause",
    }
    assert (first["cause"], second["cause"]) == ("site", "parser")
    assert (
        chain.counts["articles/new"],
        chain.counts["articles/changed"],
        chain.counts["articles/redated"],
    ) == (1, 1, 1)
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
    from_killed_run.kill()
    assert dated(run()) == [(1, "new", None, None), (2, "changed", "2026-01-09", "headline")]


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (2, 0, 1)])
def test_headlines_that_disagree_give_no_day(run: Runner, order: tuple[int, ...]) -> None:
    items: list[Any] = [headline(1, NINTH), headline(1, EIGHTH), article(1)]
    chain = run(*(items[place] for place in order))
    assert dated(chain)[-1][2:] == (None, None)
    assert chain.counts["dates/conflict"] == 1


def test_a_headline_that_moves_its_date_does_not_win_over_the_older_one(run: Runner) -> None:
    run(headline(1, NINTH), article(1))
    chain = run(headline(1, EIGHTH), article(1))
    assert dated(chain) == [(1, "new", "2026-01-09", "headline")]
    assert chain.counts["dates/conflict"] == 1
    state = State(chain.folder, read_only=True)
    assert state.conflicts("paper") == ["paper/en/1"]
    state.close()


def test_a_day_in_the_address_dates_what_the_page_does_not(run: Runner) -> None:
    own = [OwnDate("url", "https://paper.test/2026/01/08/fog", EIGHTH)]
    chain = run(article(1, own_dates=list(own)))
    assert dated(chain) == [(1, "new", "2026-01-08", "url")]
    assert chain.counts["dates/url"] == 1
    later = run(article(1, published=NINTH, published_from="page", own_dates=list(own)))
    assert dated(later)[-1] == (2, "changed", "2026-01-09", "page")
    assert later.counts["dates/conflict"] == 1


def test_what_the_page_says_of_itself_is_kept_beside_what_headlines_say(run: Runner) -> None:
    own = [
        OwnDate(
            "metadata",
            "9 Jan 2026 10:00 +0400",
            datetime(2026, 1, 9, 10, tzinfo=timezone(timedelta(hours=4))),
        ),
        OwnDate("page", "9.1.26", NINTH),
    ]
    chain = run(
        headline(1, EIGHTH),
        article(1, published=own[0].published, published_from="metadata", own_dates=own),
    )
    assert dated(chain) == [(1, "new", "2026-01-09T10:00:00+04:00", "metadata")]
    evidence = Chain(chain.folder).session.archive.evidence(["paper/en/1"])["paper/en/1"]
    assert sorted((one.source, one.printed, one.published) for one in evidence) == [
        ("headline", "The ferry of pier 1 sails again", "2026-01-08"),
        ("metadata", "9 Jan 2026 10:00 +0400", "2026-01-09T10:00:00+04:00"),
        ("page", "9.1.26", "2026-01-09"),
    ]


def test_the_own_date_of_a_page_comes_first(run: Runner) -> None:
    chain = run(
        headline(1, NINTH), article(1, published=EIGHTH, published_from="page"), headline(1, NINTH)
    )
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
    assert (
        dated(run(article(1, published=moment, published_from="metadata")))[0][2]
        == "2026-01-14T23:59:00+04:00"
    )


def test_a_last_change_before_the_day_that_was_decided_is_not_believed(run: Runner) -> None:
    run(headline(1, NINTH), article(1, modified=EIGHTH), article(2, modified=EIGHTH))
    chain = run(headline(2, NINTH))
    told = [(line["id"], line["published"], line["modified"]) for line in chain.lines()]
    assert told == [
        ("paper/en/1", "2026-01-09", None),
        ("paper/en/2", None, "2026-01-08"),
        ("paper/en/2", "2026-01-09", None),
    ]


def test_a_new_summary_last_change_or_tag_alone_writes_no_line(run: Runner) -> None:
    run(article(1))
    chain = run(article(1, description="In short.", modified=NINTH, tags=["Ferries"]))
    assert dated(chain) == [(1, "new", None, None)]
    assert chain.counts["articles/unchanged"] == 1
