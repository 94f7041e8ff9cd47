"""Where a printed date stands, seen from title and text."""

from __future__ import annotations

from datetime import date

import pytest

from newscrawl.extract.dates.date_spot import DateSpot
from newscrawl.extract.publication_date.context import DateContext
from newscrawl.extract.publication_date.place import Place, place_of

PAGE = DateContext(
    ref=None,
    title_block=10,
    title_in_sidebar=False,
    body_first=20,
    body_last=29,
    body_blocks=frozenset(range(20, 30)),
    head_first=16,
    headlines=(),
    today=date(2026, 1, 14),
)


def at(
    block: int, *, elsewhere: bool = False, in_sidebar: bool = False, over_text: bool = False
) -> DateSpot:
    return DateSpot(
        slot="div",
        when=date(2026, 1, 9),
        text="9 January 2026",
        labelled=False,
        block=block,
        shape="div",
        elsewhere=elsewhere,
        in_sidebar=in_sidebar,
        over_text=over_text,
    )


@pytest.mark.parametrize(
    ("spot", "name", "beside_title"),
    [
        (at(11, elsewhere=True), "in_frame", False),
        (at(11, in_sidebar=True), "in_sidebar", False),
        (at(21), "inside_text", False),
        (at(33), "far_under_text", False),
        (at(30, over_text=True), "far_under_text", False),
        (at(30), "under_text", True),
        (at(32), "under_text", True),
        (at(6), "around_title", True),
        (at(14), "around_title", True),
        (at(16), "between_title_and_text", True),
        (at(20), "at_text", True),
        (at(5), "far_from_title", False),
    ],
)
def test_a_place_has_a_name(spot: DateSpot, name: str, beside_title: bool) -> None:
    assert place_of(spot, PAGE) == Place(name, beside_title)


def test_a_line_under_the_standfirst_is_beside_the_title() -> None:
    page = PAGE._replace(body_first=11, body_blocks=frozenset((11, *range(15, 30))))
    assert place_of(at(13), page) == Place("around_title", True)
    assert place_of(at(14), page._replace(body_blocks=frozenset((11, 12, 13)))).name == (
        "inside_text"
    )
    assert place_of(at(15), page).name == "inside_text"


def test_without_a_title_nothing_stands_beside_it() -> None:
    assert place_of(at(11), PAGE._replace(title_block=None)) == Place("without_title", False)


def test_a_sidebar_that_holds_the_title_is_none() -> None:
    assert place_of(at(11, in_sidebar=True), PAGE._replace(title_in_sidebar=True)).beside_title


def test_without_a_text_only_the_title_counts() -> None:
    page = PAGE._replace(body_first=None, body_last=None, body_blocks=frozenset())
    assert place_of(at(14), page).name == "around_title"
    assert place_of(at(15), page).name == "far_from_title"


@pytest.mark.parametrize(
    ("block", "name", "beside_title"),
    [
        (15, "without_title", False),
        (16, "over_text", True),
        (19, "over_text", True),
        (20, "without_title", False),
        (30, "under_text", True),
    ],
)
def test_without_a_title_the_lines_over_the_text_are_where_it_would_be(
    block: int, name: str, beside_title: bool
) -> None:
    page = PAGE._replace(title_block=None)
    assert place_of(at(block), page) == Place(name, beside_title)


def test_a_line_that_names_the_day_may_stand_behind_a_box_on_the_author() -> None:
    page = PAGE._replace(body_first=12, body_blocks=frozenset((12, *range(22, 30))))
    named = at(20)._replace(labelled=True)
    assert place_of(named, page).beside_title
    assert place_of(at(20), page).name == "inside_text"
    assert place_of(named._replace(alone=False), page).name == "inside_text"
    in_text = page._replace(body_blocks=frozenset(range(12, 30)))
    assert place_of(named, in_text).name == "inside_text"
    assert place_of(at(23)._replace(labelled=True), page).name == "inside_text"
