"""discovery.schemes: what forms of addresses take."""

from __future__ import annotations

from newscrawl.discovery.schemes import coverage, matches, scheme_of

HOME = "www.example.org"
ROOT = f"https://{HOME}"


def test_a_form_takes_what_has_it_at_home_or_at_its_host() -> None:
    scheme = scheme_of(["/news/{number}", "//blog.example.org/{slug}"], HOME)
    assert scheme is not None
    assert matches(scheme, f"{ROOT}/news/7", HOME) and matches(
        scheme, "http://example.org/news/7", HOME
    )
    assert matches(scheme, "https://blog.example.org/the-fog-lifts", HOME)
    assert not matches(scheme, "https://blog.example.org/news/7", HOME)
    assert not matches(scheme, f"{ROOT}/", HOME)


def test_a_form_that_is_none_makes_no_scheme() -> None:
    assert scheme_of(["/{nothing}"], HOME) is None and scheme_of([], HOME) is None


def test_coverage_is_a_share() -> None:
    urls = [f"{ROOT}/news/1000", f"{ROOT}/harbour"]
    assert coverage(["/news/{number}"], urls, HOME) == 0.5
    assert coverage([], urls, HOME) == coverage(["/news/{number}"], [], HOME) == 0.0
