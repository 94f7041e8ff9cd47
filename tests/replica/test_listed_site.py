"""A site of any number of addresses that sitemaps alone name."""

from __future__ import annotations

from urllib.request import urlopen

import pytest
from support.timeouts import STEP_S

from newscrawl.extract.feeds import read_feed
from newscrawl.identity.pattern_scheme import PatternScheme, SchemeDescription
from newscrawl.replica.listed_site import HOME, INDEX, ListedSite, serving


@pytest.mark.parametrize("is_dated", [True, False])
def test_the_sitemaps_name_every_article_once_and_each_is_there(is_dated: bool) -> None:
    site = ListedSite(25, in_a_file=10, is_dated=is_dated)
    index = read_feed(site.answer(INDEX)[2])
    assert index is not None
    feeds = [read_feed(site.answer(url.removeprefix(HOME))[2]) for url in index.sitemaps]
    paths = [one.url.removeprefix(HOME) for feed in feeds if feed for one in feed.entries]
    assert len(paths) == len(set(paths)) == 25
    scheme = PatternScheme(SchemeDescription((site.says,)))
    assert len({scheme.match(path, "") for path in paths} - {None}) == 25
    pages = {site.answer(path) for path in paths}
    assert len(pages) == 25
    assert {status for status, _, _ in pages} == {200}
    assert site.answer("/nowhere")[0] == 404


def test_an_index_says_when_its_files_changed() -> None:
    site = ListedSite(25, in_a_file=10, changed={0: "2026-01-14"})
    index = read_feed(site.answer(INDEX)[2])
    assert index is not None
    assert sorted(index.changed.values()) == ["2020-02-28", "2020-03-28", "2026-01-14"]


def test_it_is_served_and_remembers_what_it_was_asked_for() -> None:
    with (
        serving(ListedSite(1)) as site,
        urlopen(f"{site.root}/robots.txt", timeout=STEP_S) as answer,
    ):
        assert answer.read() == f"Sitemap: {HOME}{INDEX}\n".encode()
    assert site.asked == ["/robots.txt"]
