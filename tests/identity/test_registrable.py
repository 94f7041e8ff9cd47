"""Which host a site asks."""

from __future__ import annotations

import pytest

from newscrawl.identity.registrable import host_of


@pytest.mark.parametrize(
    ("root", "host"),
    [
        ("https://www.example.ge/en/", "example.ge"),
        ("https://example.ge", "example.ge"),
        ("http://NEWS.Example.co.uk:8080", "example.co.uk"),
        ("https://www.example.ge./", "example.ge"),
        ("https://новости.пример.рф/", "xn--e1afmkfd.xn--p1ai"),
        ("http://127.0.0.2:8080/mirror", "127.0.0.2"),
        ("http://[2001:DB8::1]:80/", "2001:db8::1"),
        ("http://archive:80/", "archive"),
        ("http://localhost/", "localhost"),
    ],
)
def test_two_sites_of_one_owner_are_one_host(root: str, host: str) -> None:
    assert host_of(root) == host
