"""What the archive has, what it lacks, and how it knows: in figures and in a sentence each."""

from __future__ import annotations

from collections.abc import Sequence

from newscrawl.report.elements import Element, many, moment, tag
from newscrawl.report.summary import Summary, has_order


def head(site: Summary, last_run: Summary | None) -> list[Element]:
    """Of one site."""
    languages = site["languages"]
    if not languages:
        return [
            tag(
                "p",
                "Nothing is known of it yet: no article was read, and no number visited.",
                class_="lead",
            ),
            _last(last_run),
        ]
    figures = figures_of(site)
    tiles = [
        tag("div", tag("dt", name), tag("dd", f"{count:,}"), class_=f"f-{key}")
        for key, (name, count) in figures.items()
        if has_order(languages) or key not in ("accounted", "missing")
    ]
    return [
        tag("p", *lead(figures, languages), class_="lead"),
        tag("dl", *tiles, class_="figures"),
        tag("p", _how() if has_order(languages) else _how_without_order(), class_="how"),
        _last(last_run),
    ]


def figures_of(site: Summary) -> dict[str, tuple[str, int]]:
    """The counts that status shows, over all languages."""
    languages = site["languages"]

    def numbers(name: str) -> int:
        return sum(one["numbers"][name] for one in languages)

    return {
        "live": ("live", sum(one["live"] for one in languages)),
        "gone": ("gone", sum(one["gone"] for one in languages)),
        "undated": ("live without a day", sum(one["undated"] for one in languages)),
        "accounted": ("numbers accounted for", numbers("accounted")),
        "missing": ("numbers missing", numbers("missing")),
        "failing": ("failing", len(site["failures"]) + len(site["failing_pages"])),
    }


def lead(figures: dict[str, tuple[str, int]], languages: Sequence[Summary]) -> list[str]:
    """What it has and what it lacks."""
    live, gone, undated, accounted, missing, failing = (count for _, count in figures.values())
    several = f" in {len(languages)} languages" if len(languages) > 1 else ""
    has = f"The archive has {many(live, 'live article')}{several}"
    has += f" and keeps {many(gone, 'that is gone', 'that are gone')}" if gone else ""
    lacks = []
    if undated:
        lacks.append(f"the day of {undated:,} of them")
    if missing:
        lacks.append(f"{many(missing, 'number')} that no run has visited")
    if named := sum(one.get("named_unread_count") or 0 for one in languages):
        lacks.append(f"{many(named, 'article')} that a page named and no run has read")
    if failing:
        lacks.append(f"{many(failing, 'page')} that failed when last visited")
    if not lacks:
        whole = f"{many(accounted, 'number')} accounted for, " if has_order(languages) else ""
        lacks.append(f"nothing: {whole}every day known")
    return [f"{has}. ", f"What it lacks: {'; '.join(lacks)}."]


def _how() -> str:
    return (
        "How it knows: a number counts as accounted for only when its own page was visited; one"
        " that was never visited is missing, up to the highest that was read. A day is told only"
        " where the page’s metadata, the page itself or a dated headline gave it: it is never"
        " guessed."
    )


def _how_without_order() -> str:
    return (
        "How it knows: the articles of this site have no order, so what no page ever named is not"
        " known to be missing. A day is told only where the page’s metadata, the page itself, the"
        " article’s address or a dated headline gave it: it is never guessed."
    )


def _last(run: Summary | None) -> Element:
    if run is None:
        return tag("p", "No run is on record.", class_="how")
    if run["under_way"]:
        return tag(
            "p",
            "A run is under way since ",
            moment(run["started_at"]),
            " UTC: the figures are of the moment they were read.",
            class_="how",
        )
    code = "" if run["exit_code"] is None else f", exit code {run['exit_code']}"
    verdict = tag("b", run["verdict"])
    return tag(
        "p",
        "The last run began ",
        moment(run["started_at"]),
        " UTC and ended ",
        verdict,
        f"{code}.",
        class_="how",
    )
