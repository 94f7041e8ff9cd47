"""300: drop what the archive already holds, word for word."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from scrapy.exceptions import DropItem

from newscrawl.errors import NewscrawlError
from newscrawl.extract.body.teaser import is_start_of
from newscrawl.extract.same_picture import is_same_file
from newscrawl.items import Article, Headline
from newscrawl.lifecycle.page import LIVE, Known
from newscrawl.lifecycle.transitions import visited
from newscrawl.pipelines.step import Step
from newscrawl.records import article_digest
from newscrawl.storage.rows import with_facts


class Unchanged(
    NewscrawlError, DropItem
):  # it is no error: Scrapy counts drops by class name, and that reads as what it is
    """The archive holds this already. Raised by DedupePipeline."""

    def __init__(self, what: str) -> None:
        # Most of what a run sees is known: Scrapy would warn of each.
        DropItem.__init__(self, what, log_level="DEBUG")


class DedupePipeline(Step):
    """Lets through an article only if a compared field differs from its last line, a headline only
    where it is news: seen for the first time, or come back.

    Counts `articles/unchanged`; `articles/kept_whole` for pages that came to show but the start of
    a known text; and `drift/undated` for pages that told their day and do no more.
    """

    def process_item(self, item: Any) -> Any:
        archive = self._session.archive
        if isinstance(item, Headline):
            if not archive.is_news(item):
                raise Unchanged(item.id)
        elif isinstance(item, Article):
            known = archive.known(item.id)
            if known is not None:
                self._drop_known(item, known)
        return item

    def _drop_known(self, item: Article, known: Known) -> None:
        """Raises Unchanged if the archive holds the article as it is."""
        archive = self._session.archive
        is_kept = self._keeps_whole(item, known)
        if not is_kept and _lost_its_date(item, known):
            self._crawler.stats.inc_value("drift/undated")
        item = self._with_known_picture(item, known)
        is_same = is_kept or known.digest == article_digest(item)
        if is_same and item.cause == "parser" and known.is_read:
            # It was not visited: that it reads as before says nothing of the site.
            told = with_facts(known, item)
            if told != known:
                self._session.put(told)
            self._crawler.stats.inc_value("articles/unchanged")
            if self._session.arguments.names_pages:
                self._session.results.note(item.id, "unchanged")
            raise Unchanged(item.id)
        # An article that was gone and is as it was before: that it is there again is news.
        if is_same and known.status == LIVE:
            archive.note_reading(item, only_first=True)
            found = visited(known, item.fetched_at, published_by=archive.latest_possible_day(known))
            self._session.put(
                with_facts(found, item),
                "articles/unchanged",
                validators=(item.etag, item.last_modified),
            )
            why = "" if known.published else undated(known)
            self._session.results.note(item.id, "unchanged", why)
            raise Unchanged(item.id)

    def _keeps_whole(self, item: Article, known: Known) -> bool:
        """Whether the page has come to show but the start of the text that is known, and the rest
        to those who pay. It proves that the article is there, and nothing more: a line names the
        page that its text is from."""
        is_another_page = item.cause == "site" and not item.says_the_same
        if not is_another_page or known.status != LIVE:
            return False
        if item.content_sha256 == known.content_sha256:
            return False
        text = self._session.archive.latest_record(known)["body"]
        is_kept = item.body != text and is_start_of(item.body, text, is_teaser=item.is_teaser)
        if is_kept:
            self._crawler.stats.inc_value("articles/kept_whole")
        return is_kept

    def _with_known_picture(self, item: Article, known: Known) -> Article:
        """The article with the address of its picture as the last line has it, where it is another
        address of the same file: that alone is no change."""
        if item.image is None or not known.is_read or known.digest == article_digest(item):
            return item
        shown = self._session.archive.latest_record(known)["image"]
        return replace(item, image=shown) if is_same_file(shown, item.image) else item


def _lost_its_date(item: Article, known: Known) -> bool:
    told = known.published_from in ("metadata", "page")
    return told and item.cause == "site" and all(own.is_in_address for own in item.own_dates)


def undated(known: Known) -> str:
    """What is known of the day of an undated article."""
    first, last = known.not_before, known.not_after
    if first and last:
        return f"undated, between {first} and {last}"
    if first or last:
        return f"undated, not before {first}" if first else f"undated, not after {last}"
    return "undated"
