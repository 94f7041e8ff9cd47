"""Runs that cost what they must: the real command on a site that publishes, is edited, and loses
pages between the runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.commands import Run, crawl
from support.variants import first_then_slow

from newscrawl.replica import Replica, changes, running

Line = dict[str, Any]


class Watch:
    """A site, its archive, and what each run asked for."""

    def __init__(self, replica: Replica, output: Path) -> None:
        self.replica = replica
        self.output = output
        self.asked: list[str] = []

    def run(self, *words: str) -> Run:
        self.replica.forget()
        run = crawl(self.replica.root, self.output, *words)
        self.asked = [path for path in self.replica.requests() if path != "/robots.txt"]
        return run

    @property
    def articles(self) -> list[str]:
        return [path for path in self.asked if "/detail/" in path]

    @property
    def listings(self) -> list[str]:
        return [path for path in self.asked if "/detail/" not in path]

    def present(self) -> dict[str, Line]:
        """The feed, replayed."""
        lines = [
            json.loads(line) for line in (self.output / "articles.jsonl").read_bytes().splitlines()
        ]
        last = {line["id"]: line for line in lines}
        return {article_id: line for article_id, line in last.items() if line["change"] != "gone"}

    def differences(self) -> list[str]:
        """Articles of the site that the feed does not hold as they are, and those that it holds and
        the site does not."""
        present, truth = self.present(), {record["id"]: record for record in self.replica.truth()}
        wrong = [
            one
            for one, record in truth.items()
            if one not in present or present[one]["body"] != record["body"]
        ]
        return [*wrong, *(present.keys() - truth.keys())]


Start = Callable[..., Watch]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Call it with what `running` takes: a site that one run has read."""
    open_replicas = []

    def started(**options: Any) -> Watch:
        context = running(
            **{
                "articles": 90,
                "listing_size": 6,
                "languages": ("en",),
                "markup": "tables",
                **options,
            }
        )
        open_replicas.append(context)
        watch = Watch(context.__enter__(), tmp_path / "output")
        assert watch.run().code == 0
        return watch

    yield started
    for context in open_replicas:
        context.__exit__(None, None, None)


@pytest.mark.parametrize("markup", first_then_slow(["tables", "cards", "magazine", "soup"]))
def test_new_articles_cost_a_request_each_and_the_pages_that_hold_them(
    start: Start, markup: str
) -> None:
    watch = start(markup=markup, languages=("en", "ru"))
    watch.replica.apply(changes.publish("en", 4), changes.publish("ru", 2))
    assert watch.run().code == 0
    assert len(watch.articles) == 6
    assert len(watch.listings) <= 3
    assert watch.differences() == []


@pytest.mark.parametrize(
    "markup", first_then_slow(["magazine", "cards", "tables", "soup", "word", "cms", "semantic"])
)
@pytest.mark.slow
def test_three_pages_of_news_scrolled_past_are_all_found(start: Start, markup: str) -> None:
    watch = start(markup=markup)
    watch.replica.apply(changes.publish("en", 20))
    assert watch.run().code == 0
    assert watch.differences() == []
    assert len(watch.listings) <= 10
    assert watch.run().code == 0
    assert len(watch.asked) <= 3


@pytest.mark.slow
def test_more_news_than_any_plan_leads_down_to_is_found_by_a_walk(start: Start) -> None:
    watch = start(articles=30)
    watch.replica.apply(changes.publish("en", 150))
    run = watch.run()
    # Whether so many new ones without a day are drift depends on which pages came first; nothing
    # else is told.
    drift = [one["measure"] for one in run.report["drift"] if one["is_drift"]]
    assert drift in ([], ["new undated"])
    assert run.code == len(drift)
    assert (run.report["failures"], run.report["counts"]["walk/complete"]) == ([], 1)
    assert watch.differences() == []


@pytest.mark.slow
def test_a_run_that_was_cut_short_is_gone_past_by_the_next(start: Start) -> None:
    watch = start()
    watch.replica.apply(changes.publish("en", 30))
    cut = watch.run("limit=5", "minutes=600")
    assert len([path for path in cut.lines() if path["revision"] == 1]) == 95
    assert (cut.code, cut.report["counts"]["walk/cut"]) == (0, 1)
    assert watch.differences() != []
    rest = watch.run("minutes=600")
    assert (rest.code, rest.report["counts"]["walk/cut"]) == (0, 0)
    assert watch.differences() == []


@pytest.mark.slow
def test_a_language_that_is_new_is_found_with_all_its_articles(tmp_path: Path) -> None:
    with running(articles=30, languages=("en",), markup="tables") as before:
        watch = Watch(before, tmp_path)
        assert watch.run().code == 0
    with running(articles=60, languages=("en", "ka"), markup="tables") as after:
        watch = Watch(after, tmp_path)
        assert watch.run().code == 0
        assert watch.differences() == []


@pytest.mark.slow
def test_a_site_that_was_rebuilt_at_other_addresses_is_walked_anew(tmp_path: Path) -> None:
    for markup in ("tables", "magazine"):
        with running(articles=60, languages=("en", "ru"), markup=markup) as replica:
            watch = Watch(replica, tmp_path)
            replica.apply(*([changes.publish("ru", 3)] if markup == "magazine" else []))
            assert watch.run().code == 0
            assert watch.differences() == []


def test_a_headline_that_calls_an_article_by_another_name_has_it_visited(start: Start) -> None:
    watch = start()
    newest = watch.replica.numbers("en")[-1]
    watch.replica.apply(changes.edit("en", newest, "title"))
    watch.run()
    assert watch.articles == [f"/en/news/detail/{newest}"]
    assert watch.differences() == []


@pytest.mark.slow
def test_a_walk_of_all_listings_visits_no_article_that_is_known(start: Start) -> None:
    watch = start()
    watch.run("full=1")
    assert watch.articles == []
    assert len(watch.listings) > 10


# Checks of what is known.


def due_now(output: Path) -> None:
    """As if half a year had gone by."""
    import sqlite3

    with sqlite3.connect(output / "newscrawl.db") as state:
        state.execute("UPDATE articles SET due_at = '2020-01-01T00:00:00Z'")
    state.close()


@pytest.mark.slow
def test_what_is_due_is_checked_within_the_budget_each_in_its_turn(start: Start) -> None:
    watch = start()
    due_now(watch.output)
    seen: set[str] = set()
    for times in (1, 2):
        run = watch.run("NEWSCRAWL_CHECKS_MAX=7")
        assert run.report["counts"]["checks/budget"] == 7
        seen.update(watch.articles)
        assert len(seen) == 7 * times


@pytest.mark.parametrize("validators", first_then_slow(["etag", "modified", "both"]))
def test_a_check_is_conditional_where_the_server_supports_it(start: Start, validators: str) -> None:
    watch = start(validators=validators, articles=24)
    numbers = watch.replica.numbers("en")
    watch.replica.apply(changes.edit("en", numbers[3]), changes.delete("en", numbers[4]))
    due_now(watch.output)
    run = watch.run()
    assert len(watch.articles) == 24
    counts = run.report["counts"]
    assert (counts["articles/unchanged"], counts["articles/changed"], counts["articles/gone"]) == (
        22,
        1,
        1,
    )
    # One check in ten does not believe the server.
    assert 18 <= counts["articles/not_modified"] < 22
    assert watch.differences() == []


@pytest.mark.slow
def test_a_disappearance_is_gone_and_a_return_is_changed(start: Start) -> None:
    watch = start(articles=24)
    number = watch.replica.numbers("en")[7]
    for change in (changes.delete("en", number), changes.restore("en", number)):
        watch.replica.apply(change)
        due_now(watch.output)
        assert watch.run().code == 0
        assert watch.differences() == []
    lines = [line for line in watch.run().lines() if line["id"] == f"ccbsnews/en/{number}"]
    assert [(line["revision"], line["change"]) for line in lines] == [
        (1, "new"),
        (2, "gone"),
        (3, "changed"),
    ]
