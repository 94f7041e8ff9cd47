"""What is known of an article before its page is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from newscrawl.extract.body.teaser import is_start_of
from newscrawl.extract.same_story import same_story, same_title
from newscrawl.frontier.visit import Visit
from newscrawl.identity.site import ArticleRef, Site
from newscrawl.items import Article
from newscrawl.parse.context import ParseContext
from newscrawl.parse.readings import KnownTitles
from newscrawl.text import key


class KnownArticle(NamedTuple):
    """What is known of an article before its page is read."""

    article_id: str
    before: Mapping[str, Any] | None
    """Its last record; None if it was never read."""
    titles: KnownTitles

    @property
    def is_live(self) -> bool:
        """Whether it was read before, and was there when it was last visited."""
        return is_live(self.before)

    @property
    def is_gone(self) -> bool:
        """Whether it was read before, and was not there any more when it was last visited."""
        return self.before is not None and not self.is_live

    def keeps_story(self, article: Article) -> bool:
        """Whether what came is surely this article by its text: an edition of what was read before,
        or the start of it, where the rest is for subscribers by now."""
        if self.before is None:
            return False
        shown, whole = article.body, self.before["body"]
        return same_story(whole, shown) or is_start_of(shown, whole, is_teaser=article.is_teaser)


def known_article(context: ParseContext, visit: Visit, ref: ArticleRef) -> KnownArticle:
    """What a run knows of the article of a visit."""
    article_id = context.site.id(ref)
    before = context.last_record(article_id)
    return KnownArticle(article_id, before, _titles(context, visit, article_id, before))


def _titles(
    context: ParseContext, visit: Visit, article_id: str, before: Mapping[str, Any] | None
) -> KnownTitles:
    if before is not None:
        headlines = context.headline_titles(article_id)
        return KnownTitles(visit.headlines, (before["title"],), tuple(headlines))
    # A link of this run calls it by name: what others called it earlier adds nothing to the first
    # reading.
    headlines = [] if visit.headlines else context.headline_titles(article_id)
    return KnownTitles(visit.headlines, headlines=tuple(headlines))


def is_anothers(
    article: Article | None, titles: Sequence[str], ref: ArticleRef, site: Site
) -> bool:
    """Whether the page of an article that was never read is that of another: its own lists call
    another article by its title, and the titles by which it is known say something else."""
    if article is None or not titles:
        return False
    if any(same_title(article.title, title) for title in titles):
        return False
    shown = key(article.title)
    return any(
        key(headline.title) == shown and site.article(headline.url) not in (None, ref)
        for headline in article.headlines
    )


def is_live(before: Mapping[str, Any] | None) -> bool:
    """Whether an article was read before, by its last record, and was there when it was last
    visited."""
    return before is not None and before["change"] != "gone"
