"""Long lists of labels as regular expressions of which only those are tried that begin with the
first letter of a text: a pattern tries its alternatives one by one, and labels in forty languages
are a thousand."""

from __future__ import annotations

import re
from collections.abc import Iterator

ANY = ""
"""Stands for the first letter of alternatives that may begin with several kinds of characters."""


class Labels:
    """Alternatives of a regular expression, without regard to case."""

    def __init__(self, alternatives: str, form: str = "{}") -> None:
        """`form` is a pattern with a pair of braces for the alternatives, at its start or in a
        group there."""
        self._head, _, self._tail = form.partition("{}")
        self._by_letter: dict[str, list[str]] = {}
        for one in dict.fromkeys(_split(alternatives)):
            for letter in first_letters(one):
                self._by_letter.setdefault(letter, []).append(one)
        self._patterns: dict[str, tuple[re.Pattern[str], ...]] = {}

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """As that of a pattern."""
        for those in self._for(text[:1].lower()):
            if found := those.fullmatch(text):
                return found
        return None

    def match(self, text: str) -> re.Match[str] | None:
        """As that of a pattern."""
        for those in self._for(text[:1].lower()):
            if found := those.match(text):
                return found
        return None

    def _for(self, letter: str) -> tuple[re.Pattern[str], ...]:
        """The alternatives of a letter and those of any, compiled when they are needed."""
        if letter not in self._by_letter:
            letter = ANY
        patterns = self._patterns.get(letter)
        if patterns is None:
            patterns = self._patterns[letter] = tuple(
                re.compile(f"{self._head}(?:{'|'.join(those)}){self._tail}", re.IGNORECASE)
                for one in dict.fromkeys((letter, ANY))
                if (those := self._by_letter.get(one))
            )
        return patterns


def first_letters(alternative: str) -> set[str]:
    """The letters with which what an alternative matches may begin, small; `ANY` among them where
    that is not plain.

    >>> sorted(first_letters("(?:read|see) also")), first_letters(r"\\d+ views")
    (['r', 's'], {''})
    """
    group, rest = _leading_group(alternative)
    if group is not None:
        letters = {letter for one in _split(group) for letter in first_letters(one)}
        # Without the group it begins with what stands behind that.
        return (
            letters | first_letters(rest[1:])
            if rest[:1] == "?"
            else ({ANY} if rest[:1] in ("*", "{") else letters)
        )
    first, quantifier = alternative[:1], alternative[1:2]
    if not first.isalpha() or quantifier in ("?", "*", "{") or first.lower() != first.lower()[:1]:
        return {ANY}
    return {first.lower()}


def _leading_group(alternative: str) -> tuple[str | None, str]:
    """What stands in a group at the start of an alternative, and what stands behind it."""
    if not alternative.startswith("(?:"):
        return None, alternative
    depth = 0
    for place, char in _plain(alternative):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return alternative[3:place], alternative[place + 1 :]
    return None, alternative


def _split(alternatives: str) -> list[str]:
    """The alternatives of a pattern one by one."""
    parts: list[str] = []
    depth = start = 0
    for place, char in _plain(alternatives):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            parts.append(alternatives[start:place])
            start = place + 1
    return [*parts, alternatives[start:]]


_CHARACTER = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)


def _plain(pattern: str) -> Iterator[tuple[int, str]]:
    """The characters of a pattern that stand for themselves or for a structure, with their places:
    none that is escaped or in a class."""
    for match in _CHARACTER.finditer(pattern):
        if len(match[0]) == 1:
            yield match.start(), match[0]
