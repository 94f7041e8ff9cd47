"""discovery.names: what a site may be called."""

from __future__ import annotations

import pytest

from newscrawl.discovery.names import is_name, name_of


@pytest.mark.parametrize(
    ("root", "name"),
    [
        ("https://www.example-times.co.uk", "example_times"),
        ("https://news.class.org", "site_class"),
        ("https://site.org", "site_site"),
        ("https://24ur.com", "site_24ur"),
        ("http://127.0.0.1:8080", "site_127_0_0_1"),
        ("http://[::1]:8080", "site_1"),
        ("https://" + "a" * 60 + ".org", "a" * 34),
    ],
)
def test_a_host_gives_a_name_that_a_spider_may_have(root: str, name: str) -> None:
    assert name_of(root) == name
    assert is_name(name)


@pytest.mark.parametrize("text", ["", "A", "a-b", "a/b", "..", "a" * 41, "import", "site", "é"])
def test_what_can_be_no_module_or_folder_is_no_name(text: str) -> None:
    assert not is_name(text)
