"""This project's own commands, run as users run them, without a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from support.paths import REPOSITORY
from support.timeouts import LONG_COMMAND_S


def scrapy(*arguments: str, output: Path | None = None) -> subprocess.CompletedProcess[str]:
    """`scrapy ARGUMENTS` to its end; `output` is the folder that it works on."""
    given = [*arguments, *(["-s", f"NEWSCRAWL_OUTPUT={output}"] if output else [])]
    plain = {
        name: value
        for name, value in os.environ.items()
        if name not in ("COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE")
    }
    plain["PYTHONPATH"] = str(REPOSITORY)
    command = [sys.executable, "-m", "scrapy", *given]
    return subprocess.run(
        command,
        cwd=REPOSITORY,
        env=plain,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LONG_COMMAND_S,
    )
