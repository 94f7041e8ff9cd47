"""`scrapy read`: the record of a saved page, and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support import launcher
from support.parsing import DOUBTFUL, STORIES, html, story
from support.paths import REPOSITORY
from support.timeouts import COMMAND_S

URL = "https://www.ccbsnews.info/en/news/detail/4666"


def read(
    *words: str, stdin: bytes = b"", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    if environment is None:
        done = launcher.run("read", *words, stdin=stdin)
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.encode(), done.stderr.encode()
        )
    # What a process is born with.
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "read", *words],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), **environment},
        input=stdin,
        capture_output=True,
        timeout=COMMAND_S,
    )


def last_line(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 1, done.stderr.decode()
    return lines[0]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_bytes(html(story(1, list_of=(3, 2))))
    os.utime(path, (1_768_383_000, 1_768_383_000))
    return path


def test_the_record_is_printed_for_people_and_programs(page: Path) -> None:
    before = sorted(page.parent.iterdir())
    done = read(str(page), "--url", URL)
    assert done.returncode == 0
    record = json.loads(done.stdout)
    assert (record["id"], record["url"]) == ("ccbsnews/en/4666", URL)
    assert (record["title"], record["body"]) == STORIES[1]
    assert record["fetched_at"] == "2026-01-14T09:30:00Z", "when the file was written"
    assert done.stdout.startswith(b'{\n  "id": ')
    assert last_line(done) == (f"read: {page}: ccbsnews/en/4666, 1 paragraph, no date of its own")
    assert sorted(page.parent.iterdir()) == before


def test_where_the_article_goes_on_is_told(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(html(story(1) + "<p>1 <a href='?page=2'>2</a></p>"))
    done = read(str(page), "--url", URL)
    assert json.loads(done.stdout)["body"] == STORIES[1][1]
    assert last_line(done).endswith(f"; more of the article stands at {URL}?page=2")


def test_standard_input_is_a_page_of_now(page: Path) -> None:
    clock = {"NEWSCRAWL_CLOCK": "2031-03-05T09:30:00Z"}
    done = read("-", "--url", URL, stdin=page.read_bytes(), environment=clock)
    assert done.returncode == 0
    assert json.loads(done.stdout)["fetched_at"] == "2031-03-05T09:30:00Z"


def test_without_a_url_the_page_may_say_where_it_belongs(tmp_path: Path) -> None:
    for head, url in ((f"<link rel=canonical href={URL}>", URL), ("", None)):
        path = tmp_path / "page.html"
        path.write_text(f"<html><head>{head}</head><body>{story(1)}</body></html>")
        done = read(str(path))
        assert done.returncode == 0
        assert json.loads(done.stdout)["url"] == url


def test_letters_of_any_script_come_out_whatever_the_terminal_is() -> None:
    text = html(f"<h1>Мост из стекла</h1><p>{STORIES[1][1]} Вниз никто не смотрел.</p>")
    terminal = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = read("-", "--url", URL, stdin=text, environment=terminal)
    assert done.returncode == 0
    assert json.loads(done.stdout)["title"] == "Мост из стекла"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (html(f"<h1>{STORIES[1][0]}</h1>"), "no body"),
        (html(DOUBTFUL), "doubtful body"),
        (b"", "empty"),
        (b"%PDF-1.7", "no HTML page"),
    ],
)
def test_a_page_without_an_article_is_told_by_code_1_and_the_part_that_is_missing(
    body: bytes, said: str
) -> None:
    done = read("-", "--url", URL, stdin=body)
    assert (done.returncode, done.stdout) == (1, b"")
    assert "no article could be read" in last_line(done)
    assert said in last_line(done)


def test_an_explanation_leaves_the_record_alone_on_standard_output(page: Path) -> None:
    plain, explained = read(str(page), "--url", URL), read(str(page), "--url", URL, "--explain")
    assert (explained.returncode, explained.stdout) == (0, plain.stdout)
    told = explained.stderr.decode().splitlines()
    assert told[0] == "blocks: 1 of 6 are the text"
    assert "title: A bridge of glass opens above the gorge, by confirmed-block" in told
    assert told[-1] == last_line(plain)
    assert b"\x1b" not in explained.stderr


def test_an_explanation_for_programs_holds_the_record(page: Path) -> None:
    plain = read(str(page), "--url", URL)
    done = read(str(page), "--url", URL, "--explain", "--json")
    assert done.returncode == 0
    told = json.loads(done.stdout)
    assert list(told) == ["schema", "record", "error", "goes_on", "explanation"]
    assert (told["schema"], told["error"]) == ("newscrawl.explanation/1", None)
    assert told["record"] == json.loads(plain.stdout)
    assert [block["kept"] for block in told["explanation"]["blocks"]].count(True) == 1
    assert last_line(done) == last_line(plain)


@pytest.mark.parametrize(
    ("body", "said"),
    [(html(DOUBTFUL), b"cookie-notice"), (html("<p>Short.</p>"), b"no-prose"), (b"", b"no markup")],
)
def test_a_page_that_cannot_be_read_is_explained_all_the_same(body: bytes, said: bytes) -> None:
    done = read("-", "--url", URL, "--explain", stdin=body)
    assert (done.returncode, done.stdout) == (1, b"")
    assert said in done.stderr
    assert done.stderr.splitlines()[-1].startswith(b"read: standard input: no article could be")
    told = json.loads(read("-", "--url", URL, "--explain", "--json", stdin=body).stdout)
    assert told["record"] is None
    assert told["error"]
    assert (told["explanation"] is None) == (body == b"")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "takes one PAGE"),
        (("one.html", "two.html"), "takes one PAGE"),
        (("nosuch.html",), "nosuch.html cannot be read"),
        (("tests",), "tests cannot be read"),
        (("--nosuch", "README.md"), "no option --nosuch"),
        (("README.md", "--url", "nonsense"), "no URL of a page"),
        (("README.md", "--url", ""), "--url has no value"),
        (("README.md", "--json"), "--json goes with --explain"),
        (("README.md", "-s", "NEWSCRAWL_NOSUCH=1"), "NEWSCRAWL_NOSUCH"),
    ],
)
def test_what_is_wrong_is_refused_in_one_line(words: tuple[str, ...], said: str) -> None:
    done = read(*words)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in last_line(done)
