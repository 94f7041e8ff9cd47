"""Lists of ResourceSync: parts of a size that the protocol allows, files by names that any disk takes;
whether they lead to what they name is in test_feeds.py."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newscrawl.exports import resourcesync
from newscrawl.exports.folder import Folder
from newscrawl.exports.resourcesync import Resource, path_of, write_resources

BASE = "https://news.test/feeds/"


@pytest.mark.parametrize(
    "article_id",
    ["paper/en/1", "paper/en/../../../etc/passwd", "paper/en/" + "a" * 5_000, "a/b/\ud800"],
)
def test_a_file_has_a_name_that_any_disk_takes(article_id: str) -> None:
    assert re.fullmatch(r"articles/[0-9a-f]{2}/[0-9a-f]{32}\.json", path_of(article_id))


@pytest.mark.parametrize(("count", "parts"), [(0, 1), (1, 1), (3, 1), (4, 2), (7, 3)])
def test_no_part_is_longer_than_the_protocol_allows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, parts: int
) -> None:
    monkeypatch.setattr(resourcesync, "LIST_ENTRIES", 3)
    given = (
        Resource(f"articles/{number}.json", "2026-01-14T12:00:00Z", "ab", 7, f"/{number}")
        for number in range(count)
    )
    write_resources(Folder(tmp_path), BASE, given, "2026-01-16T12:00:00Z")
    found = sorted(tmp_path.glob("resourcelist-*.xml"))
    told = [path.read_text().count("<url>") for path in found]
    assert (len(found), sum(told), max(told) <= 3) == (parts, count, True)
    index = (tmp_path / resourcesync.RESOURCES).read_text()
    assert index.count("<sitemap>") == parts and 'at="2026-01-16T12:00:00Z"' in index
