"""Which page of an article is fetched next, and where that ends."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.parsing import fetched, ref, url_of, visit_to

from newscrawl.errors import PartError
from newscrawl.extract.parts import MAX_PARTS, PartLink, Parts
from newscrawl.parse import gathering
from newscrawl.parse.gathering import Gathering, PartPage, PartRequest
from newscrawl.parse.listing import Listing
from newscrawl.parse.readings import ArticleLook, KnownTitles


def look(
    number: int, *, last: int = 0, prose: int | None = None, ends: bool = False
) -> ArticleLook:
    """Of a page that shows a paragraph of its own."""
    link = None if ends else PartLink(f"{url_of(7)}?page={number + 1}", number + 1)
    parts = Parts(link, last)
    shown = frozenset((number if prose is None else prose,))
    return ArticleLook([], Listing([], [], [], []), None, None, KnownTitles(), parts, shown)


def gathered(*looks: ArticleLook) -> Gathering:
    page = fetched(1, url=url_of(7))
    return Gathering(visit_to(7), ref(7), tuple(PartPage(page, one) for one in looks))


def test_each_page_leads_to_the_next() -> None:
    article = gathered(look(1), look(2))
    assert article.next() == (f"{url_of(7)}?page=3", 3)
    assert gathered(look(1), look(2, ends=True)).next() is None
    request = PartRequest(article, PartLink("/3", 3), "paper/en/7")
    assert request.described("the site answered 404") == (
        "it goes on, and page 3 of it, /3, is missing: the site answered 404"
    )


def test_a_page_that_shows_nothing_new_is_the_last_that_is_fetched() -> None:
    article = gathered(look(1), look(2), look(3, prose=1))
    assert article.next() is None
    assert article.further.is_all
    assert len(article.further.pages) == 1
    assert not gathered(look(1), look(2)).further.is_all


def test_there_is_an_end_to_the_pages() -> None:
    looks = [look(number) for number in range(1, MAX_PARTS + 1)]
    assert gathered(*looks[:-1]).next() is not None
    assert gathered(*looks).next() is None


def test_of_very_many_that_are_announced_two_are_enough() -> None:
    assert gathered(look(1, last=2000)).next() is not None
    assert gathered(look(1, last=2000), look(2, last=2000)).next() is None


def test_pages_that_are_too_large_are_an_article_that_cannot_be_had(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gathering, "MAX_BYTES", 100)
    with pytest.raises(PartError, match="after page 1"):
        gathered(look(1)).next()


def test_a_page_more_stands_behind_the_others() -> None:
    page = replace(fetched(2), first_url=url_of(7))
    assert gathered(look(1)).with_page(page, look(2)).further.pages == (page,)


def test_a_page_that_shows_all_is_asked_for_first_and_stands_for_the_others_if_it_does() -> None:
    link = PartLink(f"{url_of(7)}?page=all", 0)
    first = look(1)
    first.parts = replace(first.parts, whole=link)
    article = gathered(first)
    assert article.next() == article.whole == link
    page = replace(fetched(2), first_url=url_of(7))
    all_of_it = look(0, ends=True)
    all_of_it.prose = frozenset((1, 2, 3))
    made = article.with_whole(page, all_of_it)
    assert made.next() is None
    assert made.further == ((page,), True)
    another = article.with_whole(page, look(2))
    assert another.whole is None
    assert another.next() == first.parts.next
