"""Where days are from, and how the last runs went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newscrawl.report.elements import Child, Element, moment, tag
from newscrawl.report.summary import ORIGINS, Summary
from newscrawl.report.trouble_tables import scrolling
from newscrawl.run.durations import duration

_ORIGIN_NAMES = {
    "metadata": "metadata",
    "page": "page",
    "url": "address",
    "headline": "headline",
    "none": "none",
}


def origins(languages: Sequence[Summary]) -> list[Element]:
    """A bar a language, and the counts in a table that is its legend."""
    counts = {
        one["language"]: {**one["dated"], "none": one["undated"]}
        for one in languages
        if one["live"]
    }
    if not counts:
        return [tag("p", "No article is live.")]
    # Few sites have the day in their addresses.
    names = {
        name: said
        for name, said in _ORIGIN_NAMES.items()
        if name != "url" or any(one.get("url") for one in counts.values())
    }
    if len(counts) > 1:
        counts["all"] = {name: sum(one[name] for one in counts.values()) for name in names}
    heads = [
        tag("th", tag("i", class_=f"o-{name} chip", aria_hidden="true"), said, scope="col")
        for name, said in names.items()
    ]
    rows = []
    for language, found in counts.items():
        total = sum(found.values())
        cells = [
            tag("td", f"{found[name]:,}", tag("small", _share(found[name], total)))
            for name in names
        ]
        rows.append(tag("tr", tag("th", language, scope="row"), *cells))
        rows.append(
            tag(
                "tr",
                tag("td", _bar(found, total), colspan=len(names) + 1),
                class_="bar",
                aria_hidden="true",
            )
        )
    head = tag(
        "thead", tag("tr", tag("th", tag("span", "Language", class_="hidden"), scope="col"), *heads)
    )
    assert set(ORIGINS) < set(_ORIGIN_NAMES)
    return [
        scrolling(
            "Where the days are from", tag("table", head, tag("tbody", *rows), class_="origins")
        )
    ]


def _bar(found: Mapping[str, int], total: int) -> Element:
    """Shares as stretches of one line."""
    parts, at = [], 0.0
    for name in _ORIGIN_NAMES:
        width = 1000 * found.get(name, 0) / total
        if width:
            parts.append(
                tag("path", class_=f"o-{name}", d=f"M{at:.1f} 0h{width:.1f}v8h-{width:.1f}z")
            )
        at += width
    return tag("svg", *parts, viewBox="0 0 1000 8", preserveAspectRatio="none")


def _share(count: int, total: int) -> str:
    """A share of 100; what is there is never 0 %, what is lacking never 100 %.

    >>> [_share(count, 7500) for count in (0, 1, 3750, 7499, 7500)]
    ['0 %', '< 1 %', '50 %', '> 99 %', '100 %']
    """
    share = 100 * count / total
    if 0 < share < 1:
        return "< 1 %"
    return "> 99 %" if 99 < share < 100 else f"{share:.0f} %"


def runs(rows: Sequence[Summary]) -> Element:
    """The last runs, the newest first."""
    names = ("new", "changed", "gone", "failed")
    heads = ("Began (UTC)", "Verdict", *(name.capitalize() for name in names))
    body = []
    for run in rows:
        verdict = "under way" if run["under_way"] else run["verdict"]
        style = "good" if verdict == "healthy" else "calm" if run["under_way"] else "bad"
        took = None if run["seconds"] is None else tag("small", f"took {duration(run['seconds'])}")
        code = None if run["exit_code"] is None else tag("small", f"exit code {run['exit_code']}")
        cells: list[Child] = [
            tag("th", moment(run["started_at"]), took, scope="row", title=run["run"]),
            tag("td", tag("span", verdict, class_=f"verdict {style}"), code, title=run["summary"]),
            *(tag("td", _known(run[name])) for name in names),
        ]
        body.append(tag("tr", cells))
    head = tag("thead", tag("tr", *(tag("th", one, scope="col") for one in heads)))
    return scrolling("The last runs", tag("table", head, tag("tbody", *body), class_="runs"))


def _known(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"
