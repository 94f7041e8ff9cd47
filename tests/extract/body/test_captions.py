"""extract.body.captions: a line under a picture, and the paragraphs between pictures."""

from __future__ import annotations

import pytest
from support.paper_pages import BODY, FIRST, PROSE, SECOND, THIRD, read, story

STEP = "Turn the left key until the bell rings."
CAPTION = "The upper pier in the morning, seen from the tower"


def paragraphs(markup: str) -> list[str]:
    return (read(story(markup)).body or "").split("\n\n")


@pytest.mark.parametrize("classes", [("mt30", "mt60"), ("col-8 s1", "col-12 s2")])
def test_classes_that_differ_in_their_sizes_set_the_same_paragraphs(
    classes: tuple[str, str],
) -> None:
    usual, other = classes
    text = "".join(f'<p class="{usual}">{one}</p>' for one in (FIRST, SECOND, THIRD))
    steps = (
        f'<p class="{usual}"><img src=/{place}.jpg></p><p class="{other}">{STEP} {place}</p>'
        for place in range(3)
    )
    assert paragraphs(text + "".join(steps))[3:] == [f"{STEP} {place}" for place in range(3)]


def test_a_quotation_with_the_picture_of_who_said_it_is_text() -> None:
    quotes = "".join(
        f"<blockquote><p><img src=/{place}.jpg></p><p>“{STEP} {place}”</p></blockquote>"
        for place in range(3)
    )
    assert paragraphs(f"<p>{FIRST}</p><p>{SECOND}</p>{quotes}<p>{THIRD}</p>")[2:5] == [
        f"“{STEP} {place}”" for place in range(3)
    ]


def test_a_line_of_another_class_under_a_picture_is_its_caption() -> None:
    text = "".join(f'<p class="text">{one}</p>' for one in (FIRST, SECOND, THIRD))
    picture = f'<p class="text"><img src=/a.jpg></p><p class="under-1">{CAPTION}</p>'
    assert read(story(text + picture)).body == BODY


def test_a_quotation_or_a_list_behind_a_picture_is_text() -> None:
    text = "".join(f"<div class=w><p class=t>{one}</p></div>" for one in (FIRST, SECOND, THIRD))
    picture = "<div class=w><img src=/1.jpg></div>"
    quote = f"<div class=w><blockquote class='big q'>{CAPTION}.</blockquote></div>"
    assert paragraphs(text + picture + quote)[3:] == [f"{CAPTION}."]
    listed = f"<div class=w><ul><li class=x1>{CAPTION}</li><li class=x1>{STEP}</li></ul></div>"
    assert paragraphs(text + picture + listed)[3:] == [CAPTION, STEP]


def test_an_item_of_a_list_may_say_what_a_caption_says() -> None:
    figure = f"<figure><img src=/1.jpg><figcaption>{CAPTION}</figcaption></figure>"
    text = f"{figure}<p>{FIRST}</p><p>{SECOND}</p><ul><li>{CAPTION}</li><li>{STEP}</li></ul>"
    assert paragraphs(text) == [FIRST, SECOND, CAPTION, STEP]


def test_a_paragraph_of_a_picture_and_a_span_named_caption_is_none_of_the_text() -> None:
    picture = f"<p><span><img src=/a.jpg><span class=figcaption>{CAPTION}</span></span></p>"
    assert "\n\n".join(paragraphs(f"{picture}{PROSE}")) == BODY
    named = f"<p><img src=/a.jpg><span class=captain>{CAPTION}, he said.</span></p>"
    assert paragraphs(f"{named}{PROSE}")[0] == f"{CAPTION}, he said."


OPENING = (
    "The upper pier was empty all winter long, and nobody rang its bell. Our reporter went there"
    " with the first passengers of the year, and stayed until the lamps were lit."
)


def test_an_introduction_in_italics_behind_the_picture_over_the_text_is_its_first_paragraph() -> (
    None
):
    text = "".join(f"<p>{one}</p>" for one in (FIRST, SECOND, THIRD))
    picture = "<div><section><figure><picture><img src=/a.jpg></picture></figure></section>"
    opening = f"<div class=text><p><em>{OPENING}</em></p>{text}</div></div>"
    assert paragraphs(picture + opening)[0] == OPENING
    caption = f"<div class=text><p><em>{CAPTION}.</em></p>{text}</div></div>"
    assert paragraphs(picture + caption)[0] == FIRST
    inside = f"<div class=text><img src=/a.jpg><p><em>{OPENING}</em></p>{text}</div>"
    assert paragraphs(inside)[0] == FIRST
