"""extract.byline_lines: which lines over a text and under it may name its authors."""

from __future__ import annotations

import pytest
from support.paper_pages import PROSE, a_page, html

from newscrawl.extract.author_context import AuthorContext
from newscrawl.extract.author_names import House
from newscrawl.extract.byline_lines import candidates


def below(lines: str) -> list[str]:
    """The lines under a text that are looked at."""
    blocks = a_page(html(f"<div><h1>Title</h1>{PROSE}</div>{lines}")).outline.blocks
    page = AuthorContext(
        claims=(),
        house=House(()),
        title_block=0,
        title_flags=0,
        body_first=1,
        body_last=3,
        body_blocks=frozenset((1, 2, 3)),
        in_lists=frozenset(),
        sections=frozenset(),
        labels=frozenset(),
        is_furniture=lambda _: False,
    )
    return [block.text for block in candidates(blocks, page)[1]]


def test_three_lines_under_a_text_may_name_its_authors() -> None:
    lines = "".join(f"<p>Line {letter}</p>" for letter in "abcd")
    assert below(lines) == ["Line a", "Line b", "Line c"]


@pytest.mark.parametrize(
    "lines",
    [
        "<dl><dt>Section<dd>Boats<dt>Place<dd>Tarsk</dl>",
        "<p>Category:</p><p>Boats</p><p>Tags:</p><p>pier</p>",
        "<p>Ana Gray</p><p>Reporter, Tarsk</p><p><a href=mailto:a@p.test>a@p.test</a></p>",
    ],
)
def test_what_else_is_told_of_it_does_not_count(lines: str) -> None:
    assert below(f"{lines}<p>Cora Reed</p>")[-1] == "Cora Reed"


def test_the_heading_of_what_readers_wrote_ends_them() -> None:
    assert below("<h3>Comments</h3><p>Cora Reed</p>") == []
