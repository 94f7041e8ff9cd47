"""What pages need to be looked at, asked for by real crawls of a site with pictures and a style."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from support.local_server import Site, from_table, hanging_page, page, serving
from support.pictured import (
    GROUND,
    PATHS,
    SHARED,
    SHEETS,
    PicturedGazette,
    bytes_of,
    own_picture,
)
from support.slugs import SPIDER, Project
from support.timeouts import COMMAND_S

from newscrawl import Archive

WANTED = {*SHEETS, GROUND, SHARED, *(own_picture(number) for number in range(2, 8))}


@dataclass
class Run:
    """The gazette and its archive."""

    project: Project
    gazette: PicturedGazette
    served: Site

    def words(self, *words: str) -> tuple[str, ...]:
        """The command of a crawl."""
        given = ("crawl", "gazette", "-a", f"root={self.served.root}")
        return (*given, "-s", "NEWSCRAWL_READERS=0", "-s", "NEWSCRAWL_REQUISITES=1", *words)

    def crawl(self, *words: str, code: int = 0) -> list[str]:
        """What was asked for, in order."""
        self.served.paths.clear()
        done = self.project.run(*self.words(*words))
        assert done.returncode == code, done.stderr
        return [*self.served.paths]

    def command(self, *words: str, code: int = 0) -> str:
        done = self.project.run(*words)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def state(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.project.output / "newscrawl.db")) as connection:
            return connection.execute(query).fetchall()

    def records(self) -> list[tuple[str, str, int]]:
        """Path, kind and status of each record of a requisite, in order."""
        rows = self.state(
            "SELECT url, kind, status FROM captures WHERE requisite ORDER BY file, offset"
        )
        return [("/" + url.split("/", 3)[3], kind, status) for url, kind, status in rows]

    @property
    def counts(self) -> dict[str, int]:
        newest = max(
            (self.project.output / "runs").glob("*.json"), key=lambda path: path.stat().st_mtime_ns
        )
        found: dict[str, int] = json.loads(newest.read_text("utf-8"))["counts"]
        return found


@contextmanager
def run_of(folder: Path, elsewhere: str = "") -> Iterator[Run]:
    gazette = PicturedGazette(elsewhere=elsewhere)
    with serving(gazette.answer) as served:
        yield Run(Project(folder), gazette, served)


def test_what_pages_need_is_kept_once_and_after_the_articles(tmp_path: Path) -> None:
    with run_of(tmp_path) as run:
        asked = run.crawl()
        media = [path for path in asked if path.endswith((".css", ".jpg", ".png", ".gif", ".eot"))]
        assert sorted(media) == sorted(WANTED)
        last_article = max(asked.index(f"/{path}") for path in PATHS)
        assert last_article < min(asked.index(path) for path in media)
        assert sorted(path for path, kind, status in run.records()) == sorted(WANTED)
        assert {(kind, status) for _, kind, status in run.records()} == {("response", 200)}
        assert run.counts["requisites/kept"] == len(WANTED)
        assert run.counts["articles/new"] == len(PATHS)
        assert len((run.project.output / "articles.jsonl").read_bytes().splitlines()) == len(PATHS)
        again = run.crawl("-a", "revisit=all")
        assert set(again).isdisjoint(WANTED)
        run.command("verify")


def test_nothing_of_it_is_asked_for_unless_the_setting_says_so(tmp_path: Path) -> None:
    with run_of(tmp_path) as run:
        assert set(run.crawl("-s", "NEWSCRAWL_REQUISITES=0")).isdisjoint(WANTED)
        assert run.state("SELECT * FROM requisites") == []
        # A dry run writes nothing, and asks for nothing that it would only keep.
        assert set(run.crawl("-a", "dry_run=1", "-a", "revisit=all")).isdisjoint(WANTED)


def test_another_host_is_asked_where_the_setting_names_it(tmp_path: Path) -> None:
    pictures = {
        "/robots.txt": lambda: page("User-agent: *\nDisallow: /private"),
        "/media/far.jpg": lambda: page(bytes_of("/media/far.jpg"), content_type="image/jpeg"),
    }
    with serving(from_table(pictures)) as other, run_of(tmp_path, other.root) as run:
        run.crawl()
        assert other.paths == []
        host = f"NEWSCRAWL_REQUISITES_HOSTS=127.0.0.1:{other.port}"
        run.crawl("-a", "revisit=all", "-s", host)
        assert other.paths == ["/robots.txt", "/media/far.jpg"]
        run.crawl("-s", "NEWSCRAWL_REQUISITES_HOSTS=http://a.test/x", code=2)


def test_a_budget_leaves_the_rest_to_the_next_run(tmp_path: Path) -> None:
    with run_of(tmp_path) as run:
        first = run.crawl("-s", "NEWSCRAWL_REQUISITES_MAX=3")
        assert [path for path in first if path in WANTED][:2] == SHEETS
        assert len(run.records()) == 3
        assert run.counts["requisites/left"] == 1
        run.crawl("-s", "NEWSCRAWL_REQUISITES_BYTES=1")
        assert len(run.records()) == 4
        run.crawl()
        assert sorted(path for path, _, _ in run.records()) == sorted(WANTED)


def test_what_cannot_be_had_is_no_trouble_of_the_run(tmp_path: Path) -> None:
    with run_of(tmp_path) as run:
        run.gazette.answers = {
            own_picture(2): lambda: page("", 404),
            own_picture(3): lambda: page("", 500),
            own_picture(4): lambda: page(b"x", content_length=9 << 20),
            own_picture(5): lambda: page("", 302, location="/media/moved.jpg"),
            own_picture(6): lambda: page("", 302, location=f"/{PATHS[0]}"),
            "/robots.txt": lambda: page("User-agent: *\nDisallow: /media/photo-7"),
        }
        run.crawl()
        came = dict(run.state("SELECT url, came FROM requisites"))
        told = {url.rpartition("/")[2]: why for url, why in came.items()}
        assert told["photo-2.jpg"] == "http 404"
        assert told["photo-3.jpg"] is None
        assert told["photo-4.jpg"] == "too large"
        assert told["photo-5.jpg"] == told["moved.jpg"] == "kept"
        assert told["photo-7.jpg"] == "forbidden by robots.txt"
        assert not any(path.startswith(f"/{PATHS[0]}") for path, _, _ in run.records())
        asked = run.crawl()
        assert [path for path in asked if "media" in path] == [own_picture(3)]


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    with run_of(tmp_path) as run:
        run.gazette.answers[own_picture(3)] = lambda: page(
            bytes_of(own_picture(2)), content_type="image/jpeg"
        )
        run.crawl()
        assert [kind for _, kind, _ in run.records()].count("revisit") == 1


def test_a_host_that_refuses_its_pictures_is_left_alone(tmp_path: Path) -> None:
    with run_of(tmp_path) as run:
        for number in range(2, 8):
            run.gazette.answers[own_picture(number)] = lambda: page("", 403)
        run.crawl()
        assert run.counts["requisites/failed"] == 5


def test_a_kill_loses_nothing_and_keeps_nothing_twice(tmp_path: Path) -> None:
    with run_of(tmp_path) as run:
        run.crawl("-s", "NEWSCRAWL_REQUISITES_MAX=5")
        before = {path for path, _, _ in run.records()}
        assert len(before) == 5
        # As a kill leaves it between the record and what is known of it.
        with closing(sqlite3.connect(run.project.output / "newscrawl.db")) as connection:
            connection.execute("UPDATE requisites SET came = NULL, tried_in = NULL")
            connection.commit()
        asked = run.crawl()
        again = [path for path in asked if path in WANTED]
        # What a sheet names may not be known: it is read again, and not kept again.
        assert sorted(again) == sorted((WANTED - before) | {*SHEETS})
        whole = [path for path, kind, _ in run.records() if kind == "response"]
        assert sorted(whole) == sorted(WANTED)


def test_a_host_that_asks_for_a_pause_has_it_until_the_next_run(tmp_path: Path) -> None:
    with run_of(tmp_path) as run:
        for number in range(2, 8):
            run.gazette.answers[own_picture(number)] = lambda: page("", 429, retry_after=0)
        asked = run.crawl()
        assert len([path for path in asked if "photo" in path]) == 1


def test_a_run_that_is_killed_between_two_pictures_goes_on_where_it_was(tmp_path: Path) -> None:
    with run_of(tmp_path) as run:
        run.gazette.answers[own_picture(5)] = hanging_page
        with run.project.start(*run.words()) as process:
            while own_picture(5) not in run.served.paths:
                run.served.wait_for(1)
            process.kill()
            process.wait(COMMAND_S)
        del run.gazette.answers[own_picture(5)]
        asked = run.crawl()
        assert own_picture(5) in asked
        assert sorted(path for path, kind, _ in run.records() if kind == "response") == sorted(
            WANTED
        )
        run.command("verify")
        lines = (run.project.output / "articles.jsonl").read_bytes().splitlines()
        assert len(lines) == len(PATHS)


def test_a_state_that_is_lost_knows_again_what_is_no_page(tmp_path: Path) -> None:
    with run_of(tmp_path) as run:
        run.crawl()
        (run.project.output / "newscrawl.db").unlink()
        asked = run.crawl("-a", "revisit=all")
        # A sheet is read again for what it names, and kept once.
        assert {path for path in asked if path in WANTED} == {SHEETS[0], SHEETS[1]}
        assert len([1 for _, kind, _ in run.records() if kind == "response"]) == len(WANTED)
        run.command("verify")


def test_what_a_page_says_of_its_picture_is_known_from_pages_read_before(tmp_path: Path) -> None:
    with run_of(tmp_path) as run:
        run.crawl("-s", "NEWSCRAWL_REQUISITES=0")
        article = f"gazette/en/{PATHS[3]}"
        with closing(sqlite3.connect(run.project.output / "newscrawl.db")) as connection:
            connection.execute("UPDATE articles SET picture = NULL")
            connection.commit()
        assert Archive(run.project.output).get(article).image_caption is None
        run.command("reparse", "-s", "NEWSCRAWL_READERS=0")
        found = Archive(run.project.output).get(article)
        assert found.image_caption == "The quay of Tarsk in winter"
        assert found.image is not None and found.image.endswith(own_picture(3))
        assert "The quay of Tarsk in winter" not in (
            run.project.output / "articles.jsonl"
        ).read_text("utf-8")


def test_a_takedown_takes_the_pictures_that_only_its_article_shows(tmp_path: Path) -> None:
    with run_of(tmp_path) as run:
        run.gazette.answers[own_picture(3)] = lambda: page(
            bytes_of(own_picture(2)), content_type="image/jpeg"
        )
        run.crawl()
        for number, told in (
            (0, "1 picture of it stays, as other articles show it, too"),
            # Its bytes are those of the picture of another one.
            (2, "1 picture of it stays, as other articles show it, too"),
            (4, "2 WARC records"),
        ):
            words = ("suppress", f"gazette/en/{PATHS[number]}", "--reason", "a letter")
            assert told in run.command(*words)
        run.command("verify")
        gone = [path for path, kind, _ in run.records() if kind == "suppressed"]
        assert gone == [own_picture(4)]
        files = (run.project.output / "warc").glob("*.warc.gz")
        content = b"".join(gzip.decompress(path.read_bytes()) for path in files)
        assert bytes_of(own_picture(5)) in content
        assert bytes_of(own_picture(4)) not in content
        asked = run.crawl("-a", "revisit=all")
        assert own_picture(4) not in asked


def test_an_export_for_browsers_holds_them_and_lists_articles_alone(tmp_path: Path) -> None:
    with run_of(tmp_path) as run:
        run.crawl()
        run.command("export", "wacz", "news.wacz")
    with ZipFile(run.project.folder / "news.wacz") as package:
        index = gzip.decompress(package.read("indexes/index.cdx.gz")).decode()
        pages = package.read("pages/pages.jsonl").decode()
    assert all(f"{path}" in index for path in WANTED)
    assert not any(path in pages for path in WANTED)
    assert pages.count('"title"') == 1 + len(PATHS)


def test_pages_of_earlier_runs_are_read_again_for_what_they_need(tmp_path: Path) -> None:
    with run_of(tmp_path) as run:
        # A mirror is not known to a reparse: it is the site itself that stands here.
        spider = SPIDER.format(scheme="path").replace("= HOME", f"= '{run.served.root}'")
        (run.project.folder / "gazette/spiders/gazette.py").write_text(spider)
        run.crawl("-s", "NEWSCRAWL_REQUISITES=0")
        run.command("reparse", "-s", "NEWSCRAWL_REQUISITES=1", "-s", "NEWSCRAWL_READERS=0")
        assert set(run.crawl()) >= WANTED
        assert len(run.records()) == len(WANTED)
        # Neither a sheet nor a picture is read as a page.
        assert "changed" in run.command("reparse", "-s", "NEWSCRAWL_READERS=0")
        run.command("verify")
