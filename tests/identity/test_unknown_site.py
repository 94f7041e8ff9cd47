"""Of a site of which only a page's URL is known: which links seem to lead to articles."""

from __future__ import annotations

import pytest

from newscrawl.identity.site import ArticleRef
from newscrawl.identity.unknown_site import UnknownSite, normalized

DATED = "https://gazette.test/2026/03/05/the-ferry-sails-again.html"
NUMBERED = "http://www.gazette.test/en/news/detail/4666"


def is_article(page: str, href: str) -> bool:
    link = UnknownSite(page).link(page, href)
    return link is not None and link.ref is not None and link.ref != UnknownSite(page).article(page)


@pytest.mark.parametrize(
    ("page", "href"),
    [
        (DATED, "/2025/12/31/a-bridge-is-painted-green.html"),
        (DATED, "../04/bees-are-counted-anew.html?utm_source=x#top"),
        (NUMBERED, "4667"),
        (NUMBERED, "//mirror.test/EN/news/detail/12"),
        ("https://gazette.test/story.php?id=7", "story.php?id=81"),
        ("https://gazette.test/7-the-ferry-sails", "/81-bees-are-counted"),
    ],
)
def test_what_looks_like_the_page_is_an_article(page: str, href: str) -> None:
    assert is_article(page, href)


@pytest.mark.parametrize(
    ("page", "href"),
    [
        (DATED, "/2025/12/"),
        (DATED, "/2025/12/31/"),
        (DATED, "/about-us.html"),
        (DATED, "mailto:desk@gazette.test"),
        (DATED, "javascript:void(0)"),
        (DATED, "#comments"),
        (DATED, "http://[broken"),
        (NUMBERED, "/en/news"),
        (NUMBERED, "/en/tags/detail/12"),
        ("https://gazette.test/about", "/contact"),
        ("", "/en/news/detail/12"),
    ],
)
def test_anything_else_is_none(page: str, href: str) -> None:
    assert not is_article(page, href)


@pytest.mark.parametrize("href", [DATED, f"{DATED}#top", f"{DATED}?utm_source=x"])
def test_a_link_of_the_page_to_itself_leads_to_itself(href: str) -> None:
    site = UnknownSite(DATED)
    link = site.link("https://gazette.test/", href)
    assert link is not None
    assert link.ref == site.article(href) == ArticleRef("", DATED)
    assert site.canonical(ArticleRef("", DATED)) == DATED


def test_an_article_is_one_however_it_is_written_and_none_has_an_id() -> None:
    site = UnknownSite(NUMBERED)
    refs = {
        link.ref
        for href in ("/en/news/detail/7", "/en/news/./detail/7?fbclid=x", "7#top")
        if (link := site.link(NUMBERED, href)) is not None
    }
    [ref] = refs
    assert ref is not None
    assert site.canonical(ref) == "http://www.gazette.test/en/news/detail/7"
    assert site.id(ref) == ""


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("HTTPS://Gazette.TEST/a/../b?x=1&utm_medium=y#top", "https://gazette.test/b?x=1"),
        ("https://gazette.test", "https://gazette.test/"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_url_is_written_in_one_way(url: str, plain: str) -> None:
    assert normalized(url) == plain
