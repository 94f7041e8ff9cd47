"""`scrapy parse`, `shell`, `fetch`, `view`, `check`: they work on single pages, and never write to
an archive."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import launcher
from support.commands import crawl

from newscrawl.replica import Replica, running

Snapshot = dict[str, tuple[str, int]]


@pytest.fixture(scope="module")
def site() -> Iterator[Replica]:
    with running(articles=8, languages=("en",), listing_size=4) as replica:
        yield replica


@pytest.fixture(scope="module")
def archive(site: Replica, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("archive") / "output"
    assert crawl(site.root, output).code == 0
    return output


def snapshot(folder: Path) -> Snapshot:
    """Every file with what it holds and when it was written."""
    return {
        path.relative_to(folder).as_posix(): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
        )
        for path in folder.rglob("*")
        if path.is_file()
    }


def scrapy(output: Path, *words: str) -> subprocess.CompletedProcess[str]:
    settings = (f"NEWSCRAWL_OUTPUT={output}", "DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=False")
    # The browser is what `view` opens a page with.
    return launcher.run(
        *words, *(w for one in settings for w in ("-s", one)), env={"BROWSER": "true"}
    )


def commands(site: Replica) -> dict[str, tuple[list[str], str]]:
    """The words of each command, and what its output shows where it did its work."""
    page = f"{site.root}/en/news/detail/{site.numbers('en')[0]}"
    of_site = ["--spider=ccbsnews"]
    return {
        "parse": (
            ["parse", *of_site, "-a", f"root={site.root}", "-c", "parse_article", page],
            "Scraped Items",
        ),
        "parse and pipelines": (
            [
                "parse",
                *of_site,
                "-a",
                f"root={site.root}",
                "--pipelines",
                "-c",
                "parse_nothing",
                page,
            ],
            "Scraped Items",
        ),
        "shell": (["shell", "-c", "response.status", page], "200"),
        "shell of a spider": (["shell", *of_site, "-c", "response.status", page], "200"),
        "fetch": (["fetch", page], "</html>"),
        "fetch by a spider": (["fetch", *of_site, page], "</html>"),
        "view": (["view", page], ""),
        "check": (["check"], ""),
    }


KINDS = (
    "parse",
    "shell",
    "fetch by a spider",
    *(
        pytest.param(kind, marks=pytest.mark.slow)
        for kind in ("parse and pipelines", "shell of a spider", "fetch", "view", "check")
    ),
)


@pytest.mark.parametrize("kind", KINDS)
def test_an_archive_is_left_as_it_was(site: Replica, archive: Path, kind: str) -> None:
    words, shown = commands(site)[kind]
    before = snapshot(archive)
    site.forget()
    done = scrapy(archive, *words)
    assert done.returncode == 0, done.stderr
    assert shown in done.stdout
    assert snapshot(archive) == before
    # No more than what was asked for, and robots.txt.
    assert len(site.requests()) <= 2


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["parse", "fetch by a spider"])
def test_no_archive_is_made(site: Replica, tmp_path: Path, kind: str) -> None:
    words, _ = commands(site)[kind]
    assert scrapy(tmp_path / "output", *words).returncode == 0
    assert not (tmp_path / "output").exists()
