"""What is alike in the URLs of one kind of page."""

from __future__ import annotations

import pytest

from newscrawl.frontier.url_pattern import query_names, url_pattern, without_numbers


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("/news?page=2", "/news?page=31", True),
        ("/news/2026-01-09", "/news/2025-12-31", True),
        (
            "/a/550e8400-e29b-41d4-a716-446655440000",
            "/a/6ba7b810-9dad-11d1-80b4-00c04fd430c8",
            True,
        ),
        ("/s/4f00c2a1b9d8", "/s/00ff00c2a1b9", True),
        ("/news?a=1&b=2", "/news?b=9&a=7", True),
        ("/news?page=2", "/news", False),
        ("/sport/2", "/culture/2", False),
        ("/facade", "/decade", False),
    ],
)
def test_numbers_and_values_do_not_count(one: str, other: str, alike: bool) -> None:
    root = "https://a.test"
    assert (url_pattern(root + one) == url_pattern(root + other)) is alike


def test_what_states_hold_of_earlier_runs_is_what_is_made_today() -> None:
    """Otherwise the next run would take every kind of page for a new one."""
    made = {
        "https://a.test/en/news/index/20": "https://a.test/en/news/index/#",
        "https://a.test/news/2026-01?page=2&day=9": "https://a.test/news/#-#?day&page",
        "https://a.test/?s=4f00c2a1b9d8": "https://a.test/?s",
        "https://a.test/en/news/2026/01/09": "https://a.test/en/news/#/#/#",
    }
    assert {url: url_pattern(url) for url in made} == made


def test_a_query_is_its_names() -> None:
    assert query_names("b=1&a=2&a=3&f12=x") == "?a&b&f#"
    assert query_names("") == ""
    assert without_numbers("page-12") == "page-#"
