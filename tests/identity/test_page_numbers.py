"""The number of a page in a URL, of each kind that sites write, and what is none."""

from __future__ import annotations

import pytest

from newscrawl.identity.article_id import ArticleRef
from newscrawl.identity.page_numbers import article_of_page, page_number

OWN = "https://paper.test/2026/01/05/the-ferry-returns"


@pytest.mark.parametrize(
    "url",
    [
        f"{OWN}?page=2",
        f"{OWN}?p=2",
        f"{OWN}?2",
        f"{OWN}?page=0%2C2",
        f"{OWN}/2",
        f"{OWN}/2/",
        f"{OWN}/page/2",
        f"{OWN}/page-2",
        f"{OWN}/seite2",
        f"{OWN}-2",
        f"{OWN},2",
        f"{OWN}-page-2",
        f"{OWN}.html?page=2",
        f"{OWN}-2.html",
        f"{OWN}/2.html",
        "https://paper.test/2026/01/05/2/the-ferry-returns",
    ],
)
def test_the_number_of_a_page_is_read(url: str) -> None:
    found = page_number(OWN, url)
    assert found is not None
    assert (found.number, found.is_page) == (2, True)


@pytest.mark.parametrize(
    "url",
    [
        f"{OWN}?photo=2",
        f"{OWN}/photo/2",
        f"{OWN}?vote=2",
        f"{OWN}/comments/2",
        f"{OWN}?replytocom=2",
    ],
)
def test_what_counts_anything_else_is_no_page(url: str) -> None:
    found = page_number(OWN, url)
    assert found is not None
    assert not found.is_page


@pytest.mark.parametrize(
    "url",
    [
        OWN,
        f"{OWN}/",
        f"{OWN}?page=2&sort=3",
        f"{OWN}/2026",
        f"{OWN}2",
        f"{OWN}?page=two",
        "https://paper.test/2026/01/06/the-ferry-returns",
        "https://paper.test/2026/01/05/the-bridge-opens?page=2",
        "https://paper.test/2",
    ],
)
def test_another_page_of_the_site_is_none_of_the_article(url: str) -> None:
    assert page_number(OWN, url) is None


def test_a_query_of_the_article_itself_stays() -> None:
    own = "https://paper.test/story.php?id=46&lang=en"
    for url in ("?id=46&lang=en&page=3", "?page=3&id=46&lang=en", "?id=46&page=3&lang=en"):
        found = page_number(own, f"https://paper.test/story.php{url}")
        assert found is not None
        assert found.number == 3
    assert page_number(own, "https://paper.test/story.php?id=47&lang=en") is None


def test_an_index_page_is_numbered_as_its_folder() -> None:
    found = page_number("https://paper.test/story/", "https://paper.test/story/index-2.html")
    assert found is not None
    assert (found.number, found.is_page) == (2, True)


def test_a_further_page_is_known_by_its_url_alone_where_a_number_stands_at_its_end() -> None:
    def match(path: str, query: str) -> ArticleRef | None:
        return ArticleRef("en", path[1:]) if path in ("/ferry", "/9") and not query else None

    assert article_of_page("/ferry/2", match) == (("en", "ferry"), "/ferry")
    assert article_of_page("/ferry?page=2", match) == (("en", "ferry"), "/ferry")
    assert article_of_page("/ferry/photo/2", match) is None
    assert article_of_page("/2/ferry", match) is None
    assert article_of_page("/ferry/2", match, in_query=True) is None
