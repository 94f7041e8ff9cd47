"""Many archives on one page: a line each, those that need a look first, and below it what it is."""

from __future__ import annotations

from collections.abc import Sequence

from newscrawl.report.archives import ArchiveSummary, Figures, figures_of
from newscrawl.report.elements import Child, Element, many, moment, tag
from newscrawl.report.health import Bounds, Verdict, between, spoken
from newscrawl.report.page import whole_page
from newscrawl.report.trouble_tables import scrolling

HEADS = (
    "Archive",
    "Live",
    "Newest",
    "Last run (UTC)",
    "Visits an hour",
    "Missing",
    "Checks due",
    "Failing",
    "Held",
)


def archives_page(archives: Sequence[ArchiveSummary], bounds: Bounds, now: str) -> str:
    """The whole of it. `now` is a time of the feeds (UTC)."""
    short = {
        one.name: said
        for one in archives
        if (said := [verdict for verdict in one.verdicts(bounds) if not verdict.is_ok])
    }
    live = sum(figures_of(one.known).live for one in archives if one.known is not None)
    lead = f"{many(len(archives), 'archive')} with {many(live, 'live article')}. " + (
        f"{many(len(short), 'needs', 'need')} a look." if short else "All is well."
    )
    ordered = sorted(archives, key=lambda one: one.name not in short)
    head = tag("thead", tag("tr", *(tag("th", one, scope="col") for one in HEADS)))
    rows = [_row(one, [verdict.measure for verdict in short.get(one.name, [])]) for one in ordered]
    table = tag("table", head, tag("tbody", *rows), class_="archives")
    parts = [
        tag("header", tag("h1", "The archives"), tag("p", lead, class_="lead")),
        tag("section", tag("h2", "All of them"), scrolling("All archives", table)),
    ]
    if short:
        looks = [_what_to_look_at(name, verdicts) for name, verdicts in short.items()]
        parts.append(tag("section", tag("h2", "What needs a look"), *looks))
    return whole_page("The archives", [tag("div", *parts, class_="site")], now, "from their states")


def _what_to_look_at(name: str, verdicts: Sequence[Verdict]) -> Element:
    said = [tag("p", tag("b", one.measure), f": {one.says}.") for one in verdicts]
    return tag("div", tag("h3", name), *said)


def _row(archive: ArchiveSummary, short: Sequence[str]) -> Element:
    verdict = tag(
        "small",
        tag(
            "span",
            ", ".join(dict.fromkeys(short)) or "well",
            class_=f"verdict {'bad' if short else 'good'}",
        ),
    )
    name = tag("th", archive.name, verdict, scope="row", title=str(archive.folder))
    if archive.known is None:
        return tag("tr", name, tag("td", archive.trouble, colspan=len(HEADS) - 1))
    told = figures_of(archive.known)
    return tag(
        "tr",
        name,
        tag("td", f"{told.live:,}", tag("small", f"{told.gone:,} gone") if told.gone else None),
        tag("td", told.newest or "–"),
        tag("td", *_last_run(archive, told)),
        tag("td", "–" if told.visits_per_hour is None else f"{told.visits_per_hour:,.0f}"),
        tag("td", f"{told.missing:,}"),
        tag("td", f"{told.due:,}"),
        tag("td", f"{told.failing:,}"),
        tag("td", f"{told.held:,}", *(tag("small", one) for one in told.drift)),
    )


def _last_run(archive: ArchiveSummary, told: Figures) -> list[Child]:
    assert archive.known is not None
    if archive.known["running"]:
        return [tag("span", "under way", class_="verdict calm")]
    if told.last is None or told.last_at is None:
        return ["–"]
    ago = spoken(between(told.last_at, archive.known["at"]))
    return [moment(told.last_at), tag("small", f"{told.last['verdict']}, {ago} ago")]
