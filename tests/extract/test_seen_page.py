"""extract.seen_page: what a page shows by itself, and what it teaches of its layout."""

from __future__ import annotations

import json

import pytest
from support.paper_pages import (
    PROSE,
    TITLE,
    a_page,
    an_article,
    html,
    memory_of,
    other_text,
    story,
)

from newscrawl.extract.article import ArticlePage
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.notices import word_marks
from newscrawl.extract.parts import PartLink, Parts
from newscrawl.identity.site import ArticleRef

DAY = "2026-01-09T10:00:00+04:00"

NOTICE = "To see the map you have to allow a third party to be asked."


def test_it_is_known_by_its_article_and_the_words_of_its_title() -> None:
    sample = an_article(story(title="Divers reach the sunken ferry"), number=7).sample()
    assert sample.article == "7"
    assert sample.title == word_marks("Divers reach the sunken ferry")
    told = story(head="<title>Owner of the ferry is questioned</title>", title="The owner speaks")
    assert an_article(told).sample().title >= word_marks("Owner of the ferry is questioned")


def test_a_text_that_leads_to_an_article_teaches_nothing() -> None:
    link = "<a href=/en/news/detail/9>A neighbour's headline of today</a>"
    shown = an_article(html(f"<p>{link}</p><p>Of its own</p>"))
    places = {block.text: block.place for block in shown.page.outline.blocks}
    assert shown.sample().places == {places["Of its own"]}


def test_its_text_teaches_what_was_kept_and_what_many_articles_have() -> None:
    pages = [
        story(
            "".join(f"<p>{other_text(4 * number + one)}</p>" for one in range(4))
            + (f"<p>{NOTICE}</p>" if number % 2 else ""),
            title=f"{other_text(number)[22:50]}",
        )
        for number in range(14)
    ]
    memory = memory_of(pages)
    page = an_article(pages[1].replace("</body>", "<footer><p>The foot</p></footer></body>"))
    reading = page.read(memory)
    assert NOTICE not in (reading.body or "")
    places = {block.text: block.place for block in page.page.outline.blocks}
    sample = page.text_sample(reading)
    assert places[NOTICE] in sample.places
    assert places[other_text(4)] in sample.places
    assert places["The foot"] not in sample.places
    assert sample.slots == ()


def test_only_a_page_of_several_tells_its_paragraphs() -> None:
    assert an_article(story(PROSE)).prose() == frozenset()


def blog(kind: str) -> str:
    entries = [
        {"@type": "BlogPosting", "headline": f"The boat of {hour} sails", "datePublished": DAY}
        for hour in range(3)
    ]
    data = {"@type": kind, "headline": TITLE, "datePublished": DAY, "liveBlogUpdate": entries}
    shown = "".join(
        f"<div><h3>The boat of {hour} sails</h3>"
        f"<p>9 January 2026</p><p>{other_text(hour)}</p></div>"
        for hour in range(3)
    )
    script = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    return story(f"{PROSE}{shown}", head=script)


@pytest.mark.parametrize(("last", "goes_on"), [(40, False), (30, True), (3, True)])
def test_the_first_page_of_a_long_live_blog_is_all_of_it(last: int, goes_on: bool) -> None:
    parts = Parts(PartLink("https://paper.test/en/news/detail/7?page=2", 2), last)

    def page(kind: str) -> ArticlePage:
        seen = a_page(blog(kind))
        return ArticlePage(seen, ArticleRef("en", "7"), lambda _: None, parts=parts)

    assert (page("LiveBlogPosting").parts.next is not None) is goes_on
    assert page("NewsArticle").parts.next is not None
    reading = page("LiveBlogPosting").read(Boilerplate())
    assert reading.title == TITLE
    assert all(other_text(hour) in (reading.body or "") for hour in range(3))


def test_microdata_tell_a_live_blog_too() -> None:
    scope = "itemscope itemtype='https://schema.org/{}'"
    entries = "".join(
        f"<div itemprop=liveBlogUpdate {scope.format('BlogPosting')}><h3>The boat of {hour}</h3>"
        f"<p>9 January 2026</p><p>{other_text(hour)}</p></div>"
        for hour in range(3)
    )
    article = (
        f"<article {scope.format('LiveBlogPosting')}><h1>{TITLE}</h1>{PROSE}{entries}</article>"
    )
    reading = an_article(html(article)).read(Boilerplate())
    assert all(other_text(hour) in (reading.body or "") for hour in range(3))
