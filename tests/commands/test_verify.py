"""`scrapy verify`, run as users run it: what it says where, its exit code, its JSON, and that it
writes nothing."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from support import archives
from support.project import scrapy

from newscrawl.commands import verify as command
from newscrawl.storage.files.lock import FolderLock


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archives.make(tmp_path_factory.mktemp("made") / "output")


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "output"))


def test_what_a_real_crawl_leaves_is_clean(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert scrapy("demo", "--articles", "24", "--output", str(folder)).returncode == 0
    before = archives.snapshot(folder)
    run = scrapy("verify", output=folder)
    assert (run.returncode, run.stdout) == (0, ""), run.stdout
    assert re.fullmatch(
        r"verify: clean: 24 article lines, \d+ headline lines, 24 rows, \d+ WARC records, 1 run, 0"
        r" failed pages in \d+\.\d s \(.+/out\)\n",
        run.stderr,
    )
    assert archives.snapshot(folder) == before


def test_a_fault_is_told_with_its_place_and_what_to_do_and_ends_with_1(folder: Path) -> None:
    path = folder / "articles.jsonl"
    path.write_bytes(path.read_bytes().replace(b"The ferry of pier 7", b"The ferry of pier 8", 1))
    run = scrapy("verify", output=folder)
    assert run.returncode == 1
    [line, against, todo] = run.stdout.splitlines()
    assert re.match(
        r"fault  articles\.jsonl, line 6 \(byte \d+\), paper/en/7: title and body have not the"
        r" digest",
        line,
    ), run.stdout
    assert re.match(
        r"fault  articles\.jsonl, line 6 \(byte \d+\), paper/en/7: from byte \d+ on it is not the"
        r" line that the state holds",
        against,
    )
    assert todo == "       → move the feed away: the next run writes it anew from the state"
    assert re.match(r"verify: 2 faults \(2 in articles\.jsonl\): 10 article lines", run.stderr)


def test_what_a_kill_left_is_owed_and_ends_with_0_and_not_a_byte_changes(folder: Path) -> None:
    before = archives.snapshot(archives.killed(folder))
    run = scrapy("verify", "--json", output=folder)
    told = json.loads(run.stdout)
    assert (run.returncode, told["verdict"], told["faults"]) == (0, "owed", 0), run.stdout
    assert {(one["level"], one["file"]) for one in told["findings"]} == {
        ("owed", "articles.jsonl"),
        ("owed", "newscrawl.db-wal"),
        ("owed", f"runs/{archives.KILLED}.json"),
    }
    assert run.stderr.startswith("verify: no fault, 3 owed, which the next run sets right: ")
    assert archives.snapshot(folder) == before


def test_the_keys_of_the_json_are_those_that_are_documented(folder: Path) -> None:
    (folder / "headlines.jsonl").write_bytes(b"?\n" * 300)
    run = scrapy("verify", "--json", output=folder)
    told = json.loads(run.stdout)
    assert (run.returncode, told["exit_code"], told["verdict"]) == (1, 1, "faults")
    documented = re.findall(
        r"`(\w+)`", "".join(re.findall(r"^\| (`.+?) \|", command.__doc__ or "", re.M))
    )
    assert list(told) == documented
    for finding in told["findings"]:
        assert list(finding) == ["level", "file", "kind", "what", "todo", "line", "offset", "id"]
    assert {"file": "headlines.jsonl", "kind": "not a line", "count": 200} in told["untold"]


def test_a_folder_that_a_run_holds_is_75(folder: Path) -> None:
    lock = FolderLock(folder)
    run = scrapy("verify", output=folder)
    lock.release()
    assert (run.returncode, run.stdout, run.stderr) == (
        75,
        "",
        f"verify: another run holds {folder}\n",
    )


def test_what_cannot_be_read_is_74(folder: Path) -> None:
    (folder / "articles.jsonl").unlink()
    (folder / "articles.jsonl").mkdir()
    run = scrapy("verify", output=folder)
    assert run.returncode == 74
    assert run.stderr == f"verify: cannot read {folder}/articles.jsonl: Is a directory\n"


@pytest.mark.parametrize(
    "arguments",
    [["everything"], ["-s", "NEWSCRAWL_OUPUT=x"], ["-s", "NEWSCRAWL_OUTPUT=/nowhere"], ["--jsn"]],
)
def test_wrong_usage_and_a_folder_that_is_not_there_are_2(arguments: list[str]) -> None:
    run = scrapy("verify", *arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr
