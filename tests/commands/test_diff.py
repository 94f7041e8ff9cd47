"""`scrapy diff`: what changed, word by word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support import archives, launcher
from support.makers import ready

from newscrawl.records import article_record

ID = "paper/en/1"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four lines of one article: it changes, is read better, goes."""
    path = tmp_path_factory.mktemp("archive")
    archive = archives.begun(path, archives.FIRST)
    record = article_record(ready(1))
    archive.add_revision(article_record(ready(2)))
    archive.add_revision(record)
    told: list[tuple[int, dict[str, Any]]] = [
        (15, {"title": "The ferry of pier 1 sails at nine", "authors": ["A. Writer"]}),
        (15, {"cause": "parser", "section": "Ports"}),
        (17, {"cause": "site", "change": "gone"}),
    ]
    for revision, (day, facts) in enumerate(told, 2):
        record = {**record, "change": "changed", **facts}
        at = f"2026-01-{day}T12:00:00Z"
        archive.add_revision({**record, "revision": revision, "fetched_at": at})
    archive.close()
    return path


def diff(folder: Path, *words: str) -> tuple[int, str, str]:
    done = launcher.run("diff", *words, "-s", f"NEWSCRAWL_OUTPUT={folder}")
    return done.returncode, done.stdout, done.stderr.strip().rpartition("\n")[2]


def test_the_newest_change_by_itself(folder: Path) -> None:
    code, said, last = diff(folder, ID)
    assert code == 0
    assert said.splitlines() == [
        f"{ID}: seq 3 → 4, read differently",
        "",
        "section",
        "{+Ports+}",
    ]
    assert last == f"diff: {ID}, seq 3 → 4, read differently: section"


def test_between_any_two_lines(folder: Path) -> None:
    code, said, last = diff(folder, ID, "--from", "2", "--to", "3")
    assert code == 0
    assert "The ferry of pier 1 sails [-again-] {+at nine+}" in said.splitlines()
    when = "changed between 2026-01-14T12:00:00Z and 2026-01-15T12:00:00Z"
    assert last == f"diff: {ID}, seq 2 → 3, {when}: title, authors"
    _, said, last = diff(folder, ID, "--from", "2", "--to", "4")
    assert last.endswith("seq 2 → 4, read differently: title, section, authors")


def test_when_it_went_is_told_though_nothing_differs(folder: Path) -> None:
    _, _, last = diff(folder, ID, "--to", "5")
    when = "gone between 2026-01-15T12:00:00Z and 2026-01-17T12:00:00Z"
    assert last == f"diff: {ID}, seq 4 → 5, {when}: nothing that is compared"


def test_for_programs_it_is_one_object(folder: Path) -> None:
    found = json.loads(diff(folder, ID, "--to", "3", "--json")[1])
    assert (found["from"], found["to"], found["cause"]) == (2, 3, "site")
    assert found["last_seen_before_at"] == "2026-01-14T12:00:00Z"
    title, authors = found["differences"]
    assert (authors["field"], authors["before"], authors["after"]) == ("authors", "", "A. Writer")
    assert title["words"] == [
        ["same", "The ferry of pier 1 sails"],
        ["removed", " again"],
        ["added", " at nine"],
    ]


def test_of_one_revision_there_is_nothing_to_compare(folder: Path) -> None:
    assert diff(folder, "paper/en/2") == (
        0,
        "",
        "diff: paper/en/2 has one revision (seq 1): nothing to compare",
    )


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["paper/en/3"], "did you mean paper/en/2?"),
        ([ID, "--to", "1"], f"--to 1: {ID} has the lines 2, 3, 4, 5"),
        ([ID, "--from", "4", "--to", "3"], "--from 4 comes after --to 3"),
        ([], "diff takes one ID, not 0"),
    ],
)
def test_what_is_refused(folder: Path, words: list[str], why: str) -> None:
    code, said, last = diff(folder, *words)
    assert (code, said) == (2, "")
    assert why in last
