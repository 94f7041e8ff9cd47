"""Which links and dates of a page may make a headline list."""

from __future__ import annotations

from datetime import date

import pytest
from support.paper_pages import a_page, finder

from newscrawl.extract.headlines.marks import DateMark, LinkMark, find_date_marks, find_link_marks

NINTH = date(2026, 1, 9)
LINK = '<a href="/en/news/detail/4703">A bridge of glass opens</a>'


def links(markup: str) -> list[LinkMark]:
    page = a_page(markup)
    return find_link_marks(page.outline, finder(page))


def dates(markup: str) -> list[DateMark]:
    return find_date_marks(a_page(markup).outline)


@pytest.mark.parametrize(
    ("markup", "text", "when"),
    [
        (f"<p>{LINK}</p>", "A bridge of glass opens", None),
        (f"<p>09.01.2026 {LINK}</p>", "A bridge of glass opens", None),
        (f"<p>Politics {LINK}</p>", "A bridge of glass opens", None),
        (
            '<a href="/en/news/detail/4703">A bridge of glass opens | 9 January 2026</a>',
            "A bridge of glass opens",
            NINTH,
        ),
        (
            '<a href="/en/news/detail/4703"><i>9 January 2026</i> A bridge of glass opens</a>',
            "A bridge of glass opens",
            NINTH,
        ),
        (
            '<a href="/en/news/detail/4703">The bridge of 9 January 2026 opens</a>',
            "The bridge of 9 January 2026 opens",
            None,
        ),
    ],
)
def test_a_link_to_an_article_has_its_text_and_the_date_inside_it(
    markup: str, text: str, when: date | None
) -> None:
    assert [(link.text, link.when) for link in links(markup)] == [(text, when)]


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>The town talks of nothing else since the day on which {LINK} was printed here.</p>",
        f"<p>{LINK} is what the whole valley has been reading about since the first snow fell.</p>",
        '<p><a href="/en/about">A page about the paper itself</a></p>',
        '<p><a href="/en/news/detail/4703"><img src="/i/1.jpg"></a></p>',
    ],
)
def test_a_link_in_a_sentence_or_to_elsewhere_or_without_a_text_is_none(markup: str) -> None:
    assert links(markup) == []


@pytest.mark.parametrize(
    "markup",
    [
        "<p>9 January 2026</p>",
        "<p>Politics | 9 January 2026</p>",
        f"<p>{LINK} 9 January 2026</p>",
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
