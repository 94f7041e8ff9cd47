"""extract.metadata: what a page says about itself to machines, best first."""

from __future__ import annotations

import json
from typing import Any

import pytest
from support.paper_pages import PROSE, TITLE, a_page, address, html, read, story

from newscrawl.extract.claims import Metadata
from newscrawl.extract.json_ld import ARTICLE_TYPES
from newscrawl.extract.metadata import read_metadata


def claims(head: str = "", body: str = "<p>x</p>") -> Metadata:
    return read_metadata(a_page(html(body, head)))


def json_ld(document: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(document)}</script>'


def published(head: str = "", body: str = "<p>x</p>") -> list[str]:
    return [claim.text for claim in claims(head, body).published]


def test_a_page_that_says_nothing_claims_nothing() -> None:
    assert claims() == Metadata()


def test_the_title_element_is_folded() -> None:
    assert (
        claims("<title>\n The  ferry &amp; its\n tea </title><title>Another</title>").page_title
        == "The ferry & its tea"
    )


def test_an_svg_title_is_not_the_pages() -> None:
    assert (
        claims("", "<svg><title>Icon</title></svg><p>x</p>").page_title == ""
        or claims("<title>T</title>", "<svg><title>Icon</title></svg>").page_title == "T"
    )


@pytest.mark.parametrize(
    ("head", "field", "texts"),
    [
        ('<meta property="og:title" content="T">', "titles", ["T"]),
        ('<meta name="og:title" content=" T  U ">', "titles", ["T U"]),
        ('<META NAME="Twitter:Title" CONTENT="T">', "titles", ["T"]),
        ('<meta property="og:title" content="">', "titles", []),
        ('<meta property="og:title">', "titles", []),
        ('<meta name="author" content="Nino Example">', "authors", ["Nino Example"]),
        ('<meta property="article:author" content="https://social.test/nino">', "authors", []),
        ('<meta property="article:section" content="Politics">', "sections", ["Politics"]),
        ('<meta property="og:image" content="/i/a.jpg">', "images", ["https://paper.test/i/a.jpg"]),
        (
            '<meta property="og:image" content="//cdn.test/a.jpg">',
            "images",
            ["https://cdn.test/a.jpg"],
        ),
        (
            '<meta property="article:published_time" content="2022-01-12">',
            "published",
            ["2022-01-12"],
        ),
        ('<meta name="viewport" content="2022-01-12">', "published", []),
    ],
)
def test_meta_elements_are_read(head: str, field: str, texts: list[str]) -> None:
    assert [claim.text for claim in getattr(claims(head), field)] == texts


def test_the_best_claim_comes_first_whatever_the_order_of_the_page() -> None:
    head = (
        '<meta name="date" content="2022-01-03"><meta name="dc.date" content="2022-01-02">'
        '<meta property="article:published_time" content="2022-01-01">'
    )
    assert published(head) == ["2022-01-01", "2022-01-02", "2022-01-03"]
    assert (
        published(head + json_ld({"@type": "NewsArticle", "datePublished": "2022-01-04"}))[0]
        == "2022-01-04"
    )
    titles = claims(
        '<meta name="title" content="D"><meta name="twitter:title" content="B"><meta'
        ' property="og:title" content="A">'
    ).titles
    assert [claim.text for claim in titles] == ["A", "B", "D"]


def test_site_name_and_description_are_told_apart_from_the_title() -> None:
    meta = claims(
        '<meta property="og:site_name" content="Paper"><meta name="description" content="What it'
        ' is.">'
    )
    assert (meta.site_name, meta.description, meta.titles) == ("Paper", "What it is.", [])


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "The ferry &amp; its tea",
    "datePublished": "2022-01-12T10:00:00+04:00",
    "author": {"@type": "Person", "name": "Nino Example"},
    "articleSection": "Politics",
    "image": {"@type": "ImageObject", "url": "/i/a.jpg"},
}


@pytest.mark.parametrize(
    "document",
    [
        ARTICLE,
        [ARTICLE],
        {"@graph": [{"@type": "WebSite", "name": "Paper"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {**ARTICLE, "@type": ["Article", "NewsArticle"]},
        {**ARTICLE, "@type": "https://schema.org/NewsArticle"},
        {**ARTICLE, "author": [{"name": "Nino Example"}]},
        {**ARTICLE, "author": "Nino Example"},
        {**ARTICLE, "image": ["/i/a.jpg", "/i/b.jpg"]},
        {**ARTICLE, "image": "/i/a.jpg", "articleSection": ["Politics", "Europe"]},
        {**ARTICLE, "url": address()},
        {**ARTICLE, "mainEntityOfPage": {"@id": address() + "/?utm_source=x#top"}},
    ],
)
def test_json_ld_is_read_in_every_usual_shape(document: Any) -> None:
    meta = claims(json_ld(document))
    assert meta.titles[0].text == "The ferry & its tea"
    assert [claim.text for claim in meta.published] == ["2022-01-12T10:00:00+04:00"]
    assert [claim.text for claim in meta.authors] == ["Nino Example"]
    assert meta.sections[0].text == "Politics"
    assert meta.images[0].text == "https://paper.test/i/a.jpg"


@pytest.mark.parametrize(
    "script",
    [
        "<!-- {} -->",
        "//<![CDATA[\n{}\n//]]>",
        "\n\n{};\n",
        "\ufeff{}".replace("\ufeff", " "),
    ],
)
def test_json_ld_in_wrappings_of_old_is_read(script: str) -> None:
    wrapped = script.replace("{}", json.dumps(ARTICLE))
    assert published(f'<script type="application/ld+json">{wrapped}</script>') == [
        "2022-01-12T10:00:00+04:00"
    ]


def test_json_ld_with_raw_line_breaks_in_a_string_is_read() -> None:
    assert published(
        '<script type="application/ld+json">{"@type": "NewsArticle", "description": '
        '"one\ntwo\ttab", "datePublished": "2022-01-12"}</script>'
    ) == ["2022-01-12"]


@pytest.mark.parametrize(
    "script",
    [
        "",
        "null",
        "7",
        '"x"',
        "{",
        '{"@type": "NewsArticle", "datePublished"',
        "[[[[]]]]",
        '{"@type": null}',
        '{"@type": {"a": 1}}',
        "undefined",
        (
            '{"@type": "NewsArticle", "headline": 7, "author": 7, "image": 7, "articleSection":'
            ' {"a": 1}}'
        ),
        "NaN",
        "1e999999",
    ],
)
def test_json_ld_that_is_none_claims_nothing(script: str) -> None:
    assert claims(f'<script type="application/ld+json">{script}</script>') == Metadata()


def test_json_ld_of_other_things_claims_nothing() -> None:
    others = [
        {"@type": "Organization", "name": "Paper", "foundingDate": "1931-01-01"},
        {"@type": "WebSite", "name": "Paper"},
        {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "Home"}]},
        {"@type": "ItemList", "itemListElement": [ARTICLE, ARTICLE]},
        {"@type": "CollectionPage", "hasPart": [ARTICLE]},
        {"@type": "Event", "startDate": "2026-05-05", "datePublished": "2022-01-12"},
    ]
    for document in others:
        meta = claims(json_ld(document))
        assert (meta.titles, meta.published) == ([], [])


def test_of_several_articles_only_this_pages_counts() -> None:
    neighbour = {**ARTICLE, "url": address(7), "headline": "Another", "datePublished": "2026-01-09"}
    mine = {**ARTICLE, "url": address()}
    assert published(json_ld([neighbour, mine])) == [ARTICLE["datePublished"]]
    assert published(json_ld(neighbour) + json_ld(mine))[-1:] == [ARTICLE["datePublished"]]


@pytest.mark.parametrize(
    "kind",
    [
        "NewsArticle",
        "Article",
        "BlogPosting",
        "OpinionNewsArticle",
        "ReportageNewsArticle",
        "Report",
        "LiveBlogPosting",
        "ScholarlyArticle",
    ],
)
def test_kinds_of_article(kind: str) -> None:
    assert ARTICLE_TYPES.search(kind)


@pytest.mark.parametrize(
    "kind", ["WebPage", "Organization", "ArticleList", "Person", "ReportCard", ""]
)
def test_kinds_that_are_no_article(kind: str) -> None:
    assert not ARTICLE_TYPES.search(kind)


@pytest.mark.parametrize(
    "markup",
    [
        '<time itemprop="datePublished" datetime="2022-01-12">12 January</time>',
        '<span itemprop="datePublished">2022-01-12</span>',
        '<meta itemprop="datePublished" content="2022-01-12">',
        '<span property="datePublished" content="2022-01-12">12 January</span>',
        '<span property="schema:datePublished" content="2022-01-12">12 January</span>',
        (
            '<div itemscope itemtype="https://schema.org/NewsArticle"><time'
            ' itemprop="datePublished" datetime="2022-01-12">x</time></div>'
        ),
        (
            '<div typeof="schema:NewsArticle"><span property="dc:issued"'
            ' content="2022-01-12">x</span></div>'
        ),
    ],
)
def test_microdata_and_rdfa_are_read(markup: str) -> None:
    assert published("", markup) == ["2022-01-12"]


@pytest.mark.parametrize(
    "markup",
    [
        '<li><time itemprop="datePublished" datetime="2022-01-12">x</time></li>',
        '<aside><time itemprop="datePublished" datetime="2022-01-12">x</time></aside>',
        (
            '<div itemscope itemtype="a"><time itemprop="datePublished"'
            ' datetime="2022-01-12">x</time></div><div itemscope itemtype="a"><time'
            ' itemprop="datePublished" datetime="2022-01-13">x</time></div>'
        ),
        '<time itemprop="dateModified" datetime="2022-01-12">x</time>',
    ],
)
def test_microdata_of_entries_do_not_count(markup: str) -> None:
    assert published("", f"<div>{markup}</div>") == []


def test_microdata_name_title_and_section() -> None:
    meta = claims(
        "",
        '<h2 itemprop="headline">The <b>ferry</b></h2><span'
        ' itemprop="articleSection">Politics</span>',
    )
    assert [claim.text for claim in meta.titles] == ["The ferry"]
    assert [claim.text for claim in meta.sections] == ["Politics"]


# What an article takes from them.


def test_further_facts_of_a_page() -> None:
    head = (
        '<meta property="article:section" content="Politics"><meta name="author" content="Nino'
        ' Example"><meta name="author" content="Luka Sample"><meta property="og:image"'
        ' content="/i/a.jpg">'
    )
    reading = read(story(head=head))
    assert reading.section == "Politics"
    assert reading.authors == ["Nino Example", "Luka Sample"]
    assert reading.image == "https://paper.test/i/a.jpg"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Nino Example", "Nino Example"),
        ("Author: Nino Example", "Nino Example"),
        ("Автор: Нино Пример", "Нино Пример"),
        ("ავტორი: ნინო მაგალითი", "ნინო მაგალითი"),
    ],
)
def test_the_author_of_a_byline_is_read_without_its_label(line: str, author: str) -> None:
    assert read(story(under_title=f"<p>{line}</p>")).authors == [author]


def test_a_page_that_names_no_author_has_none() -> None:
    reading = read(story())
    assert (reading.authors, reading.section, reading.image) == ([], None, None)


def test_the_picture_of_the_article_is_that_in_its_text() -> None:
    logo, banner = "<div><img src=/logo.png> Paper, since 1931</div>", "<img src=/banner.jpg>"
    page = html(f"{logo}<div><h1>{TITLE}</h1><img src='i/a.jpg'>{PROSE}</div>{banner}")
    assert read(page).image == "https://paper.test/en/news/detail/i/a.jpg"
    assert read(html(f"{logo}<div><h1>{TITLE}</h1>{PROSE}</div>{banner}")).image is None


@pytest.mark.parametrize(
    ("href", "days"),
    [
        ("https://paper.test/2026/01/09/the-ferry", ["2026-01-09"]),
        ("/harbour/2026-01-09-the-ferry.html", ["2026-01-09"]),
        ("/2026/01/the-ferry", []),
        ("/2026/13/09/the-ferry", []),
        ("/20260109/the-ferry", []),
        ("/the-ferry?day=/2026/01/09/", []),
    ],
)
def test_the_day_in_the_pages_own_address_is_a_claim(href: str, days: list[str]) -> None:
    assert published(f"<link rel=canonical href='{href}'>") == days


def test_the_day_in_the_address_comes_last() -> None:
    head = "<link rel=canonical href=/2026/01/08/x><meta name=date content=2026-01-09>"
    assert published(head) == ["2026-01-09", "2026-01-08"]


def test_the_page_dates_an_article_that_json_ld_does_not() -> None:
    page = {"@type": "WebPage", "@id": address(), "datePublished": "2026-01-09"}
    article = {"@type": "NewsArticle", "datePublished": "2026-01-08"}
    assert published(json_ld(page)) == ["2026-01-09"]
    assert published(json_ld({"@graph": [page, article]})) == ["2026-01-08"]
    assert published(json_ld(page | {"@id": "https://paper.test/"})) == []


def test_a_broken_block_takes_nothing_from_the_others() -> None:
    broken = '<script type="application/ld+json">{"@type": "Organization", oh}</script>'
    assert published(broken + json_ld({"@type": "NewsArticle", "datePublished": "2026-01-09"})) == [
        "2026-01-09"
    ]


@pytest.mark.parametrize(
    "name", ["publishdate", "publish_time", "og:publish_date", "dateposted", "publication-date"]
)
def test_further_names_of_the_day_of_publication(name: str) -> None:
    assert published(f"<meta name='{name}' content='2026-01-09'>") == ["2026-01-09"]


@pytest.mark.parametrize("seconds", ["1767952800", "1767952800000"])
def test_seconds_since_1970_are_a_moment(seconds: str) -> None:
    head = f"<meta property='article:published_time' content='{seconds}'>"
    reading = read(story(head=head))
    assert reading.published is not None
    assert reading.published.isoformat() == "2026-01-09T10:00:00+00:00"


def test_the_path_in_json_ld_names_the_section() -> None:
    steps = [
        {"@type": "ListItem", "name": name, "item": url}
        for name, url in (("Home", "/"), ("Harbour", "/en/harbour"), (TITLE, address()))
    ]
    trail = {"@type": "BreadcrumbList", "itemListElement": steps}
    assert read(story(head=json_ld(trail))).section == "Harbour"
    article = {"@type": "NewsArticle", "articleSection": "Ships"}
    assert read(story(head=json_ld([trail, article]))).section == "Ships"


@pytest.mark.parametrize("kind", ["Comment", "UserComments", "Answer"])
def test_the_moment_of_a_comment_is_not_that_of_the_article(kind: str) -> None:
    moment = "<time itemprop=datePublished datetime=2026-01-09T10:00:00Z>9 January</time>"
    scope = f'<div itemscope itemtype="https://schema.org/{kind}">{moment}</div>'
    assert published(body=scope) == []
    assert published(body=scope.replace(f"/{kind}", "/CreativeWork")) == ["2026-01-09T10:00:00Z"]
