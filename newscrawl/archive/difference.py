"""What differs between two texts, word by word: paragraphs that are the same are set aside first,
and only what is left is compared by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple, TypeAlias

from newscrawl.archive.article import ArchivedArticle
from newscrawl.records import COMPARED

Kind: TypeAlias = Literal["same", "removed", "added"]

MAX_WORDS = 4_000
"""Words that are compared with each other at most, what both begin and end with not counted: the
time grows with their square, and so many take a second. Beyond it all is removed, and all added."""

_WORD = re.compile(r"\s*\S+|\s+")
_PARAGRAPH = re.compile(r".*?(?:\n\n|$)", re.DOTALL)


class Piece(NamedTuple):
    """A part of a difference. What is `same` or `removed` makes the former text, what is `same` or
    `added` the later one."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs between two revisions."""

    field: str
    before: str
    """The former value as text: empty where there was none; a list is joined by commas."""
    after: str
    """Likewise."""

    def words(self) -> list[Piece]:
        """The two values, word by word."""
        return words_between(self.before, self.after)


def differences(before: ArchivedArticle, after: ArchivedArticle) -> tuple[Difference, ...]:
    """The fields whose change makes a revision in which two articles differ."""
    texts = ((name, _text(before, name), _text(after, name)) for name in COMPARED)
    return tuple(Difference(name, old, new) for name, old, new in texts if old != new)


def words_between(before: str, after: str) -> list[Piece]:
    """How one text becomes the other.

    >>> [tuple(piece) for piece in words_between("It sails at seven.", "It sails at nine.")]
    [('same', 'It sails at'), ('removed', ' seven.'), ('added', ' nine.')]
    """
    return list(_joined(_by_paragraphs(before, after)))


def _by_paragraphs(before: str, after: str) -> Iterator[Piece]:
    old, new = _PARAGRAPH.findall(before), _PARAGRAPH.findall(after)
    for kind, a, b in _changes(old, new):
        if kind == "equal":
            yield Piece("same", a)
        elif kind == "replace":
            yield from _by_words(a, b)
        else:
            yield from _replaced(a, b)


def _by_words(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > MAX_WORDS:
        yield from _replaced(before, after)
        return
    for kind, a, b in _changes(old, new):
        if kind == "equal":
            yield Piece("same", a)
        else:
            yield from _replaced(a, b)


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    # Without its guess at what is too common to count: the words of a text are.
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        yield kind, "".join(old[i:j]), "".join(new[k:m])


def _replaced(before: str, after: str) -> Iterator[Piece]:
    if before:
        yield Piece("removed", before)
    if after:
        yield Piece("added", after)


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Pieces of one kind that follow each other as one."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and last.kind == piece.kind:
            last = Piece(last.kind, last.text + piece.text)
            continue
        if last is not None and last.text:
            yield last
        last = piece
    if last is not None and last.text:
        yield last


def _text(article: ArchivedArticle, name: str) -> str:
    value: Any = getattr(article, name)
    if name == "published" and article.published_at is not None:
        value = article.published_at
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, tuple) else str(value)
