"""Whether all is well with an archive, measure by measure: for `scrapy status --check` and for what
Prometheus reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from newscrawl.run.durations import duration
from newscrawl.run.troubles import many

LAG_ROUNDS = 1.5
"""A check may be so many even rounds over all articles late (contract, section 4)."""

LAST_RUNS = 20
"""Runs whose distance tells how often there is one."""

DAY = timedelta(days=1)

NAME_PAGES = {"url", "urls", "ids", "revisit"}
"""Arguments of a run of single pages."""

SHOWN = 3

Summary = Mapping[str, Any]


class Verdict(NamedTuple):
    """One measure of one site."""

    site: str
    measure: str
    """run, age, failures, held, checks or news."""
    is_ok: bool
    says: str
    """What falls short, in a sentence, and what to do; what is well in a few words."""


class Bounds(NamedTuple):
    """What is asked of an archive."""

    max_age: timedelta
    """The last run may have ended so long ago."""
    checks_max: int
    """Known articles that a run visits again at most; 0: none."""


def check(known: Summary, bounds: Bounds) -> list[Verdict]:
    """Every measure of every site, of what `summarize` gave. The numbers that are missing are none:
    how many there are, and how fast they are worked off, is for who runs it to say."""
    return [
        verdict
        for site in known["sites"]
        for verdict in _verdicts(site, walks_of(known["runs"], site["site"]), known["at"], bounds)
    ]


def walks_of(runs: Iterable[Summary], site: str) -> list[Summary]:
    """The runs of a site that tell how it does, those that ended, the last first: the scheduled
    ones. One of single pages does not, unless there is no other."""
    ended = [
        run
        for run in runs
        if run["site"] == site and run["command"] == "crawl" and not run["under_way"]
    ]
    walks = [run for run in ended if not NAME_PAGES & run["arguments"].keys()]
    return walks or ended


def _verdicts(
    site: Summary, walks: Sequence[Summary], now: str, bounds: Bounds
) -> Iterable[Verdict]:
    name = site["site"]
    for measure, says in (
        ("run", _run(walks)),
        ("age", _age(walks, now, bounds)),
        ("failures", _failures(site)),
        ("held", _held(site, now)),
        ("checks", _checks(site, walks, now, bounds)),
        ("news", site["notice"]),
    ):
        yield Verdict(name, measure, says is None, says or "ok")


def _run(walks: Sequence[Summary]) -> str | None:
    if not walks:
        return "no run has come to an end yet"
    last = walks[0]
    if last["verdict"] == "healthy":
        return None
    summary = f": {last['summary']}" if last["summary"] else ""
    return f"the last run, {last['run']}, was {last['verdict']}{summary}"


def _age(walks: Sequence[Summary], now: str, bounds: Bounds) -> str | None:
    last = next((run["ended_at"] or run["started_at"] for run in walks), None)
    if last is None:
        return None
    age = between(last, now)
    if age <= bounds.max_age:
        return None
    return (
        f"the last run ended {spoken(age)} ago, more than {spoken(bounds.max_age)}: see what starts"
        " it"
    )


def _failures(site: Summary) -> str | None:
    unknown = [
        (one.get("id") or one["page"], one["reason"])
        for one in (*site["failures"], *site["failing_pages"])
        if one["acknowledged"] is None
    ]
    if not unknown:
        return None
    named = ", ".join(f"{page} ({reason})" for page, reason in unknown[:SHOWN])
    more = f" and {len(unknown) - SHOWN} more" if len(unknown) > SHOWN else ""
    fail = "fails" if len(unknown) == 1 else "fail"
    return (
        f"{many(len(unknown), 'page')} {fail}: {named}{more}; look, and say with scrapy"
        " acknowledge what is known"
    )


def _held(site: Summary, now: str) -> str | None:
    held = site["held"]
    if held is None:
        return None
    since = f" for {spoken(between(held['since'], now))}" if held["since"] else ""
    measures = ", ".join(one["measure"] for one in held["measures"])
    because = f" ({measures})" if measures else ""
    return (
        f"{many(len(held['ids']), 'change')} held back{since}{because}: look at the site; if it is"
        " right, run once with -a accept=drift"
    )


def _checks(site: Summary, walks: Sequence[Summary], now: str, bounds: Bounds) -> str | None:
    checks = site["checks"]
    if checks["due_since"] is None:
        return None
    late, limit = between(checks["due_since"], now), max_lag(site, walks, bounds)
    if limit is not None and late <= limit:
        return None
    due = many(checks["due"], "check")
    return (
        f"{due} due, the first for {spoken(late)}: more runs, or a larger NEWSCRAWL_CHECKS_MAX"
        f" (now {bounds.checks_max}), would catch up"
    )


def max_lag(site: Summary, walks: Sequence[Summary], bounds: Bounds) -> timedelta | None:
    """How late a check may be: one and a half even rounds over all live articles, as often as runs
    come and as much as each may check, and the time from one run to the next. None where nothing
    is checked."""
    if not bounds.checks_max:
        return None
    live: int = sum(language["live"] for language in site["languages"])
    return LAG_ROUNDS * (live / bounds.checks_max) * interval(walks) + bounds.max_age


def interval(walks: Sequence[Summary]) -> timedelta:
    """How often there is a run: the median of the last ones; a day where there are none to tell."""
    starts = [datetime.fromisoformat(run["started_at"]) for run in walks[:LAST_RUNS]]
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(starts)]
    return timedelta(seconds=median(gaps)) if gaps else DAY


def between(earlier: str, later: str) -> timedelta:
    """The time between two times of the state, never less than none."""
    return max(datetime.fromisoformat(later) - datetime.fromisoformat(earlier), timedelta())


def spoken(time: timedelta) -> str:
    """For people, in two units at most."""
    return duration(round(time.total_seconds()))
