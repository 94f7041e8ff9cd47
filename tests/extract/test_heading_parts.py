"""The parts of a heading, each of them an element."""

from __future__ import annotations

import pytest
from support.makers import NOON

from newscrawl.extract.heading_parts import less_label, part_heading
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
    found = part_heading(block, wholes, [*voices, *wholes])
    assert (found and (found.text, found.how)) == parted


@pytest.mark.parametrize(
    ("label", "is_whole"),
    [('"Soon it sails"', True), ("„Bald fährt sie“", True), ('Called "', False), ("The “", False)],
)
def test_a_label_that_closes_its_quotation_is_glued_to_the_title(
    label: str, is_whole: bool
) -> None:
    whole = f"{label}: {TITLE}"
    markup = f"<h1><span>{label}</span><span>{TITLE}</span></h1>"
    page = Page(markup.encode(), "https://paper.test/", fetched_at=NOON)
    block = next(one for one in page.outline.blocks if one.text)
    found = part_heading(block, [whole], [whole])
    assert (found is not None and found.text == whole) == is_whole


LABEL, REST = "Ferry Diary", "The harbour of Lomtani waits for its first boat"
WHOLE = f"{LABEL}: {REST}"


@pytest.mark.parametrize(
    ("heading", "known", "claims", "title"),
    [
        (f"{LABEL} - {REST}", [REST], [], REST),
        (f"{LABEL} – {REST}", [], [REST, REST], REST),
        (f"<span>{LABEL}</span> : {REST}", [], [REST, REST, WHOLE], REST),
        # One claim may be cut, and what as many say whole stays whole.
        (WHOLE, [], [REST], None),
        (WHOLE, [], [REST, WHOLE], None),
        (WHOLE, [WHOLE], [REST, REST], None),
        (REST, [REST], [], None),
    ],
)
def test_a_label_before_a_sign_is_left_out_where_other_voices_leave_it_out(
    heading: str, known: list[str], claims: list[str], title: str | None
) -> None:
    page = Page(f"<h1>{heading}</h1>".encode(), "https://paper.test/", fetched_at=NOON)
    block = next(one for one in page.outline.blocks if one.text)
    found = less_label(block, [], known, claims)
    assert (found and found.text) == title


@pytest.mark.parametrize(
    ("claims", "title"), [([WHOLE, WHOLE], WHOLE), ([WHOLE], None), ([], None)]
)
def test_a_label_that_is_taken_for_the_title_leads_to_the_whole(
    claims: list[str], title: str | None
) -> None:
    markup = f"<div>{LABEL}</div><h1>{REST}</h1><p>x</p>"
    page = Page(markup.encode(), "https://paper.test/", fetched_at=NOON)
    label, *following = [one for one in page.outline.blocks if one.text]
    found = less_label(label, following, [], claims)
    assert (found and (found.text, found.block.index)) == (
        (title, following[0].index) if title else None
    )
