"""470: what changed is held until the run has seen how much, and is not written where rather the
site as a whole has."""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newscrawl.errors import NewscrawlError
from newscrawl.items import Article, Confirmation, Failure, Headline
from newscrawl.lifecycle.drift import HELD, MIN_HISTORY, PREFIX, RUNS, Figure, figures
from newscrawl.lifecycle.page import LIVE
from newscrawl.lifecycle.symptoms import UNDATED, first_symptoms, symptoms
from newscrawl.pipelines.beside_known import is_named, is_renamed, is_unread, needed_against
from newscrawl.pipelines.step import Step
from newscrawl.pipelines.store import add_article
from newscrawl.records import article_record, utc
from newscrawl.run.troubles import many
from newscrawl.text import key

MAX_WAITING = 1_000
"""Readings that wait in memory, of 50 kB at most in the mean: then it is decided by what was seen
so far."""

MAX_HEADLINES = 10_000
"""Headlines that wait likewise; those beyond are written."""

_ALIKE = 2
"""So many others with the title of an article make it no title of its own."""

_logger = logging.getLogger(__name__)


class Waits(
    NewscrawlError, DropItem
):  # it is no error: Scrapy counts drops by class name, and that reads as what it is
    """The reading waits for the end of the run. Raised by DriftPipeline."""

    def __init__(self, article_id: str) -> None:
        DropItem.__init__(self, article_id, log_level="DEBUG")


@dataclass(frozen=True, slots=True)
class _Held:
    """A known article that changed, when its reading is not kept any more."""

    id: str
    fetched_at: datetime


class DriftPipeline(Step):
    """Holds the changes of known articles, and new ones that lack what articles have or that
    nothing names, back until the end of the run.

    What was held stays so in whatever run until it reads as before, is accepted, or nearly all that
    the run reads is as before: then the drift is gone, and what is left are edits.

    Counts the measures of lifecycle/drift.py, under their names behind `drift/`, and what they are
    out of: `drift/known`, `drift/read`, `drift/new`, `drift/listings`. `drift/found` says how much
    is out of the ordinary, and `drift/says` that in words; `drift/accepted` that the user calls it
    right, and `drift/taken` how many changes were taken over; `drift/held` and `drift/held_new` how
    many articles this run has not written, `drift/held_headlines` how many other names of known
    ones; `drift/waiting` how many are held, of any run; `articles/live` how many are live.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._stats = crawler.stats
        self._waiting: list[Article] = []
        self._held: list[_Held] = []
        self._still_other: list[Article] = []
        """What an earlier run held back, and still reads otherwise."""
        self._recovered = 0
        """Of what an earlier run held back."""
        self._headlines: list[Headline] = []
        self._titles: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
        """How often a title came, of known articles and of new ones."""
        self._is_drifting = False
        """Whether what comes is held back from here on."""
        self._usual: list[dict[str, float]] | None = None

    def process_item(self, item: Any) -> Any:
        archive = self._session.archive
        if isinstance(item, Headline):
            has_room = len(self._headlines) < MAX_HEADLINES
            is_waiting = has_room and is_renamed(item, archive)
            if is_waiting:
                self._headlines.append(item)
        elif isinstance(item, Failure | Confirmation):
            if isinstance(item, Failure):
                self._count("unread", int(is_unread(item, archive)))
            elif (known := archive.known(item.id)) is not None and known.reason == HELD:
                # The server vouches for the page as it was before it was held.
                self._recovered += 1
            is_waiting = False
        else:
            is_waiting = (
                isinstance(item, Article) and item.cause == "site" and self._has_to_wait(item)
            )
        if is_waiting:
            raise Waits(item.id)
        return item

    def _has_to_wait(self, item: Article) -> bool:
        """Whether an article waits for the end of the run, or is held back at once."""
        known = self._session.archive.known(item.id)
        if known is None or not known.is_read:
            if self._may_pass(item):
                return False
        elif known.status != LIVE or item.change != "changed":
            return False
        elif known.reason == HELD:
            if self._session.arguments.accept_drift:
                self._count("taken")
                return False
            if len(self._still_other) < MAX_WAITING:
                self._still_other.append(item)
            else:
                self._hold(item)
            return True
        else:
            before = self._session.archive.latest_record(known)
            self._note("", symptoms(before, article_record(item)), item, key(before["title"]))
        self._wait(item)
        return True

    def _may_pass(self, item: Article) -> bool:
        """Count a new article, and say whether it need not wait."""
        self._count("new")
        lacks = first_symptoms(article_record(item))
        self._note("new ", lacks, item, "")
        is_alone = self._titles[True][key(item.title)] < _ALIKE
        is_sure = is_alone and not lacks - {UNDATED} and is_named(item, self._session.archive)
        return is_sure or not self._knows_new()

    def _note(self, kind: str, lacks: frozenset[str], item: Article, before: str) -> None:
        for symptom in lacks:
            self._count(f"{kind}{symptom}")
        if not kind:
            self._count("changed")
        title = key(item.title)
        if title != before:
            titles = self._titles[bool(kind)]
            titles[title] += 1
            if titles[title] > _ALIKE:
                # Those before it have it, too.
                self._count(f"{kind}alike", 1 if titles[title] > _ALIKE + 1 else _ALIKE + 1)

    def _is_sound(self, item: Article) -> bool:
        """Whether an article is new, lacks nothing, and has a title of its own, now that all have
        come."""
        lacks = first_symptoms(article_record(item)) - {UNDATED}
        return item.change == "new" and not lacks and self._titles[True][key(item.title)] == 1

    def _knows_new(self) -> bool:
        """Whether it is known what new articles of this site are like: of a first run all are."""
        return sum(run.get(f"{PREFIX}new", 0) for run in self._earlier()) >= MIN_HISTORY

    def _wait(self, item: Article) -> None:
        if self._is_drifting:
            self._hold(item)
            return
        self._waiting.append(item)
        if len(self._waiting) >= MAX_WAITING:
            self._is_drifting = self._session.commit() and _hold_back(self._drift())
            self._release()

    def _hold(self, item: Article) -> None:
        self._held.append(_Held(item.id, item.fetched_at))

    def finish(self) -> None:
        """Write what waits, or note that it is held back and say why."""
        # What was found unchanged is counted when it is on the disk.
        if self._stats.get_value("output/error") or not self._session.commit():
            return
        if self._session.arguments.accept_drift:
            self._stats.set_value(f"{PREFIX}accepted", 1)
        found = self._drift()
        self._session.drift = [figure.to_json() for figure in self.figures()]
        self._is_drifting = self._is_drifting or _hold_back(found)
        self._decide_on_held()
        self._release()
        for one in self._held:
            if not self._note_held(one):
                return
        if not self._release_headlines():
            return
        if not self._session.commit():
            return
        held, live = self._session.archive.state.held_and_live(self._session.site)
        self._stats.set_value("articles/live", live)
        self._stats.set_value(f"{PREFIX}waiting", held)
        says = [*map(str, found), *([f"{many(held, 'change')} held back"] if held else [])]
        if says:
            self._stats.set_value(f"{PREFIX}found", len(says))
            self._stats.set_value(f"{PREFIX}says", "; ".join(says))
            _logger.warning("The site as a whole seems to have changed: %s", "; ".join(says))
        # For the runs to come: the others will change likewise, when they are due.
        self._count("changed", self._stats.get_value(f"{PREFIX}taken", 0))
        self._stats.inc_value(f"{PREFIX}known", self._stats.get_value(f"{PREFIX}taken", 0))

    def _decide_on_held(self) -> None:
        """Let what an earlier run held back wait with the rest where the drift is gone."""
        if not self._still_other:
            return
        stats = self._stats
        same = stats.get_value("articles/unchanged", 0) - stats.get_value(
            "articles/not_modified", 0
        )
        same += self._recovered
        if not self._is_drifting and same > needed_against(
            self._still_other, self._session.archive
        ):
            self._waiting += self._still_other
            return
        # Nor is what changed besides to be believed while the drift goes on.
        self._is_drifting = True
        for item in self._still_other:
            self._hold(item)

    def _release(self) -> None:
        """Write what waits, or hold it back."""
        waiting, self._waiting = self._waiting, []
        for item in waiting:
            if self._is_drifting and not self._is_sound(item):
                self._hold(item)
            elif not add_article(self._session, item):
                return

    def _release_headlines(self) -> bool:
        """Write the headlines that wait, but where the site as a whole seems to have changed, or
        the change of their article is held back: the site shows them again. False where the output
        cannot be written."""
        archive = self._session.archive
        for headline in self._headlines:
            known = archive.known(headline.id)
            if self._is_drifting or (known is not None and known.reason == HELD):
                self._count("held_headlines")
            elif not self._session.write(partial(archive.add_headline, headline)):
                return False
        return True

    def _note_held(self, one: _Held) -> bool:
        """What is known of it stays; it is looked at again by the next run. False where the output
        cannot be written."""
        session = self._session
        known = session.archive.known(one.id)
        session.results.note(one.id, "held", "the site as a whole seems to have changed")
        if known is None or not known.is_read:
            self._count("held_new")
            return True
        self._count("held")
        at = utc(one.fetched_at)
        return session.put(replace(known, visited_at=at, due_at=at, reason=HELD))

    def _drift(self) -> tuple[Figure, ...]:
        """The measures that are out of the ordinary. Where the user calls them right: of what
        was not held before."""
        found = tuple(figure for figure in self.figures() if figure.is_drift)
        if not self._session.arguments.accept_drift:
            return found
        # What was held is taken over; what is out of the ordinary besides was not looked at.
        kept = (figure for figure in found if figure.measure.holds)
        return tuple(figure for figure in kept if not figure.measure.may_be_right)

    def figures(self) -> tuple[Figure, ...]:
        """All measures as they stand now, beside what is usual."""
        stats = self._stats
        known = stats.get_value("articles/unchanged", 0) + stats.get_value(f"{PREFIX}changed", 0)
        stats.set_value(f"{PREFIX}known", known)
        # A server that vouches for a page says nothing of how it would be read now.
        vouched = stats.get_value("articles/not_modified", 0)
        unread = stats.get_value(f"{PREFIX}unread", 0)
        stats.set_value(f"{PREFIX}read", known - vouched + unread + len(self._still_other))
        return figures(stats.get_stats(), self._earlier())

    def _earlier(self) -> list[dict[str, float]]:
        """What the last runs counted."""
        if self._usual is None:
            rows = self._session.archive.state.runs(self._session.site, limit=RUNS)
            self._usual = [json.loads(row["counts"]) for row in rows if row["counts"]]
        return self._usual

    def _count(self, name: str, count: int = 1) -> None:
        self._stats.inc_value(f"{PREFIX}{name}", count)


def _hold_back(found: Iterable[Figure]) -> bool:
    """Whether what is out of the ordinary makes changes doubtful."""
    return any(figure.measure.holds for figure in found)
