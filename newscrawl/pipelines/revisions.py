"""400: number a changed text; 1 is the first sight of an article."""

from __future__ import annotations

from typing import Any

from newscrawl.items import Article
from newscrawl.lifecycle.page import GONE, Known
from newscrawl.pipelines.step import Step


class RevisionPipeline(Step):
    """Sets `revision`, `change` and `cause`."""

    def process_item(self, item: Any) -> Any:
        if isinstance(item, Article):
            number(item, self._session.archive.known(item.id))
        return item


def number(article: Article, known: Known | None) -> None:
    """Say which revision this is, after the last one that the archive holds."""
    is_read = known is not None and known.is_read
    article.revision = known.revision + 1 if known is not None else 1
    article.change = "changed" if is_read else "new"
    if is_read and article.says_the_same:
        article.cause = "parser"
    if known is not None and known.status == GONE and article.cause == "parser":
        # Its last page is read better; that does not bring it back.
        article.change = "gone"
