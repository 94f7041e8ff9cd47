"""Many sites in one process, on loopback addresses of their own, that log each request: when it came,
and which process asked.

with many_sites(folder, [Wanted("one", "127.0.0.2")]) as sites:
    sites.roots["one"], sites.requests(), sites.truth("one")
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple, TextIO

from newscrawl.replica import Record
from newscrawl.replica.options import Options
from newscrawl.replica.server import Server, send
from newscrawl.replica.site import Site
from support.paths import PYTHONPATH
from support.timeouts import STEP_S


class Wanted(NamedTuple):
    """A site that is to be served."""

    name: str
    host: str
    """Of 127.0.0.0/8."""
    seed: int
    articles: int = 15
    markup: str = "semantic"
    fault: str = ""

    def site(self) -> Site:
        return Site(
            Options(
                markup=self.markup,
                articles=self.articles,
                languages=("en",),
                listing_size=10,
                seed=self.seed,
                today=date(2026, 1, 14),
                seed_page=None,
                plain_links=False,
                faults=(self.fault,) if self.fault else (),
            )
        )


class Asked(NamedTuple):
    """A request, as its server saw it."""

    at_s: float
    """On the machine's monotonic clock."""
    host: str
    site: str
    process: int
    """0: it had ended before it could be found out."""
    path: str


@dataclass(frozen=True)
class ManySites:
    """Sites that are served."""

    roots: dict[str, str]
    wanted: Sequence[Wanted]
    log: Path

    def requests(self) -> list[Asked]:
        """Of all, in the order in which they came."""
        return [Asked(*json.loads(line)) for line in self.log.read_text("utf-8").splitlines()]

    def truth(self, name: str) -> list[Record]:
        """What a site shows."""
        [wanted] = [one for one in self.wanted if one.name == name]
        return list(wanted.site().truth())


@contextmanager
def many_sites(folder: Path, wanted: Sequence[Wanted]) -> Iterator[ManySites]:
    """Serve them until the end of the block; `folder` is where they log."""
    log = folder / "requests.jsonl"
    log.touch()
    process = subprocess.Popen(
        [sys.executable, "-m", "support.many_sites", str(log)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": PYTHONPATH},
    )
    assert process.stdin is not None and process.stdout is not None
    try:
        print(json.dumps(wanted), file=process.stdin, flush=True)
        roots = json.loads(process.stdout.readline())
        names = [one.name for one in wanted]
        yield ManySites(dict(zip(names, roots, strict=True)), wanted, log)
    finally:
        process.stdin.close()
        process.wait(STEP_S)
        process.stdout.close()


class LoggingServer(Server):
    """A site whose requests are logged."""

    def __init__(self, wanted: Wanted, log: TextIO) -> None:
        super().__init__(wanted.site())
        self._wanted, self._log_file = wanted, log

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer = writer.get_extra_info("peername")
        process = asyncio.create_task(asyncio.to_thread(process_at, *peer))
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                at_s, path = time.monotonic(), head.split(" ", 2)[1]
                fields = (one.partition(":") for one in head.split("\r\n")[1:] if one)
                headers = {name.strip().lower(): value.strip() for name, _, value in fields}
                asked = Asked(at_s, self._wanted.host, self._wanted.name, await process, path)
                print(json.dumps(asked), file=self._log_file, flush=True)
                reply = self.site.answer(self._note(path, headers))
                if not await send(reply, "GET", reader, writer):
                    break
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()


def process_at(host: str, port: int) -> int:
    """Which process of this machine has the connection from there; 0 where none is found."""
    address = "".join(f"{int(part):02X}" for part in reversed(host.split(".")))
    for line in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]:
        fields = line.split()
        if fields[1] == f"{address}:{port:04X}":
            return _with_socket(f"socket:[{fields[9]}]")
    return 0


def _with_socket(name: str) -> int:
    # The youngest first: it is a run that began a moment ago.
    for pid in sorted(
        (int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit()), reverse=True
    ):
        try:
            for one in Path(f"/proc/{pid}/fd").iterdir():
                if str(one.readlink()) == name:
                    return pid
        except OSError:
            continue
    return 0


async def serve(log: Path, wanted: list[Wanted]) -> None:
    """Until standard input closes. The first line of standard output has the roots."""
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_reader(sys.stdin, stopped.set)
    roots, servers = [], []
    with log.open("a", encoding="utf-8") as file:
        for one in wanted:
            server = await asyncio.start_server(LoggingServer(one, file).connected, one.host, 0)
            servers.append(server)
            roots.append(f"http://{one.host}:{server.sockets[0].getsockname()[1]}")
        print(json.dumps(roots), flush=True)
        await stopped.wait()
        for server in servers:
            server.close()


if __name__ == "__main__":
    asyncio.run(
        serve(Path(sys.argv[1]), [Wanted(*one) for one in json.loads(sys.stdin.readline())])
    )
