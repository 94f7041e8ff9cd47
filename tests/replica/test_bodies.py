"""A body is made of every kind of block, and its table rows are paragraphs."""

from random import Random

import pytest

from newscrawl.replica.bodies import Block, invent_body
from newscrawl.replica.languages import LANGUAGES


@pytest.fixture(params=sorted(LANGUAGES))
def blocks(request: pytest.FixtureRequest) -> list[Block]:
    language = LANGUAGES[request.param]
    return [block for seed in range(100) for block in invent_body(language, Random(seed))]


def test_there_is_every_kind_of_block(blocks: list[Block]) -> None:
    kinds = {block.kind for block in blocks}
    assert kinds == {"paragraph", "subheading", "quote", "list", "table"}


def test_the_cells_of_a_row_are_one_paragraph_joined_by_spaces(blocks: list[Block]) -> None:
    table = next(block for block in blocks if block.kind == "table")
    assert list(table.paragraphs()) == [" ".join(line.split("\t")) for line in table.lines]
    assert len(table.lines[0].split("\t")) == 3


def test_every_body_begins_with_a_paragraph() -> None:
    language = LANGUAGES["en"]
    for seed in range(100):
        assert next(invent_body(language, Random(seed))).kind == "paragraph"
