"""A language and a number in a path: read, and written backwards."""

from __future__ import annotations

import pytest

from newscrawl.errors import UsageError
from newscrawl.identity.article_id import ArticleRef
from newscrawl.identity.numeric import NumericScheme
from newscrawl.identity.site import Site

SCHEME = NumericScheme(r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)")


@pytest.mark.parametrize("position", [0, 1, 4666, 10**18 - 1])
def test_a_path_and_its_article_are_one(position: int) -> None:
    ref = SCHEME.order.at("ka", position)
    assert SCHEME.match(SCHEME.path(ref), "") == ref
    assert SCHEME.order.position(ref) == position


def test_leading_zeros_and_capitals_do_not_count() -> None:
    assert SCHEME.match("/KA/News/detail/007/", "") == ArticleRef("ka", "7")
    assert SCHEME.match("/ka/news/detail/000", "") == ArticleRef("ka", "0")


def test_what_fits_into_no_column_is_no_number() -> None:
    assert SCHEME.match("/ka/news/detail/" + "9" * 19, "") is None
    assert SCHEME.match("/ka/news/detail/" + "0" * 19, "") is None


def test_the_article_that_cannot_exist_stands_where_any_other_does() -> None:
    ref = SCHEME.impossible("ka")
    assert SCHEME.path(ref) == "/ka/news/detail/999999937"
    assert SCHEME.match(SCHEME.path(ref), "") == ref


def test_what_cannot_exist_is_asked_for_in_several_ways() -> None:
    paths = [SCHEME.path(ref) for ref in SCHEME.impossible_ones("ka")]
    assert paths == [
        "/ka/news/detail/999999937",
        "/ka/news/detail/0",
        "/ka/news/detail/no-such-article",
        "/zz/news/detail/999999937",
    ]


def test_the_number_may_stand_before_the_language_and_braces_in_the_path() -> None:
    scheme = NumericScheme(r"/\{a\}/(?P<number>\d+)-(?P<lang>[a-z]{2})\.html")
    assert scheme.path(ArticleRef("ru", "12")) == "/{a}/12-ru.html"
    assert scheme.match("/{a}/12-ru.html", "") == ArticleRef("ru", "12")


@pytest.mark.parametrize("text", ["", "x", "-1", "1.0", "１２", "²"])
def test_what_is_no_number_is_no_key(text: str) -> None:
    assert SCHEME.key(text) is None


@pytest.mark.parametrize("pattern", [r"/(?P<lang>..)/(?P<number>\d+", "/news", r"/(?P<number>\d+)"])
def test_an_address_that_cannot_serve_is_refused(pattern: str) -> None:
    with pytest.raises(UsageError, match="article address"):
        NumericScheme(pattern)


def test_articles_that_moved_keep_their_numbers_and_both_addresses_lead_to_them() -> None:
    scheme = NumericScheme(
        r"/(?P<lang>[a-z]{2})/story/(?P<number>\d+)",
        r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)",
        r"/news/(?P<number>\d+)-(?P<lang>[a-z]{2})\.html",
    )
    ref = ArticleRef("en", "7")
    for path in ("/en/story/7", "/en/news/detail/7", "/news/7-en.html"):
        assert scheme.match(path, "") == ref
    assert scheme.path(ref) == "/en/story/7"
    assert scheme.former_paths(ref) == ["/en/news/detail/7", "/news/7-en.html"]
    site = Site("paper", "https://paper.test", scheme, former_roots=["http://old-paper.test/"])
    assert site.canonical(ref) == "https://paper.test/en/story/7"
    assert site.resolve(site.root, "/en/news/detail/7") == "https://paper.test/en/story/7"
    assert len(site.rule_urls(ref)) == 6
    assert site.rule_urls(ref)[0] == site.canonical(ref)
    assert "http://old-paper.test/news/7-en.html" in site.rule_urls(ref)
    assert not site.may_ask("http://old-paper.test/en/story/7")


def test_a_former_address_that_cannot_serve_is_refused() -> None:
    with pytest.raises(UsageError, match="must hold the groups"):
        NumericScheme(r"/(?P<lang>[a-z]{2})/(?P<number>\d+)", r"/(?P<number>\d+)")
