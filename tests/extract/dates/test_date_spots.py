"""The dates of a page that stand by themselves, each with its place and what marks it."""

from __future__ import annotations

from datetime import date

import pytest
from support.paper_pages import a_page

from newscrawl.extract.dates.date_spot import DateSpot
from newscrawl.extract.dates.date_spots import find_date_spots
from newscrawl.extract.dates.parse import iso

NINTH = date(2026, 1, 9)


def spots(markup: str, in_lists: frozenset[int] = frozenset()) -> list[DateSpot]:
    return find_date_spots(a_page(markup).outline, in_lists)


def spot(markup: str) -> DateSpot:
    (found,) = spots(markup)
    return found


@pytest.mark.parametrize(
    ("markup", "labelled", "alone"),
    [
        ("<p>9 January 2026</p>", False, True),
        ("<p>Published: 9 January 2026</p>", True, True),
        ("<p>By Nino Example | 9 January 2026</p>", True, True),
        ("<p>Nino Example | 9 January 2026</p>", True, False),
        ("<p>Date:</p><p>9 January 2026</p>", True, True),
        ("<p><time datetime=2026-01-09>yesterday</time></p>", True, True),
        ("<p>Archive <b>9 January 2026</b> Weather -3 in the valley</p>", False, False),
    ],
)
def test_a_label_an_author_or_a_machine_date_mark_the_day_of_publication(
    markup: str, labelled: bool, alone: bool
) -> None:
    found = spot(markup)
    assert (found.when, found.labelled, found.alone) == (NINTH, labelled, alone)


def test_the_machine_date_of_the_same_day_gives_the_moment() -> None:
    at_ten = '<p><time datetime="2026-01-09T10:00:00+04:00">9 January 2026</time></p>'
    assert iso(spot(at_ten).when) == "2026-01-09T10:00:00+04:00"
    other = '<p><time datetime="2026-01-08T10:00:00+04:00">9 January 2026</time></p>'
    assert spot(other).when == NINTH


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Updated:</p><p>9 January 2026</p>",
        "<p itemprop=dateModified>9 January 2026</p>",
        "<p itemprop=dateModified><time datetime=2026-01-09>9.1.</time></p>",
        "<p><span class=last-updated><time datetime=2026-01-09>9.1.</time></span></p>",
        "<div class=field--name-changed><time datetime=2026-01-09>9.1.</time></div>",
        "<p><span class=modified>9 January 2026</span></p>",
        "<p>The pier was closed on 9 January 2026, in snow.</p>",
        f"<p>On 9 January 2026 the pier was closed. {'It snowed all night. ' * 9}</p>",
    ],
)
def test_the_date_of_a_change_and_a_date_in_a_sentence_are_none(markup: str) -> None:
    assert spots(markup) == []


def test_a_line_that_names_a_change_is_known_but_stands_elsewhere() -> None:
    found = spot("<p>Updated: 9 January 2026</p>")
    assert (found.elsewhere, found.labelled, found.alone) == (True, False, False)


def test_a_stamp_that_begins_a_notice_is_one_and_stands_elsewhere() -> None:
    found = spot(f"<p><b>9 January 2026</b> {'It snowed all night. ' * 9}</p>")
    assert (found.when, found.elsewhere, found.alone) == (NINTH, True, False)


@pytest.mark.parametrize("tag", ["nav", "footer", "aside", "blockquote", "figure"])
def test_the_frame_of_the_page_is_elsewhere(tag: str) -> None:
    assert spot(f"<{tag}><p>9 January 2026</p></{tag}>").elsewhere
    assert not spot("<div><p>9 January 2026</p></div>").elsewhere


@pytest.mark.parametrize("byline", ["By Nino Example", "Par Nino Example", "Von Nino Example"])
@pytest.mark.parametrize("day", ["9 January 2026", "9 January 2026, 14 h"])
def test_an_aside_that_says_who_wrote_says_when_too(byline: str, day: str) -> None:
    assert not spot(f"<aside><p>{byline}</p><p>{day}</p></aside>").elsewhere


def test_other_asides_say_nothing_of_the_article() -> None:
    assert spot("<aside><p>Weather</p><p>9 January 2026</p></aside>").elsewhere
    in_menu = "<nav><aside><p>By Nino Example</p><p>9 January 2026</p></aside></nav>"
    assert spot(in_menu).elsewhere


def test_text_below_or_in_the_same_block_is_noticed() -> None:
    prose = "<p>The night ferry sailed from the upper pier for the first time.</p>"
    assert spot(f"<p>9 January 2026</p>{prose}").over_text
    assert spot("<p>9 January 2026<br>I was there and saw it</p>").over_text
    assert not spot("<p>9 January 2026</p>").over_text


def test_blocks_of_headline_lists_are_left_out() -> None:
    assert spots("<p>9 January 2026</p>", frozenset([0])) == []


def test_the_slot_is_the_same_on_pages_of_one_template() -> None:
    first = spot("<div id=story-1><p class=date>Posted: 9 January 2026</p></div>")
    second = spot("<div id=story-27><p class=date>Posted: 10 January 2026</p></div>")
    assert first.slot == second.slot
    assert (
        spot("<div id=story-1><p class=date>Printed: 9 January 2026</p></div>").slot != first.slot
    )


@pytest.mark.parametrize(
    ("line", "labelled"),
    [
        ("the harbour | upper pier, 9 January 2026", False),
        ("9 January 2026 - harbour office (ferries and boats)", False),
        ("9 January 2026, about 5 min", False),
        ("<time>Published on 9 January 2026</time><time>9 January 2026</time> • 319 likes", True),
    ],
)
def test_a_date_that_is_a_piece_of_a_row_of_short_ones_may_be_the_articles(
    line: str, labelled: bool
) -> None:
    for found in spots(f"<p>{line}</p>"):
        assert (found.when, found.elsewhere, found.alone) == (NINTH, False, False)
    assert spots(f"<p>{line}</p>")[0].labelled == labelled


@pytest.mark.parametrize(
    "line",
    [
        "<b>Registered:</b> 9 January 2026 · 14 letters",
        "Photo: Nino Example | 9 January 2026 | harbour office of the town",
        "9 January 2026 | 12 January 2026 | the two days of the fair",
        "Fair on the pier from 9 January 2026 | bring your own chair and cup",
        "9 January 2026 | the day on which the ferry sailed from the pier again",
    ],
)
def test_a_date_that_belongs_to_what_stands_beside_it_is_none_of_the_articles(line: str) -> None:
    assert all(found.elsewhere for found in spots(f"<p>{line}</p>"))


@pytest.mark.parametrize(
    "line", ["Updated: 05/06/2026 05/01/2026", "05/01/2026 Updated: 05/06/2026"]
)
def test_the_text_of_a_date_is_its_own_where_that_of_a_change_stands_in_its_line(line: str) -> None:
    """By the text the day is read anew when the site's order of day and month is known."""
    found = spot(f"<p>{line}</p>")
    assert (found.text, found.when, found.order_known) == ("05/01/2026", date(2026, 1, 5), False)


@pytest.mark.parametrize(
    "markup",
    [
        "<div><span>Updated on</span> <i></i><?x?><span> 9 January 2026 </span></div>",
        "<div><b>Nino Example</b> Last updated <b>9 January 2026</b> Harbour office</div>",
    ],
)
def test_a_label_of_a_change_in_an_element_of_its_own_names_the_day_beside_it(markup: str) -> None:
    assert all(found.elsewhere and not found.labelled for found in spots(markup))


def test_a_date_for_machines_in_a_sentence_is_not_named_the_day_of_publication() -> None:
    day = "<time datetime=2026-01-09>the ninth</time>"
    sentence = "A draft of this paper lies in the reading room, where it was first shown on"
    assert not spot(f"<p>{sentence} {day}.</p>").labelled
    assert spot(f"<p>Nino Example {day} 3 min.</p>").labelled


@pytest.mark.parametrize(
    "times",
    [
        "<time>9 January 2026</time><time class=entry-modified-time>Updated 12 May 2026</time>",
        "<time datetime=2026-01-09>9.1.</time> <time itemprop=dateModified>12 May 2026</time>",
    ],
)
def test_beside_the_day_of_a_change_the_other_one_is_that_of_publication(times: str) -> None:
    found = spot(f"<p>{times}</p>")
    assert (found.when, found.labelled) == (NINTH, True)


def test_an_element_that_says_its_moment_twice_says_it_most_exactly_once() -> None:
    attributes = 'datetime="2026-01-09T10:00:20+04:00" title="9 January 2026 10:00"'
    found = spot(f"<p><time {attributes}>01/09 — 2026</time></p>")
    assert (iso(found.when), found.labelled) == ("2026-01-09T10:00:20+04:00", True)


def test_the_time_to_read_may_stand_behind_a_middle_dot_of_japanese() -> None:
    assert not spot("<p>9 January 2026<!-- --> <!-- -->・ 3 min read</p>").elsewhere
