"""A site that names its articles by slugs: without order there are no gaps, no neighbours and no
ranges, and everything else is as for any site. In both ways in which a slug may name an article:
its key tells the URL, or only a link does."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from support.local_server import Site, serving
from support.slugs import HOME, STORIES, Gazette, Project
from support.variants import first_then_slow

EDITED = "2026/01/05/the-last-tram-gets-a-bell"
REMOVED = "2026/01/06/schoolchildren-map-the-springs"
ADDED = "2026/01/11/a-ferry-sails-by-night"


@dataclass
class Crawled:
    """The gazette after three runs: all of it; nothing new; one article more, one less, one
    changed."""

    scheme: str
    project: Project
    gazette: Gazette
    served: Site
    asked: list[list[str]]
    """What each run asked the site for."""
    last_lines: list[str]

    def id(self, path: str) -> str:
        return f"gazette/en/{path if self.scheme == 'path' else path.rpartition('/')[2]}"

    def url(self, path: str) -> str:
        """As the key tells it, or as the links are written."""
        return f"{HOME}/{path}" if self.scheme == "path" else f"{HOME}/{path}/"

    def lines(self) -> list[dict[str, Any]]:
        return json_lines(self.project.output / "articles.jsonl")

    def crawl(self, *words: str) -> str:
        done = self.project.run("crawl", "gazette", "-a", f"root={self.served.root}", *words)
        assert done.returncode == 0, done.stderr
        return done.stderr.rstrip("\n").rpartition("\n")[2]


@pytest.fixture(scope="module", params=first_then_slow(["path", "link"]))
def crawled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Crawled]:
    gazette = Gazette()
    project = Project(tmp_path_factory.mktemp(request.param), request.param)
    with serving(gazette.answer) as served:
        made = Crawled(request.param, project, gazette, served, [], [])
        for run in range(3):
            if run == 2:
                gazette.stories[ADDED] = "A ferry sails by night and nobody knows why"
                del gazette.stories[REMOVED]
                gazette.added[EDITED] = "On Thursday the bell was stolen again, said the depot."
            before = len(served.paths)
            words = ["-a", "revisit=all"] if run == 2 else []
            made.last_lines.append(made.crawl(*words))
            made.asked.append(served.paths[before:])
        made.last_lines.append(made.crawl())
        yield made


def json_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_every_article_is_found_and_read(crawled: Crawled) -> None:
    new = {line["id"]: line for line in crawled.lines() if line["change"] == "new"}
    assert new.keys() == {crawled.id(path) for path in (*STORIES, ADDED)}
    for path, title in STORIES.items():
        line = new[crawled.id(path)]
        assert (line["url"], line["title"]) == (crawled.url(path), title)
        assert (line["published"], line["published_from"]) == (
            path[:10].replace("/", "-"),
            "headline",
        )


def test_no_page_is_fetched_twice_in_a_run(crawled: Crawled) -> None:
    for asked in crawled.asked:
        assert [path for path, times in Counter(asked).items() if times > 1] == []


def test_a_second_run_fetches_no_article_that_is_known(crawled: Crawled) -> None:
    assert not [path for path in crawled.asked[1] if path.startswith("/2026/")]
    assert "0 new, 0 changed" in crawled.last_lines[1]


def test_a_run_where_nothing_changed_asks_for_three_pages_at_most(crawled: Crawled) -> None:
    assert len([path for path in crawled.asked[1] if path != "/robots.txt"]) <= 3


def test_what_was_changed_and_what_went_is_written(crawled: Crawled) -> None:
    changes = {(line["id"], line["change"]) for line in crawled.lines() if line["revision"] > 1}
    assert changes == {(crawled.id(EDITED), "changed"), (crawled.id(REMOVED), "gone")}
    assert "1 new, 0 changed" in crawled.last_lines[3]


@pytest.mark.parametrize("ids", ["1-5", "missing"])
def test_numbers_are_refused_in_one_line(crawled: Crawled, ids: str) -> None:
    done = crawled.project.run("crawl", "gazette", "-a", f"ids={ids}")
    assert done.returncode == 2
    assert "the articles of gazette have no numbers" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    done = crawled.project.run("reparse", "--dry-run", "--ids", "1-5")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr


def test_articles_are_named_by_their_keys(crawled: Crawled) -> None:
    key = crawled.id(EDITED).split("/", 2)[2]
    before = len(crawled.served.paths)
    line = crawled.crawl("-a", f"ids={key},{crawled.id(ADDED)}", "-a", "dry_run=1")
    assert "2 unchanged" in line
    asked = {path.strip("/") for path in crawled.served.paths[before:]} - {"robots.txt"}
    assert asked == {EDITED, ADDED}
    done = crawled.project.run("reparse", "--dry-run", "--ids", key)
    assert done.returncode == 0, done.stderr


def test_a_key_that_names_nothing_is_refused_in_one_line(crawled: Crawled) -> None:
    root = f"root={crawled.served.root}"
    done = crawled.project.run("crawl", "gazette", "-a", root, "-a", "ids=No_Slug")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert "No_Slug names no article of gazette" in done.stderr


def test_a_key_that_nobody_has_met_is_refused_where_it_tells_no_address(crawled: Crawled) -> None:
    if crawled.scheme == "path":
        return
    before = len(crawled.served.paths)
    words = "-a", f"root={crawled.served.root}", "-a", "ids=nobody-met-it"
    done = crawled.project.run("crawl", "gazette", *words)
    assert done.returncode == 2, done.stderr
    assert "no run has met it" in done.stderr
    assert crawled.served.paths[before:] == []


def test_a_page_is_repaired_by_its_url(crawled: Crawled) -> None:
    before = len(crawled.served.paths)
    line = crawled.crawl("-a", f"url={HOME}/{EDITED}/", "-a", "dry_run=1")
    assert "1 unchanged" in line
    assert f"/{EDITED}" in [path.rstrip("/") for path in crawled.served.paths[before:]]


def test_status_says_that_there_is_no_order(crawled: Crawled) -> None:
    told = json.loads(crawled.project.run("status", "--json").stdout)
    (language,) = told["sites"][0]["languages"]
    assert (language["live"], language["gone"]) == (8, 1)
    assert language["numbers"]["highest_read"] is None
    assert (language["numbers"]["missing"], language["numbers"]["missing_ranges"]) == (0, [])
    shown = crawled.project.run("status")
    assert shown.returncode == 0
    assert "named and not read in en: nothing" in shown.stdout
    assert language["named_unread"] == []
    assert "numbers missing" not in shown.stderr + shown.stdout


def test_verify_finds_nothing_wrong(crawled: Crawled) -> None:
    done = crawled.project.run("verify")
    assert done.returncode == 0, done.stdout + done.stderr


def test_report_and_export_hold_every_article(crawled: Crawled, tmp_path: Path) -> None:
    made = crawled.project.run("report", str(tmp_path / "report.html"))
    assert made.returncode == 0, made.stderr
    assert STORIES[EDITED] in (tmp_path / "report.html").read_text("utf-8")
    for name in ("jsonl", "csv", "schema.org", "atom"):
        made = crawled.project.run("export", name, str(tmp_path / f"out.{name}"))
        assert made.returncode == 0, made.stderr
    exported = {one["id"] for one in json_lines(tmp_path / "out.jsonl")}
    assert exported == {crawled.id(path) for path in (*STORIES, ADDED)}


def test_reparse_reads_every_page_as_the_crawl_did(crawled: Crawled) -> None:
    before = crawled.lines()
    done = crawled.project.run("reparse")
    assert done.returncode == 0, done.stderr
    assert crawled.lines() == before


def test_the_state_keeps_key_and_url_and_no_number(crawled: Crawled) -> None:
    with closing(sqlite3.connect(crawled.project.output / "newscrawl.db")) as database:
        rows = database.execute("SELECT id, key, number, url FROM articles").fetchall()
        marks = database.execute("SELECT language FROM marks").fetchall()
    assert {row[0]: row[1:] for row in rows} == {
        crawled.id(path): (crawled.id(path).split("/", 2)[2], None, crawled.url(path))
        for path in (*STORIES, ADDED)
    }
    assert marks == [("en",)], "up to the last complete run the listings are settled"


@pytest.mark.slow
def test_a_state_that_is_lost_is_rebuilt_from_the_feeds(crawled: Crawled) -> None:
    database = crawled.project.output / "newscrawl.db"
    with closing(sqlite3.connect(database)) as connection:
        before = connection.execute("SELECT id, key, number, url FROM articles").fetchall()
    database.unlink()
    lines = crawled.lines()
    assert "0 new, 0 changed" in crawled.crawl()
    with closing(sqlite3.connect(database)) as connection:
        after = connection.execute("SELECT id, key, number, url FROM articles").fetchall()
    assert sorted(after) == sorted(before)
    assert crawled.lines() == lines
    assert crawled.project.run("verify").returncode == 0


def test_a_takedown_leaves_nothing_of_the_text(crawled: Crawled) -> None:
    victim = "2026/01/03/a-bridge-of-glass-opens"
    done = crawled.project.run("suppress", crawled.id(victim), "--reason", "asked for")
    assert done.returncode == 0, done.stderr
    line = crawled.crawl()
    assert "0 new, 0 changed" in line
    verified = crawled.project.run("verify")
    assert verified.returncode == 0, verified.stdout
    assert STORIES[victim] not in (crawled.project.output / "articles.jsonl").read_text("utf-8")


@pytest.mark.slow
def test_what_a_run_left_is_told_and_read_by_the_next(tmp_path: Path) -> None:
    project = Project(tmp_path, "link")
    with serving(Gazette().answer) as served:
        words = "crawl", "gazette", "-a", f"root={served.root}"
        assert project.run(*words, "-a", "limit=2").returncode == 0
        shown = project.run("status")
        assert "1 named and not read" in shown.stderr + shown.stdout
        made = project.run("report", str(tmp_path / "report.html"))
        assert made.returncode == 0, made.stderr
        assert "1 article that a page named" in (tmp_path / "report.html").read_text("utf-8")
        assert project.run(*words).returncode == 0
        assert "0 named and not read" in project.run("status").stderr
    assert len(json_lines(project.output / "articles.jsonl")) == len(STORIES)
