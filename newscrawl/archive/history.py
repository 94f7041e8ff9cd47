"""The revisions of an article, each with what changed and between which two visits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from newscrawl.archive.article import ArchivedArticle, article_of
from newscrawl.archive.difference import Difference, differences


class StoredRevision(NamedTuple):
    """A row of `revisions`."""

    id: str
    line: str
    last_seen_before_at: str | None


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision of an article, beside the one before."""

    article: ArchivedArticle
    """The article as it was then."""
    before: ArchivedArticle | None
    """The revision before; None for the first."""
    last_seen_before_at: datetime | None
    """The last visit that still found the revision before, UTC: the site changed it between this
    and `first_seen_at`. None where it is not known, and where nothing changed at the site."""

    @property
    def first_seen_at(self) -> datetime:
        """When the page was fetched that said so first, UTC."""
        return self.article.fetched_at

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields that changed; none for the first revision, and for one that only tells that
        the article is gone."""
        return tuple(one.field for one in self.differences)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Likewise, with both values; `words()` compares them word by word."""
        return differences(self.before, self.article) if self.before is not None else ()


def revisions_of(
    rows: Iterator[StoredRevision], translations: str | None, picture: str | None = None
) -> Iterator[Revision]:
    """The revisions of one article, whose rows come in their order; `translations` and `picture` as
    the state keeps them. Raises ValueError or a
    LookupError for a line that is damaged."""
    before: ArchivedArticle | None = None
    for row in rows:
        article = article_of(row.line, translations, picture)
        seen = row.last_seen_before_at
        yield Revision(article, before, datetime.fromisoformat(seen) if seen else None)
        before = article


def departure(history: Iterable[Revision]) -> Revision | None:
    """The revision with which an article went, of those that it has; None where the last one does
    not say that it is gone. A better reading of its last page comes after it, and says so, too."""
    went: Revision | None = None
    for one in history:
        if one.article.change != "gone":
            went = None
        elif went is None:
            went = one
    return went
