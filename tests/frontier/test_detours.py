"""A page that whoever has no cookie is shown, and that knows where to go back to."""

from __future__ import annotations

import pytest

from newscrawl.frontier.detours import leads_back
from newscrawl.identity.site import Site

SITE = Site("paper", "https://paper.test", r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)")
VISITED = "https://paper.test/en/news/detail/7"


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("/gate?u=/en/news/detail/7", True),
        ("/gate?u=%2Fen%2Fnews%2Fdetail%2F7&lang=en", True),
        ("/login?next=https://www.paper.test/en/news/detail/007", True),
        ("/gate?u=/en/news/detail/8", False),
        ("/gate?u=https://other.test/en/news/detail/7", False),
        ("/gate?u=7", False),
        ("/gate", False),
        ("/en/news/detail/7", False),
    ],
)
def test_it_is_one_if_its_query_names_the_page(url: str, leads: bool) -> None:
    assert leads_back(f"https://paper.test{url}", VISITED, SITE) == leads
