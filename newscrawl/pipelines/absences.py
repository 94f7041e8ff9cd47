"""250: what is no longer there. Written at the end of the run, and only if the site is not sick as
a whole."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from scrapy.crawler import Crawler

from newscrawl.items import Absence, Article, Confirmation, Failure
from newscrawl.lifecycle.page import ABSENT, ELSEWHERE, GONE, LIVE, Known
from newscrawl.lifecycle.transitions import absent, doubted, visited
from newscrawl.pipelines.step import Step
from newscrawl.pipelines.twins import name_each_other
from newscrawl.records import utc

MIN_NOWHERE, NOWHERE_SHARE = 3, 0.5
"""So many new articles that the site leads to and does not show are too many where they are so
large a share: on a quiet day there are no ten, and all of them may be hidden."""

_logger = logging.getLogger(__name__)


class AbsencePipeline(Step):
    """Tells numbers that never were from articles that went; holds the latter until the run has
    seen how many they are.

    Counts `articles/not_found` (no article, and none was known), `articles/still_gone`,
    `articles/doubted` (another page stands there; the next run looks again), `articles/gone`, and
    `gone/withheld`: so many that the site must be sick. `nowhere/named` are the new articles that
    the site leads to, and in whose place it shows what stands where nothing is, out of
    `nowhere/visited`: only where they are as many.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self._least = settings.getint("NEWSCRAWL_GONE_MIN", 10)
        self._share = settings.getfloat("NEWSCRAWL_GONE_SHARE", 0.2)
        self._visited: set[str] = set()
        """Ids of the live articles that this run visited."""
        self._gone: dict[str, Absence] = {}
        self._never_read: set[str] = set()
        """Ids of the articles that this run visited and that no run had read."""
        self._nowhere: set[str] = set()
        """Those of them that the site names, and in whose place another page stands, as far as
        this run is the first to find that."""

    def process_item(self, item: Any) -> Any:
        if not isinstance(item, Article | Confirmation | Failure | Absence) or item.id is None:
            return item
        known = self._session.archive.known(item.id)
        if known is not None and known.status == LIVE:
            self._visited.add(item.id)
        elif known is None or not known.is_read:
            self._never_read.add(item.id)
        if isinstance(item, Absence):
            self._miss(item, known)
        return item

    def _miss(self, item: Absence, known: Known | None) -> None:
        session = self._session
        if known is None or not known.is_read:
            status = ABSENT if item.certain or not item.reason.startswith("redirect") else ELSEWHERE
            is_named = item.is_named or bool(session.archive.sightings(item.id))
            if is_named and not item.certain and (known is None or not known.tries):
                self._nowhere.add(item.id)
            session.put(
                absent(
                    session.archive.known_or_met(item.id, item.seen_at, session.canonical(item.id)),
                    item.seen_at,
                    item.reason,
                    status=status,
                    is_named=is_named,
                ),
                "articles/not_found",
            )
            session.results.note(item.id, status, item.reason)
        elif known.status == GONE:
            session.put(visited(known, item.seen_at, found=False), "articles/still_gone")
            session.results.note(item.id, "gone", f"as before: {item.reason}")
        elif item.certain or known.doubted_in not in (None, session.run):
            self._gone[item.id] = item
        else:
            session.put(doubted(known, item.seen_at, item.reason, session.run), "articles/doubted")
            session.results.note(
                item.id, "doubted", f"{item.reason}; it is gone if a later run finds the same"
            )

    def finish(self) -> None:
        """Write the gone, or say why not."""
        named, visited_ = len(self._nowhere), len(self._never_read)
        if self._too_many(self._nowhere, self._never_read) or too_many(
            named, visited_, least=MIN_NOWHERE, share=NOWHERE_SHARE
        ):
            self._crawler.stats.set_value("nowhere/named", len(self._nowhere))
            self._crawler.stats.set_value("nowhere/visited", len(self._never_read))
        if self._too_many(self._gone, self._visited):
            self._crawler.stats.set_value("gone/withheld", len(self._gone))
            self._crawler.stats.set_value("gone/visited", len(self._visited))
            for article_id, item in self._gone.items():
                self._session.results.note(
                    article_id, "failed", f"{item.reason}, like too many others to be believed"
                )
                if (known := self._session.archive.known(article_id)) is not None:
                    # It was visited, and the next run looks again.
                    at = utc(item.seen_at)
                    self._session.put(replace(known, visited_at=at, due_at=at))
            _logger.warning(
                "%d of %d known articles seem gone: none of them is written",
                len(self._gone),
                len(self._visited),
            )
            return
        left: set[str] = set()
        for article_id, item in self._gone.items():
            known = self._session.archive.known(article_id)
            if known is None or known.status == GONE:
                continue
            record = self._session.archive.latest_record(known)
            if not self._session.revise(
                record,
                {**record, "change": "gone", "fetched_at": utc(item.seen_at)},
                "articles/gone",
            ):
                return
            self._session.results.note(article_id, "gone", item.reason)
            if known.content_sha256 is not None and record["same_as"]:
                left.add(known.content_sha256)
        # The steps behind this one have come to their ends.
        name_each_other(self._session, left)

    def _too_many(self, some: Collection[str], of: Collection[str]) -> bool:
        return too_many(len(some), len(of), least=self._least, share=self._share)


def too_many(gone: int, visited_: int, *, least: int = 10, share: float = 0.2) -> bool:
    """Whether so many of the known articles that a run visited are gone that rather the site is
    sick (contract, section 4).

    >>> too_many(9, 9), too_many(10, 51), too_many(10, 50)
    (False, False, True)
    """
    return gone >= least and gone >= share * visited_
