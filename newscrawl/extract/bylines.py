"""What a line at an article names as its authors behind 'By' or what stands for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.author_marks import (
    is_author_link,
)
from newscrawl.extract.author_names import (
    House,
    author_names,
    distinct,
    is_shaped_like_name,
    is_small,
    is_written_like_name,
    only_names,
    special_names,
)
from newscrawl.extract.dates.parse import find_dates
from newscrawl.extract.html.outline import MACHINE_DATE, Block
from newscrawl.extract.plain_names import are_set_alike, line_parts
from newscrawl.text import fold, key

MAX_ROLES = 2
"""Lines between two authors that are set alike."""

MAX_ROLE_CHARS = 60
"""Of such a line: a longer one is what somebody said."""

_SAID_TWICE = re.compile(r"([^\W\d_]{1,6}):?\s?(?=\1\s)", re.IGNORECASE)
"""'By' once for the eye and once in the text: 'Byby Ana Gray', 'By by Ana Gray'."""

_GLUED = re.compile(r"\w{2}").fullmatch
"""The signs between which two elements meet without a space."""

_FACT_ENDS = re.compile(r"[,;.]\s+(?=[^\W\d_])").finditer
"""What parts the facts that one line tells."""

_AGENCY = re.compile(r"[a-z]{2,5}")
"""How agencies are signed beside a name: 'dpa'."""


def names_of_first(
    blocks: list[Block], read: Callable[[Block, House], list[str]], house: House
) -> list[str]:
    """The names of the first line that names any, and of the lines behind it that do in the same
    way: authors are often a list. Between two that are set alike lines may stand: a role, an
    address."""
    names: list[str] = []
    last: Block | None = None
    for block in blocks:
        gap = 0 if last is None else block.index - last.index - 1
        if last is not None and gap and not are_set_alike(block, last):
            if gap < MAX_ROLES and len(block.text) <= MAX_ROLE_CHARS:
                continue
            break
        if gap > MAX_ROLES:
            break
        if found := read(block, house):
            last = block
            names = distinct([*names, *found])
    return names


def behind_label(blocks: list[Block], house: House) -> list[str]:
    """The names of the line that stands right behind one that is nothing but their label, and of
    those behind it in elements of the same kind: terms of one list."""
    for place, (label, line) in enumerate(pairwise(blocks)):
        if line.index != label.index + 1 or not labels.byline_label(label.text):
            continue
        # What follows a name is the role of that one, be it spelled as a label.
        is_role = (
            place > 0 and labels.role(label.text) and only_names(blocks[place - 1].text, house, ())
        )
        if not is_role:
            names = author_names(line.text, house, is_shaped_like_name)
            if names:
                return distinct([*names, *_behind_alike(blocks[place + 1 :], house)])
    return []


def _behind_alike(blocks: list[Block], house: House) -> Iterator[str]:
    first = blocks[0]
    for number, block in enumerate(blocks):
        is_next = block.index == first.index + number
        if not is_next or block.container.getparent() is not first.container.getparent():
            return
        names = author_names(block.text, house, is_shaped_like_name)
        if not names or not are_set_alike(block, first):
            return
        yield from names


def labelled(block: Block, house: House) -> list[str]:
    """The names behind 'By' or what stands for it; a word that begins sentences, too, counts where
    nothing but names follows."""
    for line in [*_said(block), *spaced(block), *line_parts(block)]:
        if labels.author(line):
            is_name = is_written_like_name if len(line.split()) > 6 else bool
            if names := _less_links(author_names(line, house, is_name), block, house):
                return _one_a_link(names, block, house)
        elif labels.byline(line) or (
            (told := labels.role_byline(line)) and not labels.no_byline(told["label"])
        ):
            names = _less_links(author_names(line, house), block, house)
            people = [name for name in names if not _AGENCY.fullmatch(name)]
            # 'Text: Ana' names her, 'Text size' nobody.
            is_name = is_written_like_name if ":" in line else is_shaped_like_name
            if people and all(map(is_name, people)):
                return people
    return []


def behind_facts(block: Block, house: House) -> list[str]:
    """The names of a line that says first when, or where it was filed, then by whom."""
    inside = labels.byline_inside(block.text)
    if inside is not None and find_dates(block.text[: inside.start("names")]):
        names = author_names(inside["names"], house)
        return names if all(map(is_shaped_like_name, names)) else []
    for sign in _FACT_ENDS(block.text):
        found = labels.author(rest := block.text[sign.end() :]) or labels.byline(rest)
        if found is not None:
            names = author_names(found["names"], house)
            if names and all(map(is_shaped_like_name, names)):
                return names
    return []


def specially(block: Block, house: House) -> list[str]:
    """The names of a line that says for whom alone they wrote."""
    return special_names(block.text, house)


def _said(block: Block) -> Iterator[str]:
    """The line up to where something else of the article is told: its date for machines, a line or
    an element of its own; and a label for who listens, behind which a comma stands, with what
    follows it."""
    said = ""
    for place, (piece, link) in enumerate(block.segments):
        if link == MACHINE_DATE:
            break
        if said and piece == "\n" and not _goes_on(said, block.segments[place + 1 :]):
            break
        if _GLUED(said[-1:] + piece[:1]) and not is_small(piece[0]):
            if not labels.byline_label(fold(said)):
                break
            said += " "
        said += piece
    if (line := fold(said)) != block.text:
        yield line
    first = block.segments[0][0].rstrip()
    if first.endswith(",") and labels.byline_label(label := fold(first).rstrip(",")):
        yield f"{label}: {block.text.removeprefix(fold(first)).strip()}"


def _goes_on(said: str, behind: list[tuple[str, int]]) -> bool:
    """Whether a byline goes on behind the end of a line: with the names behind its label, or behind
    what joins them."""
    line = fold(said)
    following = fold("".join([piece for piece, _ in behind[:1]]))
    ends = f" {line.rpartition(' ')[2]} ", f" {following.partition(' ')[0]} "
    is_joined = any(labels.name_joint.fullmatch(word) for word in ends)
    return is_joined or line.endswith(",") or labels.byline_label(line) is not None


def spaced(block: Block) -> Iterator[str]:
    """A line, and again with spaces between its elements: 'By' and a name may stand glued, and so
    may a name and a date or a role, which goes first."""
    texts = [text for text, link in block.segments if link != MACHINE_DATE]
    if any(_are_glued(one, other) for one, other in pairwise(texts)):
        parted = [
            f"{one}, " if _are_glued(one, other) and " " in one.strip() else f"{one} "
            for one, other in pairwise([*texts, ""])
        ]
        yield fold("".join(parted))
    yield block.text
    if (again := _SAID_TWICE.match(block.text)) and labels.author(block.text[again.end() :]):
        yield block.text[again.end() :]
    if block.links:
        yield fold(" ".join(texts))


def _are_glued(one: str, other: str) -> bool:
    """Whether a text that ends with a letter has a date or a word with a capital right behind."""
    is_word = other[:1].isupper() and other[1:2].islower()
    return one[-1:].isalpha() and (is_word or other[:1].isdigit())


def _less_links(names: list[str], block: Block, house: House) -> list[str]:
    """The names less those that are links to something else, where others remain: 'By Ana Gray in
    Harbour' leads to the harbour's news."""
    elsewhere = {key(link.text) for link in block.links if not is_author_link(link, house)}
    return [name for name in names if key(name) not in elsewhere] or names


def _one_a_link(names: list[str], block: Block, house: House) -> list[str]:
    """One name a link where what looks like one name is the links of several authors, or of one and
    of the paper."""
    linked = [link.text for link in block.links]
    are_names = len(linked) > 1 and all(map(is_shaped_like_name, linked))
    if not are_names or names != [" ".join(linked)]:
        return names
    return [name for name in linked if name not in house]
