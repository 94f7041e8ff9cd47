"""html.streamed_parts: what a server sends behind the end of a page stands where a script puts it."""

from __future__ import annotations

import pytest
from support.paper_pages import FIRST, PROSE, SECOND, TITLE, a_page, read

SCRIPT = '<script>$RC("B:0","S:0")</script>'
TEXT = "<p>Over</p>{place}<p>Under</p>"


def texts(markup: str) -> list[str]:
    return [block.text for block in a_page(markup).outline.blocks]


@pytest.mark.parametrize(
    ("place", "part", "shown"),
    [
        ('<template id="B:0"></template>', '<div hidden id="S:0"><p>In</p></div>', 1),
        ("<template id=P:1a></template>", "<div hidden id=S:1a><p>In</p></div>", 1),
        ('<p>Wait <template id="B:0"></template></p>', '<div hidden="" id="S:0">In</div>', 1),
        ("", '<div hidden="" id="S:0"><p>In</p></div>', 2),
    ],
)
def test_a_part_stands_in_its_place_or_where_it_was_sent(place: str, part: str, shown: int) -> None:
    found = texts(f"<main>{TEXT.format(place=place)}</main>{part}{SCRIPT}<p>Foot</p>")
    assert [text.removeprefix("Wait ") for text in found].index("In") == shown
    assert len(found) == 4


def test_parts_may_hold_the_places_of_others() -> None:
    first = '<div hidden id="S:0"><p>One</p><template id="B:1"></template>then</div>'
    second = '<div hidden id="S:1"><p>Two</p></div>'
    for parts in (first + second, second + first):
        found = texts(f'<div><template id="B:0"></template></div>{parts}<p>Foot</p>')
        assert found == ["One", "Two", "then", "Foot"]


@pytest.mark.parametrize(
    "markup",
    [
        '<div hidden id="S:1"><p>One</p><template id="B:1"></template></div>',
        '<div id="S:1"><p>One</p></div><template id="B:1"></template>',
        '<div hidden id="S:1"><p>One</p></div><p id="B:1">',
    ],
)
def test_a_part_that_holds_its_own_place_and_one_that_is_shown_stay(markup: str) -> None:
    assert texts(markup) == ["One"]


def test_what_is_hidden_for_another_reason_stays_so() -> None:
    assert "Secret" not in texts('<p>One</p><div hidden id="S:menu"><p>Secret</p></div>')


def test_an_article_that_is_streamed_is_read() -> None:
    page = (
        f"<html><body><header><a href=/>Harbour paper</a></header><main><template id=B:0></template>"
        f"</main><footer><p>Harbour office, upper pier</p></footer>"
        f'<div hidden id="S:0"><h1>{TITLE}</h1>{PROSE}</div></body></html>'
    )
    reading = read(page)
    assert reading.title == TITLE
    assert FIRST in (reading.body or "")
    assert SECOND in (reading.body or "")


@pytest.mark.parametrize(("part", "shown"), [("S:0", ["In"]), ("S:1", ["Loading", "In"])])
def test_what_stood_in_the_place_of_a_part_goes_when_the_part_comes(
    part: str, shown: list[str]
) -> None:
    waiting = '<!--$?--><template id="B:0"></template><p>Loading</p><!--/$-->'
    assert texts(f'<div>{waiting}</div><div hidden id="{part}"><p>In</p></div>') == shown
