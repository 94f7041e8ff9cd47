"""This project's own commands, run as users run them, without a terminal."""

from __future__ import annotations

import subprocess
from pathlib import Path

from support import launcher
from support.timeouts import LONG_COMMAND_S

TERMINAL = ("COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE")
"""Variables that tell a command of a terminal."""


def scrapy(*arguments: str, output: Path | None = None) -> subprocess.CompletedProcess[str]:
    """`scrapy ARGUMENTS` to its end; `output` is the folder that it works on."""
    given = [*arguments, *(["-s", f"NEWSCRAWL_OUTPUT={output}"] if output else [])]
    return launcher.run(*given, without=TERMINAL, timeout=LONG_COMMAND_S)
