"""What is alike in the URLs of one kind of page: their numbers, and what their queries say, do not
count. Pure functions of text.

The patterns of a site's listing pages are kept in the state (`signposts`): to fold otherwise makes
the next run take every known kind of page for a new one.
"""

from __future__ import annotations

import re

_NUMBERS = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"  # a UUID (RFC 9562)
    r"|(?=[a-f]*\d)[0-9a-f]{8,}|\d+",
    re.A,
)


def url_pattern(url: str) -> str:
    """A URL with # in place of its numbers, and of its query the names alone.

    >>> url_pattern("https://a.test/news/2026-01?page=2&day=9"), url_pattern("https://a.test/?s=4f00c2a1b9d8")
    ('https://a.test/news/#-#?day&page', 'https://a.test/?s')
    """
    path, _, query = url.partition("?")
    return without_numbers(path) + query_names(query)


def without_numbers(text: str) -> str:
    """The text with # in place of each number, hexadecimal digest and UUID.

    >>> names = "story-4f00c2a1b9d8", "550e8400-e29b-41d4-a716-446655440000"
    >>> tuple(map(without_numbers, names))
    ('story-#', '#')
    """
    return _NUMBERS.sub("#", text)


def query_names(query: str) -> str:
    """The names of a query's parameters, each once, in their order in the alphabet, behind a
    question mark; empty where there is no query.

    >>> query_names("page=2&filter1=a&filter2=b"), query_names("")
    ('?filter#&page', '')
    """
    if not query:
        return ""
    names = {without_numbers(piece.partition("=")[0]) for piece in query.split("&")}
    return "?" + "&".join(sorted(names))
