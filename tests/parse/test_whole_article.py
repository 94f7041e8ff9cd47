"""The pages of one article -> one text, in order, nothing twice; and what is no further page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.paper_pages import other_text
from support.parsing import SITE, at_once, fetched, url_of

from newscrawl.errors import PartError
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.parts import PartLink
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.page_reader import PageReader
from newscrawl.parse.readings import ArticleReading, KnownTitles
from newscrawl.parse.whole_article import Further, WholeArticle, kept_part, whole_reading

TITLE = "The lighthouse keeper retires after forty winters"
LEAD = "He went down the stairs for the last time on Sunday, and half of the island had come to see it."


def texts(part: int) -> list[str]:
    return [other_text(number) for number in range(3 * part, 3 * part + 3)]


def part(
    number: int, paragraphs: list[str], *, last: int = 3, title: str = TITLE, more: str = ""
) -> FetchedPage:
    """A page of article 7, which has so many."""
    links = " ".join(
        str(one) if one == number else f"<a href='/en/news/detail/7?page={one}'>{one}</a>"
        for one in range(1, last + 1)
    )
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    own = url_of(7) if number == 1 else f"{url_of(7)}?page={number}"
    first = "" if number == 1 else url_of(7)
    markup = f"<article><h1>{title}</h1><div>{body}</div><p>{links}</p>{more}</article>"
    return fetched(7, markup, url=own, first_url=first)


def read(page: FetchedPage) -> ArticleReading:
    return PageReader(SITE).read(page, Boilerplate(), KnownTitles((TITLE,)))


def whole(*pages: FetchedPage) -> WholeArticle:
    made = WholeArticle(read(pages[0]))
    assert all(made.add(read(page)) for page in pages[1:])
    return made


def body_of(made: WholeArticle) -> list[str]:
    article = made.reading.article
    assert article is not None
    assert (article.id, article.title) == ("paper/en/7", TITLE)
    return article.body.split("\n\n")


def test_the_pages_are_joined_in_their_order() -> None:
    made = whole(*(part(number, texts(number)) for number in (1, 2, 3)))
    assert body_of(made) == [*texts(1), *texts(2), *texts(3)]
    assert made.next is None


def test_what_each_page_repeats_stands_once() -> None:
    box = "Whoever wants to climb the tower has to ask at the harbour office before the noon bell."
    pages = [part(one, [LEAD, *texts(one)[:2], box, texts(one)[2], "Ends."]) for one in (1, 2, 3)]
    assert body_of(whole(*pages)) == [
        LEAD,
        *(texts(1)[:2]),
        box,
        texts(1)[2],
        "Ends.",
        *texts(2),
        *texts(3),
    ]


def test_a_short_line_may_be_said_twice() -> None:
    pages = [part(one, [texts(one)[0], "“And then?”", *texts(one)[1:]]) for one in (1, 2)]
    assert body_of(whole(*pages)).count("“And then?”") == 2


def test_lines_that_say_which_page_it_is_are_no_text() -> None:
    pages = [
        part(one, [f"Page {one} of 2", *texts(one), "Day 1 was quiet, it is said."], last=2)
        for one in (1, 2)
    ]
    assert body_of(whole(*pages)) == [
        *texts(1),
        "Day 1 was quiet, it is said.",
        *texts(2),
    ]


def test_a_page_that_adds_nothing_is_the_end() -> None:
    made = WholeArticle(read(part(1, texts(1))))
    assert not made.add(read(part(2, texts(1))))
    assert body_of(made) == texts(1)


def test_a_page_with_a_picture_and_no_text_adds_nothing() -> None:
    made = WholeArticle(read(part(1, texts(1))))
    assert not made.add(read(part(2, [], more="<figure><img src=/2.jpg></figure>")))


def test_a_page_of_something_else_is_no_part() -> None:
    made = WholeArticle(read(part(1, texts(1))))
    other = part(2, texts(9), title="Members read further for a coin")
    with pytest.raises(PartError, match="it shows 'Members read further"):
        made.add(read(other))


def test_that_the_first_page_is_as_it_was_says_nothing_of_the_others() -> None:
    first = read(part(1, texts(1)))
    assert first.article is not None
    first.article.etag = '"7"'
    made = WholeArticle(first)
    assert made.reading.article is not None
    assert made.reading.article.etag == '"7"'
    made.add(read(part(2, texts(2))))
    assert made.reading.article is not None
    assert made.reading.article.etag is None


NOTHING_KNOWN = KnownTitles()


async def _read(fetched: FetchedPage, *, known: KnownTitles = NOTHING_KNOWN) -> ArticleReading:
    return PageReader(SITE).read(fetched, Boilerplate(), known)


def test_an_article_that_goes_on_is_not_all() -> None:
    first, second = read(part(1, texts(1))), part(2, texts(2))
    with pytest.raises(PartError, match=r"after page 2, at .*page=3"):
        at_once(whole_reading(first, Further((second,)), _read))
    with pytest.raises(PartError, match="after page 1"):
        at_once(whole_reading(first, Further(), _read))


def test_an_article_of_more_pages_than_are_read_says_so() -> None:
    first, second = read(part(1, texts(1))), part(2, texts(2))
    many = replace(first, parts=replace(first.parts, last=40))
    with pytest.raises(PartError, match="it has 40 pages, and no more than 30 are read"):
        at_once(whole_reading(many, Further((second,)), _read))


def test_it_is_all_where_the_next_page_adds_nothing() -> None:
    first, repeated = read(part(1, texts(1))), part(2, texts(1))
    for further in (Further((repeated,)), Further(is_all=True)):
        assert at_once(whole_reading(first, further, _read)).body == "\n\n".join(texts(1))


def test_a_kept_page_is_found_by_its_url_or_its_number() -> None:
    first = url_of(7)
    rows = [
        ({"url": f"{first}/2", "status": 200}, None),
        ({"url": f"{first}?page=3", "status": 200}, None),
        ({"url": f"{first}?page=5", "status": 302}, None),
    ]
    assert kept_part(PartLink(f"{first}?page=3", 3), first, rows) == rows[1]
    assert kept_part(PartLink(f"{first}?page=2", 2), first, rows) == rows[0]
    assert kept_part(PartLink(f"{first}?page=5", 5), first, rows) is None
    with pytest.raises(PartError, match="no WARC record of the same run holds"):
        kept_part(PartLink(f"{first}?page=4", 4), first, rows)
