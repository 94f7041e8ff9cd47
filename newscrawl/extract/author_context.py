"""What the search for the authors of an article needs to know of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from newscrawl.extract.author_names import House
from newscrawl.extract.claims import Claim
from newscrawl.extract.html.outline import Block


def _never(_: object) -> bool:
    return False


def _none(_: Block) -> Iterable[str]:
    return ()


class AuthorContext(NamedTuple):
    """What the search for the authors needs to know of the page."""

    claims: Sequence[Claim]
    """What the metadata name, less what is the same on every page."""
    house: House
    title_block: int | None
    title_flags: int
    """The flags of the block that shows the title; 0 where none does."""
    body_first: int
    body_last: int
    body_blocks: frozenset[int]
    in_lists: frozenset[int]
    sections: frozenset[str]
    """Keys of what the page calls its section: no name."""
    labels: frozenset[str]
    """Keys of what was found to be its section, by whatever rule: no name where no mark says so."""
    is_furniture: Callable[[Block], bool]
    signatures: frozenset[int] = frozenset()
    """The blocks that were cut as the signature of the text."""
    is_byline_place: Callable[[Block], bool] = _never
    """Whether other pages show that names in the place of a block are those of authors."""
    people: Callable[[Block], Iterable[str]] = _none
    """The pieces of a line that stand where other pages show the names of people."""
    leads_elsewhere: Callable[[str], bool] = _never
    """Whether a link leads to another article."""
