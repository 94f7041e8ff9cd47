"""extract.whole_view: the link to all of an article on one page, by its URL or by what it says."""

from __future__ import annotations

import pytest

from newscrawl.extract.whole_view import asks_for_whole, says_whole

OWN = "https://paper.test/en/the-ferry"


@pytest.mark.parametrize(
    "tail",
    [
        "?page=all",
        "?seite=alle",
        "?print=1",
        "?print",
        "?view=all",
        "?showall=1",
        "?singlepage=true",
        "/all",
        "/komplettansicht",
        "/print/",
    ],
)
def test_a_url_may_ask_for_all_of_an_article(tail: str) -> None:
    assert asks_for_whole(OWN, f"{OWN}{tail}")
    if "?" in tail:
        assert asks_for_whole(f"{OWN}?id=7", f"{OWN}?id=7&{tail[1:]}")


@pytest.mark.parametrize(
    "url",
    [
        OWN,
        f"{OWN}?page=2",
        f"{OWN}?view=comments",
        f"{OWN}?page=all&sort=new",
        f"{OWN}/2",
        f"{OWN}/comments",
        "https://paper.test/en/another?page=all",
        "https://other.test/en/the-ferry?page=all",
        "https://paper.test/en/all",
    ],
)
def test_another_url_does_not(url: str) -> None:
    assert not asks_for_whole(OWN, url)


@pytest.mark.parametrize(
    ("text", "is_whole"),
    [
        ("View as one page", True),
        ("Single page", True),
        ("Auf einer Seite lesen »", True),
        ("На одной странице", True),
        ("Sur une seule page", True),
        ("Next page", False),
        ("All news", False),
        ("2", False),
    ],
)
def test_a_link_may_say_so(text: str, is_whole: bool) -> None:
    assert says_whole(text) is is_whole
