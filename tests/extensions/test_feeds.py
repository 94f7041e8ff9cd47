"""`-O` and `-o`: what a run writes to articles.jsonl, in Scrapy's formats; nothing internal."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.commands import crawl, scrapy_crawl
from support.harness import lines_of

from newscrawl.replica import Replica, changes, running
from newscrawl.storage.files.lock import FolderLock


@pytest.fixture(scope="module")
def site() -> Iterator[Replica]:
    with running(articles=8, languages=("en",), listing_size=4) as replica:
        yield replica


def exported(site: Replica, folder: Path, *words: str) -> None:
    """A crawl into `folder`/output, with `words` for the export."""
    done = scrapy_crawl(
        *("-a", f"root={site.root}", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False"),
        *("-s", f"NEWSCRAWL_OUTPUT={folder / 'output'}"),
        *words,
    )
    assert done.returncode == 0, done.stderr


def test_json_is_the_lines_of_articles_jsonl(site: Replica, tmp_path: Path) -> None:
    exported(site, tmp_path, "-O", str(tmp_path / "out.json"))
    text = (tmp_path / "out.json").read_text("utf-8")
    assert json.loads(text) == lines_of(tmp_path / "output")
    assert list(json.loads(text)[0]) == list(lines_of(tmp_path / "output")[0])
    assert "\\u" not in text


def test_csv_has_a_column_a_key_and_lists_as_json(site: Replica, tmp_path: Path) -> None:
    exported(site, tmp_path, "-O", str(tmp_path / "out.csv"))
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = lines_of(tmp_path / "output")
    assert list(rows[0]) == list(lines[0])
    for row, line in zip(rows, lines, strict=True):
        assert (row["id"], row["body"], row["published"]) == (
            line["id"],
            line["body"],
            line["published"] or "",
        )
        for name in ("headlines", "authors", "same_as", "warc"):
            assert json.loads(row[name]) == line[name]


def test_what_is_written_at_the_end_of_a_run_is_exported_too(site: Replica, tmp_path: Path) -> None:
    crawl(site.root, tmp_path / "output")
    gone = site.numbers("en")[0]
    site.apply(changes.delete("en", gone))
    exported(site, tmp_path, "-a", f"ids={gone}", "-o", str(tmp_path / "out.jsonl"))
    site.apply(changes.restore("en", gone))
    [line] = lines_of(tmp_path / "output")[8:]
    assert [json.loads(text) for text in (tmp_path / "out.jsonl").read_text().splitlines()] == [
        line
    ]
    assert line["change"] == "gone"


def test_a_run_that_is_refused_leaves_an_older_export_as_it_was(
    site: Replica, tmp_path: Path
) -> None:
    (tmp_path / "out.json").write_text("[]")
    (tmp_path / "output").mkdir()
    lock = FolderLock(tmp_path / "output")
    done = scrapy_crawl(
        *("-a", f"root={site.root}", "-s", f"NEWSCRAWL_OUTPUT={tmp_path / 'output'}"),
        *("-O", str(tmp_path / "out.json")),
    )
    lock.release()
    assert done.returncode == 75
    assert (tmp_path / "out.json").read_text() == "[]"
