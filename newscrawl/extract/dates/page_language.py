"""The language of the page that is being read: its words for days come before those of others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from newscrawl.extract.dates.grammar import ANY_LANGUAGE, Grammar, grammar_of

_GRAMMAR: ContextVar[Grammar] = ContextVar("_GRAMMAR", default=ANY_LANGUAGE)


@contextmanager
def page_in(tag: str) -> Iterator[None]:
    """Within it dates are read as on a page that declares this language tag ('pl', 'sr-Latn-RS');
    empty: as on one that declares none.

    >>> from newscrawl.extract.dates.parse import find_dates
    >>> with page_in("sw"):
    ...     [found.when for found in find_dates("9 Januari 2026, 8 Machi 2026")]
    [datetime.date(2026, 1, 9), datetime.date(2026, 3, 8)]
    >>> [found.text for found in find_dates("9 January 2026, 8 Machi 2026")]
    ['9 January 2026']
    """
    token = _GRAMMAR.set(grammar_of(tag))
    try:
        yield
    finally:
        _GRAMMAR.reset(token)


def grammar() -> Grammar:
    """The grammar in which dates are read now. Part of the key of each memory of what was read."""
    return _GRAMMAR.get()
