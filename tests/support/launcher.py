"""Commands as users type them, without the second that each needs to load Scrapy: they are forked
from a process that has loaded it (see `loaded`). `subprocess` for all else."""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Self

from support.loaded import LENGTH_BYTES
from support.paths import REPOSITORY, SUPPORT
from support.timeouts import COMMAND_S

SCRAPY = ("-m", "scrapy")


class Command:
    """A command that was started. What it writes is kept in files. As a context it is killed at
    the end, if it still runs then."""

    def __init__(self, told: Mapping[str, object], stdin: bytes) -> None:
        self.returncode: int | None = None
        """As in subprocess: negative for a signal, None while it is not known to have ended."""
        with ExitStack() as files:
            given = files.enter_context(TemporaryFile())
            self._out = files.enter_context(TemporaryFile())
            self._errors = files.enter_context(TemporaryFile())
            given.write(stdin)
            given.flush()
            given.seek(0)
            streams = [one.fileno() for one in (given, self._out, self._errors)]
            self._told = files.enter_context(_launcher().ask(told, streams))
            self._files = files.pop_all()
        self._heard = b""
        self.pid = self._number(COMMAND_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        self.wait(COMMAND_S)
        self._files.close()

    def wait(self, timeout: float) -> int:
        """Its exit code. Raises subprocess.TimeoutExpired after so many seconds."""
        if self.returncode is None:
            self.returncode = self._number(timeout)
        return self.returncode

    def poll(self) -> int | None:
        """Its exit code, None while it runs."""
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def stdout(self) -> str:
        """What it has written there so far."""
        return _text(self._out)

    def stderr(self) -> str:
        """What it has written there so far."""
        return _text(self._errors)

    def _number(self, timeout: float) -> int:
        self._told.settimeout(timeout)
        while b"\n" not in self._heard:
            try:
                more = self._told.recv(64)
            except (TimeoutError, BlockingIOError):
                raise subprocess.TimeoutExpired(list(SCRAPY), timeout) from None
            if not more:
                raise RuntimeError("the process that starts commands has ended")
            self._heard += more
        line, _, self._heard = self._heard.partition(b"\n")
        return int(line)


def start(
    *words: str | Path,
    program: Sequence[str | Path] = SCRAPY,
    cwd: Path = REPOSITORY,
    env: Mapping[str, str] | None = None,
    without: Collection[str] = (),
    stdin: str | bytes = b"",
) -> Command:
    """Start `python PROGRAM WORDS` in a folder, by default `scrapy WORDS` in the project's.

    `env` is added to the environment of the tests and `without` taken away; `stdin` is what it can
    read there.
    """
    told = {
        "program": [str(one) for one in program],
        "words": [str(one) for one in words],
        "cwd": str(cwd),
        "environment": {
            name: one for name, one in {**os.environ, **(env or {})}.items() if name not in without
        },
    }
    return Command(told, stdin.encode() if isinstance(stdin, str) else stdin)


def run(
    *words: str | Path,
    program: Sequence[str | Path] = SCRAPY,
    cwd: Path = REPOSITORY,
    env: Mapping[str, str] | None = None,
    without: Collection[str] = (),
    stdin: str | bytes = b"",
    timeout: float = COMMAND_S,
) -> subprocess.CompletedProcess[str]:
    """Run `python PROGRAM WORDS` to its end; see `start`.

    Raises subprocess.TimeoutExpired where that takes longer than `timeout` seconds; it is killed.
    """
    with start(*words, program=program, cwd=cwd, env=env, without=without, stdin=stdin) as command:
        command.wait(timeout)
        return subprocess.CompletedProcess(
            [*map(str, program), *map(str, words)],
            command.wait(0),
            command.stdout(),
            command.stderr(),
        )


class _Launcher:
    """The process that has loaded Scrapy. It ends with this one."""

    def __init__(self) -> None:
        self._asking = threading.Lock()
        self._channel, theirs = socket.socketpair()
        environment = {name: one for name, one in os.environ.items() if name != "PYTHONPATH"}
        with theirs:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-P", str(SUPPORT / "loaded.py")),
                    *(str(REPOSITORY), str(theirs.fileno())),
                ],
                env=environment,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )

        atexit.register(self._end)

    def _end(self) -> None:
        self._channel.close()
        self._process.wait()

    def ask(self, told: object, streams: Sequence[int]) -> socket.socket:
        """Let a command be started; the socket that is told of it."""
        message = json.dumps(told).encode()
        ours, theirs = socket.socketpair()
        with self._asking, theirs:
            head = len(message).to_bytes(LENGTH_BYTES)
            socket.send_fds(self._channel, [head], [*streams, theirs.fileno()])
            self._channel.sendall(message)
        return ours


_one: list[_Launcher] = []
_beginning = threading.Lock()


def _launcher() -> _Launcher:
    with _beginning:
        if not _one:
            _one.append(_Launcher())
    return _one[0]


def _text(file: IO[bytes]) -> str:
    # Not by its offset, which the command shares.
    number = file.fileno()
    return os.pread(number, os.fstat(number).st_size, 0).decode()
