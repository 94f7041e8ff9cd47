"""Pings: a run tells an address of the user's that it begins, and how it ended (NEWSCRAWL_PING).

The addresses are those of https://healthchecks.io/docs/http_api/: a POST to the address with
`/start` behind it, to the address itself where the run was healthy, and to it with `/<exit code>`
where it was not; the body is the last line. It is the only request that leaves the site: not
through the crawler, so that nothing of it comes into its archive or its counts, and by a thread of
its own, so that no run waits for it, or fails.

The address is a secret, as whoever knows it can say that all is well: it stands in no log and no
report.
"""

from __future__ import annotations

import atexit
import logging
import os
import re
import threading
from collections.abc import Callable, Mapping
from queue import SimpleQueue
from time import monotonic
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from newscrawl.errors import UsageError

VARIABLE = "NEWSCRAWL_PING"
"""Name of the setting, and of the environment variable."""

REQUEST_S = 5.0
"""Seconds for one request: an address that takes longer is as good as away."""

ATTEMPTS = 2
"""So often an end is told; a beginning once, as its end says more."""

END_S = 10.0
"""Seconds that a process waits at its end, at most, for what is still to be told: enough for both
attempts, whatever the machine's resolver does meanwhile."""

STOP_S = 2.0
"""Likewise where the user stopped the run, and waits."""

_BODY_BYTES = 10_000
"""A last line has a few hundred."""

_logger = logging.getLogger(__name__)

Send = Callable[[str, bytes], None]
"""Sends one request. Raises OSError or ValueError."""


class Pinger:
    """Tells of one run. `start` and `end` return at once; what they say is sent in their order."""

    def __init__(self, address: str, *, send: Send | None = None) -> None:
        """`address` is one that `check_address` let pass."""
        self._address = address
        self._send = send or post
        self._told: SimpleQueue[tuple[str, bytes, int] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._has_ended = False

    def start(self) -> None:
        """The run begins."""
        self._tell("start", "", attempts=1)

    def end(self, code: int, line: str) -> None:
        """The run ended with this exit code and this last line. Once: what comes later is not
        told."""
        if self._has_ended:
            return
        self._has_ended = True
        self._tell(str(code) if code else "", line, attempts=ATTEMPTS)
        self._told.put(None)
        atexit.register(self.wait, END_S)

    def wait(self, seconds: float) -> None:
        """Until all is sent, or was given up; so long at most."""
        if self._thread is not None:
            self._thread.join(seconds)
            if self._thread.is_alive():
                _logger.warning("No answer in time from %s", shown(self._address))
        atexit.unregister(self.wait)

    def _tell(self, signal: str, line: str, *, attempts: int) -> None:
        body = line.encode("utf-8", "replace")[:_BODY_BYTES]
        self._told.put((signalling(self._address, signal), body, attempts))
        if self._thread is None:
            # It ends with the process, whatever it waits for.
            self._thread = threading.Thread(target=self._work, name="ping", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while (told := self._told.get()) is not None:
            self._attempt(*told)

    def _attempt(self, address: str, body: bytes, attempts: int) -> None:
        began = monotonic()
        for left in reversed(range(attempts)):
            try:
                self._send(address, body)
            except Exception as error:
                # Whatever a strange answer makes the library raise: no run fails for a ping.
                if left and monotonic() - began < REQUEST_S:
                    continue
                _logger.warning(
                    "It could not be told to %s: %s",
                    shown(self._address),
                    why(error, self._address),
                )
            return


def ping_address(settings: Mapping[str, Any]) -> str:
    """What the setting says, or else the environment; empty where neither does."""
    return str(settings.get(VARIABLE) or os.environ.get(VARIABLE) or "")


def pinger_for(address: str, *, is_told: bool) -> Pinger | None:
    """What tells of a run; None where no address is set, or the run is not one to tell of."""
    return Pinger(address) if address and is_told else None


def check_address(address: str) -> None:
    """Refuse what is no address to ping. Raises UsageError, which does not repeat it."""
    try:
        parts = urlsplit(address)
        is_good = bool(
            parts.scheme in ("http", "https")
            and parts.hostname
            and parts.port != 0
            and not parts.fragment
            and address.isascii()
            and all("!" <= char <= "~" for char in address)
        )
    except ValueError:
        is_good = False
    if not is_good:
        raise UsageError(
            "-s NEWSCRAWL_PING=…: not an address to ping (it is not repeated here); it looks like"
            " https://hc-ping.com/your-uuid-here"
        )


def signalling(address: str, signal: str) -> str:
    """The address that tells `signal`: `start`, an exit code, or nothing for a healthy end.

    >>> signalling("https://ping.test/abc/?rid=7", "69"), signalling("https://ping.test/abc", "")
    ('https://ping.test/abc/69?rid=7', 'https://ping.test/abc')
    """
    if not signal:
        return address
    parts = urlsplit(address)
    return parts._replace(path=f"{parts.path.rstrip('/')}/{signal}").geturl()


def shown(address: str) -> str:
    """As much of it as may be seen: a name of a host may be as secret as what follows it.

    >>> shown("https://me:pass@token.ping.test:8000/abc?key=1")
    'the ping address (https://…)'
    """
    return f"the ping address ({urlsplit(address).scheme}://…)"


def why(error: Exception, address: str) -> str:
    """What went wrong, in a line, without the address."""
    parts: SplitResult = urlsplit(address)
    text = " ".join(f"{type(error).__name__}: {error}".split())
    whole = (address, parts.netloc + parts.path, parts.netloc, parts.path, parts.query)
    of_host = (parts.username, parts.password, parts.hostname)
    pieces = [one for one in re.split(r"[/&=]", f"{parts.path}/{parts.query}") if len(one) > 3]
    forms = {form for one in (*whole, *of_host, *pieces) if one for form in (one, unquote(one))}
    for secret in sorted(forms - {"/"}, key=len, reverse=True):
        text = re.sub(re.escape(secret), "…", text, flags=re.I)
    return text[:200]


def post(address: str, body: bytes) -> None:
    """One request. Raises OSError for what is not answered with 2xx."""
    # Those who ping nothing do not load it.
    from urllib.request import HTTPRedirectHandler, Request, build_opener

    class Stay(HTTPRedirectHandler):
        """What is asked is the address that was set, and no other."""

        def redirect_request(self, *given: Any) -> None:
            return None

    headers = {"User-Agent": "newscrawl", "Content-Type": "text/plain"}
    request = Request(address, data=body, headers=headers)
    # What it answers does not matter, and may never end.
    build_opener(Stay).open(request, timeout=REQUEST_S).close()
