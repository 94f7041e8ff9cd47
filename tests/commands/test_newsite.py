"""`newscrawl newsite URL`, and `newscrawl crawl site -a site=URL`: from an address to an archive."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from scrapy.settings import Settings
from support.local_server import page, serving
from support.paths import REPOSITORY
from support.timeouts import COMMAND_S

from newscrawl.commands.newsite import Command, _checked
from newscrawl.discovery.names import name_of
from newscrawl.errors import UsageError
from newscrawl.replica import Replica, running

NO_RETRY = ("-s", "RETRY_TIMES=0")
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False")


def newscrawl(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "newscrawl", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=COMMAND_S,
        check=False,
    )


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    return done.stderr.rstrip().rpartition("\n")[2]


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with running(articles=24, languages=("en", "ka")) as replica:
        yield replica


def test_a_site_is_found_out_and_its_spider_written(replica: Replica, tmp_path: Path) -> None:
    (tmp_path / "newscrawl" / "spiders").mkdir(parents=True)
    replica.forget()
    done = newscrawl(
        tmp_path, "newsite", replica.root, "--pages", "20", "--name", "harbour", "--write", *FAST
    )
    assert done.returncode == 0, done.stderr
    assert len([path for path in replica.requests() if path != "/robots.txt"]) <= 20
    assert "articles at /{lang}/news/detail/{number}" in last_line(done)
    text = (tmp_path / "newscrawl" / "spiders" / "harbour.py").read_text("utf-8")
    assert 'article_addresses = ("/{lang}/news/detail/{number}",)' in text
    assert "ka" in text.partition("languages = ")[2].partition("\n")[0]
    pages = sorted((tmp_path / "tests" / "fixtures" / "harbour").glob("*.html"))
    truth = {record["title"] for record in replica.truth()}
    assert pages
    for one in pages:
        said = json.loads(one.with_suffix(".json").read_text("utf-8"))
        assert said["article"]["title"] in truth
    # What is there is left alone.
    again = newscrawl(
        tmp_path, "newsite", replica.root, "--pages", "20", "--name", "harbour", "--write", *FAST
    )
    assert (again.returncode, "is there already" in last_line(again)) == (2, True)


@pytest.mark.slow
def test_any_site_is_crawled_by_its_address(replica: Replica, tmp_path: Path) -> None:
    words = ("crawl", "site", "-a", f"site={replica.root}", *FAST)
    dry = newscrawl(tmp_path, *words, "-a", "dry_run=1", "-a", "limit=2")
    assert dry.returncode == 0, dry.stderr
    assert not list(tmp_path.rglob("*"))
    first = newscrawl(tmp_path, *words)
    assert first.returncode == 0, first.stderr
    assert "articles at /{lang}/news/detail/{number}" in first.stderr
    folder = tmp_path / "output" / name_of(replica.root)
    lines = [json.loads(line) for line in (folder / "articles.jsonl").read_bytes().splitlines()]
    truth = {record["title"]: record["body"] for record in replica.truth()}
    assert {line["title"]: line["body"] for line in lines} == truth
    # What was found out is kept: the second run looks at nothing anew.
    replica.forget()
    second = newscrawl(tmp_path, *words)
    assert second.returncode == 0
    assert len([path for path in replica.requests() if path != "/robots.txt"]) <= 3
    assert (folder / "articles.jsonl").read_bytes().count(b"\n") == len(lines)
    verify = newscrawl(tmp_path, "verify", "-s", f"NEWSCRAWL_OUTPUT={folder}")
    assert verify.returncode == 0, verify.stderr
    of_it = ("-s", f"NEWSCRAWL_OUTPUT={folder}")
    reparse = newscrawl(tmp_path, "reparse", *of_it)
    assert (reparse.returncode, "0 changed" in last_line(reparse)) == (0, True), reparse.stderr
    gone = newscrawl(tmp_path, "suppress", lines[0]["id"], "--reason", "A test", *of_it)
    assert gone.returncode == 0, gone.stderr
    assert lines[0]["body"].encode() not in (folder / "articles.jsonl").read_bytes()
    other = newscrawl(
        tmp_path, "crawl", "site", "-a", "site=http://127.0.0.9", "-s", f"NEWSCRAWL_OUTPUT={folder}"
    )
    assert (other.returncode, "holds the archive of" in last_line(other)) == (2, True)


def test_a_page_that_is_no_news_site_gets_a_clear_no(tmp_path: Path) -> None:
    def answer(path: str) -> object:
        if path == "/":
            return page(
                "<html><body><h1>Pier works</h1><p><a href=/tools>Tools</a></p></body></html>"
            )
        if path == "/tools":
            return page("<html><body><h1>Tools</h1><p>Hammers and nails.</p></body></html>")
        return page("", 404)

    with serving(answer) as site:  # type: ignore[arg-type]  # a page is what it is
        done = newscrawl(tmp_path, "crawl", "site", "-a", f"site={site.root}", *FAST)
    assert done.returncode == 1, done.stderr
    assert "is no news site as far as" in last_line(done)
    assert "pages were looked at, and nothing was written" in last_line(done)
    assert not list(tmp_path.rglob("*.json*"))


@pytest.mark.parametrize(
    ("answered", "code"),
    [("User-agent: *\nDisallow: /\n", 77), (None, 69)],
    ids=["forbidden", "not there"],
)
def test_a_site_that_cannot_be_looked_at_is_told_by_the_exit_code(
    answered: str | None, code: int, tmp_path: Path
) -> None:
    with serving(
        lambda path: page(answered or "") if path == "/robots.txt" else page("", 404)
    ) as site:
        root = site.root if answered else f"http://127.0.0.1:1{urlsplit(site.root).path}"
        # In a process of its own it looks as `newsite` does.
        done = newscrawl(tmp_path, "crawl", "site", "-a", f"site={root}", *FAST, *NO_RETRY)
        assert done.returncode == code, done.stderr
        assert root in last_line(done)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "takes one URL"),
        (["https://a b.test"], "is no address"),
        (["ftp://gazette.test"], "is no address"),
        (["https://gazette.test", "--pages", "0"], "from 1 to"),
        (["https://gazette.test", "--name", "Gazette-1"], "a name is like"),
    ],
)
def test_wrong_words_are_refused(words: list[str], said: str) -> None:
    command = Command()
    parser = argparse.ArgumentParser()
    command.settings = Settings()
    command.add_options(parser)
    given, args = parser.parse_known_args(words)
    with pytest.raises(UsageError, match=said):
        _checked(args, given)


def test_a_site_wants_an_address(tmp_path: Path) -> None:
    done = newscrawl(tmp_path, "crawl", "site")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "is no address" in done.stderr
