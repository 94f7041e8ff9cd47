"""An archive of a replica, made by the real commands with a spider whose own rules a test changes:
a program that gets better from run to run."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from newscrawl.replica import Replica
from support import launcher
from support.timeouts import LONG_COMMAND_S

SPIDER = """
from newscrawl.spiders.ccbsnews import CcbsnewsSpider


class Trial(CcbsnewsSpider):
    name = "ccbsnews"

    def load_article(self, loader):
{rules}
"""


class Bench:
    """A site, an archive of it, and a spider whose own rules the test changes."""

    def __init__(self, replica: Replica, tmp_path: Path) -> None:
        self.replica, self.output, self._modules = (
            replica,
            tmp_path / "output",
            tmp_path / "modules",
        )
        self._modules.mkdir()
        self.rules()

    def rules(self, *lines: str, before: str = "") -> None:
        """What the site's own selectors say from now on."""
        told = "\n".join(f"        {line}" for line in lines or ("pass",))
        (self._modules / "trial_spiders.py").write_text(before + SPIDER.format(rules=told))

    def run(
        self,
        command: str,
        *words: str,
        code: int | None = 0,
        start: Sequence[str] = launcher.SCRAPY,
    ) -> subprocess.CompletedProcess[str]:
        settings = (
            "DOWNLOAD_DELAY=0",
            "AUTOTHROTTLE_ENABLED=False",
            "SPIDER_MODULES=trial_spiders",
            f"NEWSCRAWL_OUTPUT={self.output}",
        )
        given = [word for setting in settings for word in ("-s", setting)]
        # No byte code: two versions of a module of one length within a second look the same to it.
        done = launcher.run(
            command,
            *words,
            *given,
            program=start,
            env={
                "PYTHONPATH": f"{self._modules}:{os.environ.get('PYTHONPATH', '')}",
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            timeout=LONG_COMMAND_S,
        )
        assert code is None or done.returncode == code, done.stderr
        return done

    def crawl(self, *words: str, code: int = 0) -> None:
        given = [
            word for argument in (f"root={self.replica.root}", *words) for word in ("-a", argument)
        ]
        self.run("crawl", "ccbsnews", *given, code=code)

    def reparse(self, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        return self.run("reparse", *words, code=code)

    def lines(self, after: int = 0) -> list[dict[str, Any]]:
        return [
            json.loads(line)
            for line in (self.output / "articles.jsonl").read_bytes().splitlines()[after:]
        ]

    def digest(self) -> dict[str, str]:
        files = (path for path in self.output.rglob("*") if path.is_file())
        return {
            str(path.relative_to(self.output)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
        }

    def rows(self, asked: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.output / "newscrawl.db")) as database:
            return database.execute(asked).fetchall()

    def verify(self) -> None:
        self.run("verify")
