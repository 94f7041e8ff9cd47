"""The parts of a heading, each of them an element."""

from __future__ import annotations

import pytest
from support.makers import NOON

from newscrawl.extract.heading_parts import part_heading
from newscrawl.extract.html.page import Page

TITLE = "The harbour of Lomtani waits for its first boat"
GLUED = f"<span>Ferry Diary</span><span>{TITLE}</span>"


@pytest.mark.parametrize(
    ("heading", "wholes", "voices", "parted"),
    [
        (GLUED, [], [TITLE], (TITLE, "without label")),
        (GLUED, [f"Ferry Diary: {TITLE}"], [], (f"Ferry Diary: {TITLE}", "as voiced")),
        (GLUED, [], [], (f"Ferry Diary {TITLE}", "by spaces")),
        (f"The <em>harbour</em> {TITLE[11:]}", [], [TITLE], None),
    ],
)
def test_a_heading_is_parted_by_the_evidence_that_there_is(
    heading: str, wholes: list[str], voices: list[str], parted: tuple[str, str] | None
) -> None:
    page = Page(f"<h1>{heading}</h1>".encode(), "https://paper.test/", fetched_at=NOON)
    block = next(one for one in page.outline.blocks if one.text)
    assert part_heading(block, wholes, [*voices, *wholes]) == parted
