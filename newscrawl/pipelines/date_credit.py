"""What the archive knows of how far the pages of a site are right about their own days."""

from __future__ import annotations

import logging

from newscrawl.dating.credit import without_credit
from newscrawl.run.session import ArchiveSession

logger = logging.getLogger(__name__)

COMPARED = 300
"""Articles of a language, the newest, that are compared: enough to tell, and asked for in some
milliseconds."""

FIRST_LOOK = 20
"""Articles and headlines of a run until it is looked at again; then twice as many each time."""


class DateCredit:
    """Which own sources of a site's pages are not believed, as of not too long ago."""

    def __init__(self, site: str) -> None:
        self._site = site
        self._sources: frozenset[str] = frozenset()
        self._next_look = 0

    def without(self, session: ArchiveSession, seen: int) -> frozenset[str]:
        """The sources, of `metadata` and `page`, that the site's own lists prove wrong; `seen` is
        how many articles and headlines the run has met."""
        if seen >= self._next_look:
            self._next_look = FIRST_LOOK + 2 * seen
            return self.now_without(session)
        return self._sources

    def now_without(self, session: ArchiveSession) -> frozenset[str]:
        """The same, by all that is known now."""
        session.commit()
        archive = session.archive
        found = without_credit(
            evidence
            for language in archive.state.languages(self._site)
            for evidence in archive.evidence(
                [one.id for one in archive.state.newest_live(self._site, language, COMPARED)]
            ).values()
        )
        for source in sorted(found - self._sources):
            logger.warning(
                "%s: the days that its pages give (%s) are contradicted by its own dated lists on"
                " most articles, and are not believed; see 'newscrawl status --conflicts'",
                self._site,
                source,
            )
        self._sources = found
        return found
