"""Articles of other kinds than reports: which, and what each is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Literal

from newscrawl.replica.bodies import Block
from newscrawl.replica.languages import Language

Kind = Literal["report", "live", "gallery", "interview", "video"]

_KIND_OF: dict[int, Kind] = {1: "live", 3: "gallery", 5: "interview", 7: "video"}
_EVERY = 9
"""Of so many articles in a row one is of each of these kinds."""
ENTRIES = range(6, 11)
PICTURES = range(5, 9)
QUESTIONS = range(3, 7)


def kind_of(number: int) -> Kind:
    """What the article of a number is, on a site that has kinds."""
    return _KIND_OF.get(number % _EVERY, "report")


def is_live(blocks: Sequence[Block]) -> bool:
    """Whether a body is that of a live blog."""
    return any(block.kind == "entry" for block in blocks)


def as_kind(
    kind: Kind, blocks: Sequence[Block], language: Language, day: str, random: Random
) -> tuple[Block, ...]:
    """The body of an article as this kind has it, `day` as the language prints it: the beginning of
    its report, and what is of the kind behind it."""
    if kind == "report":
        return tuple(blocks)
    first = blocks[0]
    if kind == "video":
        return Block("paragraph", (_say(language, random, 1),)), Block("player", ())
    made = {"live": _entries, "gallery": _pictures, "interview": _questions}[kind]
    return first, *made(language, day, random)


def _say(language: Language, random: Random, sentences: int) -> str:
    chosen = random.sample(language.sentences, sentences)
    return " ".join(language.say(template, random) for template in chosen)


def _entries(language: Language, day: str, random: Random) -> Iterator[Block]:
    """The newest first, each with its hour."""
    for hour in range(8 + random.choice(ENTRIES), 8, -1):
        texts = [
            _say(language, random, random.randrange(1, 3)) for _ in range(random.choice((1, 2)))
        ]
        yield Block("entry", (f"{day}, {hour}:{random.randrange(10, 60)}", *texts))


def _pictures(language: Language, day: str, random: Random) -> Iterator[Block]:
    for _ in range(random.choice(PICTURES)):
        yield Block("picture", (_say(language, random, 2),))


def _questions(language: Language, day: str, random: Random) -> Iterator[Block]:
    for _ in range(random.choice(QUESTIONS)):
        question = language.say(random.choice(language.subheadings), random)
        yield Block("question", (f"{question}{'؟' if language.code == 'ar' else '?'}",))
        yield Block("paragraph", (_say(language, random, 2),))
