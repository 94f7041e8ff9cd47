"""The archives that lie side by side in one folder, each of a site: what is known of each of them,
for `scrapy status --all` and `scrapy report --all`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from newscrawl.errors import NewscrawlError, OutputError, UsageError
from newscrawl.report.health import Bounds, Verdict, check, walks_of
from newscrawl.report.run_summary import COUNTED
from newscrawl.report.summary import missing_numbers, summarize
from newscrawl.run.outcome import outcome_of
from newscrawl.run.troubles import many
from newscrawl.storage.files.archive_id import NAME as ARCHIVE_ID
from newscrawl.storage.queries.snapshot import is_known, read_snapshot
from newscrawl.storage.state.connection import NAME as STATE

Summary = Mapping[str, Any]

SHOWN_RUNS = 50
"""Runs of each archive that are read: what is told of many archives is told of their last ones."""


class Place(NamedTuple):
    """Where an archive is."""

    name: str
    """Of its site in the table of workers; else of its folder."""
    folder: Path
    database: str | None = None
    """As the setting has it; None where the state lies in the folder."""
    owner: str | None = None
    """The worker that runs it now."""


class ArchiveSummary(NamedTuple):
    """What is known of one archive."""

    name: str
    folder: Path
    known: Summary | None
    """What `summarize` gave; None where the state cannot be read, or where no run has written."""
    trouble: str | None
    """Why there is nothing to show, in a sentence."""
    is_damaged: bool = False
    """Whether the trouble is that the state cannot be read."""
    owner: str | None = None
    """The worker that runs it now."""

    def verdicts(self, bounds: Bounds) -> list[Verdict]:
        """Every measure of its sites. What cannot be read is one measure that falls short."""
        if self.trouble is not None:
            return [Verdict(self.name, "state", False, self.trouble)]
        assert self.known is not None
        return check(self.known, bounds) or [
            Verdict(self.name, "state", False, "the state knows of no site and no run")
        ]


class Figures(NamedTuple):
    """One archive in a line of a table; None where there is nothing to tell."""

    live: int
    gone: int
    missing: int
    """Numbers that no run has visited."""
    due: int
    """Articles that are due to be checked."""
    failing: int
    """Pages that failed when they were last met, those acknowledged left out."""
    held: int
    """Changes that drift holds back."""
    drift: tuple[str, ...]
    """Measures that were out of the ordinary in the last run."""
    newest: str | None
    """Day of the newest article."""
    last: Summary | None
    """The last scheduled run that ended."""

    @property
    def last_at(self) -> str | None:
        """End of the last run; of one that was killed its start."""
        return (self.last["ended_at"] or self.last["started_at"]) if self.last else None

    @property
    def visits_per_hour(self) -> float | None:
        """Pages of articles that the last run visited, by the time that it took."""
        if self.last is None or not self.last["seconds"] or self.last["new"] is None:
            return None
        return float(3600 * sum(self.last[name] or 0 for name in COUNTED) / self.last["seconds"])


def places_below(root: Path) -> list[Place]:
    """The folders below `root` in which an archive lies, by name; `root` itself, where one lies in
    it. Raises UsageError where there is no such folder, OutputError where it cannot be read."""
    try:
        if not root.is_dir():
            raise UsageError(
                f"there is no folder {root}: -s NEWSCRAWL_ARCHIVES=… names the one whose folders"
                " are archives"
            )
        return [
            Place(shown_name(one), one)
            for one in (root, *sorted(root.iterdir()))
            if _may_be_archive(one)
        ]
    except OSError as error:
        if isinstance(error, NewscrawlError):
            raise
        raise OutputError(error.errno, f"cannot read {root}: {error.strerror}") from error


def check_any(places: Sequence[Place], root: Path) -> None:
    """Raises UsageError where there is no archive."""
    if not places:
        raise UsageError(
            f"no folder in {root} is an archive: each run has its own, -s NEWSCRAWL_OUTPUT="
            f"{root / 'NAME'}"
        )


def _may_be_archive(folder: Path) -> bool:
    """Whether an archive lies in a folder; one that we may not look into may hold one."""
    try:
        return (folder / ARCHIVE_ID).is_file() or (folder / STATE).is_file()
    except PermissionError:
        return True


def shown_name(folder: Path) -> str:
    """The name of a folder, as it may be printed: what is not UTF-8 in it as `\\xff`."""
    return folder.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def read_archives(places: Iterable[Place], now: str) -> Iterator[ArchiveSummary]:
    """What is known of each, one after the other. One that cannot be read does not keep the others
    from being shown."""
    for place in places:
        yield _read(place, now)._replace(owner=place.owner)


def _read(place: Place, now: str) -> ArchiveSummary:
    folder, database = place.folder, place.database
    try:
        if not is_known(folder, database):
            return ArchiveSummary(place.name, folder, None, "no run has written a state")
        known = read_snapshot(
            folder,
            database,
            lambda state, running: summarize(state, now, running=running, runs=SHOWN_RUNS),
        )
    except NewscrawlError as error:
        # A state elsewhere, of which nobody said where, is not damaged: that is wrong usage.
        is_damaged = isinstance(error, OutputError)
        return ArchiveSummary(place.name, folder, None, outcome_of(error).line, is_damaged)
    return ArchiveSummary(place.name, folder, known, None)


def figures_of(known: Summary) -> Figures:  # complex: one sum a figure, nothing is decided
    """An archive in a few figures; of several sites together."""
    sites = known["sites"]
    languages = [one for site in sites for one in site["languages"]]
    pages = [one for site in sites for one in (*site["failures"], *site["failing_pages"])]
    return Figures(
        live=sum(one["live"] for one in languages),
        gone=sum(one["gone"] for one in languages),
        missing=sum(missing_numbers(site) for site in sites),
        due=sum(site["checks"]["due"] for site in sites),
        failing=sum(one["acknowledged"] is None for one in pages),
        held=sum(len(site["held"]["ids"]) for site in sites if site["held"]),
        drift=tuple(one["measure"] for site in sites for one in site["drift"] if one["is_drift"]),
        newest=max((one["day"] for site in sites for one in site["newest"].values()), default=None),
        last=_last_run(known),
    )


def _last_run(known: Summary) -> Summary | None:
    walks = [walks_of(known["runs"], site["site"])[:1] for site in known["sites"]]
    return max(chain(*walks), key=lambda run: str(run["started_at"]), default=None)


def short_measures(verdicts: Iterable[Verdict]) -> list[str]:
    """The names of the measures that fall short, each once.

    >>> short_measures([Verdict("a", "run", False, ""), Verdict("b", "run", False, "")])
    ['run']
    """
    return list(dict.fromkeys(one.measure for one in verdicts if not one.is_ok))


def totals(archives: Iterable[ArchiveSummary], bounds: Bounds, root: Path) -> str:
    """All of them in one line."""
    counted = short = live = 0
    for one in archives:
        counted += 1
        short += bool(short_measures(one.verdicts(bounds)))
        live += figures_of(one.known).live if one.known is not None else 0
    fall = "falls" if short == 1 else "fall"
    return (
        f"{many(counted, 'archive')}, {live} articles live; "
        + (f"{short} of them {fall} short" if short else "all is well")
        + f" ({root})"
    )
