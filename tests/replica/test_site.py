"""Every page shows what the truth says, and every article can be reached by links, in every
markup."""

import re
from collections import deque
from collections.abc import Iterator
from datetime import date
from functools import cache
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from newscrawl.replica import replies
from newscrawl.replica.markups import MARKUPS
from newscrawl.replica.markups.base import Markup
from newscrawl.replica.options import Options
from newscrawl.replica.site import Site
from newscrawl.replica.truth import Record
from newscrawl.replica.urls import CANONICAL_ROOT

ARTICLE = re.compile(r"/([a-z]{2})/news/detail/(\d+)/?")
HOSTS = {"www.ccbsnews.info", "ccbsnews.info"}


@cache
def site(markup: str, **changes: object) -> Site:
    defaults = {
        "articles": 150,
        "languages": ("en", "ru", "ka"),
        "listing_size": 7,
        "seed": 1,
        "today": date(2026, 1, 14),
        "seed_page": None,
        "plain_links": False,
        "faults": (),
    }
    return Site(Options(**{"markup": markup, **defaults, **changes}))  # type: ignore[arg-type]


@pytest.fixture(params=MARKUPS)
def copy(request: pytest.FixtureRequest) -> Site:
    return site(request.param)


def fetch(copy: Site, address: str) -> replies.Reply:
    parts = urlsplit(address)
    return copy.answer(replies.request_for(parts.path + (f"?{parts.query}" if parts.query else "")))


def text_of(reply: replies.Reply) -> str:
    """The text that a reader sees, all white space folded."""
    body = html.document_fromstring(reply.body.decode()).find("body")
    assert body is not None
    return " ".join(" ".join(str(text) for text in body.itertext()).split())


def links_of(reply: replies.Reply, address: str) -> list[str]:
    return [urljoin(address, href) for href in hrefs_of(reply)]


def hrefs_of(reply: replies.Reply) -> list[str]:
    return [
        str(link.get("href")) for link in html.document_fromstring(reply.body.decode()).iter("a")
    ]


def walk(copy: Site) -> Iterator[tuple[str, replies.Reply]]:
    """Every page that links lead to, once, as a crawler that knows the site's names would fetch
    them."""
    start = CANONICAL_ROOT + "/"
    queue, seen = deque([start]), {start}
    while queue:
        address = queue.popleft()
        reply = fetch(copy, address)
        yield address, reply
        for link in links_of(reply, address):
            parts = urlsplit(link)
            assert parts.hostname in HOSTS, link
            known = (
                CANONICAL_ROOT + parts.path.rstrip("/") if ARTICLE.fullmatch(parts.path) else link
            )
            if known not in seen:
                seen.add(known)
                queue.append(known)


def test_every_article_is_reached_and_no_link_is_dead(copy: Site) -> None:
    reached = set()
    for address, reply in walk(copy):
        assert reply.status == 200, address
        if match := ARTICLE.fullmatch(urlsplit(address).path):
            reached.add(f"ccbsnews/{match[1]}/{match[2]}")
    assert reached == {record["id"] for record in copy.truth()}
    assert len(reached) == 150


def test_a_page_shows_its_title_its_paragraphs_in_order_and_the_headlines(copy: Site) -> None:
    for record in copy.truth():
        shown = text_of(fetch(copy, record["url"]))
        assert record["title"] in shown
        at = 0
        for paragraph in record["body"].split("\n\n"):
            at = shown.find(paragraph, at)
            assert at >= 0, (record["id"], paragraph)
            at += len(paragraph)
        for headline in record["headlines"]:
            assert headline["title"] in shown


def test_an_article_leads_to_its_section_and_its_tags_and_a_listing_to_all_tags(copy: Site) -> None:
    for archive in copy.archives.values():
        code, language = archive.language.code, archive.language
        section = language.sections[archive.section(archive.newest)][0]
        tags = {
            f"/{code}/tag/{language.topics[topic][0]}" for topic in archive.topics(archive.newest)
        }
        assert {f"/{code}/section/{section}", *tags} <= set(
            hrefs_of(fetch(copy, f"/{code}/news/detail/{archive.newest}"))
        )
        assert {f"/{code}/tag/{slug}" for slug, _ in language.topics} <= set(
            hrefs_of(fetch(copy, f"/{code}/news"))
        )


def test_the_headlines_are_the_ten_newest_with_their_own_titles_and_days(copy: Site) -> None:
    records = {record["url"]: record for record in copy.truth()}
    for record in records.values():
        assert len(record["headlines"]) == 10
        days = [headline["published"] for headline in record["headlines"]]
        assert days == sorted(days, reverse=True)
        for headline in record["headlines"]:
            there = records[headline["url"]]
            assert headline["title"] == there["title"]
            assert headline["published"] == (there["published"] or "")[:10]


def test_a_page_shows_its_own_date_only_where_the_markup_does(copy: Site) -> None:
    sources = {record["published_from"] for record in copy.truth()}
    assert sources == ({copy.markup.own_date} if copy.markup.own_date else {"headline", None})


def test_some_articles_are_in_no_listing_but_that_of_a_tag_and_some_in_none(copy: Site) -> None:
    places = {
        copy.catalog.place(archive, number)
        for archive in copy.archives.values()
        for number in archive.numbers
    }
    assert places == {"listed", "tag", "text"}


@pytest.mark.parametrize("base", ["/en/news", "/ru/section/economy", "/ka/tag/harvest"])
def test_a_listing_goes_from_page_to_page_and_ends(copy: Site, base: str) -> None:
    address, pages, found = base, [], []
    while address:
        pages.append(address)
        request = replies.request_for(address)
        page = copy.listing_page(request.path, request.query)
        assert page is not None
        assert 1 <= len(page.entries) <= 7
        found += [entry.title for entry in page.entries]
        address = page.pagination.next or ""
    assert len(pages) > 1
    assert len(pages) == len(set(pages))
    assert len(found) == len(copy.catalog.listed(base[1:3], *_kind(copy, base)))
    beyond = copy.markup.paging.href(base, len(pages) + 1, 7)
    assert fetch(copy, beyond).status == 404


def _kind(copy: Site, base: str) -> tuple[str, int]:
    _, code, kind, *slug = base.split("/")
    language = copy.archives[code].language
    names = language.sections if kind == "section" else language.topics
    return (kind, [name for name, _ in names].index(slug[0])) if slug else ("news", 0)


def test_links_take_every_form_that_one_address_can(copy: Site) -> None:
    forms = {
        "tracking": r'href="/en/news/detail/\d+\?utm_source=',
        "slash": r'href="/en/news/detail/\d+/"',
        "fragment": r'href="/en/news/detail/\d+#comments"',
        "other host": r'href="http://ccbsnews\.info/en/news/detail/\d+"',
        "no scheme": r'href="//ccbsnews\.info/en/news/detail/\d+"',
        "canonical": r'href="https://www\.ccbsnews\.info/en/news/detail/\d+"',
        "relative": r'href="(\.\./)*(news/)?(detail/)?\d+"',
    }
    pages = "".join(reply.body.decode() for address, reply in walk(copy) if "/en" in address)
    missing = [name for name, form in forms.items() if not re.search(form, pages, re.IGNORECASE)]
    assert missing == []


def test_plain_links_are_bare_paths() -> None:
    for _, reply in walk(site("tables", plain_links=True)):
        for href in hrefs_of(reply):
            assert re.fullmatch(r"/[^?#]*", href), href


def test_markups_differ_in_structure_and_not_in_names() -> None:
    """No two of them lead to the first words of the text by the same path of elements."""
    paths = {}
    for name in MARKUPS:
        record: Record = next(site(name).truth())
        tree = html.document_fromstring(fetch(site(name), record["url"]).body.decode())
        opening = record["body"][:25]
        element = next(
            node
            for node in tree.iter()
            if any(opening in (text or "") for text in (node.text, node.tail))
        )
        paths[name] = "/".join(
            str(node.tag) for node in (*reversed(list(element.iterancestors())), element)
        )
    assert len(set(paths.values())) == len(MARKUPS), paths


def test_the_pagings_and_the_places_of_dates_are_all_in_use() -> None:
    markups: list[Markup] = list(MARKUPS.values())
    assert len(markups) >= 6
    assert {markup.paging.scheme for markup in markups} == {"query", "path", "offset"}
    assert {markup.paging.links for markup in markups} == {"next", "window"}
    assert {markup.own_date for markup in markups} == {None, "metadata", "page"}
    assert {markup.dated_listings for markup in markups} == {True, False}
    assert sum(markup.own_date is None for markup in markups) > len(markups) / 2


def test_robots_and_sitemap_and_feed_stand_where_the_markup_has_them(copy: Site) -> None:
    robots = fetch(copy, "/robots.txt").body.decode()
    assert ("Sitemap:" in robots) == copy.markup.sitemap
    assert (fetch(copy, "/sitemap.xml").status == 200) == copy.markup.sitemap
    assert (fetch(copy, "/ru/rss.xml").status == 200) == copy.markup.feed
    if copy.markup.feed:
        assert b"<item>" in fetch(copy, "/ru/rss.xml").body
        assert b'"/ru/rss.xml"' in fetch(copy, "/ru").body


def test_a_trailing_slash_leads_to_the_listing_without(copy: Site) -> None:
    reply = fetch(copy, "/en/news/")
    assert (reply.status, reply.headers) == (301, {"location": "/en/news"})


@pytest.mark.parametrize(
    "address",
    [
        "/xx",
        "/en/news/detail/1",
        "/en/section/sport",
        "/en/news/detail/",
        "/__replica__",
        "/en/newsx",
    ],
)
def test_what_is_not_there_is_404(copy: Site, address: str) -> None:
    assert fetch(copy, address.rstrip("/")).status == 404
