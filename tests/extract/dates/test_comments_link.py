"""A byline with a link down to the readers' comments."""

from __future__ import annotations

from datetime import date

import pytest
from support.paper_pages import a_page

from newscrawl.extract.dates.date_spots import find_date_spots


@pytest.mark.parametrize(
    "line",
    [
        "9 January 2026 <a href='#comments'>Comments</a>",
        "9 January 2026 <a href='/ferry/#c'>12 Comments</a>",
        "9 January 2026 <a href='/ferry/#respond'>Say something</a>",
        "9 января 2026 <a href='#comments'>3 комментария</a>",
        "<a href='/n'>Nino Example</a> • 9 January 2026 • <a href='#comments'>12 Comments</a>",
        "<a href='/n'>Nino Example</a> <time>9 January 2026</time> <a href='#comments'>12</a>",
    ],
)
def test_a_link_to_the_comments_says_nothing_of_the_date_beside_it(line: str) -> None:
    (spot,) = find_date_spots(a_page(f"<p>{line}</p>").outline, frozenset())
    assert (spot.when, spot.elsewhere) == (date(2026, 1, 9), False)


@pytest.mark.parametrize(
    "line",
    [
        "9 January 2026 <a href='?to=7#respond'>Reply</a>",
        "9 January 2026 Comments",
        "<a href='#comment-7'>9 January 2026</a> <a href='#comment-7'>Reply</a>",
    ],
)
def test_a_button_that_answers_a_reader_stays_what_it_is(line: str) -> None:
    spots = find_date_spots(a_page(f"<p>{line}</p>").outline, frozenset())
    assert all(spot.elsewhere for spot in spots)
