"""Whether two answers of a site are one page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newscrawl.extract.html.page import Page
from newscrawl.extract.links import ref_finder
from newscrawl.identity.site import Site
from newscrawl.parse.answers import Answer, answer_of, is_same, says_what

SITE = Site("paper", "https://paper.test", r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)")
MENU = "<nav>Home News Sport</nav>"


def answer(body: str, path: int | str = 1, *, menu: str = MENU) -> Answer:
    page = Page(
        f"<html><body>{menu}{body}</body></html>".encode(),
        f"https://paper.test/en/news/detail/{path}",
        fetched_at=datetime(2026, 1, 14, 12, tzinfo=UTC),
    )
    return answer_of(page, ref_finder(page, SITE))


NOT_FOUND = (
    "<h1>Nothing here</h1><p>There is no page {} on this site, or there is none any"
    " more.</p><p>14.01.2026 12:{}</p>"
)


def test_a_not_found_page_is_the_same_for_every_number_and_minute() -> None:
    assert is_same(
        answer(NOT_FOUND.format(4666, "01")), answer(NOT_FOUND.format(999_999_937, "59"))
    )


def test_what_it_offers_instead_does_not_count() -> None:
    offers = "<ul><li><a href='/en/news/detail/{0}'>{1}</a></li></ul>"
    one = answer(
        NOT_FOUND.format(1, "01")
        + offers.format(7, "The ferry sails again after a week in the yard, and on time")
    )
    other = answer(
        NOT_FOUND.format(2, "01")
        + offers.format(8, "A bridge is painted green by a vote of nine to eight of the council")
    )
    assert is_same(one, other)


def test_a_short_article_is_not_the_same_though_its_only_paragraph_mentions_another() -> None:
    text = (
        "The ferry left at seven with all aboard, and nobody who saw it could say <a"
        " href='/en/news/detail/7'>why it was late</a>."
    )
    assert not is_same(
        answer(f"<h1>Ferry sails</h1><p>{text}</p>"), answer(NOT_FOUND.format(1, "01"))
    )


def test_the_name_that_was_asked_for_does_not_count() -> None:
    said = "<h1>Nothing here</h1><p>Nobody knows a page {} on this site, so far as we looked.</p>"
    one = answer(
        said.format("the-ferry-sails-again-after-a-week"), "the-ferry-sails-again-after-a-week"
    )
    other = answer(said.format("no-such-article"), "no-such-article")
    assert is_same(one, other)


def test_pages_of_hardly_a_word_are_one_only_if_they_say_the_same() -> None:
    one = answer("<h1>Nothing here</h1>", menu="")
    assert is_same(one, answer("<h1>Nothing here</h1>", menu=""))
    assert not is_same(one, answer("<h1>A fault of the database</h1>", menu=""))
    assert not is_same(answer("", menu=""), answer("", menu="")), "they say nothing"


def test_what_is_not_in_the_frame_says_what_a_page_is() -> None:
    frame = answer("<h1>A bridge is painted</h1>")
    nothing = answer("<h1>Nothing here</h1>")
    assert says_what(nothing, nothing, frame)
    assert not says_what(answer("<h1>Under repair</h1>"), nothing, frame)
    assert not says_what(frame, frame, frame)


def test_an_answer_comes_back_as_it_was_kept_and_no_word_of_it_is() -> None:
    one = answer(NOT_FOUND.format(1, "01"))
    dumped = one.dump()
    assert Answer.load(dumped) == one
    assert "Nothing" not in str(dumped)


@pytest.mark.parametrize("dumped", [{}, {"url": "/"}])
def test_what_was_kept_otherwise_is_refused(dumped: dict[str, str]) -> None:
    with pytest.raises(KeyError):
        Answer.load(dumped)
