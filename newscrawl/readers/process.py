"""One process that reads, seen from the engine: calls go in, answers come out in the same order,
and its end is told once, with the calls that it left.

Not multiprocessing, which imports the main module of a script again in every child; and no pool
library: in those that were tried (concurrent.futures, Pebble 5.2) a process that is killed while it
waits, or while it sends, takes the whole pool with it.
"""

from __future__ import annotations

import asyncio
import json
import os
import pickle
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from newscrawl.readers.worker import HEAD, Answer, Call
from newscrawl.run.ping import VARIABLE

CALLS_AHEAD = 2
"""Number of calls that a process is given: it reads one and finds the next when it is done, however
busy the engine is."""

START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    " from newscrawl.readers.worker import main; main()"
)
"""The program of the process: the modules lie where they do for the engine, be it in an egg."""


@dataclass(slots=True, eq=False)
class Job:
    """A call that waits for its answer."""

    call: Call
    timeout_s: float
    """Most seconds that it may take, from when the process turns to it."""
    answer: asyncio.Future[Answer] = field(default_factory=lambda: _future())
    deaths: int = 0
    """Number of processes that ended over it, nobody knows why."""


@dataclass(slots=True)
class Ended:
    """How a process ended."""

    returncode: int
    """As in subprocess: a signal is negative."""
    is_hung: bool
    """Whether it was ended for want of an answer in time."""
    is_replaced: bool
    """Whether it had said that its last answer is its last."""
    left: list[Job]
    """The calls without an answer, the one that it was at first."""


class ReaderProcess(asyncio.SubprocessProtocol):
    """A child. Made by `start`."""

    def __init__(
        self, on_answer: Callable[[], None], on_end: Callable[[ReaderProcess, Ended], None]
    ) -> None:
        self._on_answer, self._on_end = on_answer, on_end
        self.jobs: deque[Job] = deque()
        """The calls that it has not answered, the one that it is at first."""
        self._received = bytearray()
        self._timer: asyncio.TimerHandle | None = None
        self._is_hung = self._is_replaced = self._is_deaf = False
        self._transport: asyncio.SubprocessTransport
        self.ended = _future()
        """Done when the process has ended, and the system has forgotten it."""

    @classmethod
    async def start(
        cls, on_answer: Callable[[], None], on_end: Callable[[ReaderProcess, Ended], None]
    ) -> ReaderProcess:
        """Begin a process. Raises OSError where the system gives none."""
        arguments = (sys.executable, "-c", START, json.dumps(sys.path))
        # In a session of its own: what the terminal sends to all is not meant for it.
        _, protocol = await asyncio.get_running_loop().subprocess_exec(
            lambda: cls(on_answer, on_end),
            *arguments,
            stderr=None,
            # What tells that all is well is no business of whoever takes over a reader.
            env={name: value for name, value in os.environ.items() if name != VARIABLE},
            start_new_session=True,
        )
        return protocol

    @property
    def room(self) -> int:
        """How many more calls it takes now."""
        if self._is_replaced or self._is_hung or self._is_deaf:
            return 0
        return CALLS_AHEAD - len(self.jobs)

    @property
    def is_idle(self) -> bool:
        """Whether it has answered all."""
        return not self.jobs

    def send(self, job: Job) -> None:
        """Give it a call. Raises what pickle raises for one that cannot go over; BrokenPipeError
        where the process has ended, and takes nothing any more."""
        # Not before: a page may have 16 MB, and many may wait.
        message = pickle.dumps(job.call, pickle.HIGHEST_PROTOCOL)
        pipe = cast("asyncio.WriteTransport | None", self._transport.get_pipe_transport(0))
        try:
            if pipe is None or pipe.is_closing():
                raise BrokenPipeError("the process has ended")
            pipe.write(HEAD.pack(len(message)))
            pipe.write(message)
        # What uvloop has to say of a pipe that is closed, before it says that the process ended.
        except (RuntimeError, OSError) as error:
            self._is_deaf = True
            self.kill()
            raise BrokenPipeError(str(error)) from error
        self.jobs.append(job)
        if len(self.jobs) == 1:
            self._time(job)

    def release(self) -> None:
        """Let it end by itself, once it has done what it has."""
        pipe = self._transport.get_pipe_transport(0)
        if pipe is not None:
            pipe.close()

    def kill(self) -> None:
        """End it at once."""
        if self._transport.get_returncode() is None:
            self._transport.kill()

    # What the event loop tells.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.SubprocessTransport", transport)

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        self._received += data
        start = 0
        while len(self._received) - start >= HEAD.size:
            (length,) = HEAD.unpack_from(self._received, start)
            end = start + HEAD.size + length
            if len(self._received) < end:
                break
            self._answered(pickle.loads(memoryview(self._received)[start + HEAD.size : end]))
            start = end
        if start:
            del self._received[:start]

    def _answered(self, answer: Answer) -> None:
        job = self.jobs.popleft()
        self._is_replaced = answer.is_last
        self._time(self.jobs[0] if self.jobs else None)
        if not job.answer.done():
            job.answer.set_result(answer)
        self._on_answer()

    def _time(self, job: Job | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = (
            asyncio.get_running_loop().call_later(job.timeout_s, self._hang)
            if job is not None
            else None
        )

    def _hang(self) -> None:
        self._is_hung = True
        self.kill()

    def connection_lost(self, exc: Exception | None) -> None:
        self._time(None)
        if not self.ended.done():
            self.ended.set_result(None)
        left, code = list(self.jobs), self._transport.get_returncode()
        self._transport.close()
        self.jobs.clear()
        ended = Ended(code if code is not None else 0, self._is_hung, self._is_replaced, left)
        self._on_end(self, ended)


def _future() -> asyncio.Future[Any]:
    return asyncio.get_running_loop().create_future()
