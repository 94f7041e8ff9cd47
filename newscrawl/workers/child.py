"""The process of one run, as a worker starts it: Scrapy's command, ended with its worker and with
its lease.

Not by what is called between fork and exec: Python forbids nearly all of it where there are
threads.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import threading
import time
from typing import NoReturn

from newscrawl import lease

START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    " from newscrawl.workers.child import main; main()"
)
"""The program: the modules lie where they do for the worker."""

_PR_SET_PDEATHSIG = 1
"""prctl(2)."""

_LOOKS = 10
"""How often a lease is looked at in the time in which a run is to stop."""


def main() -> None:
    """Run Scrapy's command. The words are: where modules lie, the process id of the worker, the
    name of the site, for people; standard input has the words of the command, as JSON: no password
    shows in the list of processes."""
    _die_with(int(sys.argv[2]))
    words: list[str] = json.load(sys.stdin)
    held = lease.current()
    if held is not None:
        threading.Thread(target=_watch, args=(held,), daemon=True).start()
    from scrapy.cmdline import execute

    execute(["newscrawl", *words])


def _die_with(worker: int) -> None:
    """Be killed when the worker ends, however that comes about."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != worker:
        # It ended before that was said.
        os._exit(128 + signal.SIGKILL)


def _watch(held: lease.Lease) -> NoReturn:
    """End in order where the worker renews the lease no more, and at once when it has ended."""
    is_told = False
    while True:
        left_s = held.left_s
        if left_s <= 0:
            os.killpg(0, signal.SIGKILL)
        if left_s < held.stop_s and not is_told:
            is_told = True
            os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(held.stop_s / _LOOKS)
