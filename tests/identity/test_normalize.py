"""How a URL is written: the same in one way only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.identity.normalize import is_file, listing_key, plain_path, plain_query


@pytest.mark.parametrize(
    ("path", "plain"),
    [
        ("", "/"),
        ("news", "/news"),
        ("//news///a", "/news/a"),
        ("/a/./b/../c", "/a/c"),
        ("/../a", "/a"),
        ("/a/..", "/"),
        ("/a/b/..", "/a/"),
        ("/a/b/.", "/a/b/"),
        ("/%41%2f%zz", "/A%2F%25zz"),
        ("/a b", "/a%20b"),
        ("/a;jsessionid=1F/b", "/a/b"),
        ("/(S(abcdefghijklmnopqrstuvwx))/b", "/b"),
        ("/.hidden", "/.hidden"),
        ("/a/...", "/a/..."),
    ],
)
def test_a_path_without_what_does_not_count(path: str, plain: str) -> None:
    assert plain_path(path) == plain


@given(st.text("/.%2eE;:()aé \\", max_size=30))
def test_a_plain_path_stays_what_it_is(path: str) -> None:
    assert plain_path(plain_path(path)) == plain_path(path)


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ("", ""),
        ("&&a=1&", "a=1"),
        ("fbclid=1&UTM_Source=x&page=2", "page=2"),
        ("PHPSESSID=1&a=1&amp;b=2", "a=1&b=2"),
        ("sid=12345678&sid=0123456789abcdef", "sid=12345678"),
        ("itm_campaign=below&pk_kwd=x&at_medium=feed&ref_src=post&wt_mc=mail&at=3", "at=3"),
        ("ref=menu&from=home", "ref=menu&from=home"),
    ],
)
def test_a_query_without_tracking_and_sessions(query: str, plain: str) -> None:
    assert plain_query(query) == plain


def test_what_ends_as_no_page_does() -> None:
    assert is_file("/a/report.PDF")
    assert not is_file("/a.b/report")
    assert not is_file("/sitemap.xml.gz")


def test_a_listing_that_needs_no_folding_keeps_its_very_text() -> None:
    url = "https://a.test/news?page=2"
    assert listing_key(url) is url
