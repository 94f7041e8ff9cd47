"""A heading of several elements: where its parts are to be parted, and which of them is the
title."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from newscrawl.extract.html.outline import MACHINE_DATE, Block
from newscrawl.text import fold, key

MAX_KICKER_CHARS = 70
"""What stands before a title in its heading; more is of the title."""

MIN_PIECE_CHARS = 4
"""Letters of a part of a heading; fewer are an initial, set large."""

MIN_VOICE_CHARS = 12
"""Letters that a voice has at least to stand for the heading that it begins."""


class Parted(NamedTuple):
    """A title out of a heading's parts."""

    text: str
    how: Literal["as voiced", "without label", "by spaces"]
    """By which evidence: as another voice writes it, less a label at its beginning, or by spaces
    alone."""


def part_heading(block: Block, wholes: list[str], voices: list[str]) -> Parted | None:
    """The title in a heading of several elements, of which the first may be a label that is glued
    to it. None where they need no parting.

    `wholes` are other voices of the whole heading, `voices` those of it or of a part of it.
    """
    for voice in wholes:
        if key(voice) == block.key:
            return Parted(voice, "as voiced") if _is_glued(block) else None
    said = {voice_key for voice in voices if len(voice_key := key(voice)) >= MIN_VOICE_CHARS}
    if block.key in said:
        return None
    for label, tail in _tails(block):
        if len(label) <= MAX_KICKER_CHARS and key(tail) in said:
            return Parted(tail, "without label")
    if not _is_glued(block):
        return None
    pieces = [text for text, link in block.segments if link != MACHINE_DATE]
    return Parted(fold(" ".join(pieces)), "by spaces")


def _tails(block: Block) -> Iterator[tuple[str, str]]:
    """The beginnings and ends of a block, at each boundary of an element in it."""
    pieces = [text for text, link in block.segments if link != MACHINE_DATE]
    for place in range(1, len(pieces)):
        label = fold("".join(pieces[:place]))
        if key(label):
            yield label, fold("".join(pieces[place:])).lstrip(" :|–—-·•")


def _is_glued(block: Block) -> bool:
    """Whether each element of a heading ends in a word, and the next begins with a capital right
    behind it: parts that the page shows apart by its style."""
    pieces = [text for text, link in block.segments if link != MACHINE_DATE and text.strip()]
    return all(len(key(piece)) >= MIN_PIECE_CHARS for piece in pieces) and all(
        not before[-1].isspace() and before[-1] not in "-–—('\"„“«/" and after[0].isupper()
        for before, after in pairwise(pieces)
    )
