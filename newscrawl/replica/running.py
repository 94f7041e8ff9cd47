"""A replica for the length of a `with`: a process of its own, ended surely."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from newscrawl.replica import options
from newscrawl.replica.changes import Change
from newscrawl.replica.options import Options
from newscrawl.replica.server import CHANGE_PATH, LOG_PATH
from newscrawl.replica.site import Site
from newscrawl.replica.truth import Record

PROJECT = Path(__file__).parents[2]
STOP_TIMEOUT_S = 10


@dataclass(frozen=True, slots=True)
class Replica:
    """A replica that is being served."""

    root: str
    """`http://127.0.0.1:45123`, without a slash at the end."""
    site: Site
    """The same site in this process: what is where, and the truth."""
    process: subprocess.Popen[str]

    def truth(self) -> list[Record]:
        """The record of every article that is there now and can be read."""
        return list(self.site.truth())

    def numbers(self, language: str) -> list[int]:
        """The articles that are there now, oldest first, whether they can be read or not."""
        return list(self.site.archives[language].numbers)

    def apply(self, *changes: Change) -> list[int]:
        """Let these happen in their order, there and in `site`; gives the numbers of the articles
        that are new.

        Raises ValueError for one that cannot be; those before it have happened, those after it have
        not.
        """
        new, done = [], []
        try:
            for change in changes:
                new += self.site.apply(change)
                done.append(change.to_json())
        finally:
            self._ask(CHANGE_PATH, "POST", json.dumps(done).encode())
        return new

    def requests(self) -> list[str]:
        """What it was asked for since it started or forgot, in order: paths with their queries."""
        requests: list[str] = self._log()["requests"]
        return requests

    def forget(self) -> None:
        """Begin the log anew, so that it holds one run alone."""
        self._ask(LOG_PATH, "DELETE")

    def max_parallel(self) -> int:
        """How many requests were open at once at most."""
        most: int = self._log()["max_parallel"]
        return most

    def _log(self) -> dict[str, Any]:
        log: dict[str, Any] = json.loads(self._ask(LOG_PATH))
        return log

    def _ask(self, path: str, method: str = "GET", body: bytes | None = None) -> bytes:
        with urlopen(Request(self.root + path, body, method=method), timeout=60) as response:
            answer: bytes = response.read()
        return answer


@contextmanager
def running(
    *,
    markup: str = "semantic",
    articles: int = 60,
    languages: Sequence[str] = ("en", "ru", "ka"),
    listing_size: int = 20,
    seed: int = 1,
    today: date | None = None,
    seed_page: Path | None = None,
    plain_links: bool = False,
    faults: Sequence[str] = (),
    validators: str = "none",
    listing_depth: int | None = None,
    listing_step: int = 1,
    own_date_share: float = 1.0,
    pages: int = 1,
    numbers: str = "shared",
    kinds: bool = False,
    form: str = "plain",
    port: int = 0,
) -> Iterator[Replica]:
    """A replica on a free port, until the end of the block. `today` is the day it is where none is
    given.

    Raises ValueError for an option that cannot be, OSError for a seed page that cannot be read, and
    RuntimeError if the server does not start.
    """
    wanted = Options(
        markup=markup,
        articles=articles,
        languages=tuple(languages),
        listing_size=listing_size,
        seed=seed,
        today=today or options.today(),
        seed_page=seed_page.resolve() if seed_page else None,
        plain_links=plain_links,
        faults=tuple(faults),
        validators=validators,
        listing_depth=listing_depth,
        listing_step=listing_step,
        own_date_share=own_date_share,
        pages=pages,
        numbers=numbers,
        kinds=kinds,
        form=form,
    )
    site = Site(wanted)
    # Its end of our pipe closes even when we are killed: no orphan is left to serve.
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "newscrawl.replica",
            *wanted.arguments(),
            f"--port={port}",
            "--until-stdin-closes",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ
        | {
            "PYTHONPATH": os.pathsep.join(
                filter(None, [str(PROJECT), os.environ.get("PYTHONPATH")])
            )
        },
    )
    try:
        assert process.stdout is not None
        root = process.stdout.readline().strip()
        if not root:
            raise RuntimeError(
                f"the replica did not start: exit code {process.wait(STOP_TIMEOUT_S)}"
            )
        yield Replica(root, site, process)
    finally:
        _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.communicate(timeout=STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
