"""Dates that a page gives for itself and that disagree: which stands, and when none does."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from support.dated_pages import LATEST, json_ld, unknown
from support.paper_pages import read, story

from newscrawl.extract.publication_date.agreement import Agreement, Voice, agree

JSON, META, WEAK, BODY = (
    "json-ld datePublished",
    "meta article:published_time",
    "meta date",
    "property datePublished",
)


def voice(slot: str, when: str) -> Voice:
    return Voice(slot, moment(when))


def moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


@pytest.mark.parametrize(
    ("claims", "printed", "agreement"),
    [
        ([(JSON, "2022-01-12")], None, (0, "best_claim")),
        ([(JSON, "2022-01-12"), (META, "2022-01-12")], None, (0, "best_claim")),
        # The evening before, and one moment in two zones.
        (
            [(JSON, "2022-01-12"), (META, "2022-01-13"), (WEAK, "2022-01-13")],
            None,
            (0, "best_claim"),
        ),
        (
            [
                (JSON, "2022-01-12T23:00:00+04:00"),
                (META, "2022-01-12T19:00:00+00:00"),
                (BODY, "2022-03-01"),
            ],
            None,
            (0, "best_claim"),
        ),
        # Most agree.
        (
            [(JSON, "2021-12-06"), (META, "2022-01-12"), (WEAK, "2022-01-12")],
            None,
            (1, "more_agree"),
        ),
        ([(JSON, "2021-12-06"), (META, "2022-01-12")], "2022-01-12", (1, "more_agree")),
        ([(JSON, "2021-12-06"), (WEAK, "2022-01-12")], "2022-01-12", (0, "best_claim")),
        (
            [(BODY, "2022-01-12"), (META, "2021-01-10"), (WEAK, "2021-01-10")],
            "2022-01-12",
            (0, "best_claim"),
        ),
        # Several nodes of one kind are of several things.
        (
            [(JSON, "2022-01-12"), (JSON, "2021-12-06"), (JSON, "2021-12-06")],
            None,
            (0, "best_claim"),
        ),
        # Nobody can tell.
        ([(JSON, "2022-01-12"), (META, "2022-02-20")], None, (None, "claims_disagree")),
        ([(JSON, "2022-01-12"), (BODY, "2022-02-20")], None, (0, "best_claim")),
        ([(JSON, "2022-01-12"), (WEAK, "2022-02-20")], None, (0, "best_claim")),
        ([(JSON, "2022-01-12"), (META, "2022-02-20")], "2022-01-12", (0, "best_claim")),
        # What is printed under the title.
        ([(WEAK, "2022-02-20")], "2022-01-12", (None, "weak_name")),
        ([(META, "2022-02-20")], "2022-01-12", (0, "best_claim")),
        ([(META, "2022-01-11T22:30:00+00:00")], "2022-01-12", (None, "printed_in_local_time")),
        ([(META, "2022-01-11T02:30:00+00:00")], "2022-01-12", (0, "best_claim")),
        ([(META, "2022-01-11T22:30:00+01:00")], "2022-01-12", (0, "best_claim")),
        ([(META, "2022-01-12T22:30:00+00:00")], "2022-01-12", (0, "best_claim")),
    ],
)
def test_which_claim_stands(
    claims: list[tuple[str, str]], printed: str | None, agreement: tuple[int | None, str]
) -> None:
    voices = [voice(*claim) for claim in claims]
    assert agree(voices, moment(printed) if printed else None) == Agreement(*agreement)


def test_a_claim_in_utc_yields_to_the_day_that_the_page_prints() -> None:
    head = '<meta property="article:published_time" content="2022-01-11T22:30:00Z">'
    line = "<p>Published: 12 January 2022</p>"
    reading = read(story(head=head, under_title=line, below=LATEST))
    assert (reading.published, reading.published_from) == (date(2022, 1, 12), "page")
    assert len(reading.own_dates) == 1


def test_two_claims_that_nothing_decides_between_give_no_day() -> None:
    head = '<meta property="article:published_time" content="2022-02-20">'
    page = story(head=head + json_ld(datePublished="2022-01-12"), below=LATEST)
    reading = read(page)
    assert unknown(reading)
    assert {one.rule for one in reading.date_verdicts if one.source == "metadata"} == {
        "claims_disagree",
        "better_claim",
    }


@pytest.mark.parametrize(
    ("claims", "printed", "agreement"),
    [
        # The best claim is the moment of the last change, and another says an earlier day.
        ([(META, "2022-01-14", True), (BODY, "2022-01-12", False)], None, (1, "before_change")),
        ([(META, "2022-01-14", True), (BODY, "2022-01-14", True)], None, (0, "best_claim")),
        ([(META, "2022-01-14", True), (WEAK, "2022-01-12", False)], None, (0, "best_claim")),
        ([(META, "2022-01-14", False), (BODY, "2022-01-13", False)], None, (0, "best_claim")),
        ([(META, "2022-01-14", True)], "2022-01-10", (None, "of_the_last_change")),
        ([(META, "2022-01-14", True)], "2022-01-13", (0, "best_claim")),
        # Of one place the first claim counts: the second is of something else.
        ([(BODY, "2022-01-14", True), (BODY, "2022-01-02", False)], None, (0, "best_claim")),
    ],
)
def test_the_last_change_is_not_the_publication(
    claims: list[tuple[str, str, bool]],
    printed: str | None,
    agreement: tuple[int | None, str],
) -> None:
    voices = [Voice(slot, moment(when), is_change) for slot, when, is_change in claims]
    assert agree(voices, moment(printed) if printed else None) == agreement


ADDRESS = "link canonical"


@pytest.mark.parametrize(
    ("claims", "printed", "agreement"),
    [
        ([(JSON, "2022-01-13T02:18:00+00:00"), (ADDRESS, "2022-01-12")], None, (1, "more_agree")),
        ([(JSON, "2022-01-13T10:04:00+00:00"), (ADDRESS, "2022-01-12")], None, (0, "best_claim")),
        ([(JSON, "2022-01-13T02:18:00+04:00"), (ADDRESS, "2022-01-12")], None, (0, "best_claim")),
        (
            [(JSON, "2022-01-13T02:18:00+00:00"), (ADDRESS, "2022-01-12")],
            "2022-01-13",
            (0, "best_claim"),
        ),
        ([(ADDRESS, "2022-01-12")], None, (0, "best_claim")),
    ],
)
def test_the_day_in_the_address_is_that_of_the_site(
    claims: list[tuple[str, str]], printed: str | None, agreement: tuple[int | None, str]
) -> None:
    voices = [voice(*claim) for claim in claims]
    assert agree(voices, moment(printed) if printed else None) == agreement


def test_a_claim_of_the_last_change_yields_to_what_the_page_says_of_its_publication() -> None:
    head = (
        "<meta property='article:published_time' content='2022-01-16T10:00:00Z'>"
        "<meta property='article:modified_time' content='2022-01-16T10:00:00+00:00'>"
    )
    under = "<p><span itemprop=datePublished content='2022-01-12T08:00:00Z'></span></p>"
    reading = read(story(head=head, under_title=under, below=LATEST))
    assert reading.published == datetime.fromisoformat("2022-01-12T08:00:00+00:00")
