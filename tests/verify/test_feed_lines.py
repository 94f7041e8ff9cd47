"""What a line must say: of itself, of its site, after the lines before it, after a takedown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from support.makers import ready

from newscrawl.identity.article_id import ArticleRef
from newscrawl.identity.numeric import NumericScheme
from newscrawl.identity.pattern_scheme import PatternScheme, SchemeDescription
from newscrawl.identity.site import Site
from newscrawl.records import Record, article_record, line_of
from newscrawl.storage.suppression.lines import padded, without_text
from newscrawl.verify.feed_lines import (
    Problem,
    Sightings,
    content_problems,
    has_its_digest,
    last_of,
    named_by,
    revision_problems,
    spelling_of,
    suppressed_urls,
    takedown_problems,
    url_problems,
)
from newscrawl.verify.findings import TAKEDOWN_OWED

SITES = {
    "paper": Site("paper", "https://paper.test", r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)")
}
REF = ArticleRef("en", "1")


def record(number: int = 1, **facts: Any) -> Record:
    made = {**article_record(ready(number)), "seq": number, "run": "20260114T093000Z-1f3a"}
    return {**made, **facts}


def kinds(problems: Iterable[Problem]) -> list[str]:
    return [problem.kind for problem in problems]


MOVED = Site(
    "paper",
    "https://www.paper.test",
    NumericScheme(
        r"/(?P<lang>[a-z]{2})/story/(?P<number>\d+)",
        r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)",
    ),
    former_roots=("https://paper.test",),
)
"""The site of these lines, after it moved."""


def test_lines_keep_the_address_of_their_time_and_any_other_is_a_fault() -> None:
    assert kinds(url_problems(record(), REF, MOVED)) == []
    today = record(url="https://www.paper.test/en/story/1")
    assert kinds(url_problems(today, REF, MOVED)) == []
    assert kinds(url_problems(today, REF, SITES["paper"])) == ["address"]
    other = record(url="https://paper.test/en/news/detail/2")
    assert kinds(url_problems(other, REF, MOVED)) == ["address"]


def test_no_line_may_name_what_was_taken_down_by_an_address_of_earlier_years() -> None:
    urls = set(suppressed_urls(["paper/en/1"], {"paper": MOVED}))
    assert {"https://paper.test/en/news/detail/1", "https://www.paper.test/en/story/1"} <= urls


def test_the_url_is_the_canonical_one_of_the_id() -> None:
    assert kinds(url_problems(record(), REF, SITES["paper"])) == []
    other = record(url="http://paper.test/en/news/detail/1")
    [problem] = url_problems(other, REF, SITES["paper"])
    assert "https://paper.test/en/news/detail/1" in problem.what


def test_of_a_site_that_is_not_known_the_url_shows_the_number() -> None:
    assert kinds(url_problems(record(url="https://elsewhere.test/?id=1"), REF, None)) == []
    assert kinds(url_problems(record(url="https://elsewhere.test/?id=12"), REF, None)) == [
        "address"
    ]


def test_of_a_slug_the_url_need_not_show_anything() -> None:
    slug = ArticleRef("en", "2026/01/09/a-ferry")
    assert kinds(url_problems(record(url="https://elsewhere.test/?id=7"), slug, None)) == []


def test_an_id_that_names_nothing_is_left_to_the_schema() -> None:
    assert named_by(record()) == ("paper", REF)
    assert named_by(record(id="paper")) is None


def test_language_and_digest_are_those_of_the_article() -> None:
    assert kinds(content_problems(record(), REF, None)) == []
    assert kinds(content_problems(record(language="ru"), REF, None)) == ["language"]
    assert kinds(content_problems(record(language="ru"), REF, SITES["paper"])) == ["language"]
    assert kinds(content_problems(record(body="Another."), REF, None)) == ["content_sha256"]


def test_the_language_of_a_text_is_its_own_where_no_address_tells_one() -> None:
    scheme = PatternScheme(SchemeDescription(("/post/{number}",)))
    site = Site("paper", "https://paper.test", scheme)
    one = record(language="ka", url="https://paper.test/post/1")
    assert kinds(content_problems(one, REF, site)) == []
    assert kinds(content_problems(one, REF, None)) == []


def test_a_line_that_lost_its_text_keeps_the_digest_of_it() -> None:
    assert has_its_digest(without_text(record()))
    assert not has_its_digest(record(title="Another"))
    assert has_its_digest({"title": "A headline has none"})


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (None, {"revision": 1}, []),
        (None, {"revision": 2}, ["revision"]),
        ({}, {"revision": 2, "change": "changed"}, []),
        ({}, {"revision": 1, "change": "changed"}, ["revision"]),
        ({}, {"revision": 2, "change": "gone"}, []),
        ({}, {"revision": 2, "change": "gone", "section": "Other"}, ["gone"]),
        ({"change": "gone"}, {"revision": 2, "change": "gone"}, ["gone twice"]),
        # Read better from its last page: it stays gone, with another text.
        (
            {"change": "gone"},
            {"revision": 2, "change": "gone", "cause": "parser", "section": "Other"},
            [],
        ),
        ({"change": "gone"}, {"revision": 2, "change": "changed"}, []),
    ],
)
def test_revisions_count_up_and_what_is_gone_repeats_the_last_content(
    before: dict[str, Any] | None, after: dict[str, Any], found: list[str]
) -> None:
    last = None if before is None else last_of(record(**before))
    assert kinds(revision_problems(record(**after), last)) == found


@pytest.mark.parametrize(
    ("suppressed", "is_done", "levels"),
    [
        (False, None, []),
        (True, None, ["fault"]),
        (True, True, []),
        (True, False, []),
        (False, True, ["fault"]),
        (False, False, ["owed"]),
    ],
)
def test_a_line_has_lost_its_text_if_and_only_if_its_article_was_taken_down(
    suppressed: bool, is_done: bool | None, levels: list[str]
) -> None:
    line = without_text(record()) if suppressed else record()
    takedowns = {} if is_done is None else {"paper/en/1": is_done}
    problems = list(takedown_problems(line, takedowns, (), pending=False))
    assert [problem.level for problem in problems] == levels
    assert all((one.todo == TAKEDOWN_OWED) == (one.level == "owed") for one in problems)


@pytest.mark.parametrize(("pending", "level"), [(True, "owed"), (False, "fault")])
def test_no_line_shows_the_title_of_what_was_taken_down(pending: bool, level: str) -> None:
    takedowns = {"paper/en/2": not pending, "unknown/en/3": True, "no id": True}
    urls = list(suppressed_urls(takedowns, SITES))
    assert urls == ["https://paper.test/en/news/detail/2"]
    pair = {"title": "A ferry", "url": urls[0], "published": "2026-01-09"}
    shown, emptied = record(headlines=[pair]), record(headlines=[{**pair, "title": ""}])
    assert [one.level for one in takedown_problems(shown, takedowns, urls, pending=pending)] == [
        level
    ]
    assert list(takedown_problems(emptied, takedowns, urls, pending=pending)) == []


def test_a_line_that_was_written_again_is_as_long_as_before() -> None:
    whole, suppressed = record(), without_text(record())
    size = len(line_of(whole).encode())
    assert spelling_of(whole, 1) == line_of(whole)
    assert spelling_of(suppressed, size) == padded(suppressed, size)
    assert spelling_of(suppressed, 1) == line_of(suppressed), "there is no room for it"


def test_a_headline_is_told_twice_unless_it_came_back_on_its_page() -> None:
    sightings = Sightings()
    told = [
        [problem.kind for problem in sightings.problems(record)]
        for record in (
            {"id": "paper/en/1", "title": title, "published": "2026-01-09", "seen_on": page}
            for title, page in (("A", "/"), ("B", "/"), ("A", "/"), ("A", "/"), ("B", "/far"))
        )
    ]
    assert told == [[], [], [], ["told twice"], ["told twice"]]


def test_where_no_rule_tells_the_address_it_must_name_the_article() -> None:
    site = Site(
        "paper", "https://paper.test", PatternScheme(SchemeDescription(("/{section}/{slug}",)))
    )
    ref = ArticleRef("en", "fog-lifts-again")
    good = record(url="https://paper.test/harbour/fog-lifts-again")
    assert kinds(url_problems(good, ref, site)) == []
    wrong = record(url="https://paper.test/harbour/fog-comes-back")
    assert kinds(url_problems(wrong, ref, site)) == ["address"]
