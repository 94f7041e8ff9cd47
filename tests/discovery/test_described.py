"""discovery.described: a site whose spider is what was found out of it."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from newscrawl.discovery.described import FILE, check_same, keep, kept_in, spider_of
from newscrawl.discovery.findings import Findings
from newscrawl.discovery.forms import Form
from newscrawl.errors import OutputError, UsageError
from newscrawl.readers.spider_source import start_of

FOUND = Findings(
    "gazette",
    "https://www.gazette.test",
    (),
    (Form("/{section}/{slug}-{number:5}", 4, 4, 40),),
    {"de": 5},
    "Europe/Berlin",
    "",
    (),
    20,
    {},
    (),
)


def test_the_spider_is_that_site() -> None:
    spider = spider_of(FOUND)()
    assert (spider.name, spider.timezone, spider.languages) == ("gazette", "Europe/Berlin", ("de",))
    ref = spider.site.article("https://gazette.test/harbour/the-fog-lifts-40213")
    assert ref is not None and spider.site.id(ref) == "gazette/de/40213"
    # Its pages can be read in another process.
    assert pickle.dumps(start_of(type(spider), spider.context, None))


def test_forms_that_cannot_serve_are_refused() -> None:
    with pytest.raises(UsageError):
        spider_of(replace(FOUND, forms=(Form("/{nothing}", 4, 4, 4),)))


def test_what_was_found_is_kept_beside_the_archive(tmp_path: Path) -> None:
    folder = tmp_path / "output" / "gazette"
    assert kept_in(folder) is None
    keep(folder, FOUND)
    again = kept_in(folder)
    assert again is not None and again.forms == FOUND.forms
    check_same(again, "http://gazette.test/", folder)
    with pytest.raises(UsageError, match="holds the archive of"):
        check_same(again, "https://else.test/", folder)


@pytest.mark.parametrize("text", [b"", b"{}", b"[1]", b'{"schema": 7}'])
def test_a_file_that_is_none_is_refused(text: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(text)
    with pytest.raises(UsageError):
        kept_in(tmp_path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe")
    with pytest.raises(OutputError, match=FILE):
        kept_in(tmp_path)
