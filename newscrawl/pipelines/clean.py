"""100: tidy text and its digest; an article that is empty then is a failure, never a half
record."""

from __future__ import annotations

from typing import Any

from scrapy.exceptions import DropItem

from newscrawl.items import Absence, Article, Failure, Headline
from newscrawl.text import content_sha256, distinct_texts, fold, fold_body


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
        if isinstance(item, Failure):
            # An error may quote what the site sent, and goes to the terminal.
            item.reason, item.detail = fold(item.reason), fold(item.detail)
        elif isinstance(item, Absence):
            item.reason = fold(item.reason)
        return item


def clean(article: Article) -> None:
    """Fold every text of the article and set its digest. Empty facts become None, empty names are
    left out."""
    article.title = fold(article.title)
    article.body = fold_body(article.body)
    article.section = fold(article.section) or None if article.section else None
    article.authors = [author for author in map(fold, article.authors) if author]
    article.image = fold(article.image) or None if article.image else None
    article.description = fold(article.description) or None if article.description else None
    article.tags = distinct_texts(article.tags)
    if article.published_text is not None:
        article.published_text = fold(article.published_text)
    for own in article.own_dates:
        own.printed = fold(own.printed)
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
