from __future__ import annotations

import pytest

from newscrawl.errors import UsageError
from newscrawl.identity.requisite_scope import RequisiteScope, requisite_host
from newscrawl.identity.site import Site

FORM = r"/(?P<lang>[a-z]{2})/(?P<number>\d+)"
HOME = "https://paper.test"


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("a.png", f"{HOME}/en/a.png"),
        (" /a.png#x ", f"{HOME}/a.png"),
        ("//www.paper.test/a.png?v=2", "https://www.paper.test/a.png?v=2"),
        ("http://static.paper.test/a.png", "http://static.paper.test/a.png"),
        ("//other.test/a.png", None),
        ("//static.paper.test:99/a.png", None),
        ("data:image/png;base64,AA", None),
        ("javascript:void(0)", None),
        ("/en/7", None),
        ("http://[half/a.png", None),
        ("http://paper.test:port/a.png", None),
        ("/" + "a" * 2_000, None),
    ],
)
def test_what_is_fetched_is_of_the_site_or_of_a_host_that_is_named(
    written: str, url: str | None
) -> None:
    scope = RequisiteScope(Site("paper", HOME, FORM), [requisite_host("Static.Paper.test")])
    assert scope.admit(f"{HOME}/en/7", written) == url


def test_a_mirror_stands_for_the_site() -> None:
    scope = RequisiteScope(Site("paper", HOME, FORM, root="http://127.0.0.1:8080"))
    page = "http://127.0.0.1:8080/en/7"
    assert scope.admit(page, f"{HOME}/a.png") == scope.admit(page, "/a.png")
    assert not scope.may_ask(f"{HOME}/a.png")


@pytest.mark.parametrize("written", ["http://a.test", "a.test/x", "me@a.test", "a.test:x", "[", ""])
def test_what_is_no_host_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match="is no host"):
        requisite_host(written)
