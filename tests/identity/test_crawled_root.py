"""Where a site is crawled: tests of what Site builds on it are in test_site.py."""

from __future__ import annotations

from newscrawl.identity.crawled_root import CrawledRoot


def test_on_the_site_itself_nothing_is_moved() -> None:
    place = CrawledRoot("https://www.paper.test", "https://paper.test/en/")
    assert (place.prefix, place.root) == ("", "https://paper.test/en/")
    assert place.placed("paper.test", "/en/7") == ("", "/en/7")


def test_a_mirror_below_a_path_holds_the_paths_of_the_site_below_it() -> None:
    place = CrawledRoot("https://paper.test", "http://127.0.0.1:8080/copy/")
    assert place.placed("127.0.0.1:8080", "/copy/en/7") == ("/copy", "/en/7")
    assert place.placed("paper.test", "/en/7") == ("/copy", "/en/7")
    assert place.at_home("http://127.0.0.1:8080/copy/en/7") == "https://paper.test/en/7"
    assert place.at_home("http://127.0.0.1:8080/other") == "http://127.0.0.1:8080/other"
