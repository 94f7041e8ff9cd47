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


NOTICE = "Here stands a map of another house, which a click shows to whoever allows it."


def test_a_notice_that_stands_again_and_again_in_the_text_is_none_of_it() -> None:
    text = "".join(f"<p>{text}</p><div>{NOTICE}</div>" for text in (FIRST, SECOND, THIRD))
    assert body_of(story(text)) == [FIRST, SECOND, THIRD]


def test_a_sentence_said_twice_is_text() -> None:
    assert body_of(story(f"{PROSE}<p>{SECOND}</p>")) == [FIRST, SECOND, THIRD, SECOND]


def test_a_question_to_each_of_several_persons_is_text() -> None:
    question = "What would you take with you on the night ferry, if you had only one bag?"
    text = "".join(f"<p>{question}</p><p>{text}</p>" for text in (FIRST, SECOND, THIRD))
    assert body_of(story(text)).count(question) == 3


def test_entries_with_numbers_are_text() -> None:
    entry = "Two cups of flour, 1 egg, and 250 grammes of what the harbour has to offer."
    text = "".join(f"<p>{text}</p><p>{entry}</p>" for text in (FIRST, SECOND, THIRD))
    assert body_of(story(text)).count(entry) == 3


def test_short_lines_and_cells_may_repeat() -> None:
    line, cell = "<p>And then there was tea.</p>", f"<tr><td>{NOTICE}</td></tr>"
    assert body_of(story(PROSE + line * 4)).count("And then there was tea.") == 4
    assert body_of(story(f"{PROSE}<table>{cell * 4}</table>")).count(NOTICE) == 4


@pytest.mark.parametrize(
    "only",
    [
        "<figure><img src=p.jpg><p>{text}</p></figure>",
        "<div><img src=p.jpg><p>{text}</p></div>",
        "<div class=caption><p>{text}</p></div>",
        "<p><img src=p.jpg><i>{text}</i></p>",
        "<form><p>{text}</p><button>Send</button></form>",
    ],
)
def test_the_only_prose_is_no_caption(only: str) -> None:
    assert body_of(story(only.format(text=FIRST))) == [FIRST]
    beside = only.format(text="A boat that sails at night, seen from the upper pier in spring.")
    assert body_of(story(f"<p>{FIRST}</p>{beside}<p>{SECOND}</p>")) == [FIRST, SECOND]


def test_a_label_that_stands_again_and_again_between_the_paragraphs_is_no_text() -> None:
    label = "<div>Pass over the advertisement</div>"
    text = "".join(f"<p>{text}</p>{label}" for text in (FIRST, SECOND, THIRD))
    assert body_of(story(text)) == [FIRST, SECOND, THIRD]
    answers = "".join(f"<p>{text}</p><p>Yes and no</p>" for text in (FIRST, SECOND, THIRD))
    assert body_of(story(answers)).count("Yes and no") == 3


def test_a_caption_that_stands_again_under_the_large_picture_is_none_of_the_text() -> None:
    caption = "The upper pier on the first evening, with all of its lamps lit, seen from a boat."
    figure = f"<figure><img src=p.jpg><figcaption>{caption}</figcaption></figure>"
    page = f"<p>{FIRST}</p>{figure}<div><div>{caption}</div></div><p>{SECOND}</p>"
    assert body_of(story(page)) == [FIRST, SECOND]
