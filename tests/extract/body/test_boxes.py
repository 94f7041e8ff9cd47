"""extract.body.boxes: boxes and slides between the paragraphs, and parts of the text that are
none."""

from __future__ import annotations

import pytest
from support.paper_pages import FIRST, OTHER_TITLES, SECOND, THIRD, other_text, read, story

TEXT = [FIRST, SECOND, THIRD, *(other_text(number) for number in range(6))]
LINK = f"<a href='/en/news/detail/4703'>{OTHER_TITLES[0]}</a>"
OFFER = "Whoever leaves an address here gets the timetable by post, on every first of the month."
SHOWN = "A film of another house may be shown here, which then learns that you were here."


def body_of(markup: str) -> list[str]:
    return (read(markup).body or "").split("\n\n")


def page(between: str) -> str:
    paragraphs = [f"<p>{text}</p>" for text in TEXT]
    return story("".join([*paragraphs[:3], between, *paragraphs[3:]]))


BOXES = {
    "an offer with a field": (
        f"<div class=x1><h3>The timetable</h3><p>{OFFER}</p><input type=email></div>"
    ),
    "consent with a switch": (
        f"<div class=x1><div><p>Recommended by us</p><p>{SHOWN}</p><label><input type=checkbox>"
        f"Show films</label><p>Yes, I wish to see the films of all houses.</p></div></div>"
    ),
    "consent with a button": (
        f"<div><p>A film</p><p>{SHOWN}</p><button>Show it</button><p>And more of it.</p></div>"
    ),
    "a card of another article": (
        f"<div class=x1><div><p>More of it</p></div><div>{LINK}</div><p>{OFFER}</p></div>"
    ),
    "slides of a gallery": "".join(
        f"<div><div>{n} of 3 |<span><p>The pier at {n} in the morning, seen from a boat.</p></span>"
        "</div></div>"
        for n in (1, 2, 3)
    ),
    "slides with their numbers in elements of their own": "".join(
        f"<li><b>{n}/3</b><div>The pier at {n} in the morning, seen from a boat.</div></li>"
        for n in (1, 2, 3)
    ),
}


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)
def test_a_box_between_the_paragraphs_is_no_text(box: str) -> None:
    assert body_of(page(box)) == TEXT


PARTS = {
    "paragraphs with a button": (
        f"<div class=x1><p>{OFFER}</p><p>{SHOWN}</p><button>Share</button></div>"
    ),
    "a paragraph with a link under it": f"<div class=x1><p>{OFFER}</p><p>{LINK}</p></div>",
    "a heading and a paragraph": f"<div class=x1><h3>The timetable</h3><p>{OFFER}</p></div>",
    "a list with a link": f"<ul><li>The timetable</li><li>{OFFER}</li><li>{LINK}</li></ul>",
    "a quotation": f"<blockquote><p>He says:</p><p>{OFFER}</p><button>Louder</button></blockquote>",
    "a number of two": f"<p>2 of 3</p><p>{OFFER}</p>",
}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_a_part_of_the_text_is_no_box(part: str) -> None:
    assert OFFER in body_of(page(part))


def test_like_parts_that_make_the_text_are_no_boxes() -> None:
    parts = "".join(
        f"<div class=entry><h3>Part {n}</h3><p>{text}</p><button>Share</button></div>"
        for n, text in enumerate(TEXT)
    )
    assert [text for text in body_of(story(parts)) if text in TEXT] == TEXT


@pytest.mark.parametrize("tag", ["li", "p", "div"])
def test_a_table_of_contents_is_no_text(tag: str) -> None:
    entries = "".join(
        f"<{tag}>{number}. <a href='#part{number}'>{OTHER_TITLES[number]}</a></{tag}>"
        for number in range(1, 5)
    )
    assert body_of(page(f"<div><p>Table of Contents</p>{entries}</div>")) == TEXT
    assert body_of(page(f"<h2><a href='#x'>{OTHER_TITLES[1]}</a></h2>")) != TEXT
    two = "".join(f"<p><a href='#n{one}'>{OTHER_TITLES[one]}</a></p>" for one in (1, 2))
    assert body_of(page(two)) != TEXT


def test_a_paragraph_named_as_what_a_paywall_hides_is_text_and_an_offer_is_none() -> None:
    hidden = [f"<p class=paywall aria-hidden=true>{text}</p>" for text in TEXT[2:4]]
    shown = [f"<p>{text}</p>" for text in TEXT]
    assert body_of(story("".join([*shown[:2], *hidden, *shown[4:]]))) == list(TEXT)
    offer = f"<div class=paywall><p>{OFFER}</p></div>"
    assert body_of(page(offer)) == list(TEXT)
