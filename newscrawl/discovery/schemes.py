"""What forms of addresses take: asked with whole URLs, before there is a site."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from newscrawl.errors import UsageError
from newscrawl.identity.article_id import ArticleRef
from newscrawl.identity.hosts import host_key
from newscrawl.identity.pattern_scheme import PatternScheme, SchemeDescription


def scheme_of(texts: Iterable[str], home: str, language: str = "en") -> PatternScheme | None:
    """The scheme of these forms; None where they make none."""
    try:
        return PatternScheme(SchemeDescription(tuple(texts), language=language, home=home))
    except UsageError:
        return None


def matches(scheme: PatternScheme, url: str, home: str) -> bool:
    """Whether a URL is that of an article by a scheme."""
    return article_at(scheme, url, home) is not None


def article_at(scheme: PatternScheme, url: str, home: str) -> ArticleRef | None:
    """The article at a URL by a scheme."""
    parts = urlsplit(url)
    path = parts.path or "/"
    if host_key(parts.netloc) != host_key(home):
        path = f"//{parts.netloc}{path}"
    return scheme.match(path, parts.query)


def coverage(
    texts: Sequence[str], urls: Mapping[str, object] | Collection[str], home: str
) -> float:
    """The share of addresses that a site's forms take."""
    scheme = scheme_of(texts, home) if texts else None
    if scheme is None or not urls:
        return 0.0
    return sum(matches(scheme, url, home) for url in urls) / len(urls)
