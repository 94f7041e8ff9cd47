"""What changed in a text, word by word, with a few words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

AROUND_WORDS = 7
"""Unchanged words that are shown on either side of a change."""
SHARED_WORDS = 2
"""Maximum number of words between two longer changes that count as changed with them."""
MAX_WORDS = 150
"""Of one change; what goes on beyond is cut."""
MAX_PAIRS = 4_000_000
"""Words of the one text times words of the other: where there are more, paragraphs are compared, or
nothing. It bounds the time."""

PARAGRAPH = "¶"


class Piece(NamedTuple):
    """A stretch of text."""

    what: str
    """same, old (it went), new (it came) or cut (something that did not change is left out)."""
    text: str


def changes(before: str, after: str) -> list[Piece]:
    """What differs, in reading order.

    >>> pieces = changes("The ferry sails at seven.", "The ferry sails at nine.")
    >>> [f"{what}: {text}" for what, text in pieces]
    ['same: The ferry sails at', 'old: seven.', 'new: nine.']
    >>> changes("as it was", "as it was")
    []
    """
    old, new = _words(before), _words(after)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    head, tail = old[:start], old[len(old) - end :]
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    if not old and not new:
        return []
    if len(old) * len(new) > MAX_PAIRS:
        old, new = _paragraphs(old), _paragraphs(new)
    if len(old) * len(new) > MAX_PAIRS:
        old, new = [" ".join(old)], [" ".join(new)]
    same = [Piece("same", " ".join(head))] if head else []
    found = [*same, *_compared(old, new), *([Piece("same", " ".join(tail))] if tail else [])]
    return list(_shortened(found))


def _words(text: str) -> list[str]:
    return re.sub(r"\n\s*\n", f" {PARAGRAPH} ", text).split()


def _paragraphs(words: Sequence[str]) -> list[str]:
    return [one.strip() for one in re.split(f"(?<={PARAGRAPH})", " ".join(words)) if one.strip()]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    length = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        length += 1
    return length


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for equal, i1, i2, j1, j2 in _joined(
        SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    ):
        if equal:
            yield Piece("same", " ".join(old[i1:i2]))
            continue
        if i2 > i1:
            yield Piece("old", " ".join(old[i1:i2]))
        if j2 > j1:
            yield Piece("new", " ".join(new[j1:j2]))


def _joined(
    steps: Sequence[tuple[str, int, int, int, int]],
) -> list[tuple[bool, int, int, int, int]]:
    """The steps of a comparison; a word or two that two longer changes happen to share is changed
    with them: else it reads as a riddle."""
    found: list[tuple[bool, int, int, int, int]] = []
    for place, (what, i1, i2, j1, j2) in enumerate(steps):
        equal = what == "equal"
        if equal and i2 - i1 <= SHARED_WORDS and 0 < place < len(steps) - 1:
            around = (steps[place - 1], steps[place + 1])
            equal = any(max(step[2] - step[1], step[4] - step[3]) <= i2 - i1 for step in around)
        if found and not equal and not found[-1][0]:
            _, first, _, start, _ = found.pop()
            i1, j1 = first, start
        found.append((equal, i1, i2, j1, j2))
    return found


def _shortened(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for place, piece in enumerate(pieces):
        words = piece.text.split()
        if piece.what != "same":
            cut = len(words) > MAX_WORDS
            yield Piece(piece.what, f"{' '.join(words[:MAX_WORDS])} …" if cut else piece.text)
            continue
        before = words[:AROUND_WORDS] if place else []
        after = words[-AROUND_WORDS:] if place < len(pieces) - 1 else []
        if len(words) <= len(before) + len(after):
            yield piece
            continue
        if before:
            yield Piece("same", " ".join(before))
        yield Piece("cut", "…")
        if after:
            yield Piece("same", " ".join(after))
