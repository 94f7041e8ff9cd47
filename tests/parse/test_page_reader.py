"""One page is read by itself alone: values in, values out, in whatever process and order."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from typing import Any

import pytest
from support.other_process import read_elsewhere
from support.parsing import (
    DOUBTFUL,
    NOT_FOUND,
    SITE,
    STORIES,
    fetched,
    html,
    kept,
    ref,
    story,
    url_of,
)

from newscrawl.errors import PageError
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.identity.pattern_scheme import PatternScheme, SchemeDescription
from newscrawl.identity.site import Site
from newscrawl.items import HeadlinePair
from newscrawl.loaders import ArticleLoader
from newscrawl.parse import page_reader
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.page_reader import PageReader
from newscrawl.parse.readings import ArticleReading, KnownTitles

UNKNOWN = KnownTitles()


def learnt(*numbers: int) -> Boilerplate:
    """What repeats, learnt from the pages of these articles."""
    reader, memory = PageReader(SITE), Boilerplate()
    for number in numbers:
        memory.learn_places("en", *reader.sample(fetched(number)))
    return memory


def test_an_article_is_read_with_all_that_came_with_its_page() -> None:
    page = fetched(1, story(1, list_of=(3, 2)), etag='"a"', last_modified="yesterday", warc=kept(1))
    reading = PageReader(SITE).read(page, Boilerplate(), UNKNOWN)
    article = reading.article
    assert article is not None
    assert (article.title, article.body) == STORIES[1]
    assert (article.id, article.url, article.language) == ("paper/en/1", url_of(1), "en")
    assert (article.etag, article.last_modified, article.warc) == ('"a"', "yesterday", kept(1))
    assert article.fetched_at == page.fetched_at
    assert article.headlines == [
        HeadlinePair(STORIES[3][0], url_of(3), date(2026, 1, 3)),
        HeadlinePair(STORIES[2][0], url_of(2), date(2026, 1, 2)),
    ]
    assert reading.is_whole
    assert not reading.contradicts_links


def test_another_process_reads_the_same_from_bytes() -> None:
    page = fetched(1, story(1, list_of=(3, 2)), warc=kept(1))
    given = (page, learnt(2, 3, 4, 5), KnownTitles((STORIES[1][0],)))
    here = PageReader(SITE, timezone="Asia/Tbilisi").read(*given)
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        there: ArticleReading = pickle.loads(
            pool.submit(read_elsewhere, pickle.dumps(given)).result()
        )
    assert there == here
    assert there.article is not None


def test_it_reads_the_same_whatever_it_was_asked_before() -> None:
    page, layout = fetched(1, story(1, list_of=(3, 2))), learnt(2, 3, 4, 5)
    reader = PageReader(SITE)
    first = reader.read(page, layout, UNKNOWN)
    reader.headlines(page)
    reader.look(page, layout, UNKNOWN)
    reader.sample(page)
    reader.answer(page)
    assert reader.read(page, layout, UNKNOWN) == first
    reader.release(page)
    reader.release(page)
    assert reader.read(page, layout, UNKNOWN) == first


def test_pages_that_had_to_be_given_up_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_reader, "MAX_PARSED", 2)
    reader = PageReader(SITE)
    pages = [fetched(number) for number in STORIES]
    shown = [reader.headlines(page) for page in pages]
    assert [reader.headlines(page) for page in pages] == shown
    titles = [reader.read(page, Boilerplate(), UNKNOWN).title for page in pages]
    assert titles == [title for title, _ in STORIES.values()]


def test_what_repeats_is_left_out_only_where_it_is_known() -> None:
    refrain = (
        "<p>Write to us of what you saw, and we will print what we can of it, week by week.</p>"
    )
    pages = [
        fetched(number, f"<h1>{title}</h1><div><p>{body}</p>{refrain}</div>")
        for number, (title, body) in STORIES.items()
    ]
    reader, memory = PageReader(SITE), Boilerplate()
    alone = reader.read(pages[0], memory, UNKNOWN)
    assert alone.body is not None
    assert "Write to us" in alone.body
    for page in pages:
        memory.learn_places("en", *reader.sample(page))
    assert reader.read(pages[0], memory, UNKNOWN).body == STORIES[1][1]


def test_parts_that_are_missing_are_named_and_no_half_record_is_given() -> None:
    reading = PageReader(SITE).read(
        fetched(1, f"<h1>{STORIES[1][0]}</h1>"), Boilerplate(), KnownTitles((STORIES[1][0],))
    )
    assert (reading.article, reading.missing, reading.title) == (None, ("body",), STORIES[1][0])


def test_a_page_without_markup_is_an_error_that_says_so() -> None:
    reader, page = PageReader(SITE), fetched(1, body=b"<!-- nothing -->")
    for ask in (reader.headlines, reader.sample):
        with pytest.raises(PageError):
            ask(page)
    assert reader.answer(page) is None
    assert reader.listing(page) is None


def test_titles_that_have_no_word_in_common_with_the_page_contradict_it() -> None:
    page = fetched(1, NOT_FOUND)
    known = KnownTitles(links=(STORIES[1][0],), headlines=("Paper boats at sea",))
    reading = PageReader(SITE).read(page, Boilerplate(), known)
    assert reading.contradicts_links
    assert not reading.contradicts_headlines
    assert PageReader(SITE).contradicts(page, "Paper", [STORIES[1][0]])


def test_a_page_whose_metadata_say_the_headline_does_not_contradict_it() -> None:
    heading, headline = "The upper pier has its boat back", "Ferry: seven answers for passengers"
    page = (
        f"<meta property=og:title content='{headline}'><h1>{heading}</h1><p>{'A word. ' * 40}</p>"
    )
    known = KnownTitles(links=(headline,))
    reading = PageReader(SITE).read(fetched(1, page), Boilerplate(), known)
    assert not reading.contradicts_links
    other = KnownTitles(links=("Beekeepers count what winter left them",))
    assert PageReader(SITE).read(fetched(1, page), Boilerplate(), other).contradicts_links


def test_a_rule_of_the_site_that_raises_is_part_of_the_reading() -> None:
    def broken(loader: ArticleLoader) -> None:
        raise KeyError("no such part")

    reading = PageReader(SITE, load_article=broken).read(fetched(1), Boilerplate(), UNKNOWN)
    assert isinstance(reading.rule_error, KeyError)
    assert (reading.article, reading.missing) == (None, ())
    assert reading.title == STORIES[1][0]


def test_a_text_that_is_not_believed_is_no_article() -> None:
    reading = PageReader(SITE).read(fetched(1, DOUBTFUL), Boilerplate(), UNKNOWN)
    assert (reading.article, reading.missing, reading.title) == (None, (), STORIES[1][0])
    assert reading.body_doubt is not None
    assert "cookies" in reading.body_doubt


def test_each_rule_that_decided_is_named_once() -> None:
    rules = (
        PageReader(SITE).read(fetched(1, story(1, list_of=(3, 2))), Boilerplate(), UNKNOWN).rules
    )
    assert len(set(rules)) == len(rules)
    assert {"body/text", "body/headline-list", "title/confirmed-block", "section/none"} <= set(
        rules
    )


def test_a_text_by_a_rule_of_the_site_is_believed() -> None:
    def ruled(loader: ArticleLoader) -> None:
        loader.add_css("body", "p::text")

    reading = PageReader(SITE, load_article=ruled).read(
        fetched(1, DOUBTFUL), Boilerplate(), UNKNOWN
    )
    assert reading.body_doubt is None
    assert reading.article is not None
    assert reading.article.body.startswith("Cookies of kind 0")


def test_a_rule_of_the_site_that_finds_no_text_leaves_the_doubt() -> None:
    def ruled(loader: ArticleLoader) -> None:
        loader.add_css("body", "p.nowhere::text")

    reading = PageReader(SITE, load_article=ruled).read(
        fetched(1, DOUBTFUL), Boilerplate(), UNKNOWN
    )
    assert (reading.article, reading.body_doubt is None) == (None, False)


def test_a_date_by_a_rule_of_the_site_is_one_of_the_pages_own() -> None:
    def dated(loader: ArticleLoader) -> None:
        loader.add_value("published", date(2026, 1, 2))

    reading = PageReader(SITE, load_article=dated).read(fetched(1), Boilerplate(), UNKNOWN)
    assert reading.article is not None
    [own] = reading.article.own_dates
    assert (own.source, own.published) == ("page", date(2026, 1, 2))


# Where pages lead.


def test_an_article_page_leads_to_others_with_their_titles_and_days() -> None:
    page = fetched(
        1, story(1, list_of=(3,)) + "<a href='/en/news/detail/9'></a><a href='/en/'>x</a>"
    )
    leads = PageReader(SITE).look(page, Boilerplate(), UNKNOWN).leads
    shown = [(one.ref.key, one.title, one.published) for one in leads.articles]
    assert shown == [("3", STORIES[3][0], date(2026, 1, 3)), ("9", "", None)]
    assert leads.listings == ["https://paper.test/en/"]
    assert [one.ref for one in leads.headlines] == [ref(3)]


def feed(**changed: Any) -> FetchedPage:
    items = (
        f"<item><title>{STORIES[2][0]}</title><link>/en/news/detail/2?utm_source=rss</link>"
        "<pubDate>Thu, 08 Jan 2026 10:00:00 +0400</pubDate></item>"
        f"<item><title>{STORIES[3][0]}</title><link>/en/news/detail/3</link>"
        "<pubDate>soon</pubDate></item>"
        "<item><title>Sport</title><link>/en/sport</link></item>"
        "<item><title>Elsewhere</title><link>https://other.test/en/news/detail/4</link></item>"
    )
    body = f"<?xml version='1.0'?><rss version='2.0'><channel>{items}</channel></rss>".encode()
    return fetched(
        1, body=body, url="https://paper.test/rss", content_type="application/rss+xml", **changed
    )


def test_a_feed_is_a_listing_of_what_is_on_the_site() -> None:
    listing = PageReader(SITE).listing(feed())
    assert listing is not None
    assert listing.is_feed
    shown = [(one.ref.key, one.url, one.title, one.published) for one in listing.articles]
    assert shown == [
        ("2", url_of(2), STORIES[2][0], date(2026, 1, 8)),
        ("3", url_of(3), STORIES[3][0], None),
    ]
    assert [(one.ref.key, one.published) for one in listing.headlines] == [("2", date(2026, 1, 8))]
    assert listing.listings == ["https://paper.test/en/sport"]
    assert listing.unread_dates == 1


def test_the_sitemaps_of_an_index_are_feeds() -> None:
    body = (
        b"<sitemapindex><sitemap><loc>https://paper.test/map-1.xml.gz</loc></sitemap>"
        b"<sitemap><loc>https://other.test/map-2.xml</loc></sitemap></sitemapindex>"
    )
    listing = PageReader(SITE).listing(fetched(1, body=body, content_type="application/xml"))
    assert listing is not None
    assert listing.feeds == ["https://paper.test/map-1.xml.gz"]


def test_a_listing_is_compared_by_its_digest_and_only_on_demand_by_its_texts() -> None:
    reader = PageReader(SITE)
    root = fetched(1, story(1, list_of=(2, 3)), url="https://paper.test/")
    plain, compared = reader.listing(root), reader.listing(root, with_answer=True)
    assert plain is not None
    assert compared is not None
    assert plain.digest == compared.digest != 0
    assert plain.answer is None
    assert compared.answer == reader.answer(root)


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7", b"plain text"])
def test_what_is_neither_page_nor_feed_is_no_listing(body: bytes) -> None:
    assert PageReader(SITE).listing(fetched(1, body=body, content_type="")) is None


def test_html_is_never_taken_for_a_feed() -> None:
    body = html("<rss><item><title>x</title></item></rss>")
    listing = PageReader(SITE).listing(fetched(1, body=body))
    assert listing is not None
    assert not listing.is_feed


def test_what_it_is_in_other_languages_comes_with_the_article() -> None:
    switch = (
        "<a href='/ru/news/detail/12'>Русский</a><a href='/ka/news/detail/1'>Also: a bridge</a>"
    )
    reading = PageReader(SITE).read(fetched(1, switch + story(1)), Boilerplate(), UNKNOWN)
    assert reading.article is not None
    assert reading.article.translations == ["paper/ru/12"]
    assert pickle.loads(pickle.dumps(reading)).article == reading.article


def test_the_language_is_that_of_the_text_where_the_url_tells_none() -> None:
    site = Site(
        "paper", "https://paper.test", PatternScheme(SchemeDescription(("/post/{number}",)))
    )
    text = "საქალაქო საბჭომ ორშაბათს გადაწყვიტა, რომ ძველი ხიდი გაზაფხულამდე არ გაიხსნება. " * 3

    def language(reader: PageReader, url: str, body: str) -> str:
        page = f'<html lang="en-US"><body><h1>The bridge</h1><p>{body}</p></body></html>'
        one = FetchedPage(page.encode(), url, fetched(1).fetched_at, "text/html; charset=utf-8")
        article = reader.read(one, Boilerplate(), UNKNOWN).article
        assert article is not None
        return article.language

    post = "https://paper.test/post/7"
    assert language(PageReader(site), post, text) == "ka"
    assert language(PageReader(site), post, STORIES[1][1]) == "en"
    # A URL that tells a language has it from the site.
    assert language(PageReader(SITE), url_of(1), text) == "en"
