"""What an operator has to look at, on the page: what fails and what is doubted, how the site does
as a whole, how far checks lag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from newscrawl.lifecycle.drift import MEASURES
from newscrawl.report.check_pace import too_few
from newscrawl.report.elements import Child, Element, many, moment, tag
from newscrawl.report.health import between, spoken
from newscrawl.report.summary import Summary

SHOWN_FAILURES = 20
SHOWN_DOUBTED = 20
SHOWN_HELD = 20

MEANINGS = {measure.name: measure.meaning for measure in MEASURES}


def troubles(site: Summary, now: str) -> list[Element]:
    """What fails and what is doubted; empty where all is well."""
    found: list[Element] = []
    failing = [*site["failing_pages"], *site["failures"]]
    if failing:
        known = sum(one["acknowledged"] is not None for one in failing)
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in site["reasons"].items())
        others = len(site["failing_pages"])
        counted = [
            f"The last visit of {many(len(failing), 'page')} failed",
            f": {reasons}" if reasons else "",
            f"; {others:,} of them no article" if others else "",
            f"; {many(known, 'is', 'are')} known to" if known else "",
        ]
        heads = ("Page", "Times", "Failing for", "Last visit", "Next try")
        head = tag("thead", tag("tr", *(tag("th", one, scope="col") for one in heads)))
        rows = [_failure(one, now) for one in failing[:SHOWN_FAILURES]]
        table = tag("table", head, tag("tbody", *rows), class_="failures")
        found += [tag("p", f"{''.join(counted)}."), scrolling("Pages that fail", table)]
        more = len(failing) - SHOWN_FAILURES
        found += [tag("p", f"And {more:,} more.", class_="beside")] if more > 0 else []
    if site["doubted"]:
        ids = _some([one["id"] for one in site["doubted"]], SHOWN_DOUBTED)
        said = (
            f"and gone if the next look finds the same: another page stands in the place of {ids}."
        )
        found.append(tag("p", tag("b", "Doubted, "), said))
    return found


def _failure(one: Mapping[str, Any], now: str) -> Element:
    kept = "; an earlier reading is kept" if one.get("status") == "live" else None
    kind = f"{one['kind']}: " if "kind" in one else None
    known = None
    if one["acknowledged"] is not None:
        at, why = one["acknowledged"]["at"][:10], one["acknowledged"]["reason"]
        known = tag("small", f"known since {at}: {why}")
    age = f"{spoken(between(one['since'], now))}" if one["since"] else "not known"
    return tag(
        "tr",
        tag(
            "th",
            one.get("id") or one["page"],
            tag("small", kind, one["reason"] or "unknown", kept),
            known,
            scope="row",
        ),
        tag("td", f"{one['tries']:,}"),
        tag("td", age),
        tag("td", moment(one.get("visited_at") or one.get("last_at"))),
        tag("td", _next_try(one)),
    )


def _next_try(one: Mapping[str, Any]) -> Child:
    if "next_try_at" not in one:
        return "next walk"
    return moment(one["next_try_at"]) if one["next_try_at"] else "when asked"


def as_a_whole(site: Summary) -> list[Element]:
    """What is out of the ordinary with the site as a whole, and what the last run measured of it;
    empty where no run has."""
    found: list[Element] = []
    if site["notice"]:
        said = f"{site['notice'][0].upper()}{site['notice'][1:]}."
        found.append(tag("p", tag("b", said)))
    if site["held"]:
        held = site["held"]
        since: list[Child] = [" since ", moment(held["since"])] if held["since"] else []
        said = f": {many(len(held['ids']), 'change')}, to {_some(held['ids'], SHOWN_HELD)}."
        found.append(tag("p", tag("b", "Held back"), *since, said))
        found += [tag("p", f"Then {_measured(one)}.") for one in held["measures"]]
    if site["drift"]:
        heads = ("In the last run", "Count", "Usual")
        head = tag("thead", tag("tr", *(tag("th", one, scope="col") for one in heads)))
        rows = [_measure(one) for one in site["drift"]]
        table = tag("table", head, tag("tbody", *rows), class_="failures")
        found.append(scrolling("The site as a whole", table))
    return found


def _measured(one: Mapping[str, Any]) -> str:
    return f"{one['count']:,} of {one['of']:,} {MEANINGS.get(one['measure'], one['measure'])}"


def _measure(one: Mapping[str, Any]) -> Element:
    style = "verdict bad" if one["is_drift"] else None
    return tag(
        "tr",
        tag("th", MEANINGS.get(one["measure"], one["measure"]), scope="row"),
        tag("td", tag("span", f"{one['count']:,} of {one['of']:,}", class_=style)),
        tag("td", f"{one['usual']:,} of {one['usual_of']:,}" if one["usual_of"] else "not known"),
    )


def checks(site: Summary, now: str) -> list[Element]:
    """How far checks lag; empty where no article is live."""
    told = site["checks"]
    if told["oldest"] is None:
        return []
    due = f"{many(told['due'], 'live article is', 'live articles are')} due to be checked."
    unchecked = f"Unchecked for the longest is {told['oldest']}, for"
    unchecked += f" {spoken(between(told['oldest_at'], now))}"
    turn = f"; its turn comes by {told['oldest_due_at'][:10]}" if told["oldest_due_at"] else ""
    said = too_few(told)
    short = tag("p", tag("b", f"{said[0].upper()}{said[1:]}.")) if said else None
    return [tag("p", f"{due} {unchecked}{turn}."), *([short] if short is not None else [])]


def scrolling(name: str, table: Element) -> Element:
    """A table that may be wider than a phone scrolls by itself, also with the keyboard."""
    return tag("div", table, class_="wide", tabindex=0, role="region", aria_label=name)


def _some(words: Sequence[str], most: int) -> str:
    more = len(words) - most
    return ", ".join(words[:most]) + (f" and {more:,} more" if more > 0 else "")
