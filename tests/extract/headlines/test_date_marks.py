"""Which dates of a page may belong to headlines."""

from __future__ import annotations

from datetime import date

import pytest
from support.paper_pages import a_page

from newscrawl.extract.headlines.date_marks import DateMark, find_date_marks

NINTH = date(2026, 1, 9)
LINK = '<a href="/en/news/detail/4703">A bridge of glass opens</a>'


def dates(markup: str) -> list[DateMark]:
    return find_date_marks(a_page(markup).outline)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>9 January 2026</p>",
        "<p>Politics | 9 January 2026</p>",
        f"<p>{LINK} 9 January 2026</p>",
        "<div><span>9 January 2026</span><span>by Ana Gray</span></div>",
        "<h6>Posted on 9 January 2026 in <a href=/en/s/1>Hills</a></h6>",
        f"<p><b>09</b> <i>Jan</i> <i>2026</i> {LINK}</p>",
        '<p><time datetime="2026-01-09T10:00:00Z">yesterday</time></p>',
        "<p><time datetime=2026-01-09>Fri</time> <time datetime=2026-01-09T10:00Z>10</time></p>",
    ],
)
def test_a_date_by_itself_or_beside_a_link_is_one(markup: str) -> None:
    assert [mark.when for mark in dates(markup)] == [NINTH]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>The bridge was opened on 9 January 2026, in snow.</p>",
        "<p>January 2026</p>",
        f"<p>Since 9 January 2026 nobody in the whole valley read anything but {LINK} aloud.</p>",
    ],
)
def test_a_date_in_a_sentence_is_none(markup: str) -> None:
    assert dates(markup) == []


@pytest.mark.parametrize("tag", ["header", "footer", "nav"])
def test_a_date_in_the_frame_of_the_page_is_marked(tag: str) -> None:
    assert [mark.in_frame for mark in dates(f"<{tag}>9 January 2026</{tag}>")] == [True]
    assert [mark.in_frame for mark in dates("<div>9 January 2026</div>")] == [False]
