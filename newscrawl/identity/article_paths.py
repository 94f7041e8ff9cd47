"""Where the articles of a site are: by the rule of its scheme, or as links and records tell."""

from __future__ import annotations

from newscrawl.identity.article_id import ArticleRef
from newscrawl.identity.page_numbers import article_of_page
from newscrawl.identity.scheme import IdentityScheme


class ArticlePaths:
    """Path and query of each article. Where a scheme tells them by a key, nothing is kept.

    One article has one path: the first that a link of this run told, before any link that of a
    record; until a visit shows it at another.
    """

    def __init__(self, scheme: IdentityScheme) -> None:
        self._scheme = scheme
        self._told: dict[ArticleRef, str] = {}
        self._recalled: dict[ArticleRef, str] = {}

    def path(self, ref: ArticleRef) -> str | None:
        """None where only a link tells it, and none has."""
        return self._scheme.path(ref) or self._told.get(ref) or self._recalled.get(ref)

    def is_by_rule(self, ref: ArticleRef) -> bool:
        """Whether the key alone tells the path."""
        return self._scheme.path(ref) is not None

    def linked(self, ref: ArticleRef, written: str) -> str:
        """A link led to the article by this path and query: the path that it has, from now on if
        it had none."""
        path = self._scheme.path(ref) or self._told.get(ref)
        if path is None:
            path = self._told[ref] = self._plain(ref, written)
        return path

    def visited(self, ref: ArticleRef, written: str) -> bool:
        """The article was fetched at this path and query. Gives whether it has moved there."""
        if self.is_by_rule(ref) or self._plain(ref, written) == self.path(ref):
            return False
        self._told[ref] = self._plain(ref, written)
        return True

    def recall(self, ref: ArticleRef, path: str) -> None:
        """A record tells the path."""
        self._recalled[ref] = path

    def forget(self, ref: ArticleRef) -> None:
        """What was told of an article need not be remembered."""
        self._told.pop(ref, None)
        self._recalled.pop(ref, None)

    def _plain(self, ref: ArticleRef, written: str) -> str:
        # Though it be to a further page.
        first = article_of_page(written, self._scheme.match, in_query=True)
        written = first[1] if first is not None and first[0] == ref else written
        return self._scheme.plain(*written.partition("?")[::2])

    def nowhere(self, language: str) -> list[str]:
        """Paths at which no article of a language can be, the most telling first: in the place of
        one that there is, then by the rule."""
        told = {**self._recalled, **self._told}
        ones = [path for ref, path in told.items() if ref.language == language]
        like = (self._scheme.impossible_like(*path.partition("?")[::2]) for path in ones[-1:])
        by_rule = map(self._scheme.path, self._scheme.impossible_ones(language))
        return list(dict.fromkeys(path for path in (*like, *by_rule) if path is not None))
