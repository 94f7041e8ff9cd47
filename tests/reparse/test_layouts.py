"""What was known to repeat when a page was read is learnt again, from the same pages."""

from __future__ import annotations

from typing import Any

import pytest
from support.paper_pages import an_article

from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.page_lesson import PageLesson
from newscrawl.items import Circumstances
from newscrawl.reparse.layouts import Layouts, stand_in
from newscrawl.reparse.values import KeptPage, Lesson, Taught

LOST, UNREADABLE = 98, 99


def kept(number: int) -> KeptPage:
    return KeptPage({"number": number}, None, None)


def taught(number: int) -> Taught:
    """A page of one block that all have, and one of its own."""
    if number in (LOST, UNREADABLE):
        return Taught(is_lost=number == LOST)
    return Taught(False, "en", PageLesson(frozenset({0, number}), ()))


def lessons(layout: str, *numbers: int) -> list[tuple[Lesson, Taught]]:
    return [
        (Lesson(layout, place, kept(one)), taught(one))
        for place, one in enumerate(numbers, start=1)
    ]


def seen(layout: str | None, learnt: int) -> Circumstances:
    return Circumstances("<urn:uuid:1>", (), layout, learnt)


def latest(pages: int, layout: str | None) -> dict[str, Any]:
    memory = Boilerplate()
    for number in range(pages):
        memory.learn_places("en", {number}, ())
    return {"en": {**memory.dump("en"), "layout": layout}}


@pytest.mark.parametrize("learnt", [4, 5, 6])
def test_a_page_is_read_with_what_was_known_then(learnt: int) -> None:
    layouts = Layouts(lessons("a", *range(1, 7)), {})
    assert layouts.known_to(seen("a", learnt), "en").pages("en") == learnt


def test_more_than_there_are_is_all_of_them() -> None:
    layouts = Layouts(lessons("a", *range(1, 7)), {})
    assert layouts.known_to(seen("a", 30), "en").pages("en") == 6


def test_layouts_do_not_mix() -> None:
    both = [*lessons("a", 1, 2, 3, 4), *lessons("b", 5, 6, 7, 8, 9)]
    layouts = Layouts(both, {})
    assert layouts.known_to(seen("b", 5), "en").pages("en") == 5
    assert layouts.known_to(seen("a", 4), "en").pages("en") == 4


def test_a_lesson_that_cannot_be_read_any_more_is_left_out() -> None:
    layouts = Layouts(lessons("a", 1, UNREADABLE, 2, 3, 4), {})
    assert layouts.known_to(seen("a", 5), "en").pages("en") == 4


def test_where_a_lesson_is_lost_the_state_still_knows_what_it_taught() -> None:
    given = lessons("a", 1, LOST, 2, 3, 4)
    layouts = Layouts(given, latest(30, "a"))
    assert layouts.known_to(seen("a", 1), "en").pages("en") == 30, "one page alone tells nothing"
    assert layouts.known_to(seen("a", 5), "en").pages("en") == 30
    other = Layouts(given, latest(30, "b"))
    assert other.known_to(seen("a", 5), "en").pages("en") == 4, "what is known is of another layout"


def test_without_its_own_layout_the_first_pages_stand_in_and_then_what_is_known_by_now() -> None:
    layouts = Layouts(lessons(stand_in("en"), *range(1, 6)), latest(30, None))
    assert layouts.known_to(seen(None, 0), "en").pages("en") == 5
    assert Layouts([], latest(30, None)).known_to(seen("a", 4), "en").pages("en") == 30
    assert not Layouts([], {}).known_to(seen("a", 4), "en").knows("en")


def test_a_notice_of_later_pages_is_one_for_a_page_that_was_read_before() -> None:
    block = an_article(
        "<p>To see the map you have to allow a third party.</p>"
    ).page.outline.blocks[0]
    by_now = Boilerplate()
    for number in range(60):
        sample = PageLesson(
            frozenset({number, block.place} if number > 29 else {number}), (), f"{number}"
        )
        if number < 30:
            by_now.learn_places("en", *sample)
        else:
            by_now.watch("en", sample)
    layouts = Layouts(lessons("a", *range(1, 7)), {"en": {**by_now.dump("en"), "layout": "a"}})
    assert layouts.known_to(seen("a", 5), "en").is_notice("en", block)
    of_another = Layouts(lessons("b", *range(1, 7)), {"en": {**by_now.dump("en"), "layout": "a"}})
    assert not of_another.known_to(seen("b", 5), "en").is_notice("en", block)
