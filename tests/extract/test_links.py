"""extract.links: where a page leads, each address once, in reading order."""

from __future__ import annotations

import pytest
from support.paper_pages import PROSE, SITE, TITLE, a_page, html, story

from newscrawl.extract.links import Links, find_links, text_digest

ROOT = "https://paper.test"


def links(markup: str, url: str = "https://paper.test/en/") -> Links:
    return find_links(a_page(markup, url=url), SITE)


def articles(markup: str) -> list[tuple[str, int]]:
    return [(ref.language, int(ref.key)) for ref, _ in links(markup).articles]


@pytest.mark.parametrize(
    "href",
    [
        "/en/news/detail/7",
        "news/detail/7",
        "./news/detail/7",
        "../en/news/detail/7",
        "//paper.test/en/news/detail/7",
        "//www.paper.test/en/news/detail/7",
        "http://paper.test/en/news/detail/7",
        "https://www.paper.test/en/news/detail/7?utm_source=x&fbclid=y",
        "/en/news/detail/7#comments",
        "/en/news/detail/7/",
        "/en/news/detail/0007",
        " /en/news/detail/7 ",
        "/en/news/detail/7?sid=a1b2c3",
        "HTTPS://PAPER.TEST/en/news/detail/7",
        "/en/news/\ndetail/7",
        "\\en\\news\\detail\\7",
    ],
)
def test_an_article_is_known_by_whatever_address_leads_to_it(href: str) -> None:
    found = links(html(f'<p>Text <a href="{href}">link</a> text</p>'))
    assert [(int(ref.key), url) for ref, url in found.articles] == [(7, f"{ROOT}/en/news/detail/7")]
    assert found.listings == []


def test_articles_are_found_wherever_they_are_linked() -> None:
    markup = html(
        "<nav><a href=/en/news/detail/1>x</a></nav><p>Text <a href=/en/news/detail/2>x</a>"
        " text</p><map><area href=/en/news/detail/3></map><select><option"
        " value=/en/news/detail/4>x</option></select><iframe src=/en/news/detail/5></iframe><div"
        " hidden><a href=/en/news/detail/6>x</a></div><a href=/en/news/detail/7><img"
        " src=a.jpg></a><noscript><a href=/en/news/detail/8>x</a></noscript><footer><a"
        " href=/ka/news/detail/9>x</a></footer>",
        "<link rel=next href=/en/news/detail/10><link rel=alternate hreflang=ru"
        " href=/ru/news/detail/11>",
    )
    assert sorted(number for _, number in articles(markup)) == list(range(1, 12))


def test_an_article_linked_many_times_is_told_once_in_reading_order() -> None:
    assert articles(
        html(
            "<a href=/en/news/detail/9>x</a><a href=/en/news/detail/3?x=1>x</a>"
            "<a href=/en/news/detail/9#a>x</a><a href=/ka/news/detail/9>x</a>"
        )
    ) == [("en", 9), ("en", 3), ("ka", 9)]


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/en/", "/en/"),
        ("?page=2", "/en/?page=2"),
        ("/news/index/20", "/news/index/20"),
        ("page/2", "/en/page/2"),
        ("/", "/"),
        ("/en/archive/2026/01", "/en/archive/2026/01"),
    ],
)
def test_other_pages_of_the_site_are_listings(href: str, url: str) -> None:
    assert links(html(f'<a href="{href}">x</a>')).listings == [ROOT + url]


@pytest.mark.parametrize(
    "href",
    [
        *(
            "https://other.test/en/news/detail/7",
            "//other.test/",
            "mailto:a@paper.test",
            "tel:+995",
            "javascript:void(0)",
            "data:text/html,x",
            "ftp://paper.test/x",
        ),
        *(
            "/files/report.pdf",
            "/i/a.jpg",
            "/a.zip",
            "http://[broken",
            "https://paper.test:99999/",
            "https://paper.test.evil.test/",
            "https://paper.test:8443/en/",
        ),
        "/" + "a/" * 2_000,
    ],
)
def test_what_is_not_to_be_crawled_is_left_out(href: str) -> None:
    assert links(html(f'<a href="{href}">x</a>')) == Links([], [], [])


def test_a_link_without_an_address_leads_nowhere() -> None:
    assert links(
        html("<a name=top>x</a><a>y</a><a href=''>z</a><option value=3>x</option>")
    ) == Links([], [], [])


def test_links_are_relative_to_the_base_of_the_page() -> None:
    found = links(html("<a href=news/detail/7>x</a><a href=?page=2>y</a>", "<base href=/ru/>"))
    assert [ref.language for ref, _ in found.articles] == ["ru"]
    assert found.listings == [f"{ROOT}/ru/?page=2"]


@pytest.mark.parametrize(
    "kind",
    [
        "application/rss+xml",
        "application/atom+xml",
        "text/xml",
        "APPLICATION/RSS+XML; charset=utf-8",
    ],
)
def test_feeds_of_the_head_are_told(kind: str) -> None:
    found = links(html("x", f'<link rel="alternate" type="{kind}" href="/rss.php">'))
    assert (found.feeds, found.listings) == ([f"{ROOT}/rss.php"], [])


@pytest.mark.parametrize(
    "link",
    [
        "<link rel=stylesheet href=/a>",
        "<link rel=icon href=/b>",
        "<link rel=preload href=/c>",
        "<link href=/d>",
        "<link rel='dns-prefetch' href=/e>",
    ],
)
def test_links_of_the_head_that_lead_to_no_page_are_left_out(link: str) -> None:
    assert links(html("x", link)) == Links([], [], [])


def test_the_next_page_named_in_the_head_is_a_listing() -> None:
    assert links(html("x", "<link rel=next href='?page=2'>")).listings == [f"{ROOT}/en/?page=2"]


def test_pages_that_show_the_same_have_one_digest() -> None:
    page = a_page(story())
    assert (
        text_digest(page)
        == text_digest(a_page(story().replace("<div>", "<div class=x>"), url=f"{ROOT}/en/?sid=1"))
        != 0
    )
    assert text_digest(page) != text_digest(a_page(story(title="Another title")))


def test_the_time_of_day_makes_no_other_page() -> None:
    assert text_digest(a_page(html("<p>Now: 14:05:22</p>"))) == text_digest(
        a_page(html("<p>Now: 14:06</p>"))
    )
    assert text_digest(a_page(html("<p>Page 2</p>"))) != text_digest(a_page(html("<p>Page 3</p>")))


def test_twenty_thousand_links_are_told_each_once() -> None:
    markup = html(
        "".join(f"<a href=/en/news/detail/{n % 500}>x</a>" for n in range(20_000)) + TITLE + PROSE
    )
    assert len(articles(markup)) == 500
