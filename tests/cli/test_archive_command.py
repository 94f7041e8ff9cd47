"""What commands that show articles print: plain in a pipe, set on a terminal."""

from __future__ import annotations

from typing import Any

import pytest
from rich.console import Console
from rich.text import Text

from newscrawl.cli.archive_command import WIDTH_CHARS, print_texts

LONG = "The ferry sails again. " * 20


def test_in_a_pipe_a_paragraph_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_texts([Text(LONG, "bold"), Text("[red]as it is[/red]")])
    assert capsys.readouterr().out == f"{LONG}\n[red]as it is[/red]\n"


def test_on_a_terminal_lines_are_no_wider_than_the_eye_follows(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def wide(**options: Any) -> Console:
        return Console(force_terminal=True, width=200, color_system=None, **options)

    monkeypatch.setattr("rich.console.Console", wide)
    print_texts([Text(LONG)])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 1 and max(map(len, lines)) <= WIDTH_CHARS
