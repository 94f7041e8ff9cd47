"""A failure is news in three runs, and again when something about it changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import launcher
from support.local_server import Answer, Page, page, serving
from support.parsing import NOW, STORIES, html, story

from newscrawl.items import Failure
from newscrawl.lifecycle.failing import FORGOTTEN_AFTER, Failing, met_again
from newscrawl.lifecycle.page import Known
from newscrawl.run.standing import StandingFailures

NEWS = "/en/news/detail/"


def site(broken: dict[str, Callable[[], Page]]) -> Answer:
    links = "".join(
        f"<li><a href='{NEWS}{number}'>{STORIES[number][0]}</a></li>" for number in STORIES
    )

    def answer(path: str) -> Page:
        number = int(path.rpartition("/")[2]) if path.startswith(NEWS) else 0
        if path in broken:
            return broken[path]()
        if path == "/":
            return page(html(f"<h1>Paper</h1><ul>{links}</ul><a href=/en/news>More</a>"))
        if path == "/en/news":
            return page(html(f"<h1>News</h1><ul>{links}</ul>"))
        return page(html(story(number))) if number in STORIES else page("", 404)

    return answer


def run(
    output: Path, broken: dict[str, Callable[[], Page]], day: int, *words: str
) -> tuple[int, str, dict[str, Any]]:
    with serving(site(broken)) as server:
        return run_at(server.root, output, day, *words)


def run_at(root: str, output: Path, day: int, *words: str) -> tuple[int, str, dict[str, Any]]:
    done = launcher.run(
        *("crawl", "ccbsnews", "-a", f"root={root}", "-s", "DOWNLOAD_DELAY=0"),
        *("-s", "AUTOTHROTTLE_ENABLED=False", "-s", f"NEWSCRAWL_OUTPUT={output}"),
        *("-s", "NEWSCRAWL_READERS=0", "-s", "RETRY_ENABLED=False", *words),
        env={"NEWSCRAWL_CLOCK": f"2026-02-{day:02}T08:00:00Z"},
    )
    newest = max((output / "runs").iterdir(), key=lambda path: path.name)
    report: dict[str, Any] = json.loads(newest.read_bytes())
    return done.returncode, done.stderr.rstrip().rpartition("\n")[2], report


def broken(status: int = 500) -> Callable[[], Page]:
    return lambda: page("<p>Sorry.</p>", status)


@pytest.mark.slow
def test_an_article_that_fails_for_weeks_is_red_three_times_and_again_for_another_reason(
    tmp_path: Path,
) -> None:
    fails = {f"{NEWS}2": broken()}
    for day in (1, 2, 3):
        code, line, _ = run(tmp_path, fails, day)
        assert (code, "1 article failed" in line) == (1, True), line
    for day in (5, 8, 12):
        code, line, report = run(tmp_path, fails, day)
        assert code == 0, line
        assert report["counts"]["articles/standing"] == 1
        assert "1 failure stands as before" in line
        assert [one["standing"] for one in report["failures"]] == [True]
    code, line, _ = run(tmp_path, {f"{NEWS}2": broken(403)}, 28)
    assert (code, "http 403" in line) == (1, True), line


def test_what_the_user_names_is_told_each_time(tmp_path: Path) -> None:
    fails = {f"{NEWS}2": broken()}
    for day in range(1, 6):
        code, line, _ = run(tmp_path, fails, day, "-a", "ids=2")
        assert code == 1, line


@pytest.mark.slow
def test_a_listing_stands_likewise_and_the_start_page_never(tmp_path: Path) -> None:
    fails = {"/en/news": broken()}
    with serving(site(fails)) as server:
        codes = [run_at(server.root, tmp_path, day, "-a", "full=1")[0] for day in range(1, 6)]
        assert codes == [1, 1, 1, 0, 0]
        fails["/en/news"] = broken(403)
        code, line, _ = run_at(server.root, tmp_path, 6, "-a", "full=1")
        assert (code, "1 listing failed" in line) == (1, True), line
        for path in (tmp_path / "runs").iterdir():
            path.write_bytes(b'["')
        # Nothing is known of it any more; that is no reason to stop.
        assert run_at(server.root, tmp_path, 7, "-a", "full=1")[0] == 1
        fails["/"] = broken()
        codes = [run_at(server.root, tmp_path, day)[0] for day in range(8, 13)]
    assert codes == [1] * 5


@pytest.mark.slow
def test_a_start_page_that_was_lost_is_named_where_all_else_is_known(tmp_path: Path) -> None:
    fails: dict[str, Callable[[], Page]] = {}
    with serving(site(fails)) as server:
        assert run_at(server.root, tmp_path, 1)[0] == 0
        fails["/"] = lambda: page(html("<h1>Members</h1><form><input type=password></form>"))
        for day in range(2, 7):
            code, line, report = run_at(server.root, tmp_path, day)
            assert code == 1, line
            assert "the start page leads to no article" in line
            assert f"{server.root}/: it asks for a password" in line
            assert "accept=drift" not in line, "nothing is held that could be accepted"
            assert report["counts"]["articles/unchanged"] > 0
        fails.clear()
        assert run_at(server.root, tmp_path, 7)[0] == 0


def told(*reasons: str) -> list[bool]:
    """Whether the run is unhealthy for it, of an article that failed run by run in these ways."""
    standing, failing, unhealthy = StandingFailures(Path("nowhere")), None, []
    facts: dict[str, Any] = {"site": "paper", "kind": "article", "at": NOW}
    for tries, reason in enumerate(reasons):
        failure = Failure("https://paper.test/en/7", "article", reason, "", NOW, id="paper/en/7")
        known = Known("paper/en/7", "paper", "en", "7", 7, "failed", "", "", tries=tries)
        unhealthy.append(not standing.has(failure, known, failing))
        failing = met_again(failing, "paper/en/7", reason=reason, **facts)
    return unhealthy


def test_what_passes_stands_whatever_its_reason_is_today() -> None:
    assert told("timeout", "http 500", "timeout", "http 502", "timeout") == [True] * 3 + [False] * 2


def test_another_way_to_fail_is_told_in_three_runs_anew() -> None:
    reasons = ["http 500"] * 5 + ["http 403"] * 5
    assert told(*reasons) == [*[True] * 3, *[False] * 2] * 2


def test_what_comes_and_goes_between_ways_is_told_three_times_in_each() -> None:
    assert told(*["no body", "http 403"] * 6) == [True] * 6 + [False] * 6


def test_a_way_that_did_not_show_for_long_is_new() -> None:
    reasons = ["http 403"] * 4 + ["no body"] * FORGOTTEN_AFTER + ["http 403"] * 4
    assert told(*reasons)[-4:] == [True] * 3 + [False]
    assert told(*reasons[1:-4], "no body", "http 403")[-1]


def test_an_archive_that_has_no_rows_of_what_fails_goes_by_its_articles() -> None:
    failure = Failure("https://paper.test/en/7", "article", "timeout", "", NOW, id="paper/en/7")
    for tries, reason, stands in ((3, "http 502", True), (2, "timeout", False), (3, "x", False)):
        facts: dict[str, Any] = {"tries": tries, "reason": reason}
        known = Known("paper/en/7", "paper", "en", "7", 7, "failed", "", "", **facts)
        assert StandingFailures(Path("nowhere")).has(failure, known, None) == stands
    row = Failing("paper/en/7", "paper", "article", "http 500", "", tries=3)
    assert StandingFailures(Path("nowhere")).has(failure, None, row), "noted before ways were kept"
