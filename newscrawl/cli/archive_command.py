"""What the commands that show articles have in common: the archive that the settings name, and
what is printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from scrapy.settings import BaseSettings

from newscrawl.archive.archive import Archive
from newscrawl.run.output_paths import output_folder

if TYPE_CHECKING:
    from rich.text import Text

WIDTH_CHARS = 88
"""Widest line of running text on a terminal: beyond it the eye loses the line."""


def archive_of(settings: BaseSettings) -> Archive:
    """The archive in the output folder. Raises UsageError where there is none, OutputError."""
    database = settings.get("NEWSCRAWL_DATABASE") or None
    return Archive(output_folder(settings.get("NEWSCRAWL_OUTPUT")), database=database)


def print_json(value: object) -> None:
    """One object on standard output: UTF-8 whatever the terminal is, as in the feeds."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def print_texts(texts: Iterable[Text]) -> None:
    """Set on a terminal, and plain elsewhere: without colour, each paragraph one line."""
    from rich.console import Console

    console = Console(highlight=False)
    if console.is_terminal:
        console.width = min(console.width, WIDTH_CHARS)
    for text in texts:
        console.print(text, soft_wrap=not console.is_terminal)
    sys.stdout.flush()
