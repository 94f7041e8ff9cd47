"""Drift: whether what a run read is so far from what earlier runs of the archive read that rather
the site as a whole has changed, or fails, than its articles (contract, section 4).

A measure is a count out of so many. It is drift where it is large by itself, and where it would
come about by chance less than once in ten thousand runs if the articles of this run were like those
of the runs before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, log1p

PREFIX = "drift/"
"""Before the name of a measure, and of what it is out of, in the counts of a run."""

HELD = "held back: the site as a whole seemed to have changed"
"""Why an article that changed has no revision of it yet: `reason` of what is known of it."""

RUNS = 200
"""Runs that say what is usual, the last ones: half a year and more of daily ones."""

TOGETHER, LAST_RUNS = 20, 24
"""Articles that tell of losses, if so many were not visited by one run: as many runs are taken
together, the last day of those that come every hour."""

MAX_CHANCE = 1e-4
"""Ten measures a day give a false alarm in nearly three years then."""

MIN_HISTORY = 20
"""So many earlier ones say what is usual, where nothing else does: an article is often undated, or
short, at one site and never at another."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted of each run."""

    name: str
    of: str
    """What it is out of: `known` (what the server vouches for is as it was), `read` (of these the
    ones whose page came), `new` or `listings`."""
    least: int
    """Fewer are no drift, whatever their share."""
    share: float
    """Nor is less than this of them."""
    meaning: str
    """What `12 of 33` did, in words for a person."""
    prior: tuple[float, float] | None = (0.5, 50)
    """What is taken for usual before there is a history, as a count out of so many; None: nothing
    is, and MIN_HISTORY has to be there."""
    max_chance: float = MAX_CHANCE
    """It is drift if it comes about by chance less often than this."""
    holds: bool = True
    """Whether it makes the changes of known articles doubtful, and new ones that lack something."""

    may_be_right: bool = False
    """Whether it is no trouble any more where the user calls the changes right."""

    @property
    def is_loss(self) -> bool:
        """Whether it counts what articles lack, and never becomes usual."""
        return self.holds and not self.may_be_right and self.name != "changed"


MEASURES = (
    Measure("changed", "known", 10, 0.2, "known articles changed", prior=(1, 20)),
    Measure("unread", "read", 5, 0.2, "known articles could not be read"),
    Measure("shorter", "read", 5, 0.2, "known articles lost most of their text"),
    Measure("garbled", "read", 3, 0.2, "known articles lost their letters"),
    # What they told is kept, so a site may do without from some day on.
    Measure("undated", "read", 5, 0.2, "known articles lost their date", may_be_right=True),
    Measure("redated", "read", 5, 0.2, "known articles got another date"),
    Measure("alike", "read", 5, 0.2, "known articles got the title of another"),
    Measure("new shorter", "new", 3, 0.5, "new articles have hardly a text", prior=None),
    Measure("new garbled", "new", 2, 0.5, "new articles are not in their letters", prior=None),
    Measure("new undated", "new", 2, 0.5, "new articles are undated", prior=None, holds=False),
    Measure("new alike", "new", 3, 0.5, "new articles have the title of another", prior=None),
    Measure(
        "bare",
        "listings",
        1,
        0.5,
        "listing pages of the news show no article",
        # It was chosen for showing them.
        prior=(0.5, 20),
        max_chance=0.05,
        holds=False,
    ),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of a run beside what is usual."""

    measure: Measure
    count: int
    of: int
    usual: int
    usual_of: int
    """The same of the runs before, all together."""

    @property
    def is_drift(self) -> bool:
        """Whether it is out of the ordinary."""
        measure = self.measure
        if self.count < measure.least or self.count < measure.share * self.of:
            return False
        if measure.prior is None and self.usual_of < MIN_HISTORY:
            return False
        rate = (self.usual + 0.5) / (self.usual_of + 1)
        if measure.prior is not None and self.usual_of < MIN_HISTORY:
            more, out_of = measure.prior
            rate = (self.usual + more) / (self.usual_of + out_of)
        return chance(self.count, self.of, rate) < measure.max_chance

    def __str__(self) -> str:
        usual = (
            f"usual: {self.usual} of {self.usual_of}"
            if self.usual_of
            else "there is no earlier run to compare"
        )
        return f"{self.count} of {self.of} {self.measure.meaning} ({usual})"

    def to_json(self) -> dict[str, object]:
        """For the report of a run."""
        return {
            "measure": self.measure.name,
            "count": self.count,
            "of": self.of,
            "usual": self.usual,
            "usual_of": self.usual_of,
            "is_drift": self.is_drift,
        }


def figures(
    counts: Mapping[str, float], earlier: Iterable[Mapping[str, float]]
) -> tuple[Figure, ...]:
    """The measures of a run, of which there is anything to count, beside those of earlier ones, the
    last first. Runs in which there was drift say nothing of what is usual; one in which it was
    accepted does, and none before it, but for losses: they never become usual by being right
    once."""
    runs = _usual_runs(earlier)
    found = []
    for measure in MEASURES:
        of = f"{PREFIX}{measure.of}"
        if int(counts.get(of, 0)):
            figure = _figure(measure, [counts], runs)
            if measure.is_loss and figure.count and not figure.is_drift:
                together = _together(measure, counts, runs)
                figure = together if together.is_drift else figure
            found.append(figure)
    return tuple(found)


def _usual_runs(earlier: Iterable[Mapping[str, float]]) -> list[Mapping[str, float]]:
    losses = {f"{PREFIX}{one.name}" for one in MEASURES if one.is_loss}
    runs: list[Mapping[str, float]] = []
    for run in earlier:
        if run.get(f"{PREFIX}found"):
            continue
        is_accepted = bool(run.get(f"{PREFIX}accepted"))
        runs.append({n: c for n, c in run.items() if not (is_accepted and n in losses)})
        if is_accepted:
            break
    return runs


def _figure(
    measure: Measure, now: Sequence[Mapping[str, float]], before: Sequence[Mapping[str, float]]
) -> Figure:
    names = (f"{PREFIX}{measure.name}", f"{PREFIX}{measure.of}")
    count, of = (int(sum(run.get(name, 0) for run in now)) for name in names)
    usual, usual_of = (int(sum(run.get(name, 0) for run in before)) for name in names)
    return Figure(measure, count, of, usual, usual_of)


def _together(
    measure: Measure, counts: Mapping[str, float], runs: Sequence[Mapping[str, float]]
) -> Figure:
    """A measure of this run and the last ones: of runs that visit few articles each is too small
    to tell."""
    for last in range(min(LAST_RUNS, len(runs)) + 1):
        figure = _figure(measure, [counts, *runs[:last]], runs[last:])
        if figure.of >= TOGETHER:
            break
    return figure


def chance(count: int, of: int, rate: float) -> float:
    """How likely so many or more out of these are, each with this probability: the upper tail of
    the binomial distribution.

    >>> round(chance(2, 3, 0.5), 3), chance(0, 9, 0.1), chance(3, 3, 1.0)
    (0.5, 1.0, 1.0)
    """
    if count <= 0 or rate >= 1:
        return 1.0
    if rate <= 0:
        return 0.0
    total, ways = 0.0, lgamma(of + 1)
    for k in range(count, of + 1):
        term = ways - lgamma(k + 1) - lgamma(of - k + 1) + k * log(rate) + (of - k) * log1p(-rate)
        total += exp(term)
        # Beyond the most likely number each term is smaller than the one before.
        if k > of * rate and exp(term) <= total * 1e-17:
            break
    return min(1.0, total)
