"""The last change: what can be true, and is no stamp of the visit."""

from __future__ import annotations

import json

import pytest
from support.paper_pages import NOON, TITLE, memory_of, read, story

from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.records import moment

PUBLISHED = "2026-01-09T10:00:00+04:00"


def meta(name: str, text: str) -> str:
    return f'<meta property="{name}" content="{text}">'


def page(changed: str, *, published: str = PUBLISHED, name: str = "article:modified_time") -> str:
    head = meta("article:published_time", published) if published else ""
    return story(head=head + meta(name, changed))


def told(markup: str, memory: Boilerplate | None = None) -> str | None:
    return moment(read(markup, memory=memory).modified)


@pytest.mark.parametrize("name", ["article:modified_time", "og:updated_time", "dcterms.modified"])
@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("2026-01-10T08:30:00+04:00", "2026-01-10T08:30:00+04:00"),
        ("2026-01-10T04:30:00.123Z", "2026-01-10T04:30:00+00:00"),
        ("2026-01-10", "2026-01-10"),
        (PUBLISHED, PUBLISHED),
        ("2026-01-09", "2026-01-09"),
    ],
)
def test_it_is_told_as_the_page_tells_it(name: str, text: str, change: str) -> None:
    assert told(page(text, name=name)) == change


def test_json_ld_comes_first_and_microdata_count() -> None:
    node = {"@type": "NewsArticle", "headline": TITLE, "dateModified": "2026-01-11"}
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    both = script + meta("article:modified_time", "2026-01-10")
    assert told(story(head=both)) == "2026-01-11"
    marked = "<p><time itemprop=dateModified datetime=2026-01-10>10 January</time></p>"
    reading = read(story(under_title=marked))
    assert moment(reading.modified) == "2026-01-10"
    assert reading.decisions is not None
    assert reading.decisions.modified == "property dateModified"


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-09T09:59:59+04:00",
        "2026-01-08",
        "2026-01-14T12:30:00+00:00",
        "2026-01-15",
        "2026-01-14T11:59:58+00:00",
        "2026-01-14",
        "yesterday",
        "02/03/2026",
        "0000-00-00",
        "9" * 50_000,
    ],
    ids=lambda text: text[:30],
)
def test_what_cannot_be_true_or_may_be_a_clock_is_none(text: str) -> None:
    assert told(page(text)) is None


def test_the_next_claim_is_asked() -> None:
    clock = meta("article:modified_time", NOON.isoformat())
    assert told(story(head=clock + meta("og:updated_time", "2026-01-10"))) == "2026-01-10"


def test_an_article_as_young_as_its_last_change_is_no_clock() -> None:
    young = "2026-01-14T11:45:00+00:00"
    markup = story(head=meta("article:modified_time", young))
    assert told(markup) is None
    memory = memory_of([page(f"2026-01-{day:02}T09:00:00Z", published="") for day in range(2, 9)])
    assert told(markup, memory) == young, "on other pages it says other days"


def test_a_moment_that_is_the_same_on_every_page_is_that_of_a_build() -> None:
    built = "2026-01-12T03:00:00+00:00"
    memory = memory_of([page(built) for _ in range(6)])
    assert told(page(built)) == built
    assert told(page(built), memory) is None


def test_a_day_that_is_the_same_on_many_pages_says_nothing_in_a_later_run() -> None:
    memory = memory_of([page("2026-01-10") for _ in range(14)])
    assert told(page("2026-01-10"), memory) is None
    assert told(page("2026-01-13"), memory) is None


def printed(line: str, *, published: str = PUBLISHED, title: str = TITLE) -> str:
    head = meta("article:published_time", published)
    return story(head=head, under_title=f"<p class=when>{line}</p>", title=title)


def memory_of_printed(*lines: str) -> Boilerplate:
    titles = ("Boats", "Roads", "Schools", "Bridges", "Markets", "Trains", "Orchards", "Mills")
    return memory_of(
        [
            printed(line, title=f"{titles[place % 8]} wait for {titles[place // 8]} of tomorrow")
            for place, line in enumerate(lines)
        ]
    )


def test_a_change_that_is_printed_at_the_title_is_told() -> None:
    reading = read(printed("9 January 2026 | Updated: 11 January 2026"))
    assert moment(reading.modified) == "2026-01-11"
    assert moment(reading.published) == PUBLISHED
    assert reading.decisions is not None
    assert reading.decisions.modified == "printed"
    assert told(printed("Updated: 10 January 2026<br>Updated: 11 January 2026")) == "2026-01-11"


def test_the_metadata_go_first_unless_they_say_what_cannot_be() -> None:
    line = "<p>Updated: 11 January 2026</p>"
    both = story(head=meta("article:modified_time", "2026-01-12"), under_title=line)
    assert told(both) == "2026-01-12"
    clock = story(head=meta("article:modified_time", NOON.isoformat()), under_title=line)
    assert told(clock) == "2026-01-11"


@pytest.mark.parametrize(
    "line",
    ["Updated: 8 January 2026", "Updated: 14 January 2026", "Updated: 15 January 2026"],
    ids=["before the publication", "the day of the visit", "after the visit"],
)
def test_a_printed_change_that_cannot_be_true_or_may_be_a_clock_is_none(line: str) -> None:
    assert told(printed(line)) is None


def test_a_day_of_change_on_every_page_is_the_stamp_and_one_of_its_own_is_none() -> None:
    line = "Updated: {} January 2026"
    same = memory_of_printed(*[line.format(12)] * 14)
    assert told(printed(line.format(12)), same) is None
    other = memory_of_printed(*(line.format(day) for day in range(9, 14)))
    assert told(printed(line.format(12)), other) == "2026-01-12"
    assert told(printed(line.format(14)), other) == "2026-01-14"


def test_a_printed_change_of_either_order_is_none_until_other_pages_prove_it() -> None:
    line = "Updated: {}/04/2025"
    page_of_both = printed(line.format("03"), published="2025-01-01")
    assert told(page_of_both) is None
    proven = memory_of_printed(*(line.format(day) for day in range(13, 18)))
    assert told(page_of_both, proven) == "2025-04-03"


def test_of_two_claims_of_one_day_the_moment_stands() -> None:
    node = {"@type": "NewsArticle", "headline": TITLE, "dateModified": "2026-01-11"}
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    exact = meta("article:modified_time", "2026-01-11T08:30:00+04:00")
    assert told(story(head=script + exact)) == "2026-01-11T08:30:00+04:00"
    midnight = meta("article:modified_time", "2026-01-11T00:00:00+04:00")
    assert told(story(head=script + midnight)) == "2026-01-11"


def test_it_is_held_against_the_earliest_day_that_the_page_gives_for_itself() -> None:
    """Which of them stands may be decided by what other pages say."""
    head = meta("article:published_time", "2026-01-12T10:00:00+04:00")
    changed = meta("article:modified_time", "2026-01-10T10:00:00+04:00")
    printed = "<p>Published 9 January 2026</p>"
    assert told(story(head=head + changed, under_title=printed)) == "2026-01-10T10:00:00+04:00"
    assert told(story(head=head + changed)) is None
