"""A command that works on a folder: one last line, and the exit code of what happened."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from signal import SIGTERM, getsignal, signal
from typing import Any

import pytest
from scrapy.settings import Settings

from newscrawl.cli.folder_command import FolderCommand
from newscrawl.errors import BusyError, OutputError, UsageError


@pytest.fixture(autouse=True)
def handler_as_before() -> Iterator[None]:
    before = getsignal(SIGTERM)
    yield
    signal(SIGTERM, before)


class Look(FolderCommand):
    called = "look"
    outcome: Any = (0, "all is well")

    def short_desc(self) -> str:
        return "Look at a folder"

    def perform(self, args: list[str], opts: argparse.Namespace) -> tuple[int, str]:
        if isinstance(self.outcome, BaseException):
            raise self.outcome
        code, line = self.outcome
        return int(code), str(line)


@pytest.mark.parametrize(
    ("outcome", "code", "line"),
    [
        ((0, "all is well"), 0, "all is well"),
        (UsageError("one word too many"), 2, "one word too many"),
        (BusyError("another run holds it"), 75, "another run holds it"),
        (OutputError(28, "cannot write"), 74, "cannot write"),
        (KeyboardInterrupt(), 130, "interrupted by SIGINT before its end"),
        (KeyboardInterrupt(SIGTERM), 143, "interrupted by SIGTERM before its end"),
    ],
)
def test_the_last_line_and_the_exit_code_say_what_happened(
    capsys: pytest.CaptureFixture[str], outcome: Any, code: int, line: str
) -> None:
    command = Look()
    command.settings, command.outcome = Settings({"NEWSCRAWL_OUTPUT": "output"}), outcome
    command.run([], argparse.Namespace())
    assert command.exitcode == code
    assert capsys.readouterr().err == f"look: {line}\n"


def test_a_wrong_setting_is_refused_before_anything_is_done(
    capsys: pytest.CaptureFixture[str],
) -> None:
    command = Look()
    command.settings = Settings({"NEWSCRAWL_OUTPUT": "output", "NEWSCRAWL_OUPUT": "x"})
    command.outcome = AssertionError("it was done")
    command.run([], argparse.Namespace())
    assert command.exitcode == 2
    assert "NEWSCRAWL_OUPUT" in capsys.readouterr().err


def test_an_output_that_takes_nothing_more_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Whatever replaces it is let go with the test.
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    command = Look()
    command.settings = Settings({"NEWSCRAWL_OUTPUT": "output"})
    command.outcome = OSError(28, "No space left on device")
    command.run([], argparse.Namespace())
    assert command.exitcode == 74
    said = capsys.readouterr().err
    assert said == "look: cannot write what was asked for: No space left on device\n"
