"""WACZ 1.1.1: all WARC files with an index and a list of pages, in one file that ReplayWeb.page
opens, in a browser and without a server (https://specs.webrecorder.net/wacz/1.1.1/).

- The WARC files are in it as they are, stored and not compressed again: a browser reads single
  records out of them. Those that an object store has are read from there.
- The index is one for all of them, in compressed blocks with an index of the blocks, so that a
  browser reads a few kilobytes of it.
- A page is an article, with its title and its text to search in. Listings and feeds can be reached
  by their URLs.
- What was taken down is neither in the index nor a page: in the WARC files there are tombstones.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from importlib.metadata import version
from itertools import islice
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from newscrawl import clock
from newscrawl.exports.sorted_lines import sorted_lines
from newscrawl.records import line_of, utc
from newscrawl.storage.queries.latest import LatestRecords
from newscrawl.storage.store.sources import Source, open_source
from newscrawl.storage.warc.cdxj import index_lines
from newscrawl.storage.warc.names import FOLDER

VERSION = "1.1.1"

BLOCK_LINES = 1024
"""Lines of the index in a block, as py-wacz makes them."""

READ_BYTES = 1 << 20
"""How much of a WARC file is held at once."""

NOT_HERE = "WARC files that are not here"

_EMPTY_EXTRA = bytes.fromhex("feca0000")
"""An extra field without content (APPNOTE.TXT of ZIP, 4.5; the one that JAR files have). An entry
of unknown length has an extra field in its own header, and ReplayWeb.page looks there only where
the directory has one as well."""


def write(file: BinaryIO, present: LatestRecords, *, thin: bool) -> int:
    """Write the archive. Gives the number of pages; WARC files that are neither here nor in a store
    are left out, with their pages, and counted in `left_out`. Raises OSError."""
    package = _Package(file)
    there = []
    for row in present.warc_files():
        if package.add_warc(present, row["name"], row["size_bytes"]):
            there.append(row["name"])
        else:
            present.left_out[NOT_HERE] += 1
    package.add_index(present, there)
    count = package.add_pages(present, set(there))
    sites = ", ".join(source.site for source in present.sources())
    package.close(sites or "newscrawl")
    return count


class _Package:
    """The ZIP file, and the description of what is in it."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = ZipFile(file, "w", allowZip64=True)
        self._now = clock.now()
        self._resources: list[dict[str, Any]] = []

    def add_warc(self, present: LatestRecords, name: str, size_bytes: int) -> bool:
        """Add as much of a WARC file as is surely there. Gives False where it is neither here nor
        in a store."""
        assert present.folder is not None
        try:
            source = open_source(present.folder / FOLDER / name)
        except FileNotFoundError:
            return False
        with closing(source):
            self._add(f"archive/{name}", _chunks(source, size_bytes), compression=ZIP_STORED)
        return True

    def add_index(self, present: LatestRecords, files: Iterable[str]) -> None:
        """Add the index of these WARC files."""
        lines = sorted_lines(
            line for name in files for line in index_lines(present.captures_of(name))
        )
        header = json.dumps({"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"})
        blocks = [f"!meta 0 {header}\n"]
        self._add("indexes/index.cdx.gz", _blocks(lines, blocks), compression=ZIP_STORED)
        self._add("indexes/index.idx", (line.encode() for line in blocks))

    def add_pages(self, present: LatestRecords, files: set[str]) -> int:
        """Add the list of pages, those whose record is in these WARC files. Gives their number."""
        count = 0

        def lines() -> Iterator[bytes]:
            nonlocal count
            head = {"format": "json-pages-1.0", "id": "pages", "title": "Articles", "hasText": True}
            yield f"{json.dumps(head)}\n".encode()
            for record, row in present.with_captures():
                if row["file"] in files:
                    count += 1
                    page = {
                        "id": row["record_id"].removeprefix("<urn:uuid:").removesuffix(">"),
                        "url": row["url"],
                        "ts": row["at"],
                        "title": record["title"],
                        "text": record["body"],
                    }
                    yield f"{line_of(page)}\n".encode()

        self._add("pages/pages.jsonl", lines())
        return count

    def close(self, title: str) -> None:
        """Add the description, and end the file."""
        package = {
            "profile": "data-package",
            "wacz_version": VERSION,
            "title": title,
            "created": utc(self._now),
            "software": f"newscrawl {version('newscrawl')}",
            "resources": self._resources,
        }
        content = json.dumps(package, ensure_ascii=False, indent=1).encode()
        digest = {
            "path": "datapackage.json",
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        }
        self._add("datapackage.json", [content])
        self._add("datapackage-digest.json", [json.dumps(digest, indent=1).encode()])
        self._zip.close()

    def _add(self, path: str, chunks: Iterable[bytes], *, compression: int = ZIP_DEFLATED) -> None:
        info = ZipInfo(path, _zip_time(self._now))
        info.compress_type = compression
        info.external_attr = 0o644 << 16
        info.extra = _EMPTY_EXTRA
        digest, size_bytes = hashlib.sha256(), 0
        with self._zip.open(info, "w", force_zip64=True) as entry:
            for chunk in chunks:
                entry.write(chunk)
                digest.update(chunk)
                size_bytes += len(chunk)
        self._resources.append(
            {
                "name": path.rpartition("/")[2].lower(),
                "path": path,
                "hash": f"sha256:{digest.hexdigest()}",
                "bytes": size_bytes,
            }
        )


def _chunks(source: Source, size_bytes: int) -> Iterator[bytes]:
    at = 0
    while at < size_bytes and (chunk := source.read(min(READ_BYTES, size_bytes - at), at)):
        yield chunk
        at += len(chunk)


def _blocks(lines: Iterator[bytes], told: list[str]) -> Iterator[bytes]:
    """The lines in gzip members of BLOCK_LINES each; of each a line is added to `told`: the key and
    the time of its first, and where it lies."""
    offset = 0
    while block := list(islice(lines, BLOCK_LINES)):
        deflate = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
        made = deflate.compress(b"".join(block)) + deflate.flush()
        place = {
            "offset": offset,
            "length": len(made),
            "digest": f"sha256:{hashlib.sha256(made).hexdigest()}",
        }
        told.append(f"{block[0].partition(b' {')[0].decode()} {json.dumps(place)}\n")
        offset += len(made)
        yield made


def _zip_time(moment: datetime) -> tuple[int, int, int, int, int, int]:
    return (
        max(moment.year, 1980),
        moment.month,
        moment.day,
        moment.hour,
        moment.minute,
        moment.second,
    )
