"""The further facts of a page: what its metadata claim of this article, and what stands at it."""

from __future__ import annotations

from support.paper_pages import PROSE, TITLE, an_article, read

from newscrawl.extract.boilerplate import Boilerplate


def a_page(head: str = "", *, above: str = "", below: str = "") -> str:
    return (
        f"<html><head>{head}</head><body><article><h1>{TITLE}</h1>{above}{PROSE}{below}</article>"
        "</body></html>"
    )


def memory_of(head: str) -> Boilerplate:
    """What is known of a layout once some pages with this in their heads were seen."""
    memory = Boilerplate()
    for number in range(1, 7):
        an_article(a_page(head), number=number).teach(memory)
    return memory


def test_the_picture_is_the_claimed_one_or_else_that_of_the_text() -> None:
    shown = "<img src=/i/ferry.jpg>"
    assert read(a_page(above=shown)).image == "https://paper.test/i/ferry.jpg"
    claimed = '<meta property="og:image" content="/i/pier.jpg">'
    assert read(a_page(claimed, above=shown)).image == "https://paper.test/i/pier.jpg"


def test_what_is_claimed_on_every_page_is_said_of_none() -> None:
    head = (
        '<meta property="og:image" content="/logo.png"><meta name="author" content="Ann Rower">'
        '<meta property="article:section" content="Harbour">'
    )
    alone = read(a_page(head))
    assert (alone.section, alone.authors) == ("Harbour", ["Ann Rower"])
    known = read(a_page(head), memory=memory_of(head))
    assert (known.section, known.authors, known.image) == (None, [], None)


def test_a_page_without_text_has_no_authors_and_no_picture() -> None:
    reading = read(f"<h1>{TITLE}</h1><p>By Ann Rower</p><img src=/i/a.jpg>")
    assert (reading.body, reading.authors, reading.image) == (None, [], None)
