"""What becomes of an article that goes on: the request for its next page, or why it is not all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from parse.test_gathering import gathered, look
from support.parsing import SITE, at_once, fetched, ref, url_of, visit_to

from newscrawl.downloader.withheld import NotSent
from newscrawl.errors import PageError, UnreadError
from newscrawl.extract.parts import PartLink
from newscrawl.items import Failure
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.gathering import Gathering, PartRequest
from newscrawl.parse.part_gatherer import PartGatherer
from newscrawl.parse.readings import ArticleLook
from newscrawl.parse.results import NotRead, Settled

GATHERER = PartGatherer(SITE)
URL = f"{url_of(7)}?page=2"


def request() -> PartRequest:
    asked = GATHERER.next_of(gathered(look(1)))
    assert isinstance(asked, PartRequest)
    return asked


def came(
    page: FetchedPage | None,
    *,
    why: str = "",
    raises: Exception | None = None,
    asked: PartRequest | None = None,
) -> Any:
    async def look_at(page: FetchedPage) -> ArticleLook:
        if raises is not None:
            raise raises
        return look(2, ends=True)

    return at_once(GATHERER.came(asked or request(), page, why, look_at))


def failure(given: Any) -> Failure:
    assert isinstance(given, Settled)
    assert isinstance(given.item, Failure)
    assert (given.item.reason, given.item.id) == ("part missing", "paper/en/7")
    assert given.item.page
    return given.item


def test_the_next_page_is_asked_for_in_the_name_of_the_article() -> None:
    assert (request().link.url, request().article_id, request().place) == (URL, "paper/en/7", 2)
    assert GATHERER.next_of(gathered(look(1, ends=True))) is None


def test_a_page_that_comes_knows_its_first() -> None:
    given = came(fetched(2, url=URL))
    assert isinstance(given, Gathering)
    assert [page.first_url for page in given.further.pages] == [url_of(7)]


@pytest.mark.parametrize(
    ("page", "why", "raises", "detail"),
    [
        (None, "timeout", None, "timeout"),
        (fetched(2, status=404), "", None, "the site answered 404"),
        (fetched(2, status=503), "", None, "the site answered 503"),
        (fetched(2, b"%PDF-1.7"), "", None, "no HTML page"),
        (fetched(2), "", PageError("no markup in it"), "no markup in it"),
        (fetched(2), "", UnreadError("it takes 11 s", reason="too heavy"), "it takes 11 s"),
    ],
)
def test_a_page_that_is_missing_is_told_with_its_place_and_why(
    page: FetchedPage | None, why: str, raises: Exception | None, detail: str
) -> None:
    told = failure(came(page, why=why, raises=raises)).detail
    assert told.startswith(f"it goes on, and page 2 of it, {URL}, is missing: ")
    assert detail in told


def test_a_run_that_ends_first_has_not_read_it() -> None:
    assert isinstance(came(fetched(2), raises=NotSent()), NotRead)


def test_a_further_page_is_no_article_of_its_own() -> None:
    absence = GATHERER.is_none(visit_to(8), ref(8), ref(7))
    assert (absence.id, absence.reason) == ("paper/en/8", "a further page of paper/en/7")
    assert not absence.certain


@pytest.mark.parametrize(
    ("page", "raises"),
    [
        (None, None),
        (fetched(2, status=404), None),
        (fetched(2, b"%PDF", content_type="application/pdf"), None),
        (fetched(2), PageError("no markup")),
        (fetched(2), None),
    ],
)
def test_where_a_page_that_shows_all_cannot_be_had_or_does_not_the_others_are_asked_for(
    page: FetchedPage | None, raises: Exception | None
) -> None:
    first = look(1)
    first.parts = replace(first.parts, whole=PartLink(f"{url_of(7)}?page=all", 0))
    asked = GATHERER.next_of(gathered(first))
    assert isinstance(asked, PartRequest)
    assert asked.link == first.parts.whole
    given = came(page, raises=raises, asked=asked)
    assert isinstance(given, Gathering)
    assert given.next() == first.parts.next
