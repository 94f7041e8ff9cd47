"""500: hand the item to the archive."""

from __future__ import annotations

from typing import Any

from scrapy.exceptions import DropItem

from newscrawl.items import Article, Confirmation, Failure, Headline
from newscrawl.lifecycle.transitions import failed, visited
from newscrawl.pipelines.step import Step
from newscrawl.records import article_record
from newscrawl.run.session import ArchiveSession
from newscrawl.run.standing import is_dead_end


class StorePipeline(Step):
    """Counts `articles/unchanged` for pages that the server vouches for; the rest is counted by
    the session."""

    def process_item(self, item: Any) -> Any:
        if isinstance(item, Article):
            stored = add_article(self._session, item)
        elif isinstance(item, Headline):
            stored = self._session.write(lambda: self._session.archive.add_headline(item))
        elif isinstance(item, Failure):
            stored = self._session.write(lambda: self._add_failure(item))
        elif isinstance(item, Confirmation):
            stored = self._confirm(item)
        else:
            return item
        if not stored:
            raise DropItem("the output cannot be written", log_level="DEBUG")
        return item

    def _confirm(self, item: Confirmation) -> bool:
        archive = self._session.archive
        known = archive.known(item.id)
        if known is None:
            return True
        self._session.results.note(item.id, "unchanged", "the server vouches for it")
        found = visited(known, item.seen_at, published_by=archive.latest_possible_day(known))
        return self._session.put(found, "articles/unchanged", "articles/not_modified")

    def _add_failure(self, failure: Failure) -> None:
        session = self._session
        entry = session.note_failure(failure)
        if failure.id is not None:
            url = session.canonical(failure.id)
            known = session.archive.known_or_met(failure.id, failure.seen_at, url)
            session.archive.note_failure(failure)
            session.archive.put_article(failed(known, failure.seen_at, failure.reason))
        if not is_dead_end(failure):
            archive, page = session.archive, session.page_of(failure)
            facts = {"site": session.site, "kind": failure.kind, "reason": failure.reason}
            archive.failures.met(page, **facts, at=failure.seen_at)
        if failure.page is not None and not session.archive.dry:
            kept = session.failed_pages.keep(failure.url, failure.page, seen_at=failure.seen_at)
            if kept is not None:
                entry["kept"] = kept.relative_to(session.folder).as_posix()


def add_article(session: ArchiveSession, article: Article) -> bool:
    """Hand a revision to the archive. False as for `ArchiveSession.write`."""
    archive = session.archive
    known = archive.known(article.id)
    return session.add(
        article_record(article),
        before=archive.latest_record(known) if known and known.is_read else None,
        counts=[f"articles/{article.change}"],
        validators=(article.etag, article.last_modified),
        article=article,
    )
