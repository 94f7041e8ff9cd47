"""Stories that stand on several pages each: one record of all of it, by every way in which a record
is made; and none where a page is missing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from support.commands import crawl
from support.local_server import Site, page, serving
from support.serials import Serials, folder, is_part, numbers, query, suffix, texts
from support.slugs import STORIES, Project
from support.variants import first_then_slow

from newscrawl.replica import running
from newscrawl.replica.markups import MARKUPS

PATHS = [*STORIES]
LONG, SHORT, SINGLE = PATHS[1], PATHS[4], PATHS[6]
"""Of three pages, of two, of one."""


@dataclass
class Run:
    """The gazette and its archive."""

    project: Project
    gazette: Serials
    served: Site

    def crawl(self, *words: str, code: int = 0) -> str:
        root = f"root={self.served.root}"
        quick = ("-s", "NEWSCRAWL_READERS=0")
        done = self.project.run("crawl", "gazette", "-a", root, *quick, *words)
        assert done.returncode == code, done.stderr
        return done.stderr.rstrip("\n").rpartition("\n")[2]

    def command(self, *words: str, code: int = 0) -> str:
        done = self.project.run(*words)
        assert done.returncode == code, done.stderr
        return done.stdout + done.stderr

    def lines(self) -> list[dict[str, Any]]:
        feed = self.project.output / "articles.jsonl"
        return [json.loads(line) for line in feed.read_text("utf-8").splitlines()]

    def newest(self) -> dict[str, dict[str, Any]]:
        return {line["id"].removeprefix("gazette/en/"): line for line in self.lines()}

    def state(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.project.output / "newscrawl.db")) as connection:
            return connection.execute(query).fetchall()

    @property
    def report(self) -> dict[str, Any]:
        newest = max(
            (self.project.output / "runs").glob("*.json"), key=lambda path: path.stat().st_mtime_ns
        )
        found: dict[str, Any] = json.loads(newest.read_text("utf-8"))
        return found


@contextmanager
def run_of(gazette: Serials, folder: Path, scheme: str = "path") -> Iterator[Run]:
    with serving(gazette.answer) as served:
        yield Run(Project(folder, scheme), gazette, served)


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    with run_of(Serials({LONG: 3, SHORT: 2}), tmp_path) as made:
        yield made


@pytest.mark.parametrize("url", first_then_slow([query, folder]))
def test_a_story_on_several_pages_is_one_record(tmp_path: Path, url: Any) -> None:
    gazette = Serials({LONG: 3, SHORT: 2}, url)
    # A list may lead to the second page: the story begins on the first.
    gazette.root_links = f"<p><a href='{url(LONG, 2)}'>2</a></p>"
    with run_of(gazette, tmp_path) as run:
        run.crawl()
        newest = run.newest()
        assert {path: line["body"] for path, line in newest.items()} == {
            path: gazette.body(path) for path in STORIES
        }
        assert len(run.lines()) == len(STORIES)
        asked = run.served.paths
        assert len(asked) == len(set(asked))
        assert [path for path in asked if is_part(path)] == [
            path for path in asked if path in {url(LONG, 2), url(LONG, 3), url(SHORT, 2)}
        ]
        # Every page is kept as one of the story; the line names the first.
        kept = run.state(
            f"SELECT record_id, url FROM captures WHERE id = 'gazette/en/{LONG}' ORDER BY offset"
        )
        root = run.served.root
        assert [url for _, url in kept] == [
            f"{root}/{LONG}",
            f"{root}{url(LONG, 2)}",
            f"{root}{url(LONG, 3)}",
        ]
        assert newest[LONG]["warc"]["record_id"] == kept[0][0]
        assert "clean" in run.command("verify")
        # What is read again is all of it, too.
        assert "0 changed" in run.command("reparse", "gazette")
        assert len(run.lines()) == len(STORIES)
        # A quiet day costs the root.
        before = len(asked)
        run.crawl()
        assert asked[before:] == ["/robots.txt", "/"]


def numbers_and_all(url: Any, path: str, part: int, parts: int) -> str:
    return f"{numbers(url, path, part, parts)}<p><a href='/{path}?page=all'>On one page</a></p>"


@pytest.mark.slow
@pytest.mark.parametrize("is_all", first_then_slow([True, False]))
def test_a_page_that_shows_all_of_a_story_stands_for_the_others(
    tmp_path: Path, is_all: bool
) -> None:
    gazette = Serials({LONG: 3, SHORT: 2}, pager=numbers_and_all)
    place = [*STORIES].index(LONG) + 1
    said = gazette.body(LONG).split("\n\n") if is_all else texts(place, 2)
    body = "".join(f"<p>{one}</p>" for one in said)
    shown = f"<article><h1>{STORIES[LONG]}</h1><div>{body}</div></article>"
    gazette.answers[f"/{LONG}?page=all"] = lambda: page(f"<html><body>{shown}</body></html>")
    with run_of(gazette, tmp_path) as run:
        run.crawl()
        assert {path: line["body"] for path, line in run.newest().items()} == {
            path: gazette.body(path) for path in STORIES
        }
        asked = [path for path in run.served.paths if path.startswith(f"/{LONG}?")]
        further = [] if is_all else [query(LONG, 2), query(LONG, 3)]
        assert asked == [f"/{LONG}?page=all", *further]
        assert "clean" in run.command("verify")
        assert "0 changed" in run.command("reparse", "gazette")
        assert "0 changed" in run.crawl("-a", "revisit=all")


@pytest.mark.slow
def test_a_further_page_whose_url_could_be_that_of_a_story_is_none(tmp_path: Path) -> None:
    gazette = Serials({LONG: 3, SHORT: 2}, suffix)
    gazette.root_links = f"<p><a href='{suffix(LONG, 2)}'>On page two</a></p>"
    with run_of(gazette, tmp_path, "numbered") as run:
        run.crawl()
        assert {path: line["body"] for path, line in run.newest().items()} == {
            path: gazette.body(path) for path in STORIES
        }
        assert "clean" in run.command("verify")
        assert "0 changed" in run.command("reparse", "gazette")
        before = len(run.served.paths)
        run.crawl()
        assert run.served.paths[before:] == ["/robots.txt", "/"]
        run.command("suppress", f"gazette/en/{LONG}", "--reason", "A court said so")
        kept = run.state(f"SELECT DISTINCT kind FROM captures WHERE url LIKE '%{LONG}-3'")
        assert kept == [("suppressed",)]


def test_a_change_on_the_second_page_is_one_of_the_site(run: Run) -> None:
    run.crawl()
    run.gazette.added[LONG, 2] = "Nobody has counted them since, and nobody is going to this year."
    run.crawl("-a", "revisit=all")
    [changed] = run.lines()[len(STORIES) :]
    assert (changed["change"], changed["cause"]) == ("changed", "site")
    assert changed["body"] == run.gazette.body(LONG)
    run.crawl("-a", "revisit=all")
    assert len(run.lines()) == len(STORIES) + 1


def test_of_a_story_of_which_a_page_is_missing_nothing_is_written(run: Run) -> None:
    run.gazette.answers[query(LONG, 3)] = lambda: page("<p>Not now</p>", 503)
    run.crawl(code=1)
    assert LONG not in run.newest()
    assert run.newest()[SHORT]["body"] == run.gazette.body(SHORT)
    [failed] = run.report["failures"]
    assert failed["reason"] == "part missing"
    assert failed["url"].endswith(LONG)
    assert "page 3 of it" in failed["detail"]
    assert "503" in failed["detail"]
    assert failed["kept"]
    assert "0 new" in run.command("reparse", "gazette")
    assert LONG not in run.newest()
    # Repaired by its address, or by the next run that is due.
    del run.gazette.answers[query(LONG, 3)]
    run.crawl("-a", f"url={run.served.root}/{LONG}?page=2")
    assert run.newest()[LONG]["body"] == run.gazette.body(LONG)


def test_a_known_story_keeps_what_is_known_where_a_page_is_missing(run: Run) -> None:
    run.crawl()
    run.gazette.answers[query(SHORT, 2)] = lambda: page("<p>Gone</p>", 404)
    run.crawl("-a", "revisit=all", code=1)
    assert len(run.lines()) == len(STORIES)
    assert "page 2 of it" in run.report["failures"][0]["detail"]


def test_a_takedown_takes_all_pages(run: Run) -> None:
    run.crawl()
    run.command("suppress", f"gazette/en/{LONG}", "--reason", "A court said so")
    kinds = run.state(f"SELECT DISTINCT kind FROM captures WHERE id = 'gazette/en/{LONG}'")
    assert kinds == [("suppressed",)]
    run.crawl("-a", "revisit=all")
    assert not [path for path in run.served.paths[-len(STORIES) :] if LONG in path]
    assert "clean" in run.command("verify")


def test_a_dry_run_reads_all_and_writes_nothing(run: Run) -> None:
    run.crawl("-a", "dry_run=1")
    assert query(LONG, 3) in run.served.paths
    assert not (run.project.output / "articles.jsonl").exists()


def test_a_story_of_which_only_the_first_page_was_kept_is_not_read_again_as_if_it_were_all(
    run: Run,
) -> None:
    """As an archive has it that an older program made."""
    run.crawl()
    with closing(sqlite3.connect(run.project.output / "newscrawl.db")) as connection, connection:
        connection.execute("UPDATE captures SET id = NULL WHERE url LIKE '%page=%'")
    told = run.command("reparse", "gazette", code=1)
    assert "2 failed" in told
    assert len(run.lines()) == len(STORIES)
    assert "fetch the article again" in run.report["failures"][0]["detail"]


def endless(url: Any, path: str, part: int, parts: int) -> str:
    """A next page for ever, and 2,000 that are announced."""
    return f"<a rel=next href='{url(path, part + 1)}'>Next</a>"


def test_what_only_looks_like_further_pages_costs_no_record(tmp_path: Path) -> None:
    gazette = Serials({LONG: 2, SHORT: 2}, pager=endless)
    # One answers the same page at every number, the other pages its readers' letters.
    same = lambda: gazette.answer(f"/{LONG}")  # noqa: E731
    gazette.answers[query(LONG, 2)] = same
    letters = [
        f"<a href='{query(SHORT, n)}'>{n}</a> <p>I read of it in {n} papers, all wrong.</p>"
        for n in (2, 3)
    ]
    gazette.below = f"<section class=comments>{''.join(letters)}</section>"
    gazette.parts = {LONG: 2}
    with run_of(gazette, tmp_path) as run:
        run.crawl()
        gazette.parts = {}
        assert {path: line["body"] for path, line in run.newest().items()} == {
            path: gazette.body(path) for path in STORIES
        }
        assert [path for path in run.served.paths if is_part(path)] == [query(LONG, 2)]


@pytest.mark.parametrize("markup", first_then_slow(MARKUPS))
def test_a_copy_of_the_site_with_parted_articles_is_read_in_full(
    markup: str, tmp_path: Path
) -> None:
    with running(markup=markup, articles=40, languages=("en", "ru"), pages=3) as replica:
        crawl(replica.root, tmp_path)
        assert any("page=3" in one for one in map(str, replica.requests()))
        lines = map(json.loads, (tmp_path / "articles.jsonl").read_bytes().splitlines())
        assert {line["id"]: line["body"] for line in lines} == {
            record["id"]: record["body"] for record in replica.truth()
        }
