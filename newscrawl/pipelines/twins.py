"""450: the same text under two numbers stays two records, and each names the other; under one slug
in two kinds of capitals it is one article."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from scrapy.crawler import Crawler

from newscrawl.extract.same_story import is_edition
from newscrawl.items import Article, Failure
from newscrawl.lifecycle.page import ELSEWHERE
from newscrawl.lifecycle.transitions import absent
from newscrawl.pipelines.duplicates import Unchanged
from newscrawl.pipelines.step import Step
from newscrawl.run.session import ArchiveSession

MAX_NAMED = 100
"""So many ids a record names at most. A text that stands under more numbers is no article, whatever
it is."""


_logger = logging.getLogger(__name__)


class TwinPipeline(Step):
    """Sets `same_as`; refuses the page of another article in the place of a known one.

    At the end of the run the records of the others get a `changed` line, if what they name is no
    longer so. Counts `articles/other_capitals`: addresses that differ from that of a known article
    in capitals alone, and show it; and `takedowns/returned`: records that say what another said
    that was taken down.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._touched: set[str] = set()
        """Texts that came to stand, or ceased to stand, under several numbers."""

    def process_item(self, item: Any) -> Any:
        if isinstance(item, Article):
            archive = self._session.archive
            known = archive.known(item.id)
            item.same_as = others(item.id, archive.twins(item.content_sha256))
            is_changed = known is not None and known.content_sha256 not in (
                None,
                item.content_sha256,
            )
            # An article may be edited and published again under another number: then it has kept
            # what it said before.
            is_fetched = self._session.cause == "site"
            if (
                is_fetched
                and item.same_as
                and known is not None
                and is_changed
                and not is_edition(archive.latest_record(known)["body"], item.body)
            ):
                return impostor(item)
            if known is None or not known.is_read:
                self._drop_other_capitals(item)
            self._tell_of_takedown(item)
            if item.same_as:
                self._touched.add(item.content_sha256)
            if (
                known is not None
                and known.content_sha256 not in (None, item.content_sha256)
                and archive.latest_record(known)["same_as"]
            ):
                self._touched.add(str(known.content_sha256))
        return item

    def _tell_of_takedown(self, item: Article) -> None:
        """Whether a text that was taken down may stand elsewhere is for people to say."""
        was = self._session.archive.suppressed_with(item.content_sha256)
        if was is not None:
            self._crawler.stats.inc_value("takedowns/returned")
            says = f"{item.id} says word for word what {was} said, which was taken down"
            self._crawler.stats.set_value("takedowns/returned_example", says)
            _logger.warning("%s", says)

    def _drop_other_capitals(self, item: Article) -> None:
        """Raises Unchanged where a new article is a known one, at its address in other capitals:
        servers that do not tell capitals apart show each at both, and its links are written in
        both."""
        same = [one for one in item.same_as if one.casefold() == item.id.casefold()]
        if not same:
            return
        session, why = self._session, f"the article {same[0]}, its address in other capitals"
        met = session.archive.known_or_met(item.id, item.fetched_at, item.url)
        found = absent(met, item.fetched_at, why, status=ELSEWHERE)
        session.put(found, "articles/other_capitals")
        session.results.note(item.id, ELSEWHERE, why)
        raise Unchanged(item.id)

    def finish(self) -> None:
        if self._crawler.stats.get_value("output/error"):
            return
        archive = self._session.archive
        if not self._session.commit():
            return
        checked = archive.state.twins_checked()
        # Of texts that came to be shared in a run that was killed, nobody knows but the state.
        waiting = (
            archive.state.texts_to_compare(checked) if checked else archive.state.shared_texts()
        )
        if not name_each_other(self._session, self._touched.union(waiting)):
            return
        last = archive.last_seqs["articles"]
        if not archive.dry and last != checked and self._session.commit():
            self._session.write(lambda: archive.state.note_twins_checked(last))


def name_each_other(session: ArchiveSession, texts: Iterable[str]) -> bool:
    """Let the live articles that have one of these texts (each a `content_sha256`) name each other,
    and no others. False as for `ArchiveSession.write`."""
    for text in sorted(texts):
        twins = session.archive.twins(text)
        for article_id in twins[: MAX_NAMED + 1]:
            known = session.archive.known(article_id)
            assert known is not None
            record = session.archive.latest_record(known)
            named = others(article_id, twins)
            if record["same_as"] != named and not session.revise(
                record, {**record, "same_as": named}, "articles/twinned"
            ):
                return False
    return True


def impostor(article: Article) -> Failure:
    """What a known article is that has come to say what another one says, word for word: the other
    one's page, in its place."""
    detail = (
        f"{article.id} was read before, and the page now says word for word what"
        f" {article.same_as[0]} says"
    )
    return Failure(
        article.fetched_from, "article", "another page", detail, article.fetched_at, id=article.id
    )


def others(article_id: str, twins: list[str]) -> list[str]:
    """The twins without the article itself.

    >>> others("paper/en/2", ["paper/en/1", "paper/en/2"])
    ['paper/en/1']
    """
    return [twin for twin in twins if twin != article_id][:MAX_NAMED]
