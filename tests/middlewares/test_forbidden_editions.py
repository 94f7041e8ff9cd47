"""Which languages robots.txt forbids while it allows others."""

from __future__ import annotations

import pytest

from newscrawl.frontier.url_pattern import url_pattern
from newscrawl.identity.site import Site
from newscrawl.middlewares.forbidden_editions import editions

ROOT = "https://paper.test"
SITE = Site("paper", ROOT, r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)")
PAGES = ("/", "/en", "/en/news?page=2", "/en/search", "/my/", "/en/press")


@pytest.mark.parametrize(
    ("forbidden", "led_to", "told"),
    [
        ("/ru", ["/ru/"], ["ru"]),
        ("/ru/", ["/ru/news/detail/7", "/ru/"], ["ru"]),
        ("/ru/news", ["/ru/news?page=9"], ["ru"]),
        ("/en/news/detail/", ["/en/news/detail/7", "/en/news/detail/8"], ["en"]),
        ("/en/search", ["/en/search"], []),
        ("/tv/", ["/tv/", "/tv/live"], []),
        ("/print/", ["/print/7"], []),
        ("/ru/draft", ["/ru/draft"], []),
    ],
)
def test_an_edition_is_forbidden_where_its_counterpart_is_there_and_allowed(
    forbidden: str, led_to: list[str], told: list[str]
) -> None:
    found = editions(
        [f"{ROOT}{path}" for path in led_to],
        lambda url: not url.startswith(f"{ROOT}{forbidden}"),
        {url_pattern(f"{ROOT}{path}") for path in PAGES},
        SITE,
    )
    assert [language for language, _ in found] == told


def test_what_is_allowed_again_is_told_no_more() -> None:
    kinds = {url_pattern(f"{ROOT}/en/")}
    assert list(editions([f"{ROOT}/ru/"], lambda url: True, kinds, SITE)) == []


def test_where_every_edition_is_forbidden_none_is_told_for_another() -> None:
    kinds = {url_pattern(f"{ROOT}/{code}/") for code in ("en", "ru")}
    assert list(editions([f"{ROOT}/ru/"], lambda url: False, kinds, SITE)) == []
