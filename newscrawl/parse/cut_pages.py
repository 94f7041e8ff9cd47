"""Pages that a server cut short: which lack their end, on a site that writes one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from newscrawl.parse.fetched_page import is_whole
from newscrawl.parse.readings import ArticleReading

MIN_WHOLE_PAGES = 3
"""Number of pages with their last tags that shows that this site writes them: they are written by
its one frame, and not by whoever writes an article."""
MAX_OPEN_SHARE = 1 / 3
"""Share of pages without their last tags, beside those that have them, up to which the site writes
them, and a page without them is cut."""

KEPT_PAGES = 12
"""For so many pages counts what earlier runs saw: a site that is rebuilt outweighs it in a run."""


class LastTags:
    """Whether the pages of a site end with their last tag: as those of a run do, and those of
    which an earlier run kept how many do."""

    def __init__(self) -> None:
        self._pages_by_end = {True: 0, False: 0}
        """Number of pages with their last tag, and without."""

    def saw(self, page: bytes) -> None:
        """A page came, whichever: what it says is not asked."""
        self._pages_by_end[is_whole(page)] += 1

    def dump(self) -> list[int]:
        """What `load` takes: how many of the last KEPT_PAGES had their last tags, and how many not,
        as far as all of them tell."""
        counts = (self._pages_by_end[True], self._pages_by_end[False])
        share = min(1.0, KEPT_PAGES / (sum(counts) or 1))
        return [round(share * count) for count in counts]

    def load(self, dumped: Sequence[int]) -> None:
        """Take up what an earlier run saw; nothing where it saw nothing."""
        for end, count in zip((True, False), dumped, strict=False):
            self._pages_by_end[end] = max(self._pages_by_end[end], count)

    def show_cut(self, reading: ArticleReading, before: Mapping[str, Any] | None) -> bool:
        """Whether a page that came lacks its end: a server that dies while it answers may send the
        first half as if it were all."""
        if reading.is_whole:
            return False
        if before is not None:
            return (
                reading.body is not None
                and len(reading.body) < len(before["body"])
                # The last characters may be the half of one.
                and before["body"].startswith(reading.body[:-3])
            )
        whole, open_ = self._pages_by_end[True], self._pages_by_end[False]
        return whole >= MIN_WHOLE_PAGES and open_ <= MAX_OPEN_SHARE * whole
