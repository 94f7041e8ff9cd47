"""The day of publication: which evidence counts, and when none does."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newscrawl.dating.decide import Evidence, decide

MONDAY = datetime(2026, 1, 12, 12, tzinfo=UTC)


def heard(
    source: str, day: str, *, days_later: int = 0, last: int | None = None, run: str | None = None
) -> Evidence:
    """A piece of evidence, and the days after Monday on which it was seen first and last."""
    at = MONDAY + timedelta(days=days_later)
    last_at = MONDAY + timedelta(days=days_later if last is None else last)
    return Evidence(source, day, day, "https://a.test/", at, last_at, run or f"run {days_later}")


def decided(
    *evidence: Evidence, plausible: set[str] | None = None
) -> tuple[str | None, str | None, bool]:
    may_be = None if plausible is None else lambda day: day.isoformat() in plausible
    found = decide(evidence, zone=UTC, is_plausible=may_be)
    return found.published, found.source, found.conflict


def test_nothing_heard_is_nothing_known() -> None:
    assert decided() == (None, None, False)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_metadata_goes_before_the_page_and_the_page_before_headlines(
    order: tuple[int, ...],
) -> None:
    said = [
        heard("metadata", "2026-01-07"),
        heard("page", "2026-01-08"),
        heard("headline", "2026-01-09"),
    ]
    assert decided(*(said[place] for place in order)) == ("2026-01-07", "metadata", True)
    assert decided(said[2], said[1]) == ("2026-01-08", "page", True)


def test_the_page_and_the_headlines_that_agree_go_before_the_metadata() -> None:
    claim, line = heard("metadata", "2026-01-02"), heard("page", "2026-01-08")
    assert decided(claim, line, heard("headline", "2026-01-08")) == ("2026-01-08", "page", True)
    assert decided(claim, line, heard("headline", "2026-01-07")) == ("2026-01-02", "metadata", True)
    assert decided(claim, heard("headline", "2026-01-08")) == ("2026-01-02", "metadata", True)
    agreed = decide([claim, line, heard("headline", "2026-01-08")], zone=UTC)
    assert agreed.rule == "page_and_headlines_agree"


def test_the_address_goes_before_headlines_and_never_against_the_page() -> None:
    written = heard("url", "2026-01-07")
    assert decided(written) == ("2026-01-07", "url", False)
    assert decided(written, heard("headline", "2026-01-08")) == ("2026-01-07", "url", True)
    assert decided(written, heard("page", "2026-01-08")) == ("2026-01-08", "page", True)
    assert decided(written, heard("metadata", "2026-01-09")) == ("2026-01-09", "metadata", True)


def test_the_page_and_the_address_that_agree_go_before_the_metadata() -> None:
    claim, line = heard("metadata", "2026-01-02"), heard("page", "2026-01-08")
    agreed = decide([claim, line, heard("url", "2026-01-08")], zone=UTC)
    assert (agreed.published, agreed.rule) == ("2026-01-08", "page_and_address_agree")
    with_claim = [claim, line, heard("url", "2026-01-02"), heard("headline", "2026-01-08")]
    assert decided(*with_claim) == ("2026-01-02", "metadata", True)


@pytest.mark.parametrize(("day", "conflict"), [("10", False), ("11", False), ("12", True)])
def test_the_address_may_tell_the_day_of_a_moment_by_another_clock(
    day: str, conflict: bool
) -> None:
    claim = heard("metadata", "2026-01-10T22:30:00-05:00")
    found = decided(claim, heard("url", f"2026-01-{day}"))
    assert found == (claim.published, "metadata", conflict)


def test_a_day_in_an_address_that_is_yet_to_come_does_not_count() -> None:
    assert decided(heard("url", "2026-02-01")) == (None, None, False)


def test_agreement_raises_no_question() -> None:
    said = [
        heard("metadata", "2026-01-07T23:30:00+04:00"),
        heard("page", "2026-01-07"),
        heard("headline", "2026-01-07"),
    ]
    assert decided(*said) == ("2026-01-07T23:30:00+04:00", "metadata", False)


@pytest.mark.parametrize("source", ["metadata", "page", "headline"])
def test_a_day_that_was_still_to_come_when_it_was_heard_is_a_wrong_clock(source: str) -> None:
    assert decided(heard(source, "2026-01-13")) == (None, None, False)
    assert decided(heard(source, "2026-01-13"), heard("headline", "2026-01-09")) == (
        "2026-01-09",
        "headline",
        False,
    )


def test_the_day_begins_at_the_midnight_of_the_site() -> None:
    evening = heard("headline", "2026-01-13")._replace(seen_at=MONDAY + timedelta(hours=9))
    assert decide([evening], zone=UTC).published is None
    assert decide([evening], zone=ZoneInfo("Asia/Tbilisi")).published == "2026-01-13"


def test_a_page_that_corrects_its_date_is_believed() -> None:
    assert decided(
        heard("page", "2026-01-07", last=0), heard("page", "2026-01-06", days_later=3)
    ) == ("2026-01-06", "page", True)


def test_a_page_that_comes_to_say_today_does_not_outweigh_older_agreeing_voices() -> None:
    older = [heard("metadata", "2026-01-07", last=0), heard("headline", "2026-01-07")]
    assert decided(*older, heard("metadata", "2026-01-15", days_later=3)) == (
        "2026-01-07",
        "metadata",
        True,
    )


@pytest.mark.parametrize(
    ("listed", "rule"),
    [
        ("2026-01-10", "named_before_the_visit"),
        ("2026-01-11", "said_last"),  # Another clock.
        (None, "said_last"),
    ],
)
@pytest.mark.parametrize("source", ["metadata", "page"])
def test_the_day_of_the_visit_yields_to_lists_that_named_the_article_days_before(
    source: str, listed: str | None, rule: str
) -> None:
    said = [heard(source, "2026-01-12")]
    said += [heard("headline", listed)] if listed is not None else []
    assert decide(said, zone=UTC).rule == rule
    both = [*said, heard("page" if source == "metadata" else "metadata", "2026-01-12")]
    assert decide(both, zone=UTC).published == "2026-01-12"


def test_a_day_that_was_seen_later_than_it_is_does_not_yield_to_lists() -> None:
    said = [heard("metadata", "2026-01-09"), heard("headline", "2026-01-05")]
    assert decided(*said) == ("2026-01-09", "metadata", True)


# Headlines alone.


def test_a_headline_that_moves_in_a_later_run_is_not_believed() -> None:
    assert decided(
        heard("headline", "2026-01-09"), heard("headline", "2026-01-11", days_later=1)
    ) == ("2026-01-09", "headline", True)


def test_headlines_of_one_run_that_disagree_give_no_day() -> None:
    assert decided(heard("headline", "2026-01-09"), heard("headline", "2026-01-08")) == (
        None,
        None,
        True,
    )


def test_of_days_that_disagree_the_one_that_the_neighbours_leave_room_for_stands() -> None:
    said = [heard("headline", "2025-11-09"), heard("headline", "2026-01-08", days_later=1)]
    assert decided(*said, plausible={"2026-01-08"}) == ("2026-01-08", "headline", True)
    assert decided(*said, plausible={"2026-01-08", "2025-11-09"}) == (
        "2025-11-09",
        "headline",
        True,
    )


def test_the_neighbours_are_asked_only_where_headlines_disagree() -> None:
    def never(day: date) -> bool:
        raise AssertionError(day)

    assert (
        decide([heard("headline", "2026-01-09")], zone=UTC, is_plausible=never).published
        == "2026-01-09"
    )


@pytest.mark.parametrize(
    ("evidence", "rule"),
    [
        ([], "no_evidence"),
        ([heard("page", "2026-01-13")], "no_evidence"),
        ([heard("page", "2026-01-09")], "said_last"),
        (
            [
                heard("metadata", "2026-01-07", last=0),
                heard("headline", "2026-01-07"),
                heard("metadata", "2026-01-15", days_later=3),
            ],
            "older_evidence_agrees",
        ),
        ([heard("headline", "2026-01-09")], "headlines_agree"),
        (
            [heard("headline", "2026-01-09"), heard("headline", "2026-01-11", days_later=1)],
            "stood_alone_in_an_earlier_run",
        ),
        (
            [heard("headline", "2026-01-09"), heard("headline", "2026-01-08")],
            "headlines_disagree",
        ),
    ],
)
def test_a_decision_carries_the_name_of_its_rule(evidence: list[Evidence], rule: str) -> None:
    assert decide(evidence, zone=UTC).rule == rule


def test_the_neighbours_decide_by_a_rule_of_their_own() -> None:
    said = [heard("headline", "2026-01-09"), heard("headline", "2026-01-08")]
    decision = decide(said, zone=UTC, is_plausible=lambda day: day == date(2026, 1, 8))
    assert (decision.published, decision.rule) == ("2026-01-08", "neighbours_leave_room_for_one")


def test_a_source_without_credit_does_not_count_and_is_a_conflict_still() -> None:
    said = [heard("metadata", "2026-01-07"), heard("headline", "2026-01-09")]
    for evidence, expected in (
        (said, ("2026-01-09", "headline", True)),
        (said[:1], (None, None, False)),
    ):
        found = decide(evidence, zone=UTC, without_credit={"metadata"})
        assert (found.published, found.source, found.conflict) == expected
