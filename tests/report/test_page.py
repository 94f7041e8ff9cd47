"""The page has a part for each thing that is known, and anchors that can be linked to."""

from __future__ import annotations

from pathlib import Path

from lxml import html
from support import archives

from newscrawl.report.page import page, read
from newscrawl.storage.archive import Archive
from newscrawl.storage.state.repository import State

AT = "2026-01-16T12:00:00Z"


def made(folder: Path) -> html.HtmlElement:
    state = State(folder, read_only=True)
    document = html.document_fromstring(page(*read(state, AT, running=False)))
    state.close()
    return document


def test_each_part_has_a_heading_that_can_be_linked_to(tmp_path: Path) -> None:
    document = made(archives.make(tmp_path / "output"))
    assert [one.get("id") for one in document.iter("h2")] == [
        "paper-calendar",
        "paper-numbers",
        "paper-where-the-days-are-from",
        "paper-the-last-runs",
        "paper-the-newest-articles",
        "paper-the-newest-revisions",
        "paper-failures-and-doubts",
        "paper-checks",
    ]
    assert document.findtext(".//title") == "paper: the archive"


def test_of_an_empty_state_there_is_a_page_without_a_site(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "output", run=archives.FIRST)
    archive.close()
    document = made(tmp_path / "output")
    assert document.findtext(".//title") == "nothing yet: the archive"
    assert list(document.iter("h2")) == []
