"""What came, beside what the archive knows of the article: what the measures of drift ask."""

from __future__ import annotations

from collections.abc import Iterable

from newscrawl.items import Article, Failure, Headline
from newscrawl.lifecycle.page import LIVE
from newscrawl.lifecycle.symptoms import symptoms
from newscrawl.records import article_record
from newscrawl.storage.archive import Archive
from newscrawl.text import key

_OK = 200

SAME_AS_BEFORE = 4
"""So many pages that came and read as before, for each that was held and still lacks what it
lacked, say that the drift is gone: fewer than a fifth do, the least share of a measure."""


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


def needed_against(held: Iterable[Article], archive: Archive) -> int:
    """How many pages have to read as before, at most, for these to be drift still: articles that
    were held back and read otherwise. One for each whose change has lost nothing."""
    needed = 0
    for article in held:
        known = archive.known(article.id)
        lost = known is not None and symptoms(archive.latest_record(known), article_record(article))
        needed += SAME_AS_BEFORE if lost else 1
    return needed


def _called(article_id: str, archive: Archive) -> set[str]:
    return {key(seen["title"]) for seen in archive.sightings(article_id)}
