"""What waits on the disk to be visited: what earlier runs did not come to, and what there is no
room for in memory."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from newscrawl.identity.site import ArticleRef, Site
from newscrawl.storage.backlog import PAGE_ROWS

if TYPE_CHECKING:
    from newscrawl.storage.archive import Archive


class Waiting:
    """The articles of one site that wait, for the frontier of one run: it leaves there what it has
    no room for (`article_queue.Disk`), and visits them in the order of this iterator."""

    def __init__(self, site: Site, archive: Archive | None) -> None:
        """`archive` is what is known; None: nothing is, and nothing waits."""
        self._site = site
        self._archive = archive
        self.is_kept = archive is not None and not archive.dry
        """Whether anything can be left there."""
        self._is_left = False
        """Whether anything was left there since it was last looked through."""
        self._has_ended: bool | None = None
        """Whether all was given; None: nobody has asked for it."""

    @cached_property
    def known(self) -> int:
        """How many articles of the site were known when this was first asked."""
        assert self._archive is not None
        return sum(row["count"] for row in self._archive.state.counts(self._site.name))

    @property
    def is_done(self) -> bool:
        """Whether all that waits was given. Raises OutputError."""
        if self._archive is None or self._has_ended is not None:
            return self._has_ended is not False
        self._archive.commit()
        return next(self._archive.backlog.of(self._site.name), None) is None

    def leave(self, ref: ArticleRef, url: str) -> bool:
        """See `Disk`. Raises OutputError."""
        assert self._archive is not None
        article_id = self._site.id(ref)
        if self._archive.backlog.holds(article_id):
            return False
        self._is_left = True
        self._archive.add_unvisited(self._site.name, [(article_id, self._site.at_home(url))])
        return True

    def let_go(self, ref: ArticleRef) -> None:
        """See `Disk`."""
        self._site.forget(ref)

    def __iter__(self) -> Iterator[ArticleRef]:
        """What waits when its turn comes, until nothing is left there any more. Raises
        OutputError."""
        archive = self._archive
        if archive is None:
            return
        self._has_ended, self._is_left = False, True
        while self._is_left:
            # What is left from here on may lie above what is given: then all is gone through again.
            self._is_left = False
            archive.commit()
            rows = archive.backlog.of(self._site.name)
            while page := list(islice(rows, PAGE_ROWS)):
                yield from self._unmet(archive, page)
        self._has_ended = True

    def _unmet(self, archive: Archive, page: list[tuple[str, str | None]]) -> Iterator[ArticleRef]:
        """Those of these that were not visited meanwhile, and of which it is known where they
        are."""
        for article_id, url in page:
            if archive.known(article_id) is None:
                ref = self._site.reachable(article_id, url)
                if ref is not None:
                    yield ref
