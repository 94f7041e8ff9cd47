"""A page that could not be read, as a failure."""

from __future__ import annotations

from dataclasses import replace

from support.parsing import DOUBTFUL, NOW, SITE, fetched, visit_to

from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.parse.page_reader import PageReader
from newscrawl.parse.readings import KnownTitles
from newscrawl.parse.results import failed_page, missing_parts, why_no_article


def test_a_failed_page_is_kept_with_its_bytes() -> None:
    page = fetched(1, "<p>x</p>", status=503)
    failure = failed_page(visit_to(1), page, "http 503", "not now", "paper/en/1", ("body",))
    assert (failure.url, failure.kind, failure.id) == (page.url, "article", "paper/en/1")
    assert (failure.status, failure.seen_at, failure.missing) == (503, NOW, ("body",))
    assert failure.page == page.body


def test_of_an_empty_answer_there_is_nothing_to_keep() -> None:
    assert failed_page(visit_to(1), fetched(1, b""), "empty page", "", None).page is None


def test_one_part_or_two_are_named() -> None:
    assert missing_parts(("body",)) == ("no body", "the page shows no body")
    assert missing_parts(("title", "body"))[0] == "no title and body"


def test_a_doubt_is_told_where_nothing_is_missing() -> None:
    reading = PageReader(SITE).read(fetched(1, DOUBTFUL), Boilerplate(), KnownTitles())
    assert why_no_article(reading) == ("doubtful body", reading.body_doubt)
    assert why_no_article(replace(reading, missing=("title",)))[0] == "no title"
