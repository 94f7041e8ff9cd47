"""extract.html.open_paragraphs: what a browser ends where the page forgot to."""

from __future__ import annotations

import pytest
from lxml import etree
from support.paper_pages import BODY, FIRST, SECOND, THIRD, read, story

from newscrawl.extract.html.page import parse


@pytest.mark.parametrize(
    ("markup", "tree"),
    [
        (
            "<p>a<section>b<p>c</section> d<figure>e</figure>f</p> g<p>h",
            "<p>a</p><section>b<p>c</p></section> d<figure>e</figure>f<p/> g<p>h</p>",
        ),
        ("<p>a<ul><li>b</ul><p>c", "<p>a</p><ul><li>b</li></ul><p>c</p>"),
        ("<section><p>a</p></section>", "<section><p>a</p></section>"),
    ],
)
def test_a_paragraph_ends_where_browsers_end_it(markup: str, tree: str) -> None:
    body = parse(f"<body>{markup}</body>".encode())[0]
    assert etree.tostring(body).decode() == f"<body>{tree}</body>"


def test_an_advertisement_that_is_not_closed_takes_no_paragraph_with_it() -> None:
    notice = "<p class=advert><a href=https://shop.test/>Buy a boat</a>"
    parts = "".join(f"<section class=part><p>{one}</section>{notice}" for one in (FIRST, SECOND))
    assert read(story(f"<main>{parts}<section class=part><p>{THIRD}</section></main>")).body == BODY


def test_a_page_of_nothing_but_open_paragraphs_takes_no_more_than_its_size() -> None:
    page = parse(b"<body><p>" + b"a<section>b</section>" * 5_000 + b"</body>")
    assert len(page.findall(".//section")) == 5_000
