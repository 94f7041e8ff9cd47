"""What a crawl wrote, replayed by pywb from the folder and its indexes as they are."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from support.cdxj_keys import ADDRESSES
from support.exchanges import exchange, later, whole_run
from support.harness import crawl, lines_of
from support.local_server import serving
from support.paths import SUPPORT
from support.pictured import PATHS, PicturedGazette, own_picture
from support.slugs import Project
from support.timeouts import LONG_COMMAND_S
from support.warcs import files_of, index_of, record_at, rows_of

from newscrawl import clock
from newscrawl.replica import changes, running

PYWB = Path(sys.prefix) / "pywb" / "bin" / "python"
CDXJ_INDEXER = Path(sys.prefix) / "validators" / "bin" / "cdxj-indexer"
SCRIPT = SUPPORT / "replaying.py"
SECOND = "20260115T093000Z-2b4c"
HINT = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n"

Indexes = dict[str, list[tuple[str, str, dict[str, str]]]]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not PYWB.exists(),
        reason=f"REPLAY NOT TESTED: no pywb in {PYWB.parents[1]}: `make test-slow` puts it there",
    ),
]


def replay(folder: Path, *asked: str) -> tuple[list[dict[str, Any]], Indexes]:
    """The pages as pywb shows them, and the indexes that it would make."""
    command = [str(PYWB), str(SCRIPT), str(folder / "warc"), *asked]
    ended = subprocess.run(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LONG_COMMAND_S,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    return told["pages"], {
        name: [(key, stamp, rest) for key, stamp, rest in lines]
        for name, lines in told["indexes"].items()
    }


def without_304(folder: Path, indexes: Indexes) -> Indexes:
    """What is left of them without the answers that we leave out."""
    left_out = {
        (row["file"], str(row["offset"])) for row in rows_of(folder) if row["status"] == 304
    }
    assert left_out
    return {
        name: [line for line in lines if (line[2]["filename"], line[2]["offset"]) not in left_out]
        for name, lines in indexes.items()
    }


def indexed_by_others(folder: Path, how: str, indexes: Indexes) -> Path:
    """The files with an index that is not ours: pywb's, which is given, or cdxj-indexer's."""
    made = folder.with_name(f"{folder.name}-{how}")
    shutil.copytree(folder / "warc", made / "warc", ignore=shutil.ignore_patterns("*.cdxj"))
    for path in files_of(made):
        if how == "pywb":
            lines = [f"{key} {at} {json.dumps(told)}" for key, at, told in indexes[path.name]]
        else:
            command = [str(CDXJ_INDEXER), "--sort", str(path)]
            told = subprocess.run(command, capture_output=True, text=True, check=True)
            lines = told.stdout.splitlines()
        index = path.with_name(path.name.removesuffix(".warc.gz") + ".cdxj")
        index.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return made


def ours(folder: Path) -> Indexes:
    """Our indexes, without what pywb does not tell of a revisit."""
    found = {path.name: index_of(path) for path in files_of(folder)}
    for lines in found.values():
        for _, _, told in lines:
            if told["mime"] == "warc/revisit":
                del told["status"]
    return found


def indexers() -> list[str]:
    """Those that are here."""
    return ["pywb", "cdxj-indexer"] if CDXJ_INDEXER.exists() else ["pywb"]


def words(page: str) -> str:
    """The letters that a reader sees, without white space."""
    return "".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


def test_articles_of_a_crawl_are_replayed_with_their_text(tmp_path: Path) -> None:
    with running(articles=8, languages=("en",), validators="etag") as replica:
        # A replay tells pages apart by the second, and a crawl takes less.
        with clock.standing_at(clock.now() - timedelta(hours=1)):
            assert crawl(replica.root, tmp_path).code == 0
        numbers = replica.site.archives["en"].numbers
        before = {line["id"]: line for line in lines_of(tmp_path)}
        replica.apply(changes.edit("en", numbers[0], "body"))
        # Unconditional for the one that changed, and vouched for with a 304 for the rest.
        assert crawl(replica.root, tmp_path, "-a", "revisit=all").code == 0
    after = {line["id"]: line for line in lines_of(tmp_path)}
    edited = next(one for one in after if after[one]["revision"] == 2)
    kept = next(one for one in after if one != edited)
    assert {row["status"] for row in rows_of(tmp_path)} >= {200, 304}
    stamp = "".join(one for one in before[edited]["fetched_at"] if one.isdecimal())
    asked = [
        after[edited]["fetched_from"],
        f"{stamp}/{before[edited]['fetched_from']}",
        after[kept]["fetched_from"],
    ]
    pages, indexes = replay(tmp_path, *asked)
    assert [page["status"] for page in pages] == [200] * 3
    for page, line in zip(pages, [after[edited], before[edited], after[kept]], strict=True):
        for paragraph in line["body"].split("\n\n"):
            assert words(paragraph) in words(page["text"])
        assert words(line["title"]) in words(page["text"])
        assert record_at(tmp_path, line["warc"]).url == line["fetched_from"]
    assert before[edited]["body"] != after[edited]["body"]
    for how in indexers():
        again, _ = replay(indexed_by_others(tmp_path, how, indexes), *asked)
        assert [page["status"] for page in again] == [200] * 3, how
        for page, line in zip(again, [after[edited], before[edited], after[kept]], strict=True):
            assert words(line["body"]) in words(page["text"]), how
    assert without_304(tmp_path, indexes) == ours(tmp_path)


def test_a_page_is_replayed_with_its_style_and_its_pictures(tmp_path: Path) -> None:
    project = Project(tmp_path)
    with serving(PicturedGazette().answer) as served:
        done = project.run(
            *("crawl", "gazette", "-a", f"root={served.root}", "-s", "NEWSCRAWL_REQUISITES=1")
        )
    assert done.returncode == 0, done.stderr
    needed = [f"{served.root}{path}" for path in ("/style.css", "/more.css", own_picture(5))]
    story, *found = replay(project.output, f"{served.root}/{PATHS[5]}", *needed)[0]
    assert [one["status"] for one in (story, *found)] == [200] * 4
    for path in needed[::2]:
        assert re.search(rf"=\S+_/{re.escape(path)}", story["text"])
    assert "more.css" in found[0]["text"]
    assert own_picture(5) in found[2]["text"]


@pytest.mark.parametrize(("first", "second"), [(0, 0), (0, 40), (40, 0), (40, 7)])
def test_a_page_whose_newest_capture_is_in_another_file_is_replayed(
    tmp_path: Path, first: int, second: int
) -> None:
    body = b"<html><body><p>" + b"The ferry sails again. " * 20 + b"</p></body></html>"
    tag, asks = b'ETag: "v1"', (b'If-None-Match: "v1"',)
    whole_run(
        tmp_path,
        exchange("/1?a=%D1%8F&A=2", body, tag, chunk=first),
        exchange("/other", b"<p>Other.</p>"),
    )
    vouched = exchange("/1?a=%D1%8F&A=2", b"", status=b"304 Not Modified", asks=asks, at=later(99))
    other = exchange("/2", body, chunk=second, at=later(95))
    hinted = replace(other, response=HINT + other.response)
    whole_run(
        tmp_path,
        exchange("/1?a=%D1%8F&A=2", body, tag, chunk=second, at=later(90)),
        hinted,
        vouched,
        replace(vouched, url="http://paper.test/other", at=later(200)),
        run=SECOND,
    )
    asked = [
        "http://paper.test/1?a=%D1%8F&A=2",
        "http://paper.test/2",
        "20260114120000/http://paper.test/1?a=%D1%8F&A=2",
    ]
    pages, indexes = replay(tmp_path, *asked)
    assert without_304(tmp_path, indexes) == ours(tmp_path)
    for how in indexers():
        again, _ = replay(
            indexed_by_others(tmp_path, how, indexes), *asked, "http://paper.test/other"
        )
        # The newest of it is a 304 for a page that is in no file.
        assert again.pop()["text"].endswith("<p>Other.</p>")
        pages += again
    assert [page["status"] for page in pages] == [200] * len(pages)
    for page in pages:
        assert page["text"].endswith(body.decode().partition("<p>")[2])


def test_our_keys_are_those_of_pywb(tmp_path: Path) -> None:
    urls = [
        *ADDRESSES,
        "http://PAPER.test/A%2fB/../c;jsessionid=1?x=1&&y#z",
        "http://www3.paper.test:80/index.html?",
        "http://[2001:db8::1]/a",
    ]
    given = [exchange("/", b"%d" % number) for number in range(len(urls))]
    for one, url in zip(given, urls, strict=True):
        object.__setattr__(one, "url", url)
    whole_run(tmp_path, *given)
    _, indexes = replay(tmp_path)
    assert indexes == ours(tmp_path)
