"""Debian's Chromium without a window, as far as it is here: what it complains of, and how wide a
page is in it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from support.timeouts import COMMAND_S

CHROMIUM = shutil.which("chromium")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--enable-logging=stderr",
)

_MEASURE = """<!DOCTYPE html><iframe src="{page}" style="width:{width}px;height:600px;border:0"></iframe>
<script>onload = () => {{ const page = document.querySelector("iframe").contentDocument.documentElement;
document.title = "wide " + page.scrollWidth; }}</script>"""


def complaints(page: Path) -> list[str]:
    """What the console says of the page: errors, and whatever its policy kept from running or
    loading."""
    return re.findall(r":CONSOLE[^\]]*\] (.*)", _shown(page).stderr)


def width_of(page: Path, window: int) -> int:
    """How wide the page is, in CSS pixels, in a window of this width: more than that, and it
    scrolls sideways."""
    with TemporaryDirectory() as folder:
        # A frame, as Chromium's own window is never so narrow as a phone.
        frame = Path(folder) / "frame.html"
        frame.write_text(_MEASURE.format(page=page.as_uri(), width=window), "utf-8")
        shown = _shown(frame, "--allow-file-access-from-files")
    found = re.search(r"<title>wide (\d+)", shown.stdout)
    assert found, shown.stderr
    return int(found[1])


def _shown(page: Path, *options: str) -> subprocess.CompletedProcess[str]:
    assert CHROMIUM
    with TemporaryDirectory() as profile:
        command = [
            CHROMIUM,
            *QUIET,
            *options,
            f"--user-data-dir={profile}",
            "--dump-dom",
            page.as_uri(),
        ]
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
            timeout=COMMAND_S,
        )
