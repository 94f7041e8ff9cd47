"""identity.link_target: where a link leads, as a browser reads it."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest

from newscrawl.identity.link_target import MAX_ADDRESS_CHARS, target_of

BASE = "https://paper.test/en/list?page=2"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        (" /en/news/7\n#top", "https://paper.test/en/news/7"),
        ("/en/\tnews/7", "https://paper.test/en/news/7"),
        ("\\\\other.test\\a", "https://other.test/a"),
        ("HTTP://other.test/a?b\\c", "http://other.test/a?b\\c"),
        ("", BASE),
    ],
)
def test_a_link_is_read_as_browsers_read_it(href: str, url: str) -> None:
    target = target_of(BASE, href)
    assert target is not None
    assert target.geturl() == url


@pytest.mark.parametrize(
    "href",
    [
        "/en/news/7%20",
        "/en/news/7 #top",
        "/en/news/7 %20 ",
        "https://paper.test/en/news/7%20%20#top",
    ],
)
def test_a_space_that_was_pasted_behind_an_address_is_none_of_it(href: str) -> None:
    target = target_of(BASE, href)
    assert target is not None
    assert target.geturl() == "https://paper.test/en/news/7"


@pytest.mark.parametrize("href", ["mailto:a@paper.test", "tel:1", "/" + "a" * MAX_ADDRESS_CHARS])
def test_what_is_no_page_leads_nowhere(href: str) -> None:
    assert target_of(BASE, href) is None


@pytest.mark.parametrize(
    "href",
    [
        "/",
        "/a/b?c=d",
        "/a?",
        "/a?b?c",
        "/a//b",
        "//other.test/a",
        "/a/../b",
        "/a/./b/.",
        "/.well-known/a",
        "/a;b",
        "/a;",
        "a",
        "../a",
        "?b",
        "http://other.test",
        "https://other.test?a",
        "https://Other.test:8080/a/../b?c#",
        "https://other.test/a;",
        "https:///a",
        "http:a",
        "/новости/7",
    ],
)
@pytest.mark.parametrize("base", [BASE, "http://127.0.0.1:8080", "https://a@paper.test/b/c/d;e"])
def test_the_quick_ways_lead_where_the_long_one_does(base: str, href: str) -> None:
    assert target_of(base, href) == urlsplit(urljoin(base, href.partition("#")[0]))
