"""The id of an article, `site/language/key`: made and taken apart here and nowhere else.

Site and language hold no slash. The key is what names the article at its site: a number, or a text
that may hold slashes (`gazette/de/2026/03/05/a-slug`).
"""

from __future__ import annotations

from typing import NamedTuple

MAX_POSITION_DIGITS = 18
"""Longer numbers are no positions: they fit into no database column."""


class ArticleRef(NamedTuple):
    """Which article of a site: what stays the same whatever URL led to it."""

    language: str
    """Two letters, lower case."""
    key: str
    """What names it at its site, in the one way in which the site's scheme writes it: of a number
    its digits without leading zeros."""


class ArticleId(NamedTuple):
    """An id, taken apart."""

    site: str
    """Name of the spider."""
    ref: ArticleRef


def article_id(site: str, ref: ArticleRef) -> str:
    """The id of an article.

    >>> article_id("gazette", ArticleRef("de", "2026/03/05/a-slug"))
    'gazette/de/2026/03/05/a-slug'
    """
    return f"{site}/{ref.language}/{ref.key}"


def parse_id(text: str) -> ArticleId:
    """The parts of an id. Raises ValueError where one is missing.

    >>> parse_id("gazette/de/2026/03/05/a-slug")
    ArticleId(site='gazette', ref=ArticleRef(language='de', key='2026/03/05/a-slug'))
    """
    site, _, rest = text.partition("/")
    language, _, key = rest.partition("/")
    if not (site and language and key):
        raise ValueError(f"{text!r} is no id of an article: it should look like ccbsnews/en/4666")
    return ArticleId(site, ArticleRef(language, key))


def position_of(key: str) -> int | None:
    """The place of an article in the order of its site, where its key alone tells: a number is its
    own place. None for any other key.

    Feeds and states are read without the spiders that wrote them: so a key tells, and no scheme.

    >>> position_of("4666"), position_of("04666"), position_of("2026/03/05/a-slug")
    (4666, None, None)
    """
    is_number = key.isascii() and key.isdecimal() and len(key) <= MAX_POSITION_DIGITS
    return int(key) if is_number and (key[0] != "0" or key == "0") else None
