"""The checks of one run: what could not be settled, then the round, then what is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from support.makers import NOON

from newscrawl import clock
from newscrawl.frontier.policies.checks import Checks
from newscrawl.identity.numeric import NumericScheme
from newscrawl.identity.site import Site
from newscrawl.lifecycle.page import LIVE, Known
from newscrawl.lifecycle.transitions import failed, met
from newscrawl.records import utc
from newscrawl.storage.archive import Archive
from newscrawl.storage.state.batch import Batch

DAY = timedelta(days=1)
SITE = Site("paper", "https://paper.example", NumericScheme(r"/(?P<lang>[a-z]{2})/(?P<number>\d+)"))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with clock.standing_at(NOON):
        archive = Archive(tmp_path, run="20260114T120000Z-0001")
        yield archive
        archive.close()


def read(number: int, *, days_ago: float, due_in: float = 180) -> Known:
    at = NOON - days_ago * DAY
    known = met(f"paper/en/{number}", at)
    due_at = utc(at + due_in * DAY)
    return replace(known, status=LIVE, seq=number, visited_at=utc(at), due_at=due_at)


def chosen(archive: Archive, most: int, *known: Known) -> list[str]:
    archive.state.write(Batch(articles={one.id: one for one in known}))
    return [ref.key for ref in Checks(SITE, archive, most)]


def test_three_quarters_go_round_and_the_rest_to_what_is_latest(archive: Archive) -> None:
    old = [read(number, days_ago=100 - number) for number in range(1, 10)]
    young = [read(number, days_ago=2, due_in=0.5 + number / 1_000) for number in range(20, 30)]
    assert chosen(archive, 8, *old, *young) == [*"123456", "20", "21"]


def test_what_is_surely_from_before_the_first_day_that_is_wanted_is_left_alone(
    archive: Archive,
) -> None:
    since = NOON.date()
    days = {1: "2026-01-13", 2: since.isoformat(), 3: f"{since}T09:30:00+01:00", 4: None}
    known = [replace(read(one, days_ago=9), published=day) for one, day in days.items()]
    known.append(replace(read(5, days_ago=9), not_after="2026-01-13"))
    archive.state.write(Batch(articles={one.id: one for one in known}))
    assert [ref.key for ref in Checks(SITE, archive, 9, since=since)] == ["2", "3", "4"]


def test_what_one_of_both_leaves_goes_to_the_other(archive: Archive) -> None:
    assert chosen(archive, 6, *(read(one, days_ago=9) for one in range(1, 9))) == list("123456")
    just_now = [read(one, days_ago=0.5, due_in=0.1) for one in range(1, 9)]
    assert chosen(archive, 6, *just_now) == list("123456")


def test_what_could_not_be_settled_comes_first_and_beyond_the_budget(archive: Archive) -> None:
    broken = [failed(read(one, days_ago=9), NOON - DAY, "timeout") for one in (7, 8)]
    assert chosen(archive, 2, *broken, *(read(one, days_ago=9) for one in (1, 2, 3))) == [
        "8",
        "7",
        "1",
        "2",
    ]


def test_where_nothing_is_to_be_checked_nothing_is(archive: Archive) -> None:
    assert chosen(archive, 0, read(1, days_ago=200)) == []
    assert list(Checks(SITE, None, 9)) == []


def test_an_article_that_cannot_be_reached_holds_no_other_up(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    reachable = Site.reachable
    monkeypatch.setattr(
        Site,
        "reachable",
        lambda site, known_id, url: (
            None if known_id.endswith("/1") else reachable(site, known_id, url)
        ),
    )
    assert chosen(archive, 1, read(1, days_ago=99), read(2, days_ago=9)) == ["2"]


def test_what_a_clock_that_ran_ahead_visited_is_checked_by_the_next_run(
    archive: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    ahead = [read(number, days_ago=-3650) for number in (1, 2)]
    usual = [read(number, days_ago=0.5) for number in (3, 4)]
    assert chosen(archive, 8, *ahead, *usual) == ["1", "2"]
    assert "2 articles were visited later than now" in caplog.text
    again = archive.state.known([one.id for one in ahead])
    assert [one.visited_at for one in again] == [utc(NOON)] * 2


def test_clocks_that_differ_by_hours_are_no_trouble(
    archive: Archive, caplog: pytest.LogCaptureFixture
) -> None:
    assert chosen(archive, 8, read(1, days_ago=-0.5)) == []
    assert not caplog.records


def test_a_dry_run_sets_nothing_right(archive: Archive, tmp_path: Path) -> None:
    archive.state.write(Batch(articles={"paper/en/1": read(1, days_ago=-3650)}))
    dry = Archive(tmp_path, run="20260114T120000Z-0002", dry=True)
    Checks(SITE, dry, 8)
    dry.close()
    [known] = archive.state.known(["paper/en/1"])
    assert known.visited_at > utc(NOON)
