"""`scrapy export FORMAT FILE`, run as users run it: what is written and described, what is refused,
and that reading changes nothing."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from support import archives, many
from support.disks import disk_of
from support.makers import ready
from support.paths import REPOSITORY
from support.project import scrapy
from support.variants import first_then_slow

from newscrawl.records import article_record
from newscrawl.storage.files.lock import FolderLock

FORMATS = ("jsonl", "csv", "parquet", "schema.org", "atom", "sqlite")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archives.make(tmp_path_factory.mktemp("made") / "output")


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "output"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def package(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "datapackage.json").read_bytes())
    return found


def replayed(folder: Path) -> dict[str, dict[str, Any]]:
    """What a reader holds who has read all of the feed."""
    return {
        line["id"]: line
        for line in map(json.loads, (folder / "articles.jsonl").read_bytes().splitlines())
    }


# What comes out.


def test_every_format_gives_the_feed_replayed(folder: Path, out: Path) -> None:
    before = archives.snapshot(folder)
    for form in FORMATS:
        run = scrapy("export", form, str(out / f"articles.{form}"), output=folder)
        size_bytes = (out / f"articles.{form}").stat().st_size
        told = (
            f"export: 8 records, {size_bytes:,} bytes, up to seq 10, in {out}/articles.{form}"
            f" ({folder})\n"
        )
        assert (run.returncode, run.stdout, run.stderr) == (0, "", told)
    assert archives.snapshot(folder) == before
    feed = replayed(folder)
    lines = [json.loads(line) for line in (out / "articles.jsonl").read_bytes().splitlines()]
    assert {line["id"]: line for line in lines} == feed
    with (out / "articles.csv").open(encoding="utf-8", newline="") as file:
        assert [row["content_sha256"] for row in csv.DictReader(file)] == [
            line["content_sha256"] for line in lines
        ]
    table = pyarrow.parquet.read_table(out / "articles.parquet").to_pylist()
    assert [(row["id"], row["title"], row["body"], row["revision"]) for row in table] == [
        (line["id"], line["title"], line["body"], line["revision"]) for line in lines
    ]
    assert {one["path"] for one in package(out)["resources"]} == {
        f"articles.{form}" for form in FORMATS
    }
    assert sorted(path.name for path in out.iterdir()) == sorted(
        [*(f"articles.{form}" for form in FORMATS), "datapackage.json", "metadata.json"]
    )


def test_the_description_is_true_and_tells_the_next_since(folder: Path, out: Path) -> None:
    assert scrapy("export", "jsonl", str(out / "all.jsonl"), output=folder).returncode == 0
    assert (
        scrapy(
            "export", "jsonl", str(out / "new.jsonl"), "--since", "8", "--thin", output=folder
        ).returncode
        == 0
    )
    whole, new = package(out)["resources"]
    for one in (whole, new):
        content = (out / one["path"]).read_bytes()
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert (one["bytes"], one["count"]) == (len(content), content.count(b"\n"))
    assert (whole["seq"], whole["thin"], new["seq"], new["thin"]) == (
        {"since": None, "last": 10},
        False,
        {"since": 8, "last": 10},
        True,
    )
    told = [json.loads(line) for line in (out / "new.jsonl").read_bytes().splitlines()]
    assert [(line["id"], line["change"], "title" in line) for line in told] == [
        ("paper/en/2", "changed", False),
        ("paper/en/3", "gone", False),
    ]
    run = scrapy(
        "export", "jsonl", str(out / "new.jsonl"), "--since", str(new["seq"]["last"]), output=folder
    )
    assert run.returncode == 0 and run.stderr.startswith("export: 0 records, 0 bytes, up to seq 10")


def test_what_the_user_wrote_into_the_description_stays(folder: Path, out: Path) -> None:
    assert scrapy("export", "csv", str(out / "a.csv"), output=folder).returncode == 0
    mine = {**package(out), "licenses": [{"name": "CC-BY-4.0"}], "title": "Mine"}
    (out / "datapackage.json").write_text(json.dumps(mine), "utf-8")
    assert scrapy("export", "csv", str(out / "a.csv"), "--thin", output=folder).returncode == 0
    found = package(out)
    assert (found["licenses"], found["title"], found["resources"][0]["thin"]) == (
        mine["licenses"],
        "Mine",
        True,
    )


def test_standard_output_is_not_described(folder: Path, tmp_path: Path) -> None:
    before = archives.snapshot(tmp_path)
    run = scrapy("export", "jsonl", "-", output=folder)
    assert run.returncode == 0 and "in standard output" in run.stderr
    assert {line["id"]: line for line in map(json.loads, run.stdout.splitlines())} == replayed(
        folder
    )
    assert archives.snapshot(tmp_path) == before


def test_a_reader_that_leaves_is_74(tmp_path: Path) -> None:
    folder = many.make(tmp_path / "output", 2_000)
    with started("export", "jsonl", "-", output=folder) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert (
            process.stderr.read().decode() == "export: cannot write standard output: Broken pipe\n"
        )
    assert process.returncode == 74


# Beside runs.


def test_after_a_kill_and_beside_a_run_it_reads_what_was_committed(folder: Path, out: Path) -> None:
    before = archives.snapshot(archives.killed(folder))
    run = scrapy("export", "jsonl", str(out / "a.jsonl"), output=folder)
    assert run.returncode == 0 and "up to seq 12" in run.stderr
    assert archives.snapshot(folder) == before
    lock = FolderLock(folder)
    archive = archives.begun(folder, "20260117T093000Z-4d6e")
    archive.add_revision(article_record(ready(30)))
    archive.commit()
    archive.add_revision(article_record(ready(31)))
    run = scrapy("export", "jsonl", str(out / "a.jsonl"), output=folder)
    assert (
        run.returncode == 0
        and run.stderr.startswith("export: 11 records")
        and "up to seq 13" in run.stderr
    )
    archive.close()
    lock.release()


@pytest.mark.parametrize("form", first_then_slow(FORMATS))
def test_a_state_without_an_article_is_an_empty_export(
    form: str, tmp_path: Path, out: Path
) -> None:
    archives.ended(archives.begun(tmp_path / "output", archives.FIRST), "unreachable", 69, {})
    run = scrapy("export", form, str(out / form), output=tmp_path / "output")
    assert run.returncode == 0 and run.stderr.startswith("export: 0 records"), run.stderr


@pytest.mark.slow
def test_a_takedown_reaches_who_follows_the_exports(folder: Path, out: Path) -> None:
    assert scrapy("suppress", "paper/en/1", "--reason", "a test", output=folder).returncode == 0
    run = scrapy("export", "jsonl", "-", "--since", "10", output=folder)
    told, *named = [json.loads(line) for line in run.stdout.splitlines()]
    # Those whose last line showed its title follow.
    assert all(one["id"] != told["id"] and one["cause"] == "parser" for one in named)
    assert (told["id"], told["change"], told["suppressed"], told["title"], told["body"]) == (
        "paper/en/1",
        "gone",
        True,
        "",
        "",
    )
    for form in FORMATS:
        assert scrapy("export", form, str(out / form), output=folder).returncode == 0
        assert b"The ferry of pier 1 sails again" not in (out / form).read_bytes()
    assert {
        line["id"]: line for line in map(json.loads, (out / "jsonl").read_bytes().splitlines())
    } == replayed(folder)
    assert (
        b'<at:deleted-entry ref="https://paper.test/en/news/detail/1"'
        in (out / "atom").read_bytes()
    )
    suppressed = pyarrow.parquet.read_table(
        out / "parquet", columns=["id", "suppressed"]
    ).to_pylist()
    assert [row["id"] for row in suppressed if row["suppressed"]] == ["paper/en/1"]


# What is refused.


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "FORMAT and FILE"),
        (["csv"], "FORMAT and FILE"),
        (["csv", ""], "FORMAT and FILE"),
        (["csv", "a.csv", "b.csv"], "FORMAT and FILE"),
        (["jason", "a.jsonl"], "did you mean jsonl"),
        (["schemaorg", "a.jsonl"], "did you mean schema.org"),
        (["xlsx", "a.xlsx"], "there are atom, csv"),
        (["csv", "a.csv", "--since", "yesterday"], "--since yesterday"),
        (["csv", "a.csv", "--since", "99"], "the last line is 10"),
        (["csv", "-", "--since", "99"], "the last line is 10"),
        (["csv", "datapackage.json"], "described"),
        (["csv", "."], "is no file"),
        (["csv", "a.csv", "-s", "NEWSCRAWL_OUPUT=x"], "NEWSCRAWL_OUTPUT"),
    ],
)
def test_wrong_usage_is_2_and_one_line_and_nothing_is_written(
    folder: Path, out: Path, arguments: list[str], told: str
) -> None:
    given = [
        str(out / one) if place == 1 and one not in ("", "-") else one
        for place, one in enumerate(arguments)
    ]
    run = scrapy("export", *given, output=folder)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert told in run.stderr
    assert list(out.iterdir()) == []


def test_no_state_is_2(tmp_path: Path, out: Path) -> None:
    for folder in (tmp_path / "nowhere", out):
        run = scrapy("export", "csv", str(out / "a.csv"), output=folder)
        assert (run.returncode, run.stderr) == (
            2,
            f"export: there is no state in {folder}: no run has written there\n",
        )
    assert list(out.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "articles.jsonl",
        "newscrawl.db",
        ".lock",
        "runs/x.csv",
        "warc/x.csv",
        "../output/headlines.jsonl",
    ],
)
def test_what_belongs_to_the_archive_is_not_written_over(folder: Path, name: str) -> None:
    before = archives.snapshot(folder)
    run = scrapy("export", "csv", str(folder / name), output=folder)
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert archives.snapshot(folder) == before


def test_a_database_elsewhere_is_not_written_over_either(folder: Path, tmp_path: Path) -> None:
    state = (folder / "newscrawl.db").rename(tmp_path / "state.db")
    before = state.read_bytes()
    given = ("-s", f"NEWSCRAWL_DATABASE=sqlite:///{state}")
    assert scrapy("export", "jsonl", str(state), *given, output=folder).returncode == 2
    assert state.read_bytes() == before
    run = scrapy("export", "jsonl", "-", *given, output=folder)
    assert run.returncode == 0 and len(run.stdout.splitlines()) == 8


def test_a_description_of_something_else_is_not_touched(folder: Path, out: Path) -> None:
    (out / "datapackage.json").write_text('{"name": "mine"}', "utf-8")
    before = archives.snapshot(out)
    run = scrapy("export", "csv", str(out / "a.csv"), output=folder)
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert archives.snapshot(out) == before


@pytest.mark.parametrize("name", ["metadata.json", "a.db"])
def test_metadata_of_something_else_is_not_touched(folder: Path, out: Path, name: str) -> None:
    (out / "metadata.json").write_text("[]", "utf-8")
    before = archives.snapshot(out)
    run = scrapy("export", "sqlite", str(out / name), output=folder)
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert archives.snapshot(out) == before


# What fails.


def test_what_cannot_be_written_is_74_and_a_broken_state_too(folder: Path, out: Path) -> None:
    for place in (out / "nowhere" / "a.csv", out / ("long" * 99)):
        run = scrapy("export", "csv", str(place), output=folder)
        assert (run.returncode, run.stderr.count("\n")) == (74, 1)
        assert f"cannot write {place}" in run.stderr
    (folder / "newscrawl.db").write_bytes(b"not a database " * 999)
    (out / "a.csv").write_text("as it was", "utf-8")
    run = scrapy("export", "csv", str(out / "a.csv"), output=folder)
    assert (run.returncode, run.stderr.count("\n")) == (74, 1)
    assert "cannot" in run.stderr and "newscrawl.db" in run.stderr
    assert archives.snapshot(out).keys() == {"a.csv"}
    assert (out / "a.csv").read_text("utf-8") == "as it was"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB: less than any format takes."""
    with disk_of("64k", tmp_path / "disk") as disk:
        yield disk


def test_a_full_disk_is_74_and_the_old_file_stays(tmp_path: Path, small_disk: Path) -> None:
    folder = many.make(tmp_path / "output", 4_000, body="The first boat left at seven. " * 100)
    for form in FORMATS:
        (small_disk / form).write_text("as it was", "utf-8")
        run = scrapy("export", form, str(small_disk / form), "--since", "0", output=folder)
        assert run.returncode == 74, (form, run.stderr)
        assert run.stderr == f"export: cannot write {small_disk / form}: No space left on device\n"
        assert (small_disk / form).read_text("utf-8") == "as it was"
    assert {path.name for path in small_disk.iterdir()} == {*FORMATS}


def test_sigterm_is_143_and_leaves_nothing_half_written(tmp_path: Path, out: Path) -> None:
    folder = many.make(tmp_path / "output", 20_000, body="The first boat left at seven. " * 100)
    with started("export", "jsonl", str(out / "a.jsonl"), output=folder) as process:
        # Looked at again and again until it has begun to write.
        while process.poll() is None and not any(
            path.stat().st_size for path in out.glob(".a.jsonl.*.part")
        ):
            pass
        process.send_signal(signal.SIGTERM)
        assert process.stderr is not None
        assert process.stderr.read().decode() == "export: interrupted by SIGTERM before its end\n"
    assert process.returncode == 143
    assert list(out.iterdir()) == []


def started(*arguments: str, output: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "scrapy", *arguments, "-s", f"NEWSCRAWL_OUTPUT={output}"]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    return subprocess.Popen(
        command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
