"""`scrapy crawl ccbsnews`, as a user types it, and what it left."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support import launcher

Line = dict[str, Any]
Texts = dict[str, tuple[str, str]]
"""Title and body by id."""


@dataclass(frozen=True, repr=False)
class Run:
    """One `scrapy crawl ccbsnews`: how it ended, and the feeds as they stand after it."""

    code: int
    stderr: str
    articles: bytes
    headlines: bytes
    report: Line

    def __repr__(self) -> str:
        return f"Run(code={self.code}, {self.last_line!r})"

    @property
    def last_line(self) -> str:
        return self.stderr.rstrip("\n").rpartition("\n")[2]

    def lines(self) -> list[Line]:
        return [json.loads(line) for line in self.articles.splitlines()]


def scrapy_crawl(*words: str) -> subprocess.CompletedProcess[str]:
    return launcher.run("crawl", "ccbsnews", *words)


def crawl(root: str, output: Path, *words: str) -> Run:
    """The command as a user types it, delays off. What is written in capitals is a setting, the
    rest are arguments."""
    said = (
        "DOWNLOAD_DELAY=0",
        "AUTOTHROTTLE_ENABLED=False",
        f"NEWSCRAWL_OUTPUT={output}",
        f"root={root}",
        *words,
    )
    done = scrapy_crawl(
        *(word for one in said for word in ("-s" if one[0].isupper() else "-a", one))
    )
    feeds = [
        path.read_bytes() if path.exists() else b""
        for path in (output / "articles.jsonl", output / "headlines.jsonl")
    ]
    newest = max((output / "runs").iterdir(), key=lambda path: path.stat().st_mtime_ns)
    return Run(done.returncode, done.stderr, feeds[0], feeds[1], json.loads(newest.read_bytes()))
