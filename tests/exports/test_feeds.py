"""Static files to follow an archive by: every list leads to what it names, and a takedown reaches
each of them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from support import rows, takedowns
from support.project import scrapy

from newscrawl.errors import UsageError
from newscrawl.exports import feeds, resourcesync
from newscrawl.exports.folder import Folder
from newscrawl.exports.resourcesync import path_of

BASE = "https://news.test/feeds/"
ATOM = "{http://www.w3.org/2005/Atom}"
AT = "{http://purl.org/atompub/tombstones/1.0}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RS = "{http://www.openarchives.org/rs/terms/}"


def written(folder: Path, out: Path, **how: Any) -> Path:
    with rows.present(folder) as present:
        feeds.write(Folder(out), present, base=BASE, **{"thin": False, **how})
    return out


@pytest.fixture
def out(tmp_path: Path) -> Path:
    rows.archived(tmp_path / "output")
    return written(tmp_path / "output", tmp_path / "out")


def tree(out: Path, name: str) -> etree._Element:
    return etree.fromstring((out / name.removeprefix(BASE)).read_bytes())


def links(feed: etree._Element) -> dict[str, str]:
    return {str(one.get("rel")): str(one.get("href")) for one in feed.iterfind(f"{ATOM}link")}


def refs(feed: etree._Element) -> list[str]:
    """The articles of a feed."""
    found = feed.iter(f"{ATOM}entry", f"{AT}deleted-entry")
    return [one.get("ref") or one.findtext(f"{ATOM}id") or "" for one in found]


def resources(out: Path) -> dict[str, etree._Element]:
    """All that the list of all leads to, from its beginning."""
    found: dict[str, etree._Element] = {}
    description = tree(out, resourcesync.WELL_KNOWN)
    capabilities = tree(out, description.findtext(f"{MAP}url/{MAP}loc") or "")
    named = {
        one.find(f"{RS}md").get("capability"): one.findtext(f"{MAP}loc")  # type: ignore[union-attr]
        for one in capabilities.iterfind(f"{MAP}url")
    }
    assert named.keys() == {"resourcelist", "changelist"}
    for part in tree(out, named["resourcelist"] or "").iterfind(f"{MAP}sitemap/{MAP}loc"):
        for one in tree(out, part.text or "").iterfind(f"{MAP}url"):
            found[one.findtext(f"{MAP}loc") or ""] = one
    return found


def changes(out: Path) -> list[tuple[str, str]]:
    found = []
    for one in tree(out, resourcesync.CHANGES).iterfind(f"{MAP}url"):
        told = one.find(f"{RS}md")
        assert told is not None
        found.append((one.findtext(f"{MAP}loc") or "", told.get("change") or ""))
    return found


def test_each_resource_is_a_file_with_its_digest(tmp_path: Path, out: Path) -> None:
    feed = (tmp_path / "output/articles.jsonl").read_bytes().splitlines()
    lines = rows.replayed([json.loads(one) for one in feed])
    found = resources(out)
    assert found.keys() == {BASE + path_of(one) for one in lines if one != "paper/en/4"}
    for loc, entry in found.items():
        content = (out / loc.removeprefix(BASE)).read_bytes()
        told = entry.find(f"{RS}md")
        assert told is not None
        assert told.get("hash") == f"sha-256:{hashlib.sha256(content).hexdigest()}"
        assert told.get("length") == str(len(content))
        record = json.loads(content)
        assert record == lines[record["id"]]
        assert entry.find(f"{RS}ln").get("href") == record["url"]  # type: ignore[union-attr]


def test_the_changes_are_told_in_their_order_with_takedowns_as_deleted(out: Path) -> None:
    told = changes(out)
    assert [kind for _, kind in told].count("deleted") == 1
    assert dict(told)[BASE + path_of("paper/en/4")] == "deleted"
    assert dict(told)[BASE + path_of("paper/en/2")] == "updated"
    assert dict(told)[BASE + path_of("paper/en/10")] == "created"
    at = [one.get("datetime") or "" for one in tree(out, "changelist.xml").iter(f"{RS}md")][1:]
    assert at == sorted(at)


def test_a_list_that_is_too_long_has_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows.archived(tmp_path / "output")
    monkeypatch.setattr(resourcesync, "LIST_ENTRIES", 2)
    out = written(tmp_path / "output", tmp_path / "out")
    assert len(resources(out)) == 5
    assert len(list(out.glob("resourcelist-*.xml"))) == 3
    monkeypatch.setattr(resourcesync, "LIST_ENTRIES", 5)
    written(tmp_path / "output", out)
    assert len(list(out.glob("resourcelist-*.xml"))) == 1


def test_the_past_is_found_from_the_newest_page_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows.archived(tmp_path / "output")
    monkeypatch.setattr(feeds, "PAGE_SEQS", 2)
    out = written(tmp_path / "output", tmp_path / "out")
    now = tree(out, feeds.ATOM)
    assert links(now)["self"] == BASE + feeds.ATOM
    at, found, before = links(now).get("prev-archive"), [], None
    while at is not None:
        page = tree(out, at)
        assert page.find("{http://purl.org/syndication/history/1.0}archive") is not None
        told = links(page)
        assert (told["self"], told["current"], told.get("next-archive")) == (
            at,
            BASE + feeds.ATOM,
            before,
        )
        found += refs(page)
        before, at = at, told.get("prev-archive")
    assert len(found) == len(set(found)) == 6
    assert set(found) == set(refs(now))


def test_both_feeds_have_the_same_articles(out: Path) -> None:
    feed = json.loads((out / feeds.JSON_FEED).read_bytes())
    assert (feed["feed_url"], feed["home_page_url"]) == (BASE + "feed.json", "https://paper.test")
    found = tree(out, feeds.ATOM).iterfind(f"{ATOM}entry/{ATOM}id")
    assert [one["id"] for one in feed["items"]] == [one.text for one in found]


def test_thin_has_no_text(tmp_path: Path) -> None:
    rows.archived(tmp_path / "output")
    out = written(tmp_path / "output", tmp_path / "out", thin=True)
    for path in out.rglob("*.*"):
        assert path.is_dir() or b"ferry" not in path.read_bytes(), path


def test_a_takedown_reaches_each_with_the_next_writing(tmp_path: Path) -> None:
    folder, out = takedowns.make(tmp_path / "output"), tmp_path / "out"
    for _ in range(2):
        run = scrapy("export", "feeds", str(out), "--base", BASE[:-1], output=folder)
        assert (run.returncode, run.stderr.count("\n")) == (0, 1), run.stderr
    (out / "articles/mine").mkdir()
    (out / "articles/mine/a.json").write_bytes(b"mine")
    path = out / path_of("paper/en/2")
    title = json.loads(path.read_bytes())["title"]
    assert scrapy("suppress", "paper/en/2", "--reason", "a test", output=folder).returncode == 0
    assert scrapy("export", "feeds", str(out), "--base", BASE, output=folder).returncode == 0
    assert not path.exists()
    assert (out / "articles/mine/a.json").exists()
    for one in out.rglob("*.*"):
        assert one.is_dir() or title not in one.read_text("utf-8"), one
    assert dict(changes(out))[BASE + path_of("paper/en/2")] == "deleted"
    deleted = [one.get("ref") or "" for one in tree(out, "atom.xml").iter(f"{AT}deleted-entry")]
    assert [one.rpartition("/")[2] for one in deleted] == ["2"]


@pytest.mark.parametrize(
    "base", [None, "", "news.test", "ftp://news.test/", "https://news.test/?a=1", "/feeds"]
)
def test_what_is_no_url_of_a_folder_is_refused(base: str | None) -> None:
    with pytest.raises(UsageError, match="--base"):
        feeds.check_base(base)


def test_wrong_usage_is_2_and_nothing_is_written(tmp_path: Path) -> None:
    rows.archived(tmp_path / "output")
    (tmp_path / "file").write_bytes(b"")
    for given in (
        ("feeds", str(tmp_path / "out")),
        ("feeds", str(tmp_path / "out"), "--base", BASE, "--since", "1"),
        ("feeds", str(tmp_path / "file"), "--base", BASE),
        ("feeds", str(tmp_path / "output"), "--base", BASE),
        ("feeds", str(tmp_path / "output" / "warc"), "--base", BASE),
        ("csv", str(tmp_path / "a.csv"), "--base", BASE),
    ):
        run = scrapy("export", *given, output=tmp_path / "output")
        assert (run.returncode, run.stderr.count("\n")) == (2, 1), (given, run.stderr)
    assert not (tmp_path / "out").exists() and not (tmp_path / "a.csv").exists()
