"""Invents the text of an article from the words and sentences of its language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Literal

from newscrawl.replica.languages import Language


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a body. `lines` are its paragraphs; the cells of a table row are parted by tabs, an
    entry begins with its hour, and a player has none."""

    kind: Literal[
        "paragraph",
        "subheading",
        "quote",
        "list",
        "table",
        "entry",
        "picture",
        "question",
        "player",
    ]
    lines: tuple[str, ...]

    def paragraphs(self) -> Iterator[str]:
        """What the record must hold: one paragraph a line, cells joined by a space (contract,
        section 1)."""
        lines = self.lines[1:] if self.kind == "entry" else self.lines
        return (line.replace("\t", " ") for line in lines)


def invent_body(language: Language, random: Random) -> Iterator[Block]:
    """A body: mostly paragraphs of one to four sentences; some with a subheading, a list, a
    quotation or a table of figures."""
    sentences = list(language.sentences)
    random.shuffle(sentences)
    length = 1 if random.random() < 0.04 else random.randrange(4, 10)
    extras = {place: random.choice(_EXTRAS) for place in range(2, length) if random.random() < 0.25}
    for place in range(length):
        if extra := extras.get(place):
            yield extra(language, random)
        chosen = [
            sentences[(place * 3 + step) % len(sentences)]
            for step in range(random.choice((1, 2, 2, 3, 4)) + (length == 1))
        ]
        yield Block("paragraph", (" ".join(language.say(template, random) for template in chosen),))


def _subheading(language: Language, random: Random) -> Block:
    return Block("subheading", (language.say(random.choice(language.subheadings), random),))


def _quote(language: Language, random: Random) -> Block:
    return Block("quote", (language.say(random.choice(language.quotes), random),))


def _list(language: Language, random: Random) -> Block:
    points = random.sample(language.points, random.randrange(3, len(language.points) + 1))
    return Block("list", tuple(language.say(point, random) for point in points))


def _table(language: Language, random: Random) -> Block:
    rows = []
    for place in random.sample(language.words["place"], random.randrange(3, 6)):
        number, sign = language.say("{n}", random), random.choice("+−")
        rows.append(f"{place}\t{number}\t{sign}{language.say('{percent}', random)}%")
    return Block("table", ("\t".join(language.table_head), *rows))


_EXTRAS = (_subheading, _subheading, _list, _quote, _table)
