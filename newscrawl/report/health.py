"""Whether all is well with an archive, measure by measure: for `scrapy status --check` and for what
Prometheus reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from newscrawl.lifecycle.drift import HELD
from newscrawl.lifecycle.failing import is_start_page
from newscrawl.report.check_pace import too_few
from newscrawl.run.durations import duration
from newscrawl.run.troubles import many

DAY = timedelta(days=1)

NAME_PAGES = {"url", "urls", "ids", "revisit"}
"""Arguments of a run of single pages."""

SHOWN = 3

_TO_DO = {
    "interrupted": "start it again: the next run takes up what it left",
    "killed": "see what killed it, and start it again: the next run takes up what it left",
    "unreachable": "see whether the site answers you",
}
"""What to do about a run that has nothing to say of the site, by its verdict."""

Summary = Mapping[str, Any]


class Verdict(NamedTuple):
    """One measure of one site."""

    site: str
    measure: str
    """run, age, failures, held, checks, news or takedowns."""
    is_ok: bool
    says: str
    """What falls short, in a sentence, and what to do; what is well in a few words."""


class Bounds(NamedTuple):
    """What is asked of an archive."""

    max_age: timedelta
    """The last run may have ended so long ago."""


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
        ("checks", _checks(site["checks"], now)),
        ("news", _news(site)),
        ("takedowns", _takedowns(site["takedowns_owed"])),
    ):
        yield Verdict(name, measure, says is None, says or "ok")


def _run(walks: Sequence[Summary]) -> str | None:
    if not walks:
        return "no run has come to an end yet: start one"
    last = walks[0]
    if last["verdict"] == "healthy":
        return None
    summary = f": {last['summary']}" if last["summary"] else ""
    todo = _TO_DO.get(last["verdict"], f"runs/{last['run']}.json has all of it")
    return f"the last run, {last['run']}, was {last['verdict']}{summary}; {todo}"


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
        if one["acknowledged"] is None and one["reason"] != HELD
    ]
    if not unknown:
        return None
    # The one that a site cannot do without, and that nobody can acknowledge, is told first.
    unknown.sort(key=lambda one: not is_start_page(one[0]))
    named = ", ".join(f"{page} ({reason})" for page, reason in unknown[:SHOWN])
    more = f" and {len(unknown) - SHOWN} more" if len(unknown) > SHOWN else ""
    fail = "fails" if len(unknown) == 1 else "fail"
    todo = ["look, and say with scrapy acknowledge what is known"]
    if is_start_page(unknown[0][0]):
        start = "the start page has to answer again (if the site has moved, give -a root=)"
        todo = [start, *(todo if len(unknown) > 1 else [])]
    return f"{many(len(unknown), 'page')} {fail}: {named}{more}; {'; of the others '.join(todo)}"


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


def _news(site: Summary) -> str | None:
    if site["notice"] is None:
        return None
    return (
        f"{site['notice']}: look whether the site has anything newer; if it has, see what its pages"
        " lead to with scrapy read, and if not, this ends with its next article"
    )


def _checks(checks: Summary, now: str) -> str | None:
    turn = checks["oldest_due_at"]
    if checks["is_short"] or turn is None or turn >= now:
        return too_few(dict(checks))
    return (
        f"{checks['oldest']} is unchecked since {checks['oldest_at'][:10]}, and had its turn by"
        f" {turn[:10]}: runs are late, or end before they come to their checks"
    )


def _takedowns(owed: Sequence[str]) -> str | None:
    if not owed:
        return None
    named = ", ".join(owed[:SHOWN])
    return (
        f"{many(len(owed), 'takedown')} not at its end: {named}; the store that has the rest of it"
        " cannot be had: each run tries again"
    )


def between(earlier: str, later: str) -> timedelta:
    """The time between two times of the state, never less than none."""
    return max(datetime.fromisoformat(later) - datetime.fromisoformat(earlier), timedelta())


def spoken(time: timedelta) -> str:
    """For people, in two units at most."""
    return duration(round(time.total_seconds()))
