"""Where a site lies."""

from __future__ import annotations

import pytest

from newscrawl.errors import UsageError
from newscrawl.identity.hosts import host_key, root_parts


@pytest.mark.parametrize(
    "netloc",
    ["a.test", "A.Test", "www.a.test", "WWW.a.test.", "a.test:80", "a.test:443", "a.test:"],
)
def test_one_host_has_one_key(netloc: str) -> None:
    assert host_key(netloc) == "a.test"


@pytest.mark.parametrize("netloc", ["b.test", "a.test:8080", "wwwa.test", "a.test.b.test"])
def test_another_host_or_port_has_another(netloc: str) -> None:
    assert host_key(netloc) != "a.test"


def test_an_address_in_brackets_keeps_its_colons() -> None:
    assert host_key("[::1]") == "[::1]"
    assert host_key("[::1]:8080") == "[::1]:8080"


@pytest.mark.parametrize("netloc", ["a.test:x", "a.test:８０"])
def test_a_port_that_is_none_is_refused(netloc: str) -> None:
    with pytest.raises(ValueError, match="port"):
        host_key(netloc)


def test_a_root_is_taken_apart_normalised() -> None:
    assert root_parts(" HTTPS://A.test:443/ ") == ("https", "a.test", "", "")
    assert root_parts("http://[::1]:8080/a/../b/?utm_source=x&c=1") == (
        "http",
        "[::1]:8080",
        "/b/",
        "c=1",
    )


@pytest.mark.parametrize("root", ["", "a.test", "ftp://a.test", "http://u@a.test", "http://a b"])
def test_what_is_no_root_is_refused_in_one_line(root: str) -> None:
    with pytest.raises(UsageError, match="the root") as refused:
        root_parts(root)
    assert "\n" not in str(refused.value)
