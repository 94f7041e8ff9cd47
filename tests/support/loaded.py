"""A process that has loaded Scrapy and the project, and forks for each command that it is told of.
As a program, which `launcher` starts: the second that loading takes is spent once, and not for each
of the hundreds of commands of the tests.

What a command sees is what a new process would see: folder, environment, path of modules,
arguments, the three streams, and an end like that of any program. What it does not see anew is how
Python itself is started: a test of that starts it.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import random
import runpy
import selectors
import signal
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BEFORE = ("scrapy.cmdline", "scrapy.crawler", "scrapy.core.downloader.handlers", "dateparser")
"""What commands load besides the project."""
LENGTH_BYTES = 8


@dataclass(frozen=True, slots=True)
class Told:
    """A command to run."""

    program: list[str]
    """`-m` and a module, or a script."""
    words: list[str]
    cwd: str
    environment: dict[str, str]


def load() -> None:
    """Load what commands need, but for the reactor, which each of them chooses."""
    import newscrawl

    for name in BEFORE:
        importlib.import_module(name)
    for module in pkgutil.walk_packages(newscrawl.__path__, "newscrawl."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    if "twisted.internet.reactor" in sys.modules:
        raise AssertionError("a module of the project installs the reactor when it is imported")


def serve(channel: socket.socket) -> Told | None:
    """Fork for each command that comes. Returns what to run, in a child, and None where nobody is
    left who could ask.

    Each comes with four descriptors: its standard streams, and a socket that is told its process id
    and then its exit status, a line each.
    """
    woken, wake = socket.socketpair()
    for end in (woken, wake):
        end.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake.fileno())
    selector = selectors.DefaultSelector()
    selector.register(channel, selectors.EVENT_READ)
    selector.register(woken, selectors.EVENT_READ)
    running: dict[int, socket.socket] = {}
    while True:
        for key, _ in selector.select():
            if key.fileobj is woken:
                woken.recv(4096)
                _tell_ends(running)
                continue
            received = _receive(channel)
            if received is None:
                return None
            told, streams, answer = received
            pid = os.fork()
            if not pid:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                selector.close()
                for end in (channel, woken, wake, answer, *running.values()):
                    end.close()
                _take(streams)
                return told
            for stream in streams:
                os.close(stream)
            running[pid] = answer
            _tell(answer, pid)


def _tell_ends(running: dict[int, socket.socket]) -> None:
    while running:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        with running.pop(pid) as answer:
            _tell(answer, os.waitstatus_to_exitcode(status))


def _tell(answer: socket.socket, number: int) -> None:
    try:
        answer.sendall(b"%d\n" % number)
    except BrokenPipeError:  # Who asked does not want to know any more.
        return


def _receive(channel: socket.socket) -> tuple[Told, list[int], socket.socket] | None:
    head, descriptors, _, _ = socket.recv_fds(channel, LENGTH_BYTES, 4)
    if len(head) < LENGTH_BYTES:
        return None
    left, parts = int.from_bytes(head), []
    while left:
        parts.append(channel.recv(left))
        left -= len(parts[-1])
    *streams, answer = descriptors
    return Told(**json.loads(b"".join(parts))), streams, socket.socket(fileno=answer)


def _take(streams: list[int]) -> None:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    for stream in streams:
        os.close(stream)


def run(told: Told, path: list[str]) -> None:
    """Run it as Python runs a program; `path` is that of modules without any of a user's."""
    os.chdir(told.cwd)
    os.environ.clear()
    os.environ.update(told.environment)
    time.tzset()
    random.seed()
    sys.dont_write_bytecode = "PYTHONDONTWRITEBYTECODE" in told.environment
    added = told.environment.get("PYTHONPATH", "")
    sys.path[:] = [*(one for one in added.split(os.pathsep) if one), *path]
    option, *words = [*told.program, *told.words]
    if option == "-m":
        sys.path.insert(0, told.cwd)
        sys.argv[:] = words
        runpy.run_module(words[0], run_name="__main__", alter_sys=True)
    else:
        sys.path.insert(0, str(Path(option).resolve().parent))
        sys.argv[:] = [option, *words]
        runpy.run_path(option, run_name="__main__")


def main(arguments: list[Any]) -> None:
    # With -P and no PYTHONPATH: what lies there is of Python and of the environment alone.
    path = list(sys.path)
    repository, descriptor = arguments
    sys.path.insert(0, repository)
    load()
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=int(descriptor)) as channel:
        told = serve(channel)
    if told is not None:
        run(told, path)


if __name__ == "__main__":
    main(sys.argv[1:])
