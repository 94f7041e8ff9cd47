"""What runs in a process that reads: calls come in by a pipe, results go out by another, in their
order. The pipe's end is the end of the process: it never outlives the one that began it by more
than the call it is at."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from struct import Struct
from typing import Any, BinaryIO, Literal, NamedTuple

from newscrawl.readers import limits

HEAD = Struct(">Q")
"""Before each message: its length in bytes."""

Call = tuple[Callable[..., Any], tuple[Any, ...]]
"""What is to be called; both parts can be pickled."""


class Answer(NamedTuple):
    """What came of a call."""

    kind: Literal["done", "raised", "heavy"]
    value: Any
    """The result, the error, or in a word or two which bound was met."""
    is_last: bool = False
    """Whether the process ends after it: it is to be replaced."""


def main() -> None:
    """Answer calls until there are no more."""
    for signum in (signal.SIGINT, signal.SIGTERM):
        # The terminal and the service manager send them to every process: the one that began this
        # one says when to stop.
        signal.signal(signum, signal.SIG_IGN)
    calls = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints is no answer.
    os.dup2(2, 1)
    limits.no_core_dump()
    with suppress(BrokenPipeError):
        _serve(calls, answers)
    # Not by the interpreter's own end: it would free page after page for nothing.
    os._exit(0)


def _serve(calls: BinaryIO, answers: BinaryIO) -> None:
    is_first = True
    while (message := _read(calls)) is not None:
        limits.bound_processor_time()
        answer = _answer(message)
        peak = limits.peak_memory()
        if not is_first and limits.is_out_of_memory(peak):
            answer = Answer("heavy", "out of memory", is_last=True)
        elif not is_first and limits.is_swollen(peak):
            answer = answer._replace(is_last=True)
        _write(answers, answer)
        if answer.is_last:
            return
        if is_first:
            # What the first call has loaded stays; the pages come after it.
            is_first = False
            limits.bound_memory()
            gc.freeze()
            gc.set_threshold(10_000, 50, 100)


def _answer(message: bytes) -> Answer:
    try:
        function, given = pickle.loads(message)
        return Answer("done", function(*given))
    except MemoryError:
        return Answer("heavy", "out of memory", is_last=True)
    except RecursionError:
        return Answer("heavy", "nested too deep", is_last=True)
    except Exception as error:  # Whatever it is, the one who called is told.
        error.add_note("".join(traceback.format_exception(error)))
        return Answer("raised", error)


def _read(calls: BinaryIO) -> bytes | None:
    head = calls.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    (length,) = HEAD.unpack(head)
    message = calls.read(length)
    return message if len(message) == length else None


def _write(answers: BinaryIO, answer: Answer) -> None:
    try:
        message = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        message = pickle.dumps(Answer("heavy", "out of memory", is_last=True))
    except Exception as error:  # A result or an error of a site's own rule may hold anything.
        told = TypeError(f"{type(answer.value).__name__} cannot leave the process: {error}")
        message = pickle.dumps(Answer("raised", told))
    answers.write(HEAD.pack(len(message)))
    answers.write(message)
    answers.flush()


def each(function: Callable[..., Any], given: Sequence[tuple[Any, ...]]) -> list[Any]:
    """Call a function with each of these arguments; each call has bounds of its own."""
    results = []
    for one in given:
        limits.bound_processor_time()
        results.append(function(*one))
    return results


if __name__ == "__main__":
    main()
