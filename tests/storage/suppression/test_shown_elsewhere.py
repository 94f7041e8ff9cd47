"""Pages of other articles that show a headline: found however they are packed."""

from __future__ import annotations

import importlib
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.exchanges import exchange, whole_run

from newscrawl.storage.files.failed_pages import FailedPages
from newscrawl.storage.suppression.shown_elsewhere import (
    body_of,
    is_shown_in,
    remove_failed_that_show,
    shown_elsewhere,
)
from newscrawl.storage.suppression.texts import Texts

ZSTD = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
HARVEST = Texts(titles={"Big red harvest"}, urls={"https://paper.test/en/news/detail/7"})


@pytest.mark.parametrize("how", ["br", "zstd", "gzip"])
def test_a_headline_is_found_in_any_compression_and_through_tags(how: str) -> None:
    page = b"<p>Big <b>red</b>\n harv<i>est</i>"
    packed: bytes = importlib.import_module(
        {"br": "brotli", "zstd": ZSTD, "gzip": "gzip"}[how]
    ).compress(page)
    body = body_of(f"HTTP/1.1 200 OK\r\nContent-Encoding: {how}\r\n\r\n".encode() + packed)
    assert body == page
    assert is_shown_in(body, {"Big red harvest"}) and not is_shown_in(body, {"Big red car"})


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251"])
def test_a_headline_is_found_in_any_charset(charset: str) -> None:
    assert is_shown_in("<h2>Паром снова ходит</h2>".encode(charset), {"Паром снова ходит"})


def test_a_body_that_cannot_be_unpacked_is_taken_as_it_is() -> None:
    assert body_of(b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n<p>Plain") == b"<p>Plain"


def test_records_of_other_pages_are_counted_and_its_own_are_not(tmp_path: Path) -> None:
    page = b"<a href=/en/news/detail/7>Big red harvest</a>"
    whole_run(
        tmp_path,
        exchange("/en", page),
        exchange("/en/news/detail/8", page + b"<p>8", article="paper/en/8"),
        exchange("/en/news/detail/7", b"<h1>Big red harvest</h1>", article="paper/en/7"),
        exchange("/ka", b"<p>Something else about 7."),
    )
    assert shown_elsewhere(tmp_path, HARVEST, "paper/en/7") == 2
    assert shown_elsewhere(tmp_path, Texts(), "paper/en/7") == 0


def test_a_short_title_removes_no_failed_page_of_another(tmp_path: Path) -> None:
    failed = FailedPages(tmp_path / "failed", max_pages=9, max_bytes=9_999)
    for number, title in ((1, b"Big red harvest"), (2, b"Paper")):
        url = f"https://paper.test/en/news/detail/{number}"
        failed.keep(url, b"<h1>" + title, seen_at=datetime(2026, 1, 14, tzinfo=UTC))
    assert remove_failed_that_show(tmp_path, Texts(titles={"Paper"})) == 0
    assert remove_failed_that_show(tmp_path, HARVEST) == 1
    [left] = (tmp_path / "failed").iterdir()
    assert b"Paper" in left.read_bytes()
