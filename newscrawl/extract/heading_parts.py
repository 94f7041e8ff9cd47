"""A heading of several elements: where its parts are to be parted, and which of them is the
title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
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

_LABEL_END = re.compile(r"\s*[:|]\s+|\s[–—-]\s")


class Parted(NamedTuple):
    """A title out of a heading's parts."""

    text: str
    block: Block
    """Where the title itself stands."""
    how: Literal["as voiced", "without label", "by spaces"]
    """By which evidence: as another voice writes it, less a label at its beginning, or by spaces
    alone."""


def less_label(
    block: Block, following: Sequence[Block], known: Sequence[str], claims: Sequence[str]
) -> Parted | None:
    """The title of a heading that begins with a label, or is one itself and has the title in one of
    the blocks that follow it. None where the other voices do not say so.

    What a link elsewhere says counts, and what the metadata say more often than the whole.
    """
    weights = _weights(known, claims)
    telling = {said for said, weight in weights.items() if weight > 1}
    if not telling:
        return None
    whole = weights[block.key]
    for label, tail in (*_tails(block), *_tails_of_text(block.text)):
        said = key(tail)
        if len(label) <= MAX_KICKER_CHARS and said in telling and weights[said] > whole:
            return Parted(tail, block, "without label")
    both = next((other for other in following if block.key + other.key in telling), None)
    if whole or both is None:
        return None
    voice = next(one for one in (*known, *claims) if key(one) == block.key + both.key)
    return Parted(voice, both, "as voiced")


def ending_with(title: str, blocks: Sequence[Block]) -> Block | None:
    """The block that ends with a title and begins with a label: a heading, else one in which an
    element ends between the two. None where there is none."""
    said = key(title)
    if len(said) < MIN_VOICE_CHARS:
        return None
    longer = [
        block
        for block in blocks
        if 0 < len(block.key) - len(said) <= MAX_KICKER_CHARS and block.key.endswith(said)
    ]
    headings = (block for block in longer if block.heading)
    parted = (
        block
        for block in longer
        if not block.links and any(key(tail) == said for _, tail in _tails(block))
    )
    return next(headings, None) or next(parted, None)


def _weights(known: Sequence[str], claims: Sequence[str]) -> Counter[str]:
    """How many voices say what; a link elsewhere counts for two, being no copy of the heading. What
    is too short for a title has no weight."""
    weights: Counter[str] = Counter()
    for voices, weight in ((known, 2), (claims, 1)):
        for voice in voices:
            if len(said := key(voice)) >= MIN_VOICE_CHARS:
                weights[said] += weight
    return weights


def _tails_of_text(text: str) -> Iterator[tuple[str, str]]:
    """Likewise at each sign that parts a label from what it is a label of."""
    for sign in _LABEL_END.finditer(text):
        yield text[: sign.start()], text[sign.end() :]


def part_heading(block: Block, wholes: list[str], voices: list[str]) -> Parted | None:
    """The title in a heading of several elements, of which the first may be a label that is glued
    to it. None where they need no parting.

    `wholes` are other voices of the whole heading, `voices` those of it or of a part of it.
    """
    for voice in wholes:
        if key(voice) == block.key:
            return Parted(voice, block, "as voiced") if _is_glued(block) else None
    said = {voice_key for voice in voices if len(voice_key := key(voice)) >= MIN_VOICE_CHARS}
    if block.key in said:
        return None
    for _, tail in _tails(block):
        if key(tail) in said:
            return Parted(tail, block, "without label")
    if not _is_glued(block):
        return None
    pieces = [text for text, link in block.segments if link != MACHINE_DATE]
    return Parted(fold(" ".join(pieces)), block, "by spaces")


def _tails(block: Block) -> Iterator[tuple[str, str]]:
    """The beginnings and ends of a block, at each boundary of an element in it."""
    pieces = [text for text, link in block.segments if link != MACHINE_DATE]
    for place in range(1, len(pieces)):
        label = fold("".join(pieces[:place]))
        if len(label) > MAX_KICKER_CHARS:
            return
        if key(label):
            yield label, fold("".join(pieces[place:])).lstrip(" :|–—-·•")


def _is_glued(block: Block) -> bool:
    """Whether each element of a heading ends in a word, and the next begins with a capital right
    behind it: parts that the page shows apart by its style."""
    pieces = [text for text, link in block.segments if link != MACHINE_DATE and text.strip()]
    return all(len(key(piece)) >= MIN_PIECE_CHARS for piece in pieces) and all(
        not before[-1].isspace() and not _opens(before) and after[0].isupper()
        for before, after in pairwise(pieces)
    )


def _opens(piece: str) -> bool:
    """Whether a piece ends with a sign to which the next belongs: a dash, a mark that opens a
    quotation. In German '“' closes one, and '\"' does so at every second place."""
    sign = piece[-1]
    if sign == '"':
        return piece.count(sign) % 2 == 1
    return sign in "-–—('„«/" or (sign == "“" and "„" not in piece)
