"""Listings are paged in three ways, each read back as it was written."""

from itertools import product
from typing import Literal, get_args
from urllib.parse import parse_qsl

import pytest

from newscrawl.replica.urls import CANONICAL_ROOT, Paging, article_path, varied_href

Scheme = Literal["query", "path", "offset"]


@pytest.mark.parametrize(("scheme", "page"), list(product(get_args(Scheme), (1, 2, 17))))
def test_a_page_is_read_back_from_its_path(scheme: Scheme, page: int) -> None:
    paging = Paging(scheme, "next")
    path, _, query = paging.href("/en/news", page, 20).partition("?")
    assert paging.read(path, dict(parse_qsl(query)), 20) == ("/en/news", page)


def test_an_offset_that_begins_no_page_and_a_page_that_is_no_number_are_none() -> None:
    assert Paging("offset", "next").read("/en/news/index/7", {}, 20) == ("/en/news", 0)
    assert Paging("query", "next").read("/en/news", {"page": "x"}, 20) == ("/en/news", 0)


def test_a_window_shows_the_ends_and_the_neighbours() -> None:
    assert Paging("path", "window").window(5, 9) == [1, 3, 4, 5, 6, 7, 9]
    assert Paging("path", "window").window(1, 1) == []
    assert Paging("path", "next").window(5, 9) == []


def test_some_links_are_other_forms_of_the_same_url() -> None:
    paths = [article_path("en", number) for number in range(300)]
    forms = [varied_href(path, "/en/news") for path in paths]
    others = [form for form, path in zip(forms, paths, strict=True) if form != path]
    assert 60 < len(others) < 140
    assert any(form.startswith(CANONICAL_ROOT) for form in others)
    assert any(form.startswith("news/detail/") for form in others), "relative to the listing"


def test_a_link_on_an_article_is_never_relative() -> None:
    paths = [article_path("en", number) for number in range(300)]
    assert all(varied_href(path, "/en/news/detail/1").startswith(("/", "http")) for path in paths)
