"""100: tidy text and its digest; an article that is empty then is a failure, never a half
record."""

from __future__ import annotations

from typing import Any

from scrapy.exceptions import DropItem

from newscrawl.items import Article, Failure, Headline
from newscrawl.text import content_sha256, fold, fold_body


class CleanPipeline:
    """Folds white space, drops what shows nothing, sets `content_sha256`."""

    def process_item(self, item: Any) -> Any:
        if isinstance(item, Headline):
            item.title = fold(item.title)
            if not item.title:
                raise DropItem("a headline without text", log_level="DEBUG")
            return item
        if isinstance(item, Article):
            clean(item)
            missing = tuple(part for part in ("title", "body") if not getattr(item, part))
            return failure(item, missing) if missing else item
        return item


def clean(article: Article) -> None:
    """Fold every text of the article and set its digest. Empty facts become None, empty names are
    left out."""
    article.title = fold(article.title)
    article.body = fold_body(article.body)
    article.section = fold(article.section) or None if article.section else None
    article.authors = [author for author in map(fold, article.authors) if author]
    article.image = article.image or None
    for pair in article.headlines:
        pair.title = fold(pair.title)
    article.headlines = [pair for pair in article.headlines if pair.title]
    article.content_sha256 = content_sha256(article.title, article.body)


def failure(article: Article, missing: tuple[str, ...]) -> Failure:
    """What an article without title or body is: a page that could not be read."""
    parts = " and ".join(missing)
    return Failure(
        url=article.fetched_from,
        kind="article",
        reason=f"no {parts}",
        detail=f"{article.id}: nothing is left of the {parts} once white space is folded",
        seen_at=article.fetched_at,
        missing=missing,
    )
