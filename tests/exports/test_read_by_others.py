"""An archive that has lived, exported in every format, and each export opened by a program that is
not ours: it finds the articles that are there, words of theirs in three scripts, and nothing of the
one that was taken down."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from support.browser import CHROMIUM
from support.harness import lines_of
from support.lived import Lived, lived
from support.paths import SUPPORT
from support.project import scrapy
from support.served import served
from support.timeouts import LONG_COMMAND_S, STEP_S
from support.validators import BIN, NEEDED, ran, told
from support.warcs import files_of

from newscrawl.exports.formats import FOLDER_FORMATS, FORMATS

pytestmark = [pytest.mark.slow, NEEDED]

PYWB = Path(sys.prefix) / "pywb" / "bin" / "python"
REPLAYWEB = Path(sys.prefix) / "replayweb"
NODE = shutil.which("node")


@dataclass(frozen=True)
class Exported:
    """Every export of an archive that has lived."""

    lived: Lived
    out: Path
    base: str
    """Where the folder of the feeds is served."""

    @property
    def live(self) -> list[str]:
        return sorted(self.lived.live)

    def file(self, name: str) -> str:
        return f"{name}.{FORMATS[name].suffix}"


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exported]:
    place = tmp_path_factory.mktemp("lived")
    archive, out = lived(place / "output"), place / "out"
    for name in FOLDER_FORMATS:
        (out / name).mkdir(parents=True)
    with served(out / "feeds") as base:
        for given in (
            *([name, str(out / f"{name}.{form.suffix}")] for name, form in FORMATS.items()),
            ["feeds", str(out / "feeds"), "--base", base],
            ["dataset", str(out / "dataset")],
        ):
            run = scrapy("export", *given, output=archive.folder)
            assert run.returncode == 0, run.stderr
        yield Exported(archive, out, base)


# Nothing of what was taken down.


def plain(content: bytes) -> Iterator[bytes]:
    """The bytes, and whatever they are made of: members of a ZIP file, of GZIP, bodies inside."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as file:
            for name in file.namelist():
                yield from plain(file.read(name))
    elif content.startswith(b"\x1f\x8b"):
        inside = gzip.decompress(content)
        yield inside
        # Bodies of HTTP that are compressed themselves.
        for at in _places(inside, b"\x1f\x8b\x08"):
            unpacked = zlib.decompressobj(31)
            try:
                yield unpacked.decompress(inside[at:])
            except zlib.error:
                continue


def _places(content: bytes, mark: bytes) -> Iterator[int]:
    at = content.find(mark)
    while at >= 0:
        yield at
        at = content.find(mark, at + 1)


def spellings(text: str) -> set[bytes]:
    return {
        text.encode(),
        text.encode("utf-16-le"),
        json.dumps(text).strip('"').encode(),
        json.dumps(text, ensure_ascii=False).strip('"').encode(),
    }


def test_nothing_of_what_was_taken_down_is_in_any_byte(exported: Exported) -> None:
    looked_at = 0
    for path in sorted([*exported.out.rglob("*"), *exported.lived.folder.rglob("*")]):
        if not path.is_file():
            continue
        # Records of other pages show its headline, as the how-to says: a listing as it came.
        headline = [] if ".warc" in path.name or path.suffix == ".wacz" else [exported.lived.title]
        for part in plain(path.read_bytes()):
            looked_at += 1
            text = unescape(part.decode("utf-8", "replace"))
            for secret in (*exported.lived.secrets, *headline):
                assert secret not in text, path
                assert not any(one in part for one in spellings(secret)), path
    assert looked_at > 60


COMPRESSED = """
import json, sys, pyarrow.parquet as parquet
print(json.dumps([parquet.read_table(path).to_pylist() for path in sys.argv[1:]], default=str, ensure_ascii=False))
"""


def test_nothing_of_it_is_in_what_parquet_compresses(exported: Exported) -> None:
    paths = [str(path) for path in sorted(exported.out.rglob("*.parquet"))]
    found = json.dumps(told(COMPRESSED, *paths, folder=exported.out), ensure_ascii=False)
    for language, word in exported.lived.words.items():
        assert word in found, language
    for secret in exported.lived.secrets:
        assert json.dumps(secret, ensure_ascii=False).strip('"') not in found


# Tables.

FRICTIONLESS = """
import json, sys
from frictionless import validate
report = validate("datapackage.json")
print(json.dumps([len(report.tasks), [[task.place, error.note] for task in report.tasks for error in task.errors]
    + [["", error.note] for error in report.errors]]))
"""


def test_frictionless_finds_every_table_as_it_is_described(exported: Exported) -> None:
    tables, errors = told(FRICTIONLESS, folder=exported.out)
    assert errors == []
    assert tables >= len([one for one in FORMATS.values() if one.fields is not None])


DUCKDB = """
import duckdb, json, sys
table, word = sys.argv[1:]
live = "SELECT id FROM %s WHERE change <> 'gone' AND suppressed IS NOT TRUE" % table
found = "SELECT count(*) FROM %s WHERE contains(body, '%s')" % (table, word)
print(json.dumps([sorted({row[0] for row in duckdb.sql(live).fetchall()}), duckdb.sql(found).fetchall()[0][0]]))
"""
POLARS = """
import json, sys
import polars
path, word = sys.argv[1:]
frame = getattr(polars, "read_ndjson" if path.endswith("jsonl") else "read_" + path.rpartition(".")[2])(path)
live = frame.filter((polars.col("change") != "gone") & ~polars.col("suppressed").cast(bool).fill_null(False))
print(json.dumps([sorted(set(live["id"])), frame["body"].str.contains(word, literal=True).sum()]))
"""
PANDAS = """
import json, sys
import pandas
path, word = sys.argv[1:]
frame = pandas.read_json(path, lines=True) if path.endswith("jsonl") else getattr(pandas, "read_" + path.rpartition(".")[2])(path)
live = frame[(frame["change"] != "gone") & ~frame["suppressed"].astype("boolean").fillna(False)]
print(json.dumps([sorted(set(live["id"])), int(frame["body"].fillna("").str.contains(word, regex=False).sum())]))
"""


@pytest.mark.parametrize("language", ["ru", "ka"])
@pytest.mark.parametrize("name", ["jsonl", "csv", "parquet"])
@pytest.mark.parametrize("reader", ["duckdb", "polars", "pandas"])
def test_a_table_gives_the_articles_and_a_word(
    exported: Exported, reader: str, name: str, language: str
) -> None:
    program = {"duckdb": DUCKDB, "polars": POLARS, "pandas": PANDAS}[reader]
    path = exported.file(name)
    given = f"'{path}'" if reader == "duckdb" else path
    ids, found = told(program, given, exported.lived.words[language], folder=exported.out)
    assert ids == exported.live
    assert found >= 1


HISTORY = """
import duckdb, json, sys
rows = duckdb.sql("SELECT id, list(change ORDER BY revision) FROM '%s' GROUP BY id" % sys.argv[1]).fetchall()
print(json.dumps(dict(rows)))
"""


@pytest.mark.parametrize("name", ["history", "history.parquet"])
def test_duckdb_finds_every_revision_in_the_history(exported: Exported, name: str) -> None:
    found = told(HISTORY, exported.file(name), folder=exported.out)
    assert found.keys() == exported.lived.live | {exported.lived.gone, exported.lived.down}
    assert found[exported.lived.gone][-1] == "gone"
    assert sum(len(changes) > 1 for changes in found.values()) >= 5


# Databases.

SQLITE = """
import json, sqlite3, sys
database = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
live = database.execute("SELECT id FROM article WHERE change <> 'gone' AND suppressed IS NOT 1 ORDER BY id")
words = "SELECT count(*) FROM article_fts WHERE article_fts MATCH ?"
print(json.dumps([[row[0] for row in live], [database.execute(words, (word,)).fetchone()[0] for word in sys.argv[2:]]]))
"""


def test_the_shell_of_sqlite_reads_and_searches(exported: Exported) -> None:
    words = list(exported.lived.words.values())
    ids, found = told(SQLITE, exported.file("sqlite"), *words, folder=exported.out)
    assert ids == exported.live
    assert min(found) >= 1


def test_datasette_shows_the_articles_and_finds_words(exported: Exported) -> None:
    def asked(path: str) -> Any:
        options = ("--metadata", "metadata.json", "--get", f"/sqlite/article.json?{path}")
        command = [str(BIN / "datasette"), exported.file("sqlite"), *options]
        return json.loads(ran(*command, folder=exported.out))

    rows = asked("_shape=array&_size=max&change__not=gone")
    assert sorted(one["id"] for one in rows if not one["suppressed"]) == exported.live
    for language, word in exported.lived.words.items():
        hits = asked(f"_shape=array&_search={word}")
        assert language in {one["language"] for one in hits}, word


# Feeds.

FEEDPARSER = """
import feedparser, json, sys
feed, found, words = sys.argv[1], {}, sys.argv[2:]
while feed:
    read = feedparser.parse(feed)
    assert not read.bozo, (feed, read.bozo_exception)
    for entry in read.entries:
        found[entry.newscrawl_id if "newscrawl_id" in entry else entry.id] = entry.content[0].value
    feed = next((link.href for link in read.feed.get('links', []) if link.rel == "prev-archive"), None)
print(json.dumps([sorted(found), [sum(word in text for text in found.values()) for word in words]]))
"""


@pytest.mark.parametrize("place", ["file", "served"])
def test_a_feed_reader_finds_the_articles(exported: Exported, place: str) -> None:
    feed = exported.file("atom") if place == "file" else f"{exported.base}atom.xml"
    words = list(exported.lived.words.values())
    ids, found = told(FEEDPARSER, feed, *words, folder=exported.out)
    assert ids == exported.live
    assert min(found) >= 1


RESYNC = """
import json, logging, sys
from resync.client import Client
client = Client()
client.set_mappings([sys.argv[1], "copy"])
client.baseline_or_audit()
client.baseline_or_audit(audit_only=True)
print(json.dumps(None))
"""


def test_resync_copies_the_articles(exported: Exported, tmp_path: Path) -> None:
    told(RESYNC, exported.base, folder=tmp_path)
    records = [json.loads(path.read_bytes()) for path in tmp_path.rglob("copy/articles/*/*.json")]
    live = [one["id"] for one in records if one["change"] != "gone"]
    assert sorted(live) == exported.live
    for word in exported.lived.words.values():
        assert any(word in one["body"] for one in records)


# Descriptions of the web.

PYLD = """
import json, sys
from pyld import jsonld
def load(url, options):
    assert url.startswith("https://schema.org"), url
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": {"@vocab": "http://schema.org/"}}}
jsonld.set_document_loader(load)
print(json.dumps([jsonld.expand(json.loads(line)) for line in open(sys.argv[1], encoding="utf-8")]))
"""


def test_pyld_reads_the_articles_of_schema_org(exported: Exported) -> None:
    found = told(PYLD, exported.file("schema.org"), folder=exported.out)
    lines = (exported.out / exported.file("schema.org")).read_text("utf-8").splitlines()
    assert len(found) == len(lines) >= len(exported.live)
    texts = [str(one[0].get("http://schema.org/articleBody")) for one in found]
    for word in exported.lived.words.values():
        assert any(word in text for text in texts)


CROISSANT = """
import json, logging
logging.disable()
import mlcroissant
data = mlcroissant.Dataset("croissant.json")
assert not data.metadata.ctx.issues.errors, data.metadata.ctx.issues.errors
print(json.dumps([[one["articles/id"].decode(), (one["articles/body"] or b"").decode()] for one in data.records("articles")]))
"""
DATASETS = """
import json, os
os.environ |= {"HF_HUB_OFFLINE": "1", "HF_HOME": os.path.abspath("../cache"), "HF_DATASETS_DISABLE_PROGRESS_BARS": "1"}
import datasets
print(json.dumps([[one["id"], one["body"]] for one in datasets.load_dataset(os.getcwd())["train"]]))
"""


@pytest.mark.parametrize("program", [CROISSANT, DATASETS], ids=["mlcroissant", "datasets"])
def test_the_data_set_is_loaded(exported: Exported, program: str) -> None:
    found = dict(told(program, folder=exported.out / "dataset"))
    assert set(exported.live) <= found.keys()
    assert exported.lived.down not in found
    for word in exported.lived.words.values():
        assert any(word in (body or "") for body in found.values())


# Pages as they came.


def test_py_wacz_finds_the_file_valid_and_its_pages_are_the_articles(exported: Exported) -> None:
    path = exported.out / exported.file("wacz")
    said = subprocess.run(
        [str(BIN / "wacz"), "validate", "-f", str(path)],
        capture_output=True,
        text=True,
        timeout=LONG_COMMAND_S,
        check=False,
    )
    assert (said.returncode, "is valid" in said.stdout) == (0, True), said.stdout + said.stderr


def test_cdxj_indexer_reads_every_record(exported: Exported, tmp_path: Path) -> None:
    for path in files_of(exported.lived.folder):
        ran(
            str(BIN / "cdxj-indexer"),
            "-o",
            str(tmp_path / "index.cdxj"),
            str(path),
            folder=tmp_path,
        )
        assert (tmp_path / "index.cdxj").stat().st_size or not path.stat().st_size


@pytest.mark.skipif(
    not PYWB.exists(),
    reason=f"REPLAY NOT TESTED: no pywb in {PYWB.parents[1]}: `make test-slow` puts it there",
)
def test_pywb_replays_the_articles(exported: Exported) -> None:
    newest = {line["id"]: line for line in lines_of(exported.lived.folder)}
    urls = [newest[one]["fetched_from"] for one in exported.live]
    down = newest[exported.lived.down]["fetched_from"]
    script = [str(PYWB), str(SUPPORT / "replaying.py"), str(exported.lived.folder / "warc")]
    pages = json.loads(ran(*script, *urls, down, folder=exported.out))["pages"]
    assert [page["status"] for page in pages[:-1]] == [200] * len(urls)
    assert not any(secret in pages[-1]["text"] for secret in exported.lived.secrets)
    for word in exported.lived.words.values():
        assert any(word in unescape(page["text"]) for page in pages)


@pytest.mark.skipif(
    not (REPLAYWEB / "package").exists() or CHROMIUM is None or NODE is None,
    reason=f"REPLAYWEB.PAGE NOT TRIED: it takes chromium, node and {REPLAYWEB}, which"
    " `make test-slow` fills where there is npm",
)
def test_replayweb_page_lists_searches_and_shows_the_articles(
    exported: Exported, tmp_path: Path
) -> None:
    assert CHROMIUM is not None and NODE is not None
    for name in ("ui.js", "sw.js"):
        (tmp_path / name).write_bytes((REPLAYWEB / "package" / name).read_bytes())
    page = '<!doctype html><script src="ui.js"></script><replay-app-main></replay-app-main>'
    (tmp_path / "index.html").write_text(page, "utf-8")
    (tmp_path / "a.wacz").write_bytes((exported.out / exported.file("wacz")).read_bytes())
    newest = {line["id"]: line for line in lines_of(exported.lived.folder)}
    shown = newest[next(one for one in exported.live if "/ka/" in one)]
    stamp = "".join(one for one in shown["fetched_at"] if one.isdecimal())
    with served(tmp_path) as base:
        told = json.loads(
            ran(
                *(NODE, str(SUPPORT / "replayweb.js"), str(REPLAYWEB), CHROMIUM),
                *(base, "a.wacz", str(STEP_S * 1000)),
                *(shown["fetched_from"], stamp, *exported.lived.words.values()),
                folder=tmp_path,
            )
        )
    assert sorted(told["list"]) == sorted(
        line["title"] for one, line in newest.items() if one != exported.lived.down
    )
    for word in exported.lived.words.values():
        titles = {line["title"] for line in newest.values() if word in line["body"]}
        assert set(told["found"][word]) & titles, word
    for paragraph in shown["body"].split("\n\n"):
        assert "".join(paragraph.split()) in "".join(told["article"].split())
