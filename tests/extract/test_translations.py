"""The same article in other languages: what the page says of it, and what looks like it."""

from __future__ import annotations

import pytest
from support.parsing import NOW, SITE

from newscrawl.extract.html.page import Page
from newscrawl.extract.links import ref_finder
from newscrawl.extract.translations import find_translations
from newscrawl.identity.site import ArticleRef

TITLE = "<h1>A bridge of glass opens above the gorge</h1><p>Visitors crossed it in slippers.</p>"


OWN = ArticleRef("en", "7")


def found(head: str = "", body: str = "", *, ref: ArticleRef | None = OWN) -> list[str]:
    html = f"<html><head>{head}</head><body>{body}{TITLE}</body></html>".encode()
    page = Page(html, "https://paper.test/en/news/detail/7", fetched_at=NOW)
    others = find_translations(page, ref, ref_finder(page, SITE))
    return [f"{other.language}/{other.key}" for other in others]


def alternate(language: str, href: str, *, rel: str = "alternate") -> str:
    return f'<link rel="{rel}" hreflang="{language}" href="{href}">'


def test_what_the_head_declares() -> None:
    head = (
        alternate("en", "/en/news/detail/7")
        + alternate("ka-GE", "https://www.paper.test/ka/news/detail/12/")
        + alternate("x-default", "/ru/news/detail/3")
        + alternate("RU", "//paper.test/ru/news/detail/9?utm_source=x", rel="nofollow Alternate")
    )
    assert found(head) == ["ka/12", "ru/9"]


@pytest.mark.parametrize(
    "head",
    [
        alternate("ru", "/ru"),
        alternate("ru", "/ru/news/detail/9", rel="canonical"),
        alternate("", "/ru/news/detail/9"),
        alternate("ru", "https://other.test/ru/news/detail/9"),
        alternate("ru", "/en/news/detail/7"),
        '<link rel="alternate" type="application/rss+xml" href="/ru/news/detail/9">',
    ],
)
def test_what_declares_no_other_article(head: str) -> None:
    assert found(head) == []


@pytest.mark.parametrize(
    ("body", "others"),
    [
        ("<a href='/ru/news/detail/9'>Русский</a>", ["ru/9"]),
        (
            "<a href='/ru/news/detail/9'> RU </a><a href='/ka/news/detail/5'>ქარ</a>",
            ["ru/9", "ka/5"],
        ),
        ("<a href='/ka/news/detail/5'><span>ქართული</span></a>", ["ka/5"]),
        ("<a href='/ka/news/detail/5'>[ GEO ]</a>", ["ka/5"]),
        ("<a href='/ka/news/detail/5'><img src=a.png alt=Georgian></a>", ["ka/5"]),
        ("<a href='/ka/news/detail/5' title='ქართული'><img src=a.png></a>", ["ka/5"]),
        ("<a href='/ka/news/detail/5' aria-label='ka'><svg></svg></a>", ["ka/5"]),
        ("<select><option value='/ka/news/detail/5'>ქართული</option></select>", ["ka/5"]),
        ("<a href='/uk/news/detail/5'>Українською</a>", ["uk/5"]),
        # By the name of the country, as the address may have it.
        ("<a href='/ge/news/detail/5'>ქართული</a>", ["ge/5"]),
        ("<a href='/ua/news/detail/5'>UKR</a>", ["ua/5"]),
    ],
)
def test_links_between_editions(body: str, others: list[str]) -> None:
    assert found(body=body) == others


@pytest.mark.parametrize(
    "body",
    [
        # Another article, in another language: its title, or a label of what it is.
        "<a href='/ru/news/detail/9'>Мост над ущельем открыт</a>",
        "<a hreflang=ru href='/ru/news/detail/7'>Мост</a>",
        "<a href='/ru/news/detail/7'>Read more</a>",
        # The name of one language, the address of another.
        "<a href='/ka/news/detail/9'>Русский</a>",
        # The home page of an edition; the article itself; another article of this edition.
        "<a href='/ru'>Русский</a>",
        "<a href='/en/news/detail/7'>English</a>",
        "<a href='/en/news/detail/8'>English</a>",
        # Labels beside titles: which of them is this article none says.
        "<a href='/ru/news/detail/9'>RU</a> <a href='/ru/news/detail/10'>RU</a>",
        "<a>Русский</a><a href='#ru'>RU</a>",
    ],
)
def test_what_is_no_link_between_editions(body: str) -> None:
    assert found(body=body) == []


def test_what_is_declared_wins_and_what_is_said_twice_is_one() -> None:
    body = "<a href='/ru/news/detail/9'>Русский</a><a href='/ru/news/detail/9'>RU</a>"
    assert found(body=body) == ["ru/9"]
    assert found(alternate("ru", "/ru/news/detail/11"), body) == ["ru/11"]


def test_a_page_that_is_no_article_has_none() -> None:
    assert found(alternate("ru", "/ru/news/detail/11"), ref=None) == []
