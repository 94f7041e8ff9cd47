"""extract.body.prompts: what asks something of the reader is none of the text; a sentence over it
is."""

from __future__ import annotations

import pytest
from support.paper_pages import BODY, FIRST, SECOND, THIRD, html, read, story

POLL = "<form>Yes or no <button>Vote</button></form>"


@pytest.mark.parametrize("question", ["Is the tea on board as good as ever?", "Your word on it:"])
def test_the_question_of_a_poll_is_none_of_the_text(question: str) -> None:
    page = story(f"<p>{FIRST}</p><p>{question}</p>{POLL}<p>{SECOND}</p><p>{THIRD}</p>")
    assert read(page).body == BODY


def test_a_paragraph_over_a_form_is_text() -> None:
    page = story(f"<p>{FIRST}</p>{POLL}<p>{SECOND}</p>{POLL}<p>{THIRD}</p>")
    assert read(page).body == BODY


def test_a_line_that_stands_alone_with_a_button_is_none_of_the_text() -> None:
    offer = "<div>The letter of the harbour comes at seven.<button>Send it</button></div>"
    assert read(html(story(f"<p>{FIRST}</p>{offer}<p>{SECOND}</p><p>{THIRD}</p>"))).body == BODY
