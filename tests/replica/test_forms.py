"""Other forms of addresses: what is written in them is answered in them, and nothing else is."""

from __future__ import annotations

import gzip
import re
from datetime import date

import pytest

from newscrawl.identity.pattern_scheme import PatternScheme, SchemeDescription
from newscrawl.replica.changes import edit
from newscrawl.replica.forms import FORMS
from newscrawl.replica.options import FORM_NAMES, Options
from newscrawl.replica.replies import request_for
from newscrawl.replica.site import Site


def copy(form: str, **options: object) -> Site:
    given = {
        "markup": "semantic",
        "articles": 24,
        "languages": ("en", "ka"),
        "listing_size": 5,
        "seed": 1,
        "today": date(2026, 1, 14),
        "seed_page": None,
        "plain_links": True,
        "faults": (),
        **options,
    }
    return Site(Options(form=form, **given))  # type: ignore[arg-type]


def text(site: Site, target: str) -> str:
    reply = site.answer(request_for(target))
    assert reply.status == 200, target
    return reply.body.decode()


@pytest.mark.parametrize("form", FORM_NAMES)
def test_what_a_spider_says_of_a_form_finds_its_articles(form: str) -> None:
    site = copy(form)
    names, scheme = site.names, PatternScheme(SchemeDescription((FORMS[form].says,)))
    assert names is not None
    for language, archive in site.archives.items():
        for number in archive.numbers:
            address = names.address(language, number)
            ref = scheme.match(*address.partition("?")[::2])
            assert ref == (language, names.key(language, number))
            assert archive.title(number).split()[0] in text(site, address)


@pytest.mark.parametrize("form", FORM_NAMES)
def test_no_address_of_the_plain_copy_is_left(form: str) -> None:
    site = copy(form)
    pages = [text(site, "/en"), text(site, FORMS[form].lists.format("en", "politics"))]
    assert not any("/news/detail/" in page for page in pages)
    assert site.answer(request_for("/en/news/detail/7517")).status == 404


def test_a_copy_with_sitemaps_only_leads_to_its_articles_there_alone() -> None:
    site = copy("sitemaps")
    names = site.names
    assert names is not None
    address = names.address("en", site.archives["en"].newest)
    assert address not in text(site, "/en") + text(site, "/en/news")
    assert "/sitemaps/index.xml" in text(site, "/robots.txt")
    listed = set()
    for path in re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", text(site, "/sitemaps/index.xml")):
        body = site.answer(request_for(path)).body
        plain = gzip.decompress(body) if path.endswith(".gz") else body
        listed |= set(re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", plain.decode()))
    every = {names.address(code, n) for code, of in site.archives.items() for n in of.numbers}
    assert listed == every
    assert "news:publication_date" in text(site, "/sitemaps/news.xml")


def test_a_title_that_changes_leaves_the_address() -> None:
    site = copy("slug")
    names = site.names
    assert names is not None
    number = site.archives["en"].newest
    before = names.address("en", number)
    site.apply(edit("en", number, "title"))
    assert names.address("en", number) == before


def test_an_unknown_form_and_links_in_other_forms_are_refused() -> None:
    with pytest.raises(ValueError, match="no form of addresses"):
        copy("other")
    with pytest.raises(ValueError, match="plain links"):
        copy("slug", plain_links=False)
    assert set(FORM_NAMES) == FORMS.keys()
