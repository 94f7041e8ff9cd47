"""One page as items, as if there were no other."""

from __future__ import annotations

from typing import Any

import pytest
from support.parsing import DOUBTFUL, STORIES, context, fetched, story

from newscrawl.items import Article, Failure, Headline
from newscrawl.loaders import ArticleLoader
from newscrawl.parse.single_page import SinglePage


def test_an_article_comes_with_the_headlines_of_its_page() -> None:
    page = SinglePage(context(), fetched(1, story(1, list_of=(3, 2))))
    assert page.is_article
    *headlines, article = page.article()
    assert all(isinstance(headline, Headline) for headline in headlines)
    assert isinstance(article, Article)
    assert (article.title, article.body) == STORIES[1]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"url": "https://paper.test/en/about"}, "not an article"),
        ({"body": b" "}, "empty page"),
        ({"body": b"%PDF-1.7"}, "not html"),
        ({"body": b"<!-- <p> -->"}, "no markup"),
        ({"body": f"<html><h1>{STORIES[1][0]}</h1></html>".encode()}, "no body"),
        ({"body": DOUBTFUL.encode()}, "doubtful body"),
    ],
)
def test_a_page_without_an_article_gives_one_failure_with_its_bytes(
    given: dict[str, Any], reason: str
) -> None:
    page = fetched(1, **given)
    [failure] = SinglePage(context(), page).article()
    assert isinstance(failure, Failure)
    assert failure.reason == reason
    assert failure.page == page.body
    assert failure.id == ("paper/en/1" if reason != "not an article" else None)


def test_a_rule_that_raises_is_shown_to_whoever_writes_it() -> None:
    def broken(loader: ArticleLoader) -> None:
        raise KeyError("no such part")

    with pytest.raises(KeyError):
        list(SinglePage(context(load_article=broken), fetched(1)).article())


def test_a_listing_gives_where_it_leads_and_its_headlines() -> None:
    page = SinglePage(context(), fetched(1, story(1, list_of=(3,)), url="https://paper.test/en/"))
    assert not page.is_article
    listing = page.listing()
    assert listing is not None
    assert [headline.id for headline in page.headlines(listing)] == ["paper/en/3"]
    assert SinglePage(context(), fetched(1, b"%PDF-1.7")).listing() is None
