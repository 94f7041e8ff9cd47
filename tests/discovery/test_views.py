"""discovery.views: pages that show an article whose own address is another."""

from __future__ import annotations

from typing import Any

from newscrawl.discovery.examine import Examined
from newscrawl.discovery.views import views_of_others

ROOT = "https://www.gazette.test"
READ: Any = {
    "title": "The ferry sails again",
    "body": "It left the pier at eight.",
    "published": None,
}


def page(path: str, canonical: str = "", *, record: Any = READ) -> Examined:
    return Examined(ROOT + path, record, canonical=ROOT + canonical if canonical else "")


def test_a_page_for_printing_or_phones_or_by_its_number_is_a_view() -> None:
    own = "/harbour/the-ferry-sails-again"
    views = [
        page("/node/830", own),
        page(f"{own}/amp", own),
        page(f"{own}?output=amp", own),
        page(f"/print{own}", own),
    ]
    assert views_of_others([page(own, own), *views]) == {one.url for one in views}


def test_addresses_at_which_no_article_was_read_are_not_believed() -> None:
    pages = [page(f"/node/{n}", f"/harbour/the-ferry-sails-{n}-times") for n in range(3)]
    assert views_of_others(pages) == set()
    assert views_of_others([*pages, page("/harbour/all-about-us", record=None)]) == set()


def test_a_page_that_is_named_in_another_spelling_is_no_view() -> None:
    own = "/harbour/the-ferry-sails-again"
    pages = [page(f"{own}/", own), page("/harbour/fog-on-the-pier", "/Harbour/Fog-On-The-Pier/")]
    assert views_of_others(pages) == set()


def test_all_pages_that_name_one_address_are_not_taken_away() -> None:
    pages = [page(f"/harbour/the-ferry-sails-{n}-times", "/") for n in range(3)]
    assert views_of_others(pages) == set()
