"""The exit code and the last line, decided from counts."""

from __future__ import annotations

import signal
from typing import Any

import pytest

from newscrawl.errors import BusyError, OutputError, UsageError
from newscrawl.run.outcome import decide, outcome_of
from newscrawl.run.troubles import troubles_of

WELL = {
    "articles/new": 3,
    "pages/answered": 5,
    "robots/answered": 1,
    "downloader/response_count": 6,
}


def outcome(reason: str = "finished", signum: int | None = None, **counts: Any) -> tuple[int, str]:
    decided = decide(
        {**WELL, **{name.replace("__", "/"): value for name, value in counts.items()}},
        reason=reason,
        signum=signum,
    )
    assert "\n" not in decided.line
    return decided.code, decided.verdict


def test_articles_and_no_trouble_is_healthy() -> None:
    assert outcome() == (0, "healthy")


def test_nothing_new_is_healthy() -> None:
    assert outcome(articles__new=0, articles__unchanged=3) == (0, "healthy")


def test_failures_that_stand_are_no_trouble_but_where_it_is_the_site_that_fails() -> None:
    assert outcome(articles__standing=4) == (0, "healthy")
    assert outcome(articles__standing=12, articles__live=400) == (0, "healthy")
    assert outcome(articles__standing=12, articles__live=9) == (1, "unhealthy")
    assert outcome(articles__standing=12) == (1, "unhealthy")


def test_a_reason_that_ends_with_a_stop_gets_no_second_one() -> None:
    line = decide({**WELL, "articles/failed": 1}, why="it was too large.", reason="finished").line
    assert "it was too large. " in line


def test_an_edition_that_is_forbidden_is_trouble_until_it_stands() -> None:
    assert outcome(editions__failed=1) == (1, "unhealthy")
    decided = decide({**WELL, "editions/standing": 1}, reason="finished")
    assert decided.code == 0
    assert "1 failure stands as before" in decided.line


def test_where_no_article_was_found_the_start_page_and_the_rules_say_why() -> None:
    none = {**WELL, "articles/new": 0}
    bare = {**none, "listings/failed": 1, "pages/failed/leads to no article": 1}
    why = "https://paper.test/: it asks for a password"
    line = decide(bare, reason="finished", why=why).line
    assert line.startswith(f"not healthy: no article was found: {why}. ")
    line = decide({**none, "robots/forbidden": 4}, reason="finished").line
    assert line.startswith("not healthy: robots.txt forbids 4 pages. ")


def test_where_most_numbers_are_not_accounted_for_the_line_says_how_to_visit_them() -> None:
    for missing, is_told in ((7_000, True), (3_000, False)):
        counts = {**WELL, "numbers/missing": missing, "numbers/up_to": 7_500}
        decided = decide(counts, reason="finished")
        assert decided.code == 0
        assert ("7,000 of 7,500 numbers" in decided.line) == is_told
        assert ("-a ids=missing" in decided.line) == is_told


def test_numbers_below_the_lowest_known_are_told_apart() -> None:
    walk = {"numbers/up_to": 7_517, "numbers/lowest": 7_501}
    far = decide(
        {**WELL, **walk, "numbers/missing": 7_502, "numbers/below": 7_500}, reason="finished"
    )
    assert "; numbers below 7,501 were never looked at: -a ids=missing" in far.line
    assert "accounted" not in far.line
    both = decide(
        {**WELL, **walk, "numbers/missing": 7_515, "numbers/below": 7_500}, reason="finished"
    )
    assert (
        "; 15 of 17 numbers are not accounted for, and numbers below 7,501 were never looked at: -a"
    ) in both.line


def test_dead_links_are_no_trouble() -> None:
    assert outcome(articles__not_found=4, listings__not_found=2) == (0, "healthy")


def test_all_articles_before_since_is_healthy() -> None:
    assert outcome(articles__new=0, articles__before_since=3) == (0, "healthy")


@pytest.mark.parametrize(
    "counts",
    [
        {"articles__failed": 1},
        {"listings__failed": 1},
        {"spider_exceptions__count": 1},
        {"items__errors": 1},
        {"errors__logged": 1},
        {"robots__unreachable": 1},
        {"articles__new": 0},
        {"articles__new": 0, "articles__not_found": 60},
    ],
)
def test_trouble_is_not_healthy(counts: dict[str, Any]) -> None:
    assert outcome(**counts) == (1, "unhealthy")


@pytest.mark.parametrize(
    "reason", ["refused", "memusage_exceeded", "closespider_timeout", "start_error", "shutdown"]
)
def test_an_early_end_is_not_healthy(reason: str) -> None:
    assert outcome(reason) == (1, "unhealthy")


def test_the_line_tells_the_most_frequent_reasons() -> None:
    stats = {
        **WELL,
        "articles/failed": 4,
        "listings/failed": 1,
        "pages/failed/no body": 3,
        "pages/failed/timeout": 2,
    }
    line = decide(
        stats, reason="finished", why="http://a.test/1: there is no text below the title"
    ).line
    assert "4 articles and 1 listing failed (3 no body, 2 timeout)" in line
    assert "http://a.test/1: there is no text below the title" in line
    assert "3 new" in line


def test_no_answer_to_anything_is_unreachable() -> None:
    decided = decide(
        {"listings/failed": 1, "downloader/exception_count": 3},
        reason="finished",
        why="http://a.test/: no such host",
    )
    assert (decided.code, decided.verdict) == (69, "unreachable")
    assert "no such host" in decided.line


def test_retries_that_were_given_up_do_not_hide_that_nothing_answered() -> None:
    stats = {"listings/failed": 1, "downloader/exception_count": 3, "errors/logged": 1}
    assert decide(stats, reason="finished").code == 69


def test_robots_that_cannot_be_had_for_want_of_a_server_is_unreachable() -> None:
    assert (
        decide({"robots/unreachable": 1, "downloader/exception_count": 3}, reason="finished").code
        == 69
    )


def test_a_robots_txt_that_a_server_error_keeps_from_us_makes_the_site_unreachable() -> None:
    """RFC 9309, 2.3.1.4, calls it so; the line says that it is robots.txt."""
    stats = {
        "robots/unreachable": 1,
        "robots/unreachable_reason": "http 500",
        "robots/answered": 1,
        "downloader/response_count": 3,
    }
    outcome = decide(stats, reason="finished")
    assert (outcome.code, "robots.txt could not be had (http 500)" in outcome.line) == (69, True)


def test_a_server_that_answered_anything_was_reached() -> None:
    assert decide({"listings/failed": 1, "robots/answered": 1}, reason="finished").code == 1
    too_large = {
        "listings/failed": 1,
        "downloader/exception_type_count/scrapy.exceptions.DownloadCancelledError": 1,
    }
    assert decide(too_large, reason="finished").code == 1


def test_a_defect_before_the_first_answer_is_not_blamed_on_the_site() -> None:
    assert decide({"listings/failed": 1, "spider_exceptions/count": 1}, reason="finished").code == 1


def test_robots_that_forbids_the_root_is_forbidden() -> None:
    assert decide({"robots/forbidden": 1, "robots/answered": 1}, reason="finished").code == 77


def test_robots_that_forbids_some_pages_is_healthy() -> None:
    assert outcome(robots__forbidden=7) == (0, "healthy")


@pytest.mark.parametrize(
    ("signum", "code", "name"), [(signal.SIGINT, 130, "Ctrl-C"), (signal.SIGTERM, 143, "SIGTERM")]
)
def test_an_interrupt_is_told_by_its_signal(signum: int, code: int, name: str) -> None:
    decided = decide({**WELL, "articles/failed": 1}, reason="shutdown", signum=signum)
    assert (decided.code, decided.verdict) == (code, "interrupted")
    assert name in decided.line


def test_a_full_disk_is_told_before_all_else() -> None:
    assert outcome("output", signal.SIGTERM, output__error="no space", articles__failed=2) == (
        74,
        "output",
    )


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("wrong"), 2),
        (OutputError(28, "no space"), 74),
        (BusyError("another run holds it"), 75),
        (KeyError("a defect"), 1),
    ],
)
def test_an_error_of_the_start_has_its_code(error: Exception, code: int) -> None:
    assert outcome_of(error).code == code


def test_the_message_of_an_error_is_one_line() -> None:
    assert outcome_of(OutputError(28, "cannot write\nhere")).line == "cannot write here"


def test_that_nothing_new_comes_any_more_is_a_notice_and_no_trouble() -> None:
    said = decide(
        {"articles/unchanged": 3, "news/notice": "nothing new for 9 days"}, reason="finished"
    )
    assert said.code == 0 and "; nothing new for 9 days" in said.line


def test_what_is_acknowledged_is_no_trouble_however_much_it_is() -> None:
    assert outcome(articles__acknowledged=12, articles__live=9) == (0, "healthy")
    said = decide(
        {"pages/answered": 1, "articles/new": 1, "listings/acknowledged": 1}, reason="finished"
    ).line
    assert "; 1 failure acknowledged" in said


def test_a_takedown_that_waits_is_no_healthy_end() -> None:
    assert outcome(takedowns__owed=2) == (1, "unhealthy")


def test_a_change_that_took_most_of_a_text_is_told_where_no_drift_is() -> None:
    cut = {**WELL, "articles/changed": 3, "drift/shorter": 1}
    assert "3 changed (1 lost most of the text)" in decide(cut, reason="finished").line
    drifting = {**cut, "drift/found": 1, "drift/says": "1 of 2 known articles changed"}
    assert "lost most" not in decide(drifting, reason="finished").line


def test_texts_that_are_kept_though_their_pages_show_but_the_start_are_told() -> None:
    line = decide({**WELL, "articles/kept_whole": 2}, reason="finished").line
    assert ", 2 kept whole;" in line


def test_a_text_that_was_taken_down_and_came_back_is_no_healthy_end() -> None:
    assert outcome(takedowns__returned=2) == (1, "unhealthy")


def test_new_articles_in_whose_place_another_page_stands_are_told_with_what_to_do() -> None:
    stats = {"nowhere/named": 20, "nowhere/visited": 30, "articles/new": 10}
    [trouble] = troubles_of(stats, "finished")
    assert trouble.startswith("20 of 30 new articles that the site leads to")
    assert "look at the site" in trouble
    assert not troubles_of({**stats, "articles/new": 0}, "finished"), "no article is told as such"
