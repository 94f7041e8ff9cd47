"""275: what the page of an article needs to be looked at is owed, where the run fetches such."""

from __future__ import annotations

from typing import Any, cast

from newscrawl.identity.requisite_scope import RequisiteScope
from newscrawl.items import Article
from newscrawl.pipelines.step import Step
from newscrawl.storage.requisite_book import Kind, Need


class RequisitesPipeline(Step):
    """Before what is known already is dropped: the page of an article that did not change may show
    other pictures."""

    def process_item(self, item: Any) -> Any:
        scope: RequisiteScope | None = getattr(self._crawler.spider, "requisite_scope", None)
        if isinstance(item, Article) and item.requisites and scope is not None:
            needs = [
                Need(url, cast("Kind", kind))
                for written, kind in item.requisites
                if (url := scope.admit(item.fetched_from, written)) is not None
            ]
            archive = self._session.archive
            self._session.write(
                lambda: archive.requisites.need(needs, at=archive.now, articles=[item.id])
            )
        return item
