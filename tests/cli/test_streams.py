"""What a command says where nobody can listen: nothing, and its exit code is as it would be."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from newscrawl.cli import streams


def test_a_stream_that_is_closed_takes_what_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    streams.prepare()
    print("Pier 7 is open.", flush=True)
    streams.say("status: 1 live")


def test_letters_that_standard_output_has_not_are_shown_by_their_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(shown, encoding="ascii"))
    streams.prepare()
    print("Та", end="", flush=True)
    assert shown.getvalue() == rb"\u0422\u0430"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="not tested: no /dev/full is here")
@pytest.mark.parametrize("what", ["say('x')", "give_up_output()"])
def test_a_full_stream_does_not_change_how_the_program_ends(what: str) -> None:
    script = f"from newscrawl.cli.streams import *; prepare(); {what}; raise SystemExit(69)"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-c", script], stdout=full, stderr=full, check=False)
    assert done.returncode == 69
