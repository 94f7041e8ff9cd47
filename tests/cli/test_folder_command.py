"""A command that works on a folder: one last line, and the exit code of what happened."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
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


def test_where_there_is_no_locale_letters_are_shown_by_their_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Show(Look):
        def perform(self, args: list[str], opts: argparse.Namespace) -> tuple[int, str]:
            print("Тарск", flush=True)
            return super().perform(args, opts)

    shown = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(shown, encoding="ascii"))
    command = Show()
    command.settings = Settings({"NEWSCRAWL_OUTPUT": "output"})
    command.run([], argparse.Namespace())
    assert shown.getvalue() == rb"\u0422\u0430\u0440\u0441\u043a" + b"\n"
