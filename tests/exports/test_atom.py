"""A feed by RFC 4287 with the deletions of RFC 6721, whatever a title holds."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from support import rows
from support.rows import exported

from newscrawl.exports import atom

ATOM = "{http://www.w3.org/2005/Atom}"
AT = "{http://purl.org/atompub/tombstones/1.0}"
ISSUED = "{http://purl.org/dc/terms/}issued"
OURS = "{urn:newscrawl:article:1}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


def check(feed: etree._Element) -> None:
    """The rules of RFC 4287 (4.1.1, 4.1.2) and RFC 6721 (3) for what we write."""
    assert feed.tag == f"{ATOM}feed"
    for element, where in [
        (feed, "feed"),
        *((entry, "entry") for entry in feed.iter(f"{ATOM}entry")),
    ]:
        for name in ("id", "title", "updated"):
            [one] = element.findall(f"{ATOM}{name}")
            assert one.text, (where, name)
            assert name != "updated" or MOMENT.fullmatch(one.text)
        assert len(element.findall(f"{ATOM}published")) <= (where == "entry")
    assert (
        all(author.findtext(f"{ATOM}name") for author in feed.iter(f"{ATOM}author"))
        and feed.find(f"{ATOM}author") is not None
    )
    for entry in feed.iter(f"{ATOM}entry"):
        # Without content an entry needs an alternate link; ours always have one.
        [link] = entry.findall(f"{ATOM}link")
        assert link.get("rel") == "alternate" and link.get("href")
        assert len(entry.findall(f"{ATOM}content")) <= 1
        published = entry.findtext(f"{ATOM}published")
        assert published is None or MOMENT.fullmatch(published)
    for deleted in feed.iter(f"{AT}deleted-entry"):
        assert deleted.get("ref") and MOMENT.fullmatch(deleted.get("when") or "")
    ids = [one.text for one in feed.iterfind(f"{ATOM}entry/{ATOM}id")] + [
        one.get("ref") for one in feed.iter(f"{AT}deleted-entry")
    ]
    assert len(ids) == len(set(ids))
    updated = [one.text or "" for one in feed.iterfind(f"{ATOM}entry/{ATOM}updated")]
    assert (feed.findtext(f"{ATOM}updated") or "") >= max(updated, default="")


def parsed(content: bytes) -> etree._Element:
    feed = etree.fromstring(content)
    check(feed)
    return feed


def entries(feed: etree._Element) -> dict[str, etree._Element]:
    return {
        one.findtext(f"{OURS}id") or "": one
        for one in feed.iter(f"{ATOM}entry", f"{AT}deleted-entry")
    }


def test_it_keeps_the_rules_and_the_newest_is_first(tmp_path: Path) -> None:
    rows.archived(tmp_path)
    feed = parsed(exported("atom", tmp_path))
    seqs = [int(one.text or 0) for one in feed.iter(f"{OURS}seq")]
    # What is gone, was taken down, changed; then by the day, and what has none.
    assert seqs == [8, 9, 7, 1, 2, 6]
    assert feed.findtext(f"{ATOM}title") == "paper: the latest changes"
    assert feed.findtext(f"{ATOM}author/{ATOM}uri") == "https://paper.test"


def test_an_entry_tells_what_the_record_does(tmp_path: Path) -> None:
    lines = rows.replayed(rows.archived(tmp_path))
    entry, line = entries(parsed(exported("atom", tmp_path)))["paper/en/10"], lines["paper/en/10"]
    assert entry.findtext(f"{ATOM}id") == line["url"]
    assert entry.findtext(f"{ATOM}title") == line["title"]
    content = entry.find(f"{ATOM}content")
    assert content is not None
    [div] = content
    assert (content.get("type"), div.tag) == ("xhtml", "{http://www.w3.org/1999/xhtml}div")
    # Readers fold white space: each paragraph is an element.
    assert [one.text for one in div] == line["body"].split("\n\n")
    assert [one.text for one in entry.iterfind(f"{ATOM}author/{ATOM}name")] == line["authors"]
    assert entry.find(f"{ATOM}category").get("term") == line["section"]  # type: ignore[union-attr]
    assert entry.get(XML_LANG) == "en"
    assert {key: entry.findtext(f"{OURS}{key}") for key in atom.KEYS} == {
        key: str(line[key]) for key in atom.KEYS
    }


def test_a_day_is_no_moment(tmp_path: Path) -> None:
    rows.archived(tmp_path)
    found = entries(parsed(exported("atom", tmp_path)))
    told = {
        one: (found[one].findtext(f"{ATOM}published"), found[one].findtext(ISSUED))
        for one in ("paper/en/10", "paper/en/9", "paper/en/2")
    }
    assert told == {
        "paper/en/10": ("2026-01-08T21:30:00Z", "2026-01-09"),
        "paper/en/9": (None, "2026-01-08"),
        "paper/en/2": (None, None),
    }


def test_what_is_gone_or_taken_down_is_a_deletion(tmp_path: Path) -> None:
    rows.archived(tmp_path)
    feed = parsed(exported("atom", tmp_path))
    told = [
        (one.get("ref"), one.get("when"), one.findtext(f"{AT}comment"))
        for one in feed.iter(f"{AT}deleted-entry")
    ]
    # The takedown was not fetched: it counts from the start of its run, and so is newer than the
    # entry that it deletes.
    assert told == [
        ("https://paper.test/en/news/detail/3", "2026-01-16T12:00:00Z", "gone"),
        ("https://paper.test/en/news/detail/4", "2026-01-16T09:30:00Z", "suppressed"),
    ]


def test_whatever_a_title_holds_it_is_text(tmp_path: Path) -> None:
    rows.archived(tmp_path)
    entry = entries(parsed(exported("atom", tmp_path)))["paper/en/5"]
    assert entry.findtext(f"{ATOM}title") == rows.HOSTILE.replace(
        "\x0b", "\N{REPLACEMENT CHARACTER}"
    )


def test_the_latest_or_those_since(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows.archived(tmp_path)
    assert len(entries(parsed(exported("atom", tmp_path, since=0)))) == 6
    assert list(entries(parsed(exported("atom", tmp_path, since=7)))) == [
        "paper/en/4",
        "paper/en/3",
    ]
    assert list(entries(parsed(exported("atom", tmp_path, since=9)))) == []
    monkeypatch.setattr(atom, "LATEST", 2)
    file = BytesIO()
    with rows.present(tmp_path) as state:
        assert atom.write(file, state, thin=False) == 2
    assert list(entries(parsed(file.getvalue()))) == ["paper/en/3", "paper/en/4"]


def test_the_feed_keeps_its_id_and_no_other_archive_has_it(tmp_path: Path) -> None:
    rows.archived(tmp_path / "one")
    before = parsed(exported("atom", tmp_path / "one")).findtext(f"{ATOM}id")
    list(rows.written(tmp_path / "one", rows.SECOND, [rows.record(20)]))
    assert parsed(exported("atom", tmp_path / "one")).findtext(f"{ATOM}id") == before
    list(rows.written(tmp_path, rows.SECOND, [rows.record(20)]))
    assert parsed(exported("atom", tmp_path)).findtext(f"{ATOM}id") != before
    assert parsed(exported("atom", tmp_path / "one", thin=True)).findtext(f"{ATOM}id") != before


def test_thin_has_no_text_and_keeps_the_rules(tmp_path: Path) -> None:
    rows.archived(tmp_path)
    feed = parsed(exported("atom", tmp_path, thin=True))
    assert feed.find(f".//{ATOM}content") is None and feed.find(f".//{ATOM}category") is None
    assert [one.text for one in feed.iterfind(f"{ATOM}entry/{ATOM}title")] == [
        "paper/en/2",
        "paper/en/10",
        "paper/en/9",
        "paper/en/5",
    ]
    assert len(list(feed.iter(f"{OURS}content_sha256"))) == 6
