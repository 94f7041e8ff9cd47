"""Feeds are overwritten in place, reports and failed pages lose what is of the article."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newscrawl.errors import OutputError
from newscrawl.storage.files.failed_pages import FailedPages
from newscrawl.storage.files.seal import sealed
from newscrawl.storage.suppression.files import clear_reports, overwrite_lines, remove_failed
from newscrawl.storage.suppression.texts import TAKEN_OUT, Texts

FERRY = Texts(titles={"The ferry sails"}, urls={"https://paper.test/en/news/detail/2"})


@pytest.mark.parametrize(
    ("wanted", "after"),
    [
        ([(1, "AA"), (3, "CC")], b"AA\nbb\nCC\n"),
        ([(2, "BB")], b"aa\nBB\ncc\n"),
        ([(2, "longer"), (3, "CC")], b"aa\nbb\nCC\n"),
        ([(3, "CC"), (4, "DD")], b"aa\nbb\nCC\n"),
        ([], b"aa\nbb\ncc\n"),
    ],
)
def test_lines_of_the_same_length_are_overwritten_and_no_other(
    tmp_path: Path, wanted: list[tuple[int, str]], after: bytes
) -> None:
    feed = tmp_path / "articles.jsonl"
    feed.write_bytes(b"aa\nbb\ncc\n")
    overwrite_lines(feed, wanted)
    assert feed.read_bytes() == after


def test_a_line_that_an_earlier_try_left_torn_is_mended(tmp_path: Path) -> None:
    feed = tmp_path / "articles.jsonl"
    feed.write_bytes("aa\nbъ\ncc\n".encode())
    overwrite_lines(feed, [(2, "BBB")])
    assert feed.read_bytes() == b"aa\nBBB\ncc\n"


def test_a_feed_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    overwrite_lines(tmp_path / "articles.jsonl", [(1, "AA")])
    assert list(tmp_path.iterdir()) == []


def test_a_feed_that_is_a_folder_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").mkdir()
    with pytest.raises(OutputError, match=r"cannot write .*articles\.jsonl"):
        overwrite_lines(tmp_path / "articles.jsonl", [(1, "AA")])


def test_reports_that_name_it_are_written_again_and_the_others_left(tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    runs.mkdir()
    (runs / "1.json").write_text('{"summary": "held back: The ferry sails"}')
    (runs / "2.json").write_text('{"summary":   "nothing new"}')
    (runs / "3.json").write_text("no report")
    (runs / "4.json").write_text("[]")
    (runs / "5.part").write_text("half a report: The ferry sails")
    clear_reports(tmp_path, FERRY)
    assert (runs / "1.json").read_bytes() == sealed({"summary": TAKEN_OUT})
    assert (runs / "2.json").read_text() == '{"summary":   "nothing new"}'
    assert sorted(path.name for path in runs.iterdir()) == [f"{n}.json" for n in (1, 2, 3, 4)]


def test_failed_pages_of_its_url_are_removed_on_whatever_host(tmp_path: Path) -> None:
    failed = FailedPages(tmp_path / "failed", max_pages=9, max_bytes=9_999)
    kept = {}
    for url in (
        "https://paper.test/en/news/detail/2",
        "http://127.0.0.1:8080/en/news/detail/2",
        "http://127.0.0.1/mirror/en/news/detail/2",
        "https://paper.test/en/news/detail/22",
        "https://paper.test/ka/news/detail/2",
    ):
        kept[url] = failed.keep(url, b"<p>", seen_at=datetime(2026, 1, 14, tzinfo=UTC))
    (tmp_path / "failed" / "notes-2.txt").write_text("mine")
    remove_failed(tmp_path, FERRY)
    left = {path.name for path in (tmp_path / "failed").iterdir()}
    others = [path for url, path in kept.items() if url.endswith(("/22", "ka/news/detail/2"))]
    assert left == {"notes-2.txt", *(path.name for path in others if path is not None)}
