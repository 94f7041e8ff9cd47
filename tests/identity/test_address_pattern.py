"""Forms of addresses: what stands at their places, and what is no article's though it looks so."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.errors import UsageError
from newscrawl.identity.address_pattern import AddressPattern, day_of, readable
from newscrawl.identity.normalize import plain_path

LANGUAGES = frozenset({"en", "de"})


def parts(form: str, path: str, query: str = "", host: str = "") -> dict[str, str] | None:
    return AddressPattern(form, LANGUAGES).match(host, path, query)


@pytest.mark.parametrize(
    ("form", "path", "found"),
    [
        ("/news/{number}", "/News/1000/", {"number": "1000"}),
        ("/{lang}/story/{number}", "/DE/story/7", {"lang": "DE", "number": "7"}),
        (
            "/{year}/{month}/{day}/{section}/{slug}/",
            "/2026/03/05/harbour/the-ferry-sails",
            {
                "year": "2026",
                "month": "03",
                "day": "05",
                "section": "harbour",
                "slug": "the-ferry-sails",
            },
        ),
        (
            "/{year}{month}{day}-{slug}",
            "/20260305-fog",
            {"year": "2026", "month": "03", "day": "05", "slug": "fog"},
        ),
        ("/a/{slug}-{code}.html", "/a/two-hats-9f3c1.html", {"slug": "two-hats", "code": "9f3c1"}),
        ("/{slug}-{number:5}", "/top-10-hats-40213", {"slug": "top-10-hats", "number": "40213"}),
        (
            "/{sections}/{slug}",
            "/a/b/c/one-two-three",
            {"sections": "a/b/c", "slug": "one-two-three"},
        ),
        ("/{section}/{slug:1}", "/harbour/fog", {"section": "harbour", "slug": "fog"}),
        ("/v/{code:11}", "/v/aBcDefGh-_j", {"code": "aBcDefGh-_j"}),
    ],
)
def test_what_stands_at_the_places_is_read(form: str, path: str, found: dict[str, str]) -> None:
    assert parts(form, path) == found


def test_a_uuid_is_a_code_though_it_has_hyphens() -> None:
    name = "c9d4f1a2-0000-4000-8000-0123456789ab"
    assert parts("/{slug}-{code}", f"/two-hats-{name}") == {"slug": "two-hats", "code": name}


def test_a_query_may_name_the_article_whatever_else_it_says() -> None:
    assert parts("/?p={number}", "/", "page=2&p=77") == {"number": "77"}
    assert parts("/?p={number}", "/", "page=2") is None
    assert parts("/read.php?id={number}&in={section}", "/read.php", "in=x&id=5&a=1") == {
        "number": "5",
        "section": "x",
    }
    assert AddressPattern("/read.php?id={number}").plain_query("x=1&id=5&y") == "id=5"


def test_the_host_may_tell_the_language() -> None:
    assert parts("//{lang}.a.test/{number}", "/7", host="de.a.test") == {
        "lang": "de",
        "number": "7",
    }
    assert parts("//{lang}.a.test/{number}", "/7", host="blog.a.test") is None
    assert parts("//{lang}.a.test/{number}", "/7") is None


@pytest.mark.parametrize(
    ("form", "path"),
    [
        ("/{section}/{slug}", "/tag/the-old-town-hall"),
        ("/{section}/{slug}", "/author/an-old-hand"),
        ("/{section}/{slug}", "/harbour/boats"),
        ("/{section}/{slug}", "/harbour/page-2"),
        ("/{slug}", "/privacy-policy"),
        ("/{section}/{slug}-{number}", "/author/an-old-hand-77"),
        ("/{year}/{month}/{day}/{slug}", "/2026/03/05/page"),
        ("/{year}/{month}/{day}/{slug}", "/2026/03/05/2"),
        ("/{year}/{month}/{day}/{slug}", "/2026/02/30/a-slug"),
        ("/a/{slug}-{code}.html", "/a/two-words.html"),
        ("/{lang}/{number}", "/tv/7"),
        ("/{number:4}", "/2"),
    ],
)
def test_listings_of_the_same_form_are_no_articles(form: str, path: str) -> None:
    assert parts(form, path) is None


def test_where_a_day_stands_a_section_may_have_any_name() -> None:
    assert parts("/{section}/{year}/{month}/{day}/{slug}", "/media/2026/03/05/fog") is not None


@pytest.mark.parametrize(
    "form",
    ["news/{number}", "/{nummer}", "/{number:x}", "/{slug}/{slug}", "/{number", "/a}/{number}"],
)
def test_what_is_no_form_is_refused_in_one_line(form: str) -> None:
    with pytest.raises(UsageError, match="article address"):
        AddressPattern(form)


def test_a_day_is_a_day_of_the_calendar() -> None:
    assert day_of({"year": "2024", "month": "02", "day": "29"}) == date(2024, 2, 29)
    assert day_of({"year": "2023", "month": "02", "day": "29"}) is None
    assert day_of({"year": "2026", "month": "september", "day": "1"}) == date(2026, 9, 1)
    assert day_of({"year": "2026", "month": "03"}) is None


@given(st.text(min_size=1))
def test_what_is_readable_can_be_written_again(text: str) -> None:
    path = plain_path("/" + text.replace("/", "").replace("?", "") + "-x")
    pattern = AddressPattern("/{slug:1}", is_key=True)
    found = pattern.match("", path, "")
    if found is not None and path.count("/") == 1:
        shown = readable(found["slug"])
        assert plain_path(pattern.fill({"slug": shown})) == path
