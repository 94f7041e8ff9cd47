"""Pages that a server cut short: which lack their end, on a site that writes one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newscrawl.parse.readings import ArticleReading

MIN_WHOLE_PAGES = 8
"""Number of pages with their last tags that shows that this site writes them."""
MAX_OPEN_SHARE = 0.25
"""Share of pages without their last tags, beside those that have them, up to which the site writes
them, and a page without them is cut."""


class LastTags:
    """Whether the pages of a run end with their last tag."""

    def __init__(self) -> None:
        self._pages_by_end = {True: 0, False: 0}
        """Number of pages with their last tag, and without."""

    def show_cut(self, reading: ArticleReading, before: Mapping[str, Any] | None) -> bool:
        """Whether a page lacks its end: a server that dies while it answers may send the first half
        as if it were all."""
        self._pages_by_end[reading.is_whole] += 1
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
        return whole >= MIN_WHOLE_PAGES and open_ < MAX_OPEN_SHARE * whole
