"""extract.dates.date_spot: what stands around a date."""

from __future__ import annotations

import pytest
from support.paper_pages import PROSE, TITLE, a_page, html, read, story

from newscrawl.extract.dates.date_spot import DateSpot
from newscrawl.extract.dates.date_spots import find_date_spots
from newscrawl.records import moment

DAY = "<p>9 January 2026</p>"
TEXT = (
    "<p>Whoever crossed on that day remembers the waves, and a lamp that swung until morning.</p>"
)


def spot(markup: str) -> DateSpot:
    (found,) = find_date_spots(a_page(html(markup)).outline, frozenset())
    return found


@pytest.mark.parametrize(
    ("before", "labelled"),
    [
        ("<p>Published:</p>", True),
        ("<p>By Nino Example</p>", True),
        ("<p>By Nino Example, Luka Sample and Tea Pattern</p>", True),
        ("<p>Nino Example</p>", False),
        (TEXT, False),
        ("", False),
    ],
)
def test_the_line_before_says_what_a_date_is(before: str, labelled: bool) -> None:
    assert spot(f"{before}{DAY}").labelled is labelled


@pytest.mark.parametrize(
    ("behind", "over_text"),
    [
        (TEXT, True),
        (f"<h3>Tides</h3>{TEXT}", True),
        (f"<footer>{TEXT}</footer>", False),
        (f"<div class=comments>{TEXT}</div>", False),
        ("<p>Share</p>", False),
        ("", False),
    ],
)
def test_what_begins_another_part_of_the_page_is_no_text_behind_a_date(
    behind: str, over_text: bool
) -> None:
    assert spot(f"{PROSE}{DAY}{behind}").over_text is over_text


def test_a_date_among_comments_stands_over_their_text() -> None:
    assert spot(f"{PROSE}<div class=comments>{DAY}{TEXT}</div>").over_text


def test_the_day_may_stand_under_the_text_between_its_author_and_the_comments() -> None:
    comments = f"<div class=comments>{TEXT}</div>"
    signed = f"<p>By Nino Example</p>{DAY}"
    page = f"<div><h1>{TITLE}</h1><div>{PROSE}</div>{signed}{comments}</div>"
    assert moment(read(html(page)).published) == "2026-01-09"
    fields = "<p class=info>Date: 9 January 2026<br>Author: Nino Example</p>"
    page = f"<div><h1>{TITLE}</h1><div>{PROSE}</div>{fields}{comments}</div>"
    assert moment(read(html(page)).published) == "2026-01-09"


@pytest.mark.parametrize("line", ["Updated: 10 January 2026", "Last updated on 10 January 2026"])
def test_a_change_may_stand_under_the_text_too(line: str) -> None:
    comments = f"<div class=comments>{TEXT}</div>"
    told = read(story(under_title=f"<p>Published {DAY}</p>", below=f"<p>{line}</p>{comments}"))
    assert moment(told.modified) == "2026-01-10"
