"""A gallery: pictures in a row, whose lines are the text of the page."""

from __future__ import annotations

import pytest
from support.paper_pages import FIRST, PROSE, SECOND, other_text, read, story

FIGURE = "<figure><img src=/{n}.jpg width=900><figcaption>{text}</figcaption></figure>"
SLIDES = [
    FIGURE,
    "<div class=slide><img src=/{n}.jpg width=900><p class=caption>{text}</p></div>",
    "<li><figure><img src=/{n}.jpg><figcaption>{text}<span>Photo: Nino</span></figcaption></figure></li>",
    "<figure><img src=/{n}.jpg><figcaption>{text}</figcaption></figure><button>Share</button>",
]


def row(slide: str, count: int) -> str:
    return "".join(slide.format(n=n, text=other_text(n)) for n in range(count))


@pytest.mark.parametrize("slide", SLIDES, ids=["figures", "classes", "list", "buttons"])
def test_the_lines_of_a_gallery_are_its_text_in_the_order_of_the_pictures(slide: str) -> None:
    shown = read(story(f"<p>{FIRST}</p><div class=photos>{row(slide, 6)}</div>")).body or ""
    places = [shown.index(text) for text in (FIRST, *map(other_text, range(6)))]
    assert places == sorted(places)


def test_a_picture_that_is_shown_small_and_large_says_its_line_once() -> None:
    page = story(f"<p>{FIRST}</p><div>{row(FIGURE, 5)}{row(FIGURE, 5)}</div>")
    shown = (read(page).body or "").split("\n\n")
    assert shown == [FIRST, *map(other_text, range(5))]


def test_pictures_beside_a_text_that_says_more_keep_their_lines_to_themselves() -> None:
    long = "".join(f"<p>{other_text(n)} {SECOND}</p>" for n in range(10, 20))
    shown = read(story(f"{PROSE}{long}<div>{row(FIGURE, 6)}</div>")).body or ""
    assert not any(other_text(n) in shown for n in range(6))


def test_pictures_between_paragraphs_are_no_gallery() -> None:
    mixed = "".join(
        f"<p>{text}</p>{FIGURE.format(n=n, text=other_text(n) + ' ' + other_text(n + 20))}"
        for n, text in enumerate((FIRST, SECOND, *map(other_text, range(50, 54))))
    )
    shown = read(story(mixed)).body or ""
    assert FIRST in shown and other_text(3) not in shown


def test_a_gallery_over_a_text_of_several_paragraphs_stands_beside_it() -> None:
    text = [FIRST, SECOND, *map(other_text, range(60, 63))]
    paragraphs = "".join(f"<p>{one}</p>" for one in text)
    page = story(f"<div class=photos>{row(FIGURE, 16)}</div><div>{paragraphs}</div>")
    assert (read(page).body or "").split("\n\n") == text
