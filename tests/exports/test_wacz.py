"""A WACZ file: what is in it is what its description, its index and its pages say."""

from __future__ import annotations

import gzip
import hashlib
import json
import struct
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from support import takedowns
from support.exchanges import exchange, later, whole_run
from support.harness import crawl
from support.project import scrapy
from support.warcs import files_of

from newscrawl.exports import wacz
from newscrawl.replica import running
from newscrawl.storage.queries.latest import LatestRecords
from newscrawl.storage.state.repository import State

WACZ = Path(sys.prefix) / "validators" / "bin" / "wacz"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return takedowns.make(tmp_path / "output")


def exported(folder: Path) -> tuple[zipfile.ZipFile, int, dict[str, int]]:
    """The file, the number of its pages, and what was left out."""
    file, state = BytesIO(), State(folder, read_only=True)
    try:
        with state.snapshot():
            present = LatestRecords(state, folder=folder)
            count = wacz.write(file, present, thin=False)
    finally:
        state.close()
    return zipfile.ZipFile(file), count, present.left_out


def pages_of(made: zipfile.ZipFile) -> list[dict[str, Any]]:
    head, *pages = map(json.loads, made.read("pages/pages.jsonl").splitlines())
    assert (head["format"], head["hasText"]) == ("json-pages-1.0", True)
    return pages


def index_of(made: zipfile.ZipFile) -> list[tuple[str, str, dict[str, str]]]:
    """The lines of the index, found by the index of its blocks."""
    whole, found = made.read("indexes/index.cdx.gz"), []
    head, *blocks = made.read("indexes/index.idx").decode().splitlines()
    assert json.loads(head.removeprefix("!meta 0 "))["filename"] == "index.cdx.gz"
    for block in blocks:
        key, stamp, rest = block.split(" ", 2)
        place = json.loads(rest)
        raw = whole[place["offset"] : place["offset"] + place["length"]]
        assert place["digest"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"
        lines = [line.split(" ", 2) for line in gzip.decompress(raw).decode().splitlines()]
        assert lines[0][:2] == [key, stamp]
        found += [(key, stamp, json.loads(rest)) for key, stamp, rest in lines]
    return found


def test_the_description_tells_every_file_with_its_digest(folder: Path) -> None:
    made, _, _ = exported(folder)
    package = json.loads(made.read("datapackage.json"))
    assert (package["profile"], package["wacz_version"]) == ("data-package", "1.1.1")
    told = {one["path"]: one for one in package["resources"]}
    assert {*told, "datapackage.json", "datapackage-digest.json"} == set(made.namelist())
    for path, one in told.items():
        content = made.read(path)
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert one["bytes"] == len(content)
    digest = json.loads(made.read("datapackage-digest.json"))
    content = made.read("datapackage.json")
    assert digest["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_the_warc_files_are_in_it_as_they_are(folder: Path) -> None:
    made, _, _ = exported(folder)
    for path in files_of(folder):
        assert made.read(f"archive/{path.name}") == path.read_bytes()
        assert made.getinfo(f"archive/{path.name}").compress_type == zipfile.ZIP_STORED
    assert made.getinfo("indexes/index.cdx.gz").compress_type == zipfile.ZIP_STORED


def test_each_line_of_the_index_leads_to_a_record_and_each_page_to_a_line(folder: Path) -> None:
    made, count, left_out = exported(folder)
    lines, pages = index_of(made), pages_of(made)
    assert lines == sorted(lines, key=lambda line: line[:2])
    for _, _, told in lines:
        content = made.read(f"archive/{told['filename']}")
        offset, length = int(told["offset"]), int(told["length"])
        assert told["url"].encode() in gzip.decompress(content[offset : offset + length])
    assert (count, left_out) == (5, {})
    places = {(told["url"], stamp) for _, stamp, told in lines}
    for page in pages:
        assert (page["url"], "".join(one for one in page["ts"] if one.isdigit())) in places
        assert page["title"] and page["text"]
    assert len({page["id"] for page in pages}) == 5


def test_what_was_taken_down_is_no_page_and_in_no_index(folder: Path) -> None:
    before, _, _ = exported(folder)
    [page] = [one for one in pages_of(before) if one["url"].endswith("/2")]
    assert scrapy("suppress", "paper/en/2", "--reason", "a test", output=folder).returncode == 0
    made, count, _ = exported(folder)
    assert count == 4
    assert page["url"] not in {one["url"] for one in pages_of(made)}
    assert page["url"] not in {told["url"] for _, _, told in index_of(made)}
    assert not [one for one in pages_of(made) if page["title"] in json.dumps(one)]


def test_files_that_are_not_here_are_left_out_and_told(folder: Path, tmp_path: Path) -> None:
    [path] = files_of(folder)
    path.rename(tmp_path / "elsewhere")
    made, count, left_out = exported(folder)
    assert (count, left_out) == (0, {wacz.NOT_HERE: 1})
    assert (index_of(made), pages_of(made)) == ([], [])
    run = scrapy("export", "wacz", str(tmp_path / "a.wacz"), output=folder)
    assert (run.returncode, run.stderr.count("\n")) == (0, 1)
    assert run.stderr.endswith("; left out: 1 WARC files that are not here\n")


def test_files_that_a_store_has_are_read_from_there(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("obstore")
    whole, _, _ = exported(folder)
    (tmp_path / "kept").mkdir()
    given = ("-s", f"NEWSCRAWL_STORE=file://{tmp_path}/kept")
    assert scrapy("offload", "--remove", *given, output=folder).returncode == 0
    assert not files_of(folder)
    made, count, left_out = exported(folder)
    assert (count, left_out) == (5, {})
    for name in whole.namelist():
        if name.startswith(("archive/", "indexes/", "pages/")):
            assert made.read(name) == whole.read(name), name


def test_an_entry_of_unknown_length_has_an_extra_field_in_the_directory_too(folder: Path) -> None:
    """ReplayWeb.page takes an entry whose directory shows none for one without any."""
    made, _, _ = exported(folder)
    file = made.fp
    assert file is not None
    for info in made.infolist():
        file.seek(info.header_offset + 28)
        [own] = struct.unpack("<H", file.read(2))
        assert own and info.extra


@pytest.mark.parametrize("option", ["--thin", "--since=0"])
def test_it_holds_the_whole_archive_or_is_refused(
    folder: Path, tmp_path: Path, option: str
) -> None:
    run = scrapy("export", "wacz", str(tmp_path / "a.wacz"), option, output=folder)
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert "wacz holds the whole archive" in run.stderr
    assert not (tmp_path / "a.wacz").exists()


@pytest.mark.slow
@pytest.mark.skipif(
    not WACZ.exists(),
    reason=f"WACZ NOT VALIDATED: no py-wacz in {WACZ.parent}: `make test-slow` puts it there",
)
@pytest.mark.parametrize("pages", [0, 30])
def test_py_wacz_finds_it_valid(tmp_path: Path, pages: int) -> None:
    folder = takedowns.make(tmp_path / "output")
    whole_run(
        folder,
        *(exchange(f"/{number}", b"%d" % number, at=later(number)) for number in range(pages)),
        run="20260120T093000Z-9f9f",
    )
    path = tmp_path / "a.wacz"
    assert scrapy("export", "wacz", str(path), output=folder).returncode == 0
    told = subprocess.run(
        [str(WACZ), "validate", "-f", str(path)], capture_output=True, text=True, check=False
    )
    assert (told.returncode, "is valid" in told.stdout) == (0, True), told.stdout + told.stderr


@pytest.mark.slow
@pytest.mark.skipif(
    not WACZ.exists(),
    reason=f"WACZ NOT MADE BY OTHERS: no py-wacz in {WACZ.parent}: `make test-slow` puts it there",
)
def test_py_wacz_finds_the_pages_of_our_files(tmp_path: Path) -> None:
    """No request of ours has a Referer, by which it tells pages from what they are made of."""
    crawled = tmp_path / "output"
    with running(articles=2, languages=("en",)) as replica:
        assert crawl(replica.root, crawled, "-s", "NEWSCRAWL_READERS=0").code == 0
    command = [str(WACZ), "create", "--detect-pages", "-o", str(tmp_path / "a.wacz")]
    subprocess.run([*command, *map(str, files_of(crawled))], check=True, capture_output=True)
    with zipfile.ZipFile(tmp_path / "a.wacz") as made:
        urls = {
            one["url"] for one in map(json.loads, made.read("pages/pages.jsonl").splitlines()[1:])
        }
    assert len([one for one in urls if "/news/detail/" in one]) == 2
