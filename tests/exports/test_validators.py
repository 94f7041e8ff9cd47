"""Validators of others find nothing wrong with what is exported: frictionless, which reads every file
by its description."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support import archives, rows
from support.project import scrapy
from support.timeouts import LONG_COMMAND_S

from newscrawl.exports.formats import FORMATS

PYTHON = Path(sys.prefix) / "validators" / "bin" / "python"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not PYTHON.exists(),
        reason=f"EXPORTS NOT VALIDATED: nothing in {PYTHON.parents[1]}: `make test-slow` fills it",
    ),
]

FRICTIONLESS = """
import json, sys
from frictionless import validate
report = validate(sys.argv[1])
print(json.dumps([[task.place, error.note] for task in report.tasks for error in task.errors]
    + [["", error.note] for error in report.errors]))
"""


def told(program: str, *arguments: str, folder: Path) -> Any:
    """What a program for the validators prints, as JSON."""
    ended = subprocess.run(
        [str(PYTHON), "-W", "ignore", "-c", program, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=LONG_COMMAND_S,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-3000:]
    return json.loads(ended.stdout.splitlines()[-1])


@pytest.mark.parametrize("thin", [False, True])
@pytest.mark.parametrize("made", [rows.archived, archives.make])
def test_frictionless_finds_every_export_as_it_is_described(
    tmp_path: Path, made: Any, thin: bool
) -> None:
    (tmp_path / "out").mkdir()
    made(tmp_path / "output")
    for name, form in FORMATS.items():
        if not (thin and form.is_whole):
            given = [name, str(tmp_path / "out" / f"articles-{name}.{form.suffix}")]
            run = scrapy("export", *given, *["--thin"] * thin, output=tmp_path / "output")
            assert run.returncode == 0, run.stderr
    assert told(FRICTIONLESS, "datapackage.json", folder=tmp_path / "out") == []
