"""What came, beside what the archive knows of the article: what the measures of drift ask."""

from __future__ import annotations

from newscrawl.items import Article, Failure, Headline
from newscrawl.lifecycle.page import LIVE
from newscrawl.storage.archive import Archive
from newscrawl.text import key

_OK = 200


def is_unread(failure: Failure, archive: Archive) -> bool:
    """Whether the page of a known article came, and could not be read as one."""
    known = archive.known(failure.id) if failure.id is not None else None
    return known is not None and known.status == LIVE and failure.status == _OK


def is_renamed(headline: Headline, archive: Archive) -> bool:
    """Whether it calls a known article otherwise than all headlines before it: what is wrong with
    every page is wrong with its headlines, too."""
    known = archive.known(headline.id)
    if known is None or known.status != LIVE:
        return False
    called = _called(known.id, archive)
    return bool(called) and key(headline.title) not in called


def is_named(article: Article, archive: Archive) -> bool:
    """Whether a headline elsewhere calls it by its title: if nothing does, others may come that
    show the same."""
    return key(article.title) in _called(article.id, archive)


def _called(article_id: str, archive: Archive) -> set[str]:
    return {key(seen["title"]) for seen in archive.sightings(article_id)}
