"""extract.body.biography: what stands under a text about its author."""

from __future__ import annotations

import pytest
from support.paper_pages import FIRST, SECOND, THIRD, TITLE, other_text, read

TEXT = (FIRST, SECOND, THIRD, other_text(3), other_text(4))
LIFE = "Ana Gray is a harbour pilot and lives beside the upper pier with two cats and a parrot."


def body_of(under: str, byline: str = "By Ana Gray") -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in TEXT)
    return read(f"<h1>{TITLE}</h1><p>{byline}</p><div>{paragraphs}{under}</div>").body or ""


@pytest.mark.parametrize(
    "under",
    [
        f"<p>{LIFE}</p>",
        f"<p><strong>{LIFE}</strong></p>",
        f"<p>Ana Gray</p><p>{LIFE}</p>",
        f"<h3>Ana Gray</h3><p>{LIFE}</p>",
    ],
)
def test_the_last_paragraph_that_begins_with_the_authors_name_is_none(under: str) -> None:
    assert body_of(under) == "\n\n".join(TEXT)


def test_a_note_under_it_stays() -> None:
    note = "First printed in The Lamp, our winter magazine."
    assert body_of(f"<p>{LIFE}</p><p>{note}</p>") == "\n\n".join((*TEXT, note))


def test_who_is_not_the_author_or_is_told_of_before_is_text() -> None:
    assert LIFE in body_of(f"<p>{LIFE}</p>", "By Olo Pim")
    told = "The pilot on that morning was Ana Gray, who had never missed a boat in her life."
    assert LIFE in body_of(f"<p>{told}</p><p>{LIFE}</p>")
    assert LIFE in body_of(f"<p>{LIFE}</p><p>{other_text(8)}</p>")
