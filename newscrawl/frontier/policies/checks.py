"""Which of what is known a walk visits again, beside what is new."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from newscrawl.identity.site import ArticleRef, Site
from newscrawl.lifecycle.checks import ROUND_PAUSE, latest_first, round_part, run_budget
from newscrawl.lifecycle.page import Known
from newscrawl.records import utc

if TYPE_CHECKING:
    from newscrawl.storage.archive import Archive

logger = logging.getLogger(__name__)

IDS_AT_ONCE = 500
"""Within the number of variables of a statement that every SQLite takes (999)."""


class Checks:
    """The checks of one run."""

    def __init__(
        self, site: Site, archive: Archive | None, most: int, *, since: date | None = None
    ) -> None:
        """`archive` is what is known; None: nothing is. `most` is the user's limit. What is surely
        from before `since` is left alone."""
        self._site = site
        self._since = since.isoformat() if since is not None else ""
        self._archive = archive
        self._most = most
        if archive is not None and not archive.dry:
            _set_right(archive, site.name)
        self.budget = self._budget(archive) if archive is not None and most else 0
        """How many checks are made, beyond what the last visits could not settle."""

    def _budget(self, archive: Archive) -> int:
        last = next(iter(archive.state.check_runs(self._site.name)), None)
        since = datetime.fromisoformat(archive.now) - last if last is not None else None
        return run_budget(archive.state.checkable(self._site.name), since, self._most)

    def __iter__(self) -> Iterator[ArticleRef]:
        """What the last visits could not settle; then the round; then what is due, and more of the
        round where less is due."""
        archive = self._archive
        if archive is None:
            return
        name, moment = self._site.name, datetime.fromisoformat(archive.now)
        yield from self._refs(archive.state.urgent(name, archive.now, self._most))
        unchecked = self._refs(archive.state.longest_unchecked(name, utc(moment - ROUND_PAUSE)))
        chosen = dict.fromkeys(islice(unchecked, round_part(self.budget)))
        # The round may have taken as many of what is due as it has places.
        late = latest_first(archive.state.due(name, archive.now), moment, self.budget)
        for ref in self._refs(self._known(archive, late)):
            if len(chosen) >= self.budget:
                break
            chosen[ref] = None
        for ref in unchecked:
            if len(chosen) >= self.budget:
                break
            chosen[ref] = None
        yield from chosen

    def _known(self, archive: Archive, ids: list[str]) -> Iterator[Known]:
        for start in range(0, len(ids), IDS_AT_ONCE):
            chunk = ids[start : start + IDS_AT_ONCE]
            found = {known.id: known for known in archive.state.known(chunk)}
            yield from (found[one] for one in chunk if one in found)

    def _refs(self, known: Iterable[Known]) -> Iterator[ArticleRef]:
        """Those that are wanted, and of which it is known where to fetch them."""
        for one in known:
            if (one.published or one.not_after or self._since)[:10] < self._since:
                continue
            ref = self._site.reachable(one.id, one.url)
            if ref is not None:
                yield ref


def _set_right(archive: Archive, site: str) -> None:
    if count := archive.state.bring_back(site, archive.now):
        logger.warning(
            "%s %s visited later than now (%s), by a clock that was wrong, or this one is: they"
            " are checked again. Look at the clock of this machine.",
            f"{count:,}",
            "article was" if count == 1 else "articles were",
            archive.now,
        )
