"""`scrapy status`, run as users run it: what it tells, also beside a run and after a kill, and that
it changes nothing."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from support import archives, launcher
from support.makers import ready
from support.project import scrapy

from newscrawl.commands import status as command
from newscrawl.records import article_record
from newscrawl.storage.files.lock import FolderLock


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archives.make(tmp_path_factory.mktemp("made") / "output")


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "output"))


def status(folder: Path) -> dict[str, Any]:
    run = scrapy("status", "--json", output=folder)
    assert (run.returncode, run.stdout.count("\n")) == (0, 1), run.stderr
    told: dict[str, Any] = json.loads(run.stdout)
    return told


def test_everything_that_is_known_is_in_the_json(folder: Path) -> None:
    told = status(folder)
    assert (told["folder"], told["running"]) == (str(folder), False)
    [site] = told["sites"]
    [language] = site["languages"]
    assert (site["site"], language["language"]) == ("paper", "en")
    assert (language["live"], language["gone"], language["undated"]) == (7, 1, 5)
    assert language["dated"] == {"metadata": 0, "page": 2, "url": 0, "headline": 0}
    assert language["numbers"] == {
        "highest_read": 12,
        "accounted": 12,
        "live": 7,
        "gone": 1,
        "absent": 1,
        "elsewhere": 1,
        "failed": 2,
        "suppressed": 0,
        "missing": 0,
        "missing_ranges": [],
    }
    assert language["mark"] == {"number": 12, "since": None, "run": archives.FIRST}
    assert language["due"] == 12
    assert site["reasons"] == {"no body": 1, "http 500": 1}
    assert [(one["id"], one["reason"], one["tries"]) for one in site["failures"]] == [
        ("paper/en/9", "no body", 2),
        ("paper/en/10", "http 500", 1),
    ]
    assert [(one["id"], one["doubted_in"]) for one in site["doubted"]] == [
        ("paper/en/5", archives.SECOND)
    ]
    second, first = told["runs"]
    assert (second["run"], second["verdict"], second["exit_code"], second["seconds"]) == (
        archives.SECOND,
        "healthy",
        0,
        300,
    )
    assert (second["new"], second["changed"], second["gone"]) == (0, 1, 1)
    assert (first["verdict"], first["exit_code"], first["failed"], first["arguments"]) == (
        "unhealthy",
        1,
        2,
        {"full": True},
    )
    assert told["feeds"]["articles"] == {
        "seq": 10,
        "synced_seq": 10,
        "size_bytes": (folder / "articles.jsonl").stat().st_size,
    }
    assert told["feeds"]["headlines"]["seq"] == 6


def test_numbers_that_are_missing_are_told_as_ranges_the_longest_first(folder: Path) -> None:
    archive = archives.begun(folder, archives.KILLED)
    for number in (20, 40, 42):
        archive.add_revision(article_record(ready(number)))
    archives.ended(archive, "healthy", 0, {})
    [site] = status(folder)["sites"]
    numbers = site["languages"][0]["numbers"]
    assert (numbers["highest_read"], numbers["missing"]) == (42, 19 + 7 + 1)
    assert numbers["missing_ranges"] == [[21, 39], [13, 19], [41, 41]]
    assert "missing in en: 21-39, 13-19, 41" in scrapy("status", output=folder).stdout


def test_the_keys_of_the_json_are_those_that_are_documented(folder: Path) -> None:
    told = status(folder)
    documentation = command.__doc__ or ""
    first = re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`\w.*?) \|", documentation, re.M)))
    assert set(told) == {name for name in first if "." not in name}
    [site] = told["sites"]
    for keys in (
        site,
        site["languages"][0],
        site["languages"][0]["numbers"],
        site["failures"][0],
        site["doubted"][0],
        told["runs"][0],
    ):
        for key in keys:
            assert f"`{key}`" in documentation or f"{key}`" in documentation, key


def test_people_get_it_in_80_columns_and_without_colour(folder: Path) -> None:
    run = scrapy("status", output=folder)
    assert run.returncode == 0
    assert "\x1b" not in run.stdout
    assert max(map(len, run.stdout.splitlines())) <= 80
    assert re.search(r"^en +7 +1 +0 +2 +0 +5 +12$", run.stdout, re.M)
    assert re.search(r"^paper/en/9 +2 +– +next run +no body *$", run.stdout, re.M)
    assert re.search(rf"^{archives.SECOND} +healthy +0 +5 m 00 s +0 +1 +1 +0$", run.stdout, re.M)
    assert "doubted, gone if the next look finds the same: paper/en/5" in run.stdout
    assert (
        run.stderr
        == f"status: 7 live, 1 gone, 0 numbers missing, 2 failing; no run is under way ({folder})\n"
    )


def test_a_folder_at_rest_is_not_changed_by_a_byte(folder: Path) -> None:
    before = archives.snapshot(folder)
    status(folder)
    assert archives.snapshot(folder) == before


def test_after_a_kill_it_tells_what_was_committed_and_changes_nothing(folder: Path) -> None:
    before = archives.snapshot(archives.killed(folder))
    told = status(folder)
    assert archives.snapshot(folder) == before
    assert (told["running"], told["feeds"]["articles"]["seq"]) == (False, 12)
    newest = told["runs"][0]
    assert (newest["run"], newest["verdict"], newest["under_way"], newest["ended_at"]) == (
        archives.KILLED,
        "killed",
        False,
        None,
    )
    assert (newest["exit_code"], newest["new"]) == (None, None)


def test_it_reads_beside_a_run_that_writes(folder: Path) -> None:
    lock = FolderLock(folder)
    archive = archives.begun(folder, archives.KILLED)
    for number in (13, 14):
        archive.add_revision(article_record(ready(number)))
        archive.commit()
        told = status(folder)
        assert told["running"] is True
        assert told["sites"][0]["languages"][0]["live"] == 7 + number - 12
    newest = told["runs"][0]
    assert (newest["run"], newest["under_way"], newest["verdict"]) == (archives.KILLED, True, None)
    assert "a run is under way" in scrapy("status", output=folder).stderr
    archive.add_revision(article_record(ready(15)))
    archive.close()
    lock.release()
    assert status(folder)["sites"][0]["languages"][0]["live"] == 10


def test_where_the_state_is_lost_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").touch()
    run = scrapy("status", output=tmp_path)
    assert run.returncode == 0
    assert "no state: it is lost, or elsewhere" in run.stderr


@pytest.mark.parametrize("there", [True, False])
def test_where_nothing_is_known_it_says_so_and_makes_nothing(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "output"
    if there:
        folder.mkdir()
    run = scrapy("status", output=folder)
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr == f"status: nothing is known yet: no run has written a state in {folder}\n"
    told = status(folder)
    assert (told["sites"], told["runs"], told["running"], told["feeds"]["articles"]["seq"]) == (
        [],
        [],
        False,
        0,
    )
    assert folder.exists() == there and not (there and list(folder.iterdir()))


def test_a_state_that_cannot_be_read_is_74_in_one_line(folder: Path) -> None:
    (folder / "newscrawl.db").write_bytes(b"not a database " * 999)
    run = scrapy("status", output=folder)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (74, "", 1)
    assert "newscrawl.db" in run.stderr


def test_a_check_is_1_with_a_line_a_measure_that_falls_short(folder: Path) -> None:
    at = {"NEWSCRAWL_CLOCK": "2026-01-16T00:00:00Z"}
    settings = ("-s", f"NEWSCRAWL_OUTPUT={folder}")
    run = launcher.run("status", "--check", *settings, env=at)
    assert run.returncode == 1
    [line] = run.stdout.splitlines()
    assert line.startswith("paper failures: 2 pages fail: paper/en/9 (no body), paper/en/10")
    assert run.stderr == f"status: 1 of 7 measures falls short ({folder})\n"
    known = ("paper/en/9", "paper/en/10", "--reason", "their wall")
    assert launcher.run("acknowledge", *known, *settings, env=at).returncode == 0
    run = launcher.run("status", "--check", *settings, env=at)
    assert (run.returncode, run.stdout) == (0, ""), run.stdout
    assert run.stderr == f"status: all 7 measures are well ({folder})\n"
    run = launcher.run("status", "--check", "--max-age", "12", *settings, env=at)
    assert (run.returncode, run.stdout[:10]) == (1, "paper age:")


def test_a_check_of_what_no_run_has_written_is_1(tmp_path: Path) -> None:
    run = scrapy("status", "--check", output=tmp_path)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("status: nothing is known yet")


def test_prometheus_reads_it_from_a_file_that_is_never_half_written(folder: Path) -> None:
    file = folder.parent / "newscrawl.prom"
    printed = scrapy("status", "--prometheus", output=folder)
    written = scrapy("status", "--prometheus", "--output", str(file), output=folder)
    assert (printed.returncode, written.returncode, written.stdout) == (0, 0, "")
    assert sorted(path.name for path in folder.parent.iterdir()) == ["newscrawl.prom", "output"]
    assert file.read_text("utf-8") == printed.stdout
    assert "newscrawl_file_size_bytes" in printed.stdout
    refused = scrapy(
        "status", "--prometheus", "--output", str(folder / "articles.jsonl"), output=folder
    )
    assert refused.returncode == 2 and "belongs to the archive" in refused.stderr


WRONG = [
    ["everything"],
    ["-s", "NEWSCRAWL_OUPUT=x"],
    ["--jsn"],
    ["--check", "--json"],
    ["--check", "--max-age", "-1"],
    ["--check", "--max-age", "soon"],
    ["--check", "--output", "x.prom"],
]


@pytest.mark.parametrize("arguments", WRONG)
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    run = scrapy("status", *arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr
