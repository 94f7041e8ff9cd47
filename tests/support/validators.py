"""Programs of others that read what we write: they want other versions of libraries than we do, and
have a virtual environment of their own (see the Makefile)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.timeouts import LONG_COMMAND_S

BIN = Path(sys.prefix) / "validators" / "bin"
PYTHON = BIN / "python"

NEEDED = pytest.mark.skipif(
    not PYTHON.exists(),
    reason=f"EXPORTS NOT READ BY OTHERS: nothing in {BIN.parent}: `make test-slow` fills it",
)


def told(program: str, *arguments: str, folder: Path) -> Any:
    """What a program in their Python prints at the end, as JSON."""
    return json.loads(ran(str(PYTHON), "-W", "ignore", "-c", program, *arguments, folder=folder))


def ran(*command: str, folder: Path) -> str:
    """The last line that a command prints, which is to end well."""
    ended = subprocess.run(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LONG_COMMAND_S,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout[-1000:] + ended.stderr[-3000:]
    return ended.stdout.rstrip("\n").rpartition("\n")[2]
