"""Pages as the site sent them, wherever their WARC files lie."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest
from support import archives
from support.makers import NOON
from support.stored import offload

from newscrawl import (
    Archive,
    ArchivedPage,
    OutputError,
)
from newscrawl.items import WarcRef


def test_a_page_as_the_site_sent_it(tmp_path: Path) -> None:
    archives.make_with_warc(tmp_path)
    archive = Archive(tmp_path)
    page = archive.page("paper/en/3")
    assert page is not None and page.status == 200
    assert page.body == page.html and page.body.startswith(b"<h1>The ferry sails no more</h1>")
    assert (page.header("etag"), page.header("x-other")) == ('"1"', None)
    assert page.url == "https://paper.test/en/news/detail/3"


def test_a_page_that_lies_in_an_object_store(tmp_path: Path) -> None:
    archives.make_with_warc(tmp_path / "output")
    before = Archive(tmp_path / "output").page("paper/en/1")
    (tmp_path / "store").mkdir()
    offload(tmp_path / "output", f"file://{tmp_path}/store", remove=True)
    assert not list((tmp_path / "output" / "warc").glob("*.warc.gz"))
    assert Archive(tmp_path / "output").page("paper/en/1") == before


def test_an_article_without_a_warc_record_has_no_page(tmp_path: Path) -> None:
    archives.make(tmp_path)
    assert Archive(tmp_path).page("paper/en/1") is None


def test_a_page_that_is_lost_is_an_error(tmp_path: Path) -> None:
    archives.make_with_warc(tmp_path)
    for path in (tmp_path / "warc").glob("*.warc.gz"):
        path.unlink()
    with pytest.raises(OutputError, match=r"cannot read .*warc\.gz"):
        Archive(tmp_path).page("paper/en/1")


def compressed(encoding: str, body: bytes) -> ArchivedPage:
    headers = (("content-encoding", encoding),)
    return ArchivedPage("https://paper.test/", NOON, 200, headers, body, WarcRef("a", 0, "b"))


def test_a_compression_is_undone_when_the_html_is_asked_for() -> None:
    html = b"<p>The ferry sails.</p>" * 9
    raw = zlib.compress(html)[2:-4]
    for encoding, body in (
        ("gzip", gzip.compress(html)),
        ("Deflate ", zlib.compress(html)),
        ("deflate", raw),
    ):
        page = compressed(encoding, body)
        assert (page.html, page.body) == (html, body)
    assert compressed("identity", html).html == html


def test_brotli_is_undone_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    brotli = pytest.importorskip("brotli", reason="brotli is not installed: br is not tested")
    assert compressed("br", brotli.compress(b"<p>The ferry sails.</p>")).html.startswith(b"<p>The")
    with pytest.raises(ValueError, match="not compressed as its header says"):
        compressed("br", b"plain").html  # noqa: B018
    monkeypatch.setattr("newscrawl.archive.page.find_spec", lambda name: None)
    with pytest.raises(ValueError, match="br, is not undone"):
        compressed("br", b"").html  # noqa: B018


def test_what_cannot_be_undone_is_told() -> None:
    with pytest.raises(ValueError, match="zstd, is not undone"):
        compressed("zstd", b"").html  # noqa: B018
    with pytest.raises(ValueError, match="not compressed as its header says"):
        compressed("gzip", b"plain").html  # noqa: B018
