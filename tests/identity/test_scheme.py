"""A site whose articles are not numbered: what it can do, and what it says of what it cannot."""

from __future__ import annotations

import pytest
from support.slugs import HOME, LinkedSlugScheme, SlugScheme

from newscrawl.errors import UsageError
from newscrawl.identity.article_id import ArticleRef
from newscrawl.identity.site import Site

MIRROR = "http://127.0.0.1:8080/copy/"
PATH = "2026/01/05/the-ferry-returns"


def test_a_slug_is_the_article_whatever_link_led_to_it() -> None:
    site = Site("gazette", HOME, SlugScheme())
    for href in (f"/{PATH}", f"{HOME}/{PATH}/?utm_source=x#top", f"http://www.gazette.test/{PATH}"):
        link = site.link(f"{HOME}/a/", href)
        assert link == (f"{HOME}/{PATH}", ArticleRef("en", PATH))
    assert site.id(ArticleRef("en", PATH)) == f"gazette/en/{PATH}"
    assert site.ref(f"gazette/en/{PATH}") == ArticleRef("en", PATH)
    assert site.order is None


def test_an_id_of_another_shape_is_refused_with_an_example() -> None:
    site = Site("gazette", HOME, SlugScheme())
    for wrong in ("gazette/en/4666", f"other/en/{PATH}", "gazette/en", f"gazette/x/{PATH}"):
        with pytest.raises(UsageError, match="gazette/en/2026/01/05/a-slug"):
            site.ref(wrong)


def test_where_only_a_link_tells_the_first_one_is_the_url() -> None:
    site = Site("gazette", HOME, LinkedSlugScheme(), root=MIRROR)
    ref = ArticleRef("en", "the-ferry-returns")
    with pytest.raises(LookupError, match="gazette/en/the-ferry-returns"):
        site.canonical(ref)
    assert site.url_of("gazette/en/the-ferry-returns") is None
    assert site.rule_urls(ref) == []

    first = site.link(MIRROR, f"{HOME}/{PATH}/")
    assert first == (f"{MIRROR}{PATH}/", ref)
    assert site.link(MIRROR, PATH) == first, "one article has one URL"
    assert (site.canonical(ref), site.address(ref)) == (f"{HOME}/{PATH}/", f"{MIRROR}{PATH}/")


def test_a_record_may_tell_the_url_instead() -> None:
    site = Site("gazette", HOME, LinkedSlugScheme(), root=MIRROR)
    known = "gazette/en/the-ferry-returns"
    assert site.reachable(known, None) is None
    assert site.reachable(known, "https://elsewhere.test/x") is None
    assert site.reachable(known, f"{HOME}/{PATH}") == ArticleRef("en", "the-ferry-returns")
    assert site.reachable(known, None) == ArticleRef("en", "the-ferry-returns")
    assert site.address(ArticleRef("en", "the-ferry-returns")) == f"{MIRROR}{PATH}"


def test_where_the_key_tells_no_record_is_needed() -> None:
    site = Site("gazette", HOME, SlugScheme())
    assert site.reachable(f"gazette/en/{PATH}", None) == ArticleRef("en", PATH)
    assert site.url_of(f"gazette/en/{PATH}") == f"{HOME}/{PATH}"
    assert site.url_of("other/en/x") is site.url_of("no id") is None


def test_a_day_in_a_path_is_no_article() -> None:
    assert Site("gazette", HOME, SlugScheme()).article(f"{HOME}/{PATH[:10]}") is None
