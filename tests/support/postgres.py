"""A PostgreSQL server of the tests' own, on loopback, in a folder of its own, and databases on it:
`server` is one for the session, `database` one for the test."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from support.timeouts import STEP_S, until

NOT_ROOT = "nobody"
"""Who runs the server where we are root: it refuses to run as root itself."""

UNSAFE_AND_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""No power is cut in a test; a kill of the server costs nothing that it has given to the system."""


class Server:
    """One server, from its start to its stop."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        self._folder = Path(mkdtemp(prefix="newscrawl-pg-"))
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            account = pwd.getpwnam(NOT_ROOT)
            self._as = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
            os.chown(self._folder, account.pw_uid, account.pw_gid)
        self._count = count(1)
        # A locale that sorts other than bytes do, so that nothing relies on their order.
        self._call(
            "initdb",
            *("--pgdata", self._data, "--username", "newscrawl", "--auth", "trust", "--no-sync"),
            *("--encoding", "UTF8", "--locale", "C.UTF-8"),
            *("--locale-provider", "icu", "--icu-locale", "en-US"),
        )
        self.port = _free_port()
        self.start()

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def _call(self, program: str, *words: str) -> None:
        done = subprocess.run(
            [str(self._binaries / program), *words],
            cwd=self._folder,
            capture_output=True,
            text=True,
            check=False,
            **self._as,
        )
        assert done.returncode == 0, f"{program}: {done.stderr}"

    def start(self) -> None:
        """Let it run again where it was stopped, at the same port. Returns when it answers."""
        settings = (
            f"port={self.port}",
            "listen_addresses=127.0.0.1",
            f"unix_socket_directories={self._folder}",
            *UNSAFE_AND_FAST,
        )
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    self._binaries / "postgres",
                    *("-D", self._data),
                    *(word for one in settings for word in ("-c", one)),
                ],
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **self._as,
            )
        until(self._answers)

    def _answers(self) -> bool:
        assert self._process.poll() is None, (self._folder / "log").read_text("utf-8")
        ready = [str(self._binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(ready, check=False).returncode == 0

    def stop(self, *, at_once: bool = False) -> None:
        """Close every connection and end; `at_once`: as a crash of the server would."""
        self._process.send_signal(signal.SIGQUIT if at_once else signal.SIGINT)
        self._process.wait(STEP_S)

    def remove(self) -> None:
        """Stop it, and leave nothing behind."""
        self.stop(at_once=True)
        shutil.rmtree(self._folder)

    @property
    def pid(self) -> int:
        """Of the process below which all others of the server are."""
        return self._process.pid

    def url(self, name: str) -> str:
        """What NEWSCRAWL_DATABASE is for a database on it."""
        return f"postgresql+psycopg://newscrawl@127.0.0.1:{self.port}/{name}"

    def new(self, *how: str) -> str:
        """The URL of a new, empty database. `how` is given to CREATE DATABASE."""
        name = f"archive{next(self._count)}"
        run_sql(self.url("postgres"), f"CREATE DATABASE {name} {' '.join(how)}")
        return self.url(name)

    def drop(self, database: str) -> None:
        """Remove a database, whoever is connected to it."""
        name = database.rpartition("/")[2]
        run_sql(self.url("postgres"), f"DROP DATABASE {name} WITH (FORCE)")


def run_sql(database: str, statement: str) -> list[tuple[Any, ...]]:
    """What a statement gives; an empty list where it gives no rows."""
    import psycopg

    with psycopg.connect(database.replace("+psycopg", ""), autocommit=True) as connection:
        # The tests' own text: no user's word is in it.
        found = connection.execute(statement.encode())
        return found.fetchall() if found.description else []


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def installed() -> Path | None:
    """The folder of the newest server that is installed; None where none is."""
    there = [Path(found).parent for found in (shutil.which("initdb"),) if found]
    there += sorted(
        (path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")),
        key=lambda path: float(path.parent.name),
    )
    return there[-1] if there else None


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A server that runs. Skipped where PostgreSQL is not installed."""
    binaries = installed()
    if binaries is None:
        # A server is the machine's: `.ci/run` installs it, a test does not.
        pytest.skip(
            reason="POSTGRESQL NOT TESTED: no initdb in the path or in /usr/lib/postgresql/*/bin:"
            " apt-get install postgresql"
        )
    pytest.importorskip(
        "psycopg", reason="POSTGRESQL NOT TESTED: no driver: pip install 'newscrawl[postgresql]'"
    )
    server = Server(binaries)
    yield server
    server.remove()


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """The URL of an empty database, for NEWSCRAWL_DATABASE."""
    url = server.new()
    yield url
    server.drop(url)
