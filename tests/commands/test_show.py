"""`scrapy show`: an article for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import archives, launcher, rows

from newscrawl.archive.archive import Archive


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive")
    rows.archived(path)
    return path


def show(folder: Path, *words: str) -> tuple[int, str, str]:
    done = launcher.run("show", *words, "-s", f"NEWSCRAWL_OUTPUT={folder}")
    return done.returncode, done.stdout, done.stderr.strip().rpartition("\n")[2]


def test_it_is_plain_where_it_is_piped_and_ends_with_how_to_cite_it(folder: Path) -> None:
    before = archives.snapshot(folder)
    code, said, last = show(folder, "paper/en/10")
    assert code == 0 and "\x1b" not in said
    lines = said.splitlines()
    assert lines[:2] == [
        "The ferry of pier 10 sails again",
        "A. Writer, ნინო მწერალი · 2026-01-09 01:30+04:00 · Ports, порты · en",
    ]
    assert "Pier 10 was closed for a week." in lines
    assert lines[-1] == Archive(folder).get("paper/en/10").citation()
    assert last == "show: paper/en/10, revision 1 of 1, live"
    assert archives.snapshot(folder) == before


def test_as_it_was_on_a_day(folder: Path) -> None:
    assert "gone since 2026-01-16T12:00:00Z" in show(folder, "paper/en/3")[1]
    code, said, last = show(folder, "paper/en/3", "--as-of", "2026-01-15")
    assert (code, last) == (0, "show: paper/en/3, revision 1 of 2, live")
    assert "gone" not in said


def test_for_programs_it_is_one_object(folder: Path) -> None:
    code, said, _ = show(folder, "paper/en/9", "--json")
    found, article = json.loads(said), Archive(folder).get("paper/en/9")
    assert code == 0
    assert found == {**article.as_dict(), "citation": article.citation()}


def test_of_what_was_taken_down_the_fact_is_shown(folder: Path) -> None:
    code, said, _ = show(folder, "paper/en/4")
    assert code == 0 and said.startswith("This article was taken down")
    assert "Pier" not in said


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["paper/en/22"], "there is no article paper/en/22; did you mean paper/en/10?"),
        (["paper/en/9", "--as-of", "then"], "'then' is no day: it looks like 2026-01-09"),
        (["paper/en/9", "--as-of", "2026-01-01"], "was first seen on 2026-01-14"),
        ([], "show takes one ID, not 0"),
        (["a/b/1", "a/b/2"], "show takes one ID, not 2"),
    ],
)
def test_what_is_refused(folder: Path, words: list[str], why: str) -> None:
    code, said, last = show(folder, *words)
    assert (code, said) == (2, "")
    assert why in last


def test_where_nothing_is_it_says_so(tmp_path: Path) -> None:
    code, _, last = show(tmp_path, "paper/en/1")
    assert code == 2 and "no run has written there" in last
