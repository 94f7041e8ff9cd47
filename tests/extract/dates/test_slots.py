"""extract.dates.slots: the place of a date in the markup, by name."""

from __future__ import annotations

from support.paper_pages import a_page

from newscrawl.extract.dates.slots import MAX_WAY_CHARS, SLOT_CHARS, Slots
from newscrawl.extract.html.outline import Block


def blocks_of(markup: str) -> list[Block]:
    return a_page(f"<html><body>{markup}</body></html>").outline.blocks


def test_a_slot_is_the_way_from_the_body_with_names_and_without_numbers() -> None:
    block = blocks_of("<div id=post-17><p class='meta day3'>9 January 2026</p></div>")[0]
    slots = Slots()
    assert slots.slot(block, "Published: ") == "p.meta day0/div.post-0|Published:"
    assert slots.shape(block) == "p.meta day0/div./body./html."


def test_only_the_first_letters_beside_a_date_count_and_no_long_text() -> None:
    block = blocks_of("<p>9 January 2026</p>")[0]
    slots = Slots()
    assert slots.slot(block, "x" * 20) == "p.|" + "x" * SLOT_CHARS
    assert slots.slot(block, "x" * 200) == "p.|"


def test_a_weekday_beside_a_date_changes_with_it_and_tells_no_place() -> None:
    block = blocks_of("<p>Friday, 9 January 2026</p>")[0]
    slots = Slots()
    assert slots.slot(block, "Friday,  | Share") == slots.slot(block, "Monday,  | Share")
    assert slots.slot(block, "Пятница") == slots.slot(block, "") == "p.|"


def test_parts_of_tables_are_told_apart_by_their_place_in_the_row() -> None:
    slots = Slots()
    cells = blocks_of("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>")
    ways = [slots.slot(block, "") for block in cells]
    assert ways == ["tda./tra./tablea.|", "tdb./tra./tablea.|", "tda./trb./tablea.|"]
    assert {slots.shape(block) for block in cells} == {"td./tr./table./body./html."}


def test_an_element_that_names_a_change_tells_those_around_it() -> None:
    slots = Slots()
    changed, other = blocks_of(
        "<div>a <b><time itemprop=dateModified>9 January 2026</time></b></div><div>b</div>"
    )
    assert slots.says_change(changed)
    assert not slots.says_change(other)
    itself = blocks_of("<p class='meta modified'>9 January 2026</p>")[0]
    assert Slots().says_change(itself)


def test_a_way_is_no_longer_than_that_of_any_real_page() -> None:
    block = blocks_of(f"<div class='{'x' * 2 * MAX_WAY_CHARS}'><p>9 January 2026</p></div>")[0]
    assert len(Slots().slot(block, "")) == MAX_WAY_CHARS + 1
    assert Slots().slot(block, "").startswith("p./div.xxx")
