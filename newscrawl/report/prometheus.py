"""What is known in the text format of Prometheus, for the textfile collector of node_exporter.

Names and labels follow https://prometheus.io/docs/practices/naming/, the format
https://prometheus.io/docs/instrumenting/exposition_formats/. All are gauges: what is counted here
may become less, and the collector reads a file that says how things are. A moment is told as one,
never as an age, which would stand still while the file does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from newscrawl.report.archives import ArchiveSummary
from newscrawl.report.health import DAY, Bounds, check, walks_of
from newscrawl.report.run_summary import COUNTED
from newscrawl.report.summary import missing_numbers
from newscrawl.storage.files.sizes import sizes_of

PREFIX = "newscrawl_"

HELP = {
    "archive_known": "Whether any run has written a state.",
    "run_in_progress": "Whether a run holds the archive.",
    "articles": "Articles, by language and status.",
    "articles_undated": "Live articles whose day of publication is not known.",
    "numbers_missing": "Article numbers up to the highest that no run has visited.",
    "newest_article_timestamp_seconds": "Day of the newest article, at midnight UTC.",
    "checks_due": "Live articles that are due to be checked.",
    "oldest_check_timestamp_seconds": "Last visit of the live article not visited for longest.",
    "check_interval_max_seconds": "How long a live article is unchecked at most, as runs come.",
    "failures": "Pages that failed when they were last met, by kind and reason.",
    "doubted_articles": "Articles in whose place another page stands.",
    "held_articles": "Articles whose changes are held back for drift.",
    "last_run_start_timestamp_seconds": "Start of the last scheduled run that ended.",
    "last_run_timestamp_seconds": "End of the last scheduled run that ended.",
    "last_healthy_run_timestamp_seconds": "End of the last healthy one; 0: there was none.",
    "last_run_healthy": "Whether the last scheduled run was healthy.",
    "last_run_exit_code": "Its exit code; -1: it was killed.",
    "last_run_duration_seconds": "How long it took.",
    "last_run_articles": "What it found, by what became of them.",
    "last_run_drift_ratio": "Share that each measure of drift came to.",
    "last_run_drift_found": "Whether each measure of drift was out of the ordinary.",
    "check_ok": "Whether each measure of scrapy status --check is well.",
    "file_size_bytes": "Size of the files of the archive; those of a folder together.",
}
"""What each metric is, in the order of the file."""

Labels = Mapping[str, str]


class Sample(NamedTuple):
    """One value."""

    name: str
    """A key of HELP."""
    labels: Labels
    value: float


def samples(
    known: Mapping[str, Any], sizes: Mapping[str, int], bounds: Bounds, *, archive: str
) -> Iterator[Sample]:
    """Those of one archive. `known` is what `summarize` gave, `sizes` are bytes by name of file or
    folder. `archive` names it: what is of no site would else be told twice where a machine has
    two, which the collector takes for an error of both."""
    of_archive = {"archive": archive}
    yield Sample("archive_known", of_archive, 1 if known["sites"] else 0)
    yield Sample("run_in_progress", of_archive, int(known["running"]))
    for site in known["sites"]:
        yield from site_samples(site, known["runs"])
    if not known["sites"]:
        yield Sample("check_ok", {"site": "", "measure": "state"}, 0)
    for one in check(known, bounds):
        yield Sample("check_ok", {"site": one.site, "measure": one.measure}, int(one.is_ok))
    for name, size in sizes.items():
        yield Sample("file_size_bytes", {**of_archive, "file": name}, size)


def samples_of_all(archives: Iterable[ArchiveSummary], bounds: Bounds) -> Iterator[Sample]:
    """Those of many archives, each with the name of its folder: two may be of one site. One that
    cannot be read, or in which nothing was written, is told to be unknown, and fails its check."""
    for one in archives:
        of_archive = {"archive": one.name}
        if one.known is None:
            yield Sample("archive_known", of_archive, 0)
            yield Sample("check_ok", {**of_archive, "site": "", "measure": "state"}, 0)
            continue
        for sample in samples(one.known, sizes_of(one.folder), bounds, archive=one.name):
            yield sample._replace(labels={**of_archive, **sample.labels})


def text(samples: Iterable[Sample]) -> str:
    """The whole of it: the values of each metric together, as the format wants them."""
    families: dict[str, list[Sample]] = {name: [] for name in HELP}
    for one in samples:
        families[one.name].append(one)
    return "".join(_family(name, found) for name, found in families.items())


def site_samples(site: Mapping[str, Any], runs: Sequence[Mapping[str, Any]]) -> Iterator[Sample]:
    """Those of one site."""
    of_site = {"site": site["site"]}
    for language in site["languages"]:
        labels = {**of_site, "language": language["language"]}
        for status in ("live", "gone"):
            yield Sample("articles", {**labels, "status": status}, language[status])
        yield Sample("articles_undated", labels, language["undated"])
    for name, newest in site["newest"].items():
        midnight = datetime.combine(date.fromisoformat(newest["day"]), time(), UTC)
        labels = {**of_site, "language": name}
        yield Sample("newest_article_timestamp_seconds", labels, midnight.timestamp())
    yield Sample("numbers_missing", of_site, missing_numbers(site))
    checks = site["checks"]
    yield Sample("checks_due", of_site, checks["due"])
    if checks["oldest_at"] is not None:
        yield Sample("oldest_check_timestamp_seconds", of_site, _moment(checks["oldest_at"]))
    if checks["longest_days"] is not None:
        longest_s = checks["longest_days"] * DAY.total_seconds()
        yield Sample("check_interval_max_seconds", of_site, longest_s)
    yield from _failures(site, of_site)
    yield Sample("doubted_articles", of_site, len(site["doubted"]))
    yield Sample("held_articles", of_site, len(site["held"]["ids"]) if site["held"] else 0)
    yield from _runs(walks_of(runs, site["site"]), of_site)
    for measure in site["drift"]:
        labels = {**of_site, "measure": measure["measure"]}
        yield Sample("last_run_drift_ratio", labels, measure["count"] / measure["of"])
        yield Sample("last_run_drift_found", labels, int(measure["is_drift"]))


def _failures(site: Mapping[str, Any], of_site: Labels) -> Iterator[Sample]:
    counts = Counter(
        (one.get("kind", "article"), one["reason"] or "unknown", one["acknowledged"] is not None)
        for one in (*site["failures"], *site["failing_pages"])
    )
    for (kind, reason, is_known), count in sorted(counts.items()):
        acknowledged = "true" if is_known else "false"
        labels = {**of_site, "kind": kind, "reason": reason, "acknowledged": acknowledged}
        yield Sample("failures", labels, count)


def _runs(walks: Sequence[Mapping[str, Any]], of_site: Labels) -> Iterator[Sample]:
    healthy = next((run["ended_at"] for run in walks if run["verdict"] == "healthy"), None)
    yield Sample("last_healthy_run_timestamp_seconds", of_site, _moment(healthy))
    if not walks:
        return
    last = walks[0]
    yield Sample("last_run_start_timestamp_seconds", of_site, _moment(last["started_at"]))
    yield Sample("last_run_healthy", of_site, int(last["verdict"] == "healthy"))
    code = last["exit_code"]
    yield Sample("last_run_exit_code", of_site, -1 if code is None else code)
    if last["ended_at"] is not None:
        yield Sample("last_run_timestamp_seconds", of_site, _moment(last["ended_at"]))
        yield Sample("last_run_duration_seconds", of_site, last["seconds"])
    for result in COUNTED:
        yield Sample("last_run_articles", {**of_site, "result": result}, last[result] or 0)


def _moment(at: str | None) -> float:
    return datetime.fromisoformat(at).timestamp() if at is not None else 0


def _family(name: str, samples: Iterable[Sample]) -> str:
    lines = [_line(one) for one in samples]
    if not lines:
        return ""
    full = PREFIX + name
    head = [f"# HELP {full} {HELP[name]}", f"# TYPE {full} gauge"]
    return "\n".join([*head, *lines]) + "\n"


def _line(sample: Sample) -> str:
    labels = ",".join(f'{name}="{_escaped(value)}"' for name, value in sample.labels.items())
    shown = f"{{{labels}}}" if labels else ""
    return f"{PREFIX}{sample.name}{shown} {_number(sample.value)}"


def _number(value: float) -> str:
    """As short as it is exact.

    >>> _number(1768435200.0), _number(0.25)
    ('1768435200', '0.25')
    """
    return str(int(value)) if value == int(value) else repr(value)


def _escaped(value: str) -> str:
    r"""A label's value, as the format wants it.

    >>> print(_escaped('a "quoted" \\ word'))
    a \"quoted\" \\ word
    """
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
