"""Schemes made of forms of addresses: keys, URLs, orders, probes, and their description as data."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

from newscrawl.errors import UsageError
from newscrawl.identity.article_id import ArticleRef
from newscrawl.identity.pattern_scheme import PatternScheme, SchemeDescription
from newscrawl.identity.site import Site

HOME = "https://www.gazette.test"
SEVERAL_HOSTS = ("de.gazette.test", "blog.gazette.test")


def site(*forms: str, root: str | None = None, hosts: tuple[str, ...] = (), **what: Any) -> Site:
    description = SchemeDescription(forms, home="www.gazette.test", **what)
    return Site("gazette", HOME, PatternScheme(description), root, further_hosts=hosts)


def id_at(of: Site, path: str) -> str | None:
    ref = of.article(path if "//" in path else HOME + path)
    return None if ref is None else of.id(ref)


@pytest.mark.parametrize(
    ("form", "path", "key"),
    [
        ("/news/{number}", "/news/0100", "100"),
        ("/{section}/{slug}-{number:4}", "/harbour/fog-lifts-4666", "4666"),
        ("/{year}/{month}/{slug}-{code}", "/2026/03/fog-lifts-9f3c1", "9f3c1"),
        ("/{year}/{month}/{day}/{section}/{slug}", "/2026/03/05/harbour/fog", "2026/03/05/fog"),
        ("/{year}/{month:1}/{day:1}/{slug}", "/2026/3/5/fog", "2026/03/05/fog"),
        ("/{section}/{year}/{month:name}/{day}/{slug}", "/x/2026/mar/05/fog", "2026/03/05/fog"),
        ("/{section}/{slug}", "/harbour/fog-lifts-again", "fog-lifts-again"),
        ("/{section}/{slug} -> {section}/{slug}", "/a/fog-lifts-again", "a/fog-lifts-again"),
        (
            "/{slug}",
            "/%D8%B3%D9%81%D9%86-%D8%AA%D8%B9%D9%88%D8%AF-%D8%BA%D8%AF%D8%A7",
            "سفن-تعود-غدا",
        ),
    ],
)
def test_what_stays_when_the_address_changes_is_the_key(form: str, path: str, key: str) -> None:
    of = site(form)
    assert id_at(of, path) == f"gazette/en/{key}"
    ref = of.article(HOME + path)
    assert ref is not None
    assert of.ref(of.id(ref)) == ref
    assert of.canonical(ref).startswith(HOME)


def test_an_edited_slug_and_another_section_are_the_same_article() -> None:
    by_number, by_slug = site("/{section}/{slug}-{number:4}"), site("/{section}/{slug}")
    assert id_at(by_number, "/a/fog-lifts-4666") == id_at(by_number, "/b/fog-came-4666")
    assert id_at(by_slug, "/a/fog-lifts-again") == id_at(by_slug, "/b/fog-lifts-again")


def test_one_article_has_one_url_until_a_visit_shows_it_at_another() -> None:
    of = site("/{section}/{slug}-{number:4}")
    first = of.link(HOME + "/", "/a/fog-lifts-4666?ref=home")
    assert first is not None
    assert first.ref is not None
    assert first.url == f"{HOME}/a/fog-lifts-4666"
    assert of.resolve(HOME + "/", "/b/fog-came-4666") == first.url
    of.visited(f"{HOME}/b/fog-came-4666")
    assert of.canonical(first.ref) == f"{HOME}/b/fog-came-4666"
    assert of.resolve(HOME + "/", "/a/fog-lifts-4666") == f"{HOME}/b/fog-came-4666"


def test_several_forms_and_those_of_earlier_years_lead_to_their_articles() -> None:
    of = site(
        "/news/{number}",
        "/blog/{number} -> blog/{number}",
        former=("/{lang}/story.php?id={number}",),
    )
    assert id_at(of, "/news/7") == id_at(of, "/en/story.php?id=7") == "gazette/en/7"
    assert id_at(of, "/blog/7") == "gazette/en/blog/7"
    assert of.rule_urls(ArticleRef("en", "7")) == [f"{HOME}/news/7", f"{HOME}/en/story.php?id=7"]
    assert of.order is None, "a blog's numbers are others"
    assert of.ref("gazette/en/blog/7") == ArticleRef("en", "blog/7")


def test_numbers_have_an_order_and_codes_have_none() -> None:
    numbered, hidden = site("/news/{number}"), site("/{slug}-{number:3}")
    assert numbered.order is not None
    assert numbered.order.has_addresses
    assert hidden.order is not None
    assert not hidden.order.has_addresses
    assert site("/{slug}-{code}").order is site("/{slug}").order is None


def test_the_language_is_from_the_path_the_host_or_fixed() -> None:
    assert id_at(site("/{lang}/{number}"), "/ka/7") == "gazette/ka/7"
    assert id_at(site("/{number}", language="de"), "/7") == "gazette/de/7"
    named = site("/{lang}/{number}", languages={"eng": "en", "rus": "ru"})
    assert id_at(named, "/RUS/7") == "gazette/ru/7"
    assert named.canonical(ArticleRef("ru", "7")) == f"{HOME}/rus/7"
    assert id_at(named, "/ru/7") is None
    hosts = site("//{lang}.gazette.test/{number}", hosts=SEVERAL_HOSTS)
    assert id_at(hosts, "https://de.gazette.test/7") == "gazette/de/7"
    assert hosts.home("de") == "https://de.gazette.test/"


def test_the_host_of_the_site_may_be_one_of_those_that_tell_the_language() -> None:
    scheme = PatternScheme(
        SchemeDescription(("//{lang}.gazette.test/{number}",), home="en.gazette.test")
    )
    of = Site("gazette", "https://en.gazette.test", scheme, further_hosts=["de.gazette.test"])
    assert of.article("https://en.gazette.test/7") == ArticleRef("en", "7")
    assert of.canonical(ArticleRef("en", "7")) == "https://en.gazette.test/7"
    assert of.canonical(ArticleRef("de", "7")) == "https://de.gazette.test/7"
    assert of.home("en") == "https://en.gazette.test/"


def test_further_hosts_are_the_site_and_a_mirror_holds_them_in_folders() -> None:
    forms = "/news/{number}", "//blog.gazette.test/{slug} -> blog/{slug}"
    of = site(*forms, hosts=SEVERAL_HOSTS)
    post = "https://blog.gazette.test/fog-lifts-again"
    assert id_at(of, post) == "gazette/en/blog/fog-lifts-again"
    assert (of.in_scope(post), of.may_ask(post)) == (True, True)
    assert not of.may_ask("https://shop.gazette.test/")

    mirror = site(*forms, hosts=SEVERAL_HOSTS, root="http://127.0.0.1:8080/copy/")
    link = mirror.link(mirror.root, post)
    assert link is not None
    assert link.ref is not None
    assert link.url == "http://127.0.0.1:8080/copy/blog.gazette.test/fog-lifts-again"
    assert mirror.article(link.url) == link.ref
    assert mirror.canonical(link.ref) == mirror.at_home(link.url) == post
    assert not mirror.may_ask(post)
    here = mirror.resolve(link.url, "/fog-comes-back")
    assert here == "http://127.0.0.1:8080/copy/blog.gazette.test/fog-comes-back"
    assert (
        mirror.resolve(mirror.root, "/fog-comes-back")
        == "http://127.0.0.1:8080/copy/fog-comes-back"
    )


def test_the_address_tells_its_day() -> None:
    of = site("/{year}/{month}/{day}/{slug}-{code}")
    assert of.day(f"{HOME}/2026/03/05/fog-9f3c1") == "2026-03-05"
    assert of.day(f"{HOME}/2026/03/05/") is None
    assert site("/{year}/{month}/{slug}").day(f"{HOME}/2026/03/fog") is None


def test_what_cannot_exist_is_asked_for_in_the_place_of_what_does() -> None:
    assert site("/news/{number}").nowhere("en") == [f"{HOME}/news/999999937"]
    of = site("/{section}/{slug}")
    assert of.nowhere("en") == []
    of.link(HOME, "/harbour/fog-lifts-again")
    (url,) = of.nowhere("en")
    assert url == f"{HOME}/harbour/no-such-article-can-be-here"
    assert of.article(url) is not None, "it is a URL like any other"
    assert of.nowhere("de") == []


@pytest.mark.parametrize(
    ("forms", "former", "why"),
    [
        (("/{section}",), (), "nothing that names an article"),
        (("/{slug} -> {section}/{slug}",), (), "what the address does not hold"),
        (("/news/{number}",), ("/{slug}",), "today they are named by {number}"),
        ((), (), "no article address"),
    ],
)
def test_forms_that_cannot_serve_are_refused(
    forms: tuple[str, ...], former: tuple[str, ...], why: str
) -> None:
    with pytest.raises(UsageError, match=why):
        PatternScheme(SchemeDescription(forms, former))


def test_an_id_of_another_shape_is_refused_with_an_example() -> None:
    of = site("/{year}/{month}/{day}/{slug}")
    with pytest.raises(UsageError, match="gazette/en/2026/03/05/a-ferry-sails-again"):
        of.ref("gazette/en/4666")
    assert of.example_url("en") == f"{HOME}/2026/03/05/a-ferry-sails-again"
    assert site("/{slug}-{number:6}").example_url("en") == f"{HOME}/a-ferry-sails-again-466600"


def test_a_scheme_is_made_of_data_and_goes_to_other_processes() -> None:
    told = SchemeDescription(("/{lang}/{number}",), ("/{number}",), "de", {"eng": "en"}, "a.test")
    again = SchemeDescription.load(json.loads(json.dumps(told.dump())))
    assert again == told
    scheme = pickle.loads(pickle.dumps(PatternScheme(again)))
    assert scheme.match("/eng/7", "") == ArticleRef("en", "7")


@pytest.mark.parametrize(
    ("forms", "path", "told"),
    [
        (("/opinion/{slug}", "/news/{number}"), "/news/140", True),
        (("/opinion/{slug}", "/news/{number}"), "/opinion/the-fog-lifts-again", True),
        (("/news/{slug}-{number:5}", "/opinion/{slug}"), "/news/the-fog-40213", False),
        (("/opinion/{slug}", "/essays/{slug}"), "/essays/the-fog-lifts-again", False),
        (("/news/{slug}-{number:5}", "/short/{number}"), "/short/40213", False),
        (("/news/{slug}-{number:5}", "/short/{number}"), "/short/140", True),
    ],
)
def test_a_key_tells_the_address_where_no_other_form_may_give_it(
    forms: tuple[str, ...], path: str, told: bool
) -> None:
    scheme = PatternScheme(SchemeDescription(forms))
    ref = scheme.match(path, "")
    assert ref is not None
    assert scheme.path(ref) == (path if told else None)
