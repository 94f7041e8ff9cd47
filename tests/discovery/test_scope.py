"""discovery.scope: which requests stay on a site that is looked at."""

from __future__ import annotations

import pytest

from newscrawl.discovery.scope import Scope


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://www.example.org/a", True),
        ("http://example.org/a", True),
        ("https://blog.example.org/a", True),
        ("https://www.example.org:8443/a", True),
        ("https://www.example.org:9999/a", False),
        ("https://example.net/", False),
        ("https://example.org.else.net/", False),
        ("https://user@else.net#@example.org/", False),
        ("ftp://www.example.org/a", False),
        ("file:///etc/passwd", False),
        ("https://[::1/", False),
        ("", False),
    ],
)
def test_only_hosts_of_the_registrable_domain_may_be_asked(url: str, may: bool) -> None:
    scope = Scope("https://www.example.org:8443/")
    assert scope.may_ask(url) == scope.in_scope(url) == may


def test_an_address_is_a_host_of_its_own() -> None:
    scope = Scope("http://127.0.0.2:8080/")
    assert scope.may_ask("http://127.0.0.2:8080/a")
    assert not scope.may_ask("http://127.0.0.3:8080/a")


def test_www_is_the_same_home() -> None:
    scope = Scope("https://www.example.org/")
    assert scope.is_home("http://example.org/a", "https://www.example.org/")
    assert not scope.is_home("https://blog.example.org/a", "https://www.example.org/")
