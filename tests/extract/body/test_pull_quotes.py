"""extract.body.pull_quotes: what stands a second time between the paragraphs."""

from __future__ import annotations

import pytest
from support.paper_pages import BODY, FIRST, SECOND, THIRD, read, story

SAID = "We kept the timetable on the wall all winter"
NAME = "Tea Pattern, who sells tea beside the gangway"


def body(quote: str) -> str | None:
    return read(story(f"<p>{FIRST}</p>{quote}<p>{SECOND}</p><p>{THIRD}</p>")).body


@pytest.mark.parametrize(
    "quote",
    [
        f"<blockquote class=pullquote><p>{SAID}</p></blockquote>",
        f"<blockquote class=pull-quote><p>“{SAID}”</p><cite>{NAME}</cite></blockquote>",
        f"<figure class=wp-block-pullquote><blockquote><p>{SAID}</p></blockquote></figure>",
        f"<div class=story_pullQuote><p>{SAID}</p><p>{NAME}</p></div>",
    ],
)
def test_a_pull_quote_says_nothing_new(quote: str) -> None:
    assert body(quote) == BODY


@pytest.mark.parametrize(
    "quote",
    [
        f"<blockquote><p>{SAID}</p></blockquote>",
        "<blockquote class=pullquote><p>The lamp swung until the morning came.</p></blockquote>",
        "<blockquote class=pullquote><p>The tea</p></blockquote>",
    ],
)
def test_a_quotation_without_that_name_or_that_is_said_once_stays(quote: str) -> None:
    assert body(quote) != BODY


def test_a_standfirst_in_the_head_and_again_over_the_text_is_said_once() -> None:
    head = f"<div class=dek>{FIRST}</div><p class=byline>Nino Example</p>"
    again = f"<section><div class=abstract>{FIRST}</div><p>{SECOND}</p><p>{THIRD}</p></section>"
    assert read(story(head + again)).body == BODY


def test_a_line_of_a_song_that_is_sung_again_stays() -> None:
    text = read(story(f"<div>{f'<p>{FIRST}</p>' * 2}<p>{SECOND}</p></div><p>{THIRD}</p>")).body
    assert (text or "").count(FIRST) == 2
