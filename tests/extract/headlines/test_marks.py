"""Which links of a page may make a headline list."""

from __future__ import annotations

from datetime import date

import pytest
from support.paper_pages import a_page, finder

from newscrawl.extract.headlines.marks import LinkMark, find_link_marks

NINTH = date(2026, 1, 9)
LINK = '<a href="/en/news/detail/4703">A bridge of glass opens</a>'


def links(markup: str) -> list[LinkMark]:
    page = a_page(markup)
    return find_link_marks(page.outline, finder(page))


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


@pytest.mark.parametrize("part", ["comment-12", "li-comment-3", "comment12", "reply_7"])
def test_a_link_to_what_a_reader_wrote_is_none(part: str) -> None:
    link = f'<a href="/en/news/detail/4703#{part}">I have said so for twenty years</a>'
    assert links(f"<div><div>{link}</div><time>9 January 2026</time></div>") == []


def test_a_headline_may_lead_to_the_comments() -> None:
    link = '<a href="/en/news/detail/4703#comments">A bridge opens in the upper valley</a>'
    markup = f"<div><div>{link}</div><time>9 January 2026</time></div>"
    assert [one.text for one in links(markup)] == ["A bridge opens in the upper valley"]


def test_an_empty_link_laid_over_a_heading_has_its_text() -> None:
    heading = (
        "<h3><a href=/en/news/detail/4703 aria-label='{}'></a><span>A bridge opens</span></h3>"
    )
    assert [link.text for link in links(heading.format("A bridge opens"))] == ["A bridge opens"]
    assert links(heading.format("Share")) == []
    assert links(heading.replace("aria-label='{}'", "")) == []
