"""What people ask first, as the guides answer it: each program is run as it stands there, has three
lines at most, and prints what is so."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support import archives, launcher
from support.paths import REPOSITORY
from support.timeouts import COMMAND_S

from newscrawl.records import article_record

GUIDES = ("live-text", "what-changed", "mentions", "what-vanished", "show-and-cite")
TEXTS = {
    name: (REPOSITORY / "docs" / "how-to" / f"{name}.md").read_text("utf-8") for name in GUIDES
}
PROGRAMS = [
    (name, program)
    for name, text in TEXTS.items()
    for program in re.findall(r"(?ms)^```python\n(.*?)^```", text)
]
COMMANDS = [
    (name, line.split()[1:])
    for name, text in TEXTS.items()
    for line in re.findall(r"(?m)^    (newscrawl .*)$", text)
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `output` in it: an article that changes, one that goes, one of another year."""
    path = tmp_path_factory.mktemp("home")
    archive = archives.begun(path / "output", archives.FIRST, has_warc=True)
    for number, year in ((4666, 2025), (4667, 2025), (4668, 2024)):
        dated: dict[str, Any] = {"published": date(year, 3, 5), "published_from": "page"}
        read = archives.captured(archive, number, **dated, section="Ports")
        mended = replace(read, id=f"ccbsnews/en/{number}", body="The harbour has a Ferry.")
        archive.add_revision(article_record(mended), article=mended)
    later = {"fetched_at": "2026-02-15T12:00:00Z", "revision": 2}
    first = archive.known("ccbsnews/en/4666")
    assert first is not None
    record = archive.latest_record(first)
    archive.add_revision({**record, **later, "change": "changed", "title": "It sails no more"})
    second = archive.known("ccbsnews/en/4667")
    assert second is not None
    archive.add_revision({**archive.latest_record(second), **later, "change": "gone"})
    archive.close()
    return path


def run(home: Path, program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=home,
        env={"PYTHONPATH": str(REPOSITORY), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=COMMAND_S,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


SAID = {
    ("live-text", "articles("): ["ccbsnews/en/4666 2025-03-05 It sails no more"],
    ("live-text", "to_pandas"): ["Ports"],
    ("what-changed", "history("): ["2026-02-15 12:00:00+00:00 [", "removed", "added"],
    ("what-changed", "changes("): ["1 new site ccbsnews/en/4666", "5 gone site ccbsnews/en/4667"],
    ("mentions", "search("): ["[(2024, 1), (2025, 1)]"],
    ("what-vanished", "vanished("): ["ccbsnews/en/4667", "2026-01-14 12:00:00+00:00 2026-02-15"],
    ("show-and-cite", ".get("): ["The ferry of pier 4666 sails again\n", "revision 1, SHA-256"],
    ("show-and-cite", ".page("): ["text/html", "<h1>The ferry of pier 4666"],
}
"""For each program, known by what it calls, what it has to say."""


@pytest.mark.parametrize(("name", "program"), PROGRAMS)
def test_a_program_is_short_and_does_what_its_guide_says(
    home: Path, name: str, program: str
) -> None:
    lines = [line for line in program.splitlines() if line]
    assert lines[0].endswith("import newscrawl") or lines[0] == "import collections, newscrawl"
    assert len(lines) <= 3
    if "to_pandas" in program:
        pytest.importorskip("pandas", reason="pandas is not installed: to_pandas is not tested")
    [wanted] = [said for (of, call), said in SAID.items() if of == name and call in program]
    said = run(home, program)
    for part in wanted:
        assert part in said


def test_every_program_is_known() -> None:
    assert len(PROGRAMS) == len(SAID)


@pytest.mark.parametrize(("name", "words"), COMMANDS)
def test_a_command_does_what_its_guide_says(
    home: Path, name: str, words: list[str], tmp_path: Path
) -> None:
    words = [str(tmp_path / word) if word.startswith("history.") else word for word in words]
    done = launcher.run(*words, "-s", f"NEWSCRAWL_OUTPUT={home / 'output'}")
    assert done.returncode == 0, done.stderr
    wanted = {"diff": "{+no more+}", "show": "The ferry of pier 4666", "export": ""}
    assert wanted[words[0]] in done.stdout


def test_the_query_gives_the_live_articles_of_a_year(home: Path) -> None:
    [query] = re.findall(r"(?ms)^```sql\n(.*?)^```", TEXTS["live-text"])
    with closing(sqlite3.connect(home / "output" / "newscrawl.db")) as database:
        assert database.execute(query).fetchall() == [
            ("ccbsnews/en/4666", "2025-03-05", "It sails no more")
        ]
