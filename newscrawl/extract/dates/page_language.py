"""The language of the page that is being read: its words for days come before those of others."""

from __future__ import annotations

from contextlib import AbstractContextManager
from contextvars import ContextVar, Token

from newscrawl.extract.dates.grammar import ANY_LANGUAGE, Grammar, grammar_of

_GRAMMAR: ContextVar[Grammar] = ContextVar("_GRAMMAR", default=ANY_LANGUAGE)


def page_in(tag: str) -> AbstractContextManager[None]:
    """Within it dates are read as on a page that declares this language tag ('pl', 'sr-Latn-RS');
    empty: as on one that declares none.

    >>> from newscrawl.extract.dates.parse import find_dates
    >>> with page_in("sw"):
    ...     [found.when for found in find_dates("9 Januari 2026, 8 Machi 2026")]
    [datetime.date(2026, 1, 9), datetime.date(2026, 3, 8)]
    >>> [found.text for found in find_dates("9 January 2026, 8 Machi 2026")]
    ['9 January 2026']
    """
    return _PageIn(grammar_of(tag))


class _PageIn(AbstractContextManager[None]):
    """A grammar that holds within it."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._tokens: list[Token[Grammar]] = []

    def __enter__(self) -> None:
        self._tokens.append(_GRAMMAR.set(self._grammar))

    def __exit__(self, *_: object) -> None:
        _GRAMMAR.reset(self._tokens.pop())


def grammar() -> Grammar:
    """The grammar in which dates are read now. Part of the key of each memory of what was read."""
    return _GRAMMAR.get()
