"""What a site names its articles by: the abilities that a way of naming has, and those that it may
lack."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from newscrawl.identity.article_id import ArticleRef


class NumberOrder(ABC):
    """Articles that are numbered: each has its place, and each place its article. What gaps,
    neighbours and ranges of numbers rest on."""

    has_addresses: bool = True
    """Whether the number alone tells the URL: where it does not, there are neighbours, and gaps
    cannot be visited."""

    @abstractmethod
    def position(self, ref: ArticleRef) -> int:
        """The place of an article. Higher is newer, by and large."""

    @abstractmethod
    def at(self, language: str, position: int) -> ArticleRef:
        """The article of this place in a language, whether there is one or not."""


class IdentityScheme(ABC):
    """How URLs name the articles of one site. Its answers depend on nothing but what is given."""

    order: NumberOrder | None = None
    """None where nothing orders the articles: then there are no gaps, no neighbours and no ranges,
    and whoever needs them does without."""

    @property
    def tells_paths(self) -> bool:
        """Whether `path` gives one for every article that `match` gives: then there is nothing to
        be remembered of links."""
        return False

    @abstractmethod
    def match(self, path: str, query: str) -> ArticleRef | None:
        """The article that a URL names; None for any other page.

        `path` begins with a slash and is normalised (see normalize.py), `query` is without tracking
        and session parameters, empty if there is none. A page on a further host of the site has the
        path of a network-path reference (RFC 3986, 4.2), here and in all that follows:
        `//blog.a.test/a-slug`.
        """

    def day(self, path: str, query: str) -> str | None:
        """The day that the URL of an article holds, ISO 8601; None where it holds none."""
        return None

    def tells_language(self, path: str, query: str) -> bool:
        """Whether the URL of an article tells its language; else it is that of the site."""
        return True

    def plain(self, path: str, query: str) -> str:
        """Path and query of the URL of an article whose key does not tell it, without what names
        nothing."""
        return f"{path}?{query}" if query else path

    @abstractmethod
    def path(self, ref: ArticleRef) -> str | None:
        """Path and query of an article's canonical URL; None where the key does not tell, and only
        a link does."""

    def former_paths(self, ref: ArticleRef) -> Sequence[str]:
        """Path and query of its canonical URLs in earlier years; none where it never had others."""
        return ()

    @abstractmethod
    def key(self, text: str) -> str | None:
        """A key as it is written in ids, from how a person may write it; None for what cannot be
        one."""

    @abstractmethod
    def impossible(self, language: str) -> ArticleRef | None:
        """An article that cannot exist, at a URL like any other: a probe of what the site answers
        where nothing is. None where no such URL can be made."""

    def impossible_ones(self, language: str) -> Sequence[ArticleRef]:
        """Articles that cannot exist, in several ways, as sites answer in several: the most telling
        first, four at most. None of them where no such URL can be made."""
        one = self.impossible(language)
        return () if one is None else (one,)

    def impossible_like(self, path: str, query: str) -> str | None:
        """Path and query of an article that cannot exist, in the place of the one at this URL. None
        where no such URL can be made."""
        return None

    def home(self, language: str) -> str:
        """The path at which the home page of a language would be."""
        return f"/{language}"

    @abstractmethod
    def example(self, language: str) -> ArticleRef:
        """An article for messages that say what a URL or an id looks like."""

    def example_path(self, language: str) -> str | None:
        """Path and query of its URL; None where none can be made."""
        return self.path(self.example(language))
