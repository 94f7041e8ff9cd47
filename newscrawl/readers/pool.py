"""Which process reads what next; what becomes of a page whose process ends; and the end of all of
them."""

from __future__ import annotations

import asyncio
import signal
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from newscrawl.downloader.withheld import NotSent
from newscrawl.errors import UnreadError
from newscrawl.readers.limits import PROCESSOR_TIME_S
from newscrawl.readers.process import Ended, Job, ReaderProcess
from newscrawl.readers.worker import Answer, Call, each

TIMEOUT_S = 6.0 * PROCESSOR_TIME_S
"""Seconds in which a call is answered, also on a machine that has much else to do."""

MAX_DEATHS = 2
"""Number of processes that may end over one page without a reason known: the first may have been
ended from outside."""

MAX_FAILED_STARTS = 2
"""Number of processes in a row that end before their first answer: another would, too."""

CLOSING_S = 2.0
"""Seconds in which a process ends by itself when its pipe has ended."""

HEAVY = "too heavy"
NO_READER = "no reader"

T = TypeVar("T")


class ReaderPool:
    """Calls functions in other processes.

    Order: with one process answers come in the order of the calls. A process that ends is replaced;
    what it was at fails with UnreadError, or is tried once more where nobody knows why it ended.
    """

    def __init__(self, count: int, start: Call) -> None:
        """`count` is the number of processes, at least 1. `start` is what each calls first; its
        result is not asked for. It can be pickled."""
        self._count = count
        self._start = start
        self._waiting: deque[Job] = deque()
        self._processes: list[ReaderProcess] = []
        """Those that are ready."""
        self._alive: set[ReaderProcess] = set()
        """All that have begun and not ended."""
        self._starting: set[asyncio.Task[None]] = set()
        self._failed_starts = 0
        self._why_none = ""
        self._is_closed = False

    async def call(self, function: Callable[..., T], *given: Any) -> T:
        """What a function gives in another process. The function is found by its name there; what
        it takes and gives can be pickled.

        Raises what it raises; UnreadError where it costs too much, or no process can be had;
        NotSent where the run ended first.
        """
        result: T = await self._asked((function, given), TIMEOUT_S)
        return result

    async def call_each(
        self, function: Callable[..., T], given: Sequence[tuple[Any, ...]]
    ) -> list[T | UnreadError]:
        """What a function gives for each of these arguments, in one process and one piece; the
        error in place of one that costs too much. Raises as `call` does."""
        try:
            timeout_s = TIMEOUT_S + PROCESSOR_TIME_S * len(given)
            found: list[T | UnreadError] = await self._asked((each, (function, given)), timeout_s)
        except UnreadError as error:
            if len(given) <= 1:
                return [error for _ in given]
            # One of them is at fault.
            return [one for single in given for one in await self.call_each(function, [single])]
        return found

    async def _asked(self, call: Call, timeout_s: float) -> Any:
        if self._is_closed:
            raise NotSent("the run ended before the page was read")
        job = Job(call, timeout_s)
        self._waiting.append(job)
        self._dispatch()
        answer = await job.answer
        if answer.kind == "heavy":
            raise UnreadError(f"reading it takes too much: {answer.value}", reason=HEAVY)
        if answer.kind == "raised":
            raise answer.value
        return answer.value

    def warm_up(self) -> None:
        """Begin the processes, before there is anything to read."""
        while len(self._processes) + len(self._starting) < self._count:
            self._begin()

    # Who does what.

    def _dispatch(self) -> None:
        if self._waiting and self._failed_starts >= MAX_FAILED_STARTS:
            self._refuse_all()
            return
        while self._waiting:
            process = max(self._processes, key=lambda one: one.room, default=None)
            if process is None or process.room <= 0:
                break
            job = self._waiting.popleft()
            try:
                process.send(job)
            except BrokenPipeError:
                # Its end will be told, and another takes its place.
                self._waiting.appendleft(job)
            except Exception as error:  # Whatever pickle raises: the caller has to know.
                job.answer.set_exception(error)
        if self._waiting:
            self.warm_up()

    def _refuse_all(self) -> None:
        while self._waiting:
            job = self._waiting.popleft()
            if not job.answer.done():
                job.answer.set_exception(
                    UnreadError(
                        f"no process that reads pages can be started: {self._why_none};"
                        " -s NEWSCRAWL_READERS=0 reads them without one",
                        reason=NO_READER,
                    )
                )

    def _begin(self) -> None:
        task = asyncio.ensure_future(self._begin_one())
        self._starting.add(task)
        task.add_done_callback(self._begun)

    async def _begin_one(self) -> None:
        """Begin a process, and wait until it is ready."""
        try:
            process = await ReaderProcess.start(self._dispatch, self._ended)
        except OSError as error:
            self._failed_starts += 1
            self._why_none = str(error)
            return
        self._alive.add(process)
        if self._is_closed:
            process.kill()
            return
        first = Job(self._start, TIMEOUT_S)
        try:
            process.send(first)
        except BrokenPipeError as error:
            first.answer.set_result(Answer("raised", error))
        answer = await first.answer
        if answer.kind == "done":
            self._failed_starts = 0
            self._processes.append(process)
        else:
            self._failed_starts += 1
            self._why_none = str(answer.value)
            process.kill()

    def _begun(self, task: asyncio.Task[None]) -> None:
        self._starting.discard(task)
        if not self._is_closed:
            self._dispatch()

    def _ended(self, process: ReaderProcess, ended: Ended) -> None:
        self._alive.discard(process)
        why = f"it ended with {_name(ended.returncode)}"
        if process not in self._processes:
            # What it was at, if it was at anything, was its start.
            for job in ended.left:
                job.answer.set_result(Answer("raised", why))
            return
        self._processes.remove(process)
        if ended.left and not ended.is_replaced:
            self._blame(ended.left[0], ended)
        self._waiting.extendleft(job for job in reversed(ended.left) if not job.answer.done())
        if not self._is_closed:
            self._dispatch()

    def _blame(self, job: Job, ended: Ended) -> None:
        """Say what became of the call that a process was at when it ended."""
        job.deaths += 1
        if ended.is_hung:
            why = f"no answer in {job.timeout_s:g} s"
        elif ended.returncode == -getattr(signal, "SIGXCPU", 0):
            why = f"over {PROCESSOR_TIME_S} s of processor time"
        elif job.deaths >= MAX_DEATHS:
            why = f"the process that read it ended with {_name(ended.returncode)}"
        else:
            return
        if not job.answer.done():
            job.answer.set_result(Answer("heavy", why))

    # The end.

    def give_up(self) -> None:
        """What is not read by now is not read any more: its callers get NotSent."""
        self._is_closed = True
        jobs = [*self._waiting, *(job for one in self._processes for job in one.jobs)]
        self._waiting.clear()
        for process in self._alive:
            process.kill()
        for job in jobs:
            if not job.answer.done():
                job.answer.set_exception(NotSent("the run ended before the page was read"))

    async def close(self) -> None:
        """End the processes, and wait until they have ended. What waits gets NotSent."""
        self._is_closed = True
        if self._waiting or self._starting or not all(one.is_idle for one in self._alive):
            self.give_up()
        for process in self._alive:
            process.release()
        if self._starting:
            await asyncio.wait(self._starting)
        ends = [process.ended for process in self._alive]
        if ends:
            await asyncio.wait(ends, timeout=CLOSING_S)
        for process in self._alive:
            process.kill()


def _name(returncode: int) -> str:
    """An exit code, or a signal by its name.

    >>> _name(-9), _name(3)
    ('SIGKILL', 'exit code 3')
    """
    with suppress(ValueError):
        if returncode < 0:
            return signal.Signals(-returncode).name
    return f"exit code {returncode}"


class SameProcess:
    """In place of a pool: this process does it, at once, whatever it costs."""

    async def call(self, function: Callable[..., T], *given: Any) -> T:
        """As in ReaderPool."""
        return function(*given)

    async def call_each(
        self, function: Callable[..., T], given: Sequence[tuple[Any, ...]]
    ) -> list[T | UnreadError]:
        """As in ReaderPool."""
        # So that a signal is heard.
        await asyncio.sleep(0)
        return [function(*one) for one in given]

    async def close(self) -> None:
        """Nothing is to be ended."""
