"""extract.body.trim: what inside the text is no part of it, judged block by block."""

from __future__ import annotations

import pytest
from support.paper_pages import FIRST, PROSE, SECOND, THIRD, TITLE, read, story


def body_of(markup: str) -> list[str]:
    return (read(markup).body or "").split("\n\n")


@pytest.mark.parametrize(
    "lead",
    [
        f"{TITLE}, the harbour office said.",
        f"“{TITLE}!” cried the whole quay.",
        f"On Monday {TITLE[0].lower()}{TITLE[1:]}.",
    ],
)
def test_a_lead_that_repeats_the_headline_and_goes_on_is_text(lead: str) -> None:
    assert body_of(story(f"<p>{lead}</p>{PROSE}")) == [lead, FIRST, SECOND, THIRD]
    assert body_of(story(f"{PROSE}<p>{lead}</p>")) == [FIRST, SECOND, THIRD, lead]


def test_a_flash_of_one_sentence_is_a_body() -> None:
    flash = f"{TITLE}, the harbour office said."
    assert body_of(story(f"<p>{flash}</p>")) == [flash]


@pytest.mark.parametrize(
    "again", [TITLE, f"{TITLE}.", f"{TITLE} | Harbour", f"News: {TITLE}", f"{TITLE} (updated)"]
)
def test_the_headline_said_again_is_no_text(again: str) -> None:
    assert body_of(story(f"<p>{again}</p>{PROSE}")) == [FIRST, SECOND, THIRD]
