"""Serves a site on 127.0.0.1, and remembers what it was asked for.

HTTP/1.1 with keep-alive, as much of it as a crawler needs: no ranges, no compression, and request
bodies for the changes alone.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping
from http import HTTPStatus

from newscrawl.replica import replies
from newscrawl.replica.changes import Change
from newscrawl.replica.replies import Reply, Request
from newscrawl.replica.site import Site

LOG_PATH = "/__replica__/log"
"""What was asked for so far, as JSON; no page links to it, and it does not list itself. DELETE
forgets it."""
CHANGE_PATH = "/__replica__/change"
"""Takes a list of changes as JSON by POST. The first that cannot be is answered with 400, and what
follows it is not done."""


class Server:
    """A site, and the log of what it was asked for."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.requests: list[str] = []
        self.seen: set[str] = set()
        self.asked = 0
        self.open = 0
        self.max_parallel = 0

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection, one after the other."""
        try:
            while await self._exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # The other side is gone, or speaks no HTTP.
        except asyncio.CancelledError:
            # The server stops; asyncio in Python 3.11 would print a traceback for every open
            # connection.
            pass
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its answer; whether the connection is good for another."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, _, rest = head.partition("\r\n")
        method, target, version = first.split(" ")
        headers = _headers(rest)
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        keep = version == "HTTP/1.1" and headers.get("connection", "").lower() != "close"
        if target == LOG_PATH:
            return await send(self._log(method), method, reader, writer) and keep
        if target == CHANGE_PATH and method == "POST":
            return await send(self._change(body), method, reader, writer) and keep
        request = self._note(target, headers)
        try:
            return await send(self.site.answer(request), method, reader, writer) and keep
        finally:
            self.open -= 1

    def _log(self, method: str) -> Reply:
        """What was asked for so far. What is forgotten was seen and counted all the same, as faults
        see and count."""
        if method == "DELETE":
            self.requests.clear()
            self.max_parallel = self.open
        return Reply(
            json.dumps({"requests": self.requests, "max_parallel": self.max_parallel}).encode(),
            type="application/json",
        )

    def _change(self, body: bytes) -> Reply:
        """Let the changes happen, all between two answers; gives the numbers of the articles that
        are new."""
        try:
            new = [
                number
                for change in json.loads(body)
                for number in self.site.apply(Change.from_json(change))
            ]
        except (TypeError, ValueError) as error:
            return Reply(str(error).encode(), 400, type="text/plain; charset=utf-8")
        return Reply(json.dumps(new).encode(), type="application/json")

    def _note(self, target: str, headers: Mapping[str, str]) -> Request:
        """Log the request; gives it with what came before it."""
        request = replies.request_for(
            target, seen=target in self.seen, before=self.asked, headers=headers
        )
        self.asked += 1
        self.requests.append(target)
        self.seen.add(target)
        self.open += 1
        self.max_parallel = max(self.max_parallel, self.open)
        return request


def _headers(lines: str) -> dict[str, str]:
    """The header lines by their names, in small letters; of several of one name, the last."""
    fields = (line.partition(":") for line in lines.split("\r\n") if line)
    return {name.strip().lower(): value.strip() for name, _, value in fields}


async def send(
    reply: Reply, method: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> bool:
    """Write the reply; whether the connection is good for another."""
    if reply.delay_s:
        await asyncio.sleep(reply.delay_s)
    match reply.end:
        case "never":
            # Until the client gives up and closes.
            await reader.read()
            return False
        case "death":
            os._exit(1)
    bodiless = method == "HEAD" or reply.status == HTTPStatus.NOT_MODIFIED
    headers = "".join(f"{name}: {value}\r\n" for name, value in reply.headers.items())
    if reply.stream:
        headers += "Transfer-Encoding: chunked\r\n"
    elif reply.status != HTTPStatus.NOT_MODIFIED:
        headers += f"Content-Length: {len(reply.body)}\r\n"
    writer.write(
        f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}\r\nContent-Type:"
        f" {reply.type}\r\n{headers}\r\n".encode()
    )
    if bodiless:
        pass
    elif reply.stream:
        for piece in reply.stream():
            writer.write(b"%x\r\n%b\r\n" % (len(piece), piece))
            await writer.drain()
        writer.write(b"0\r\n\r\n")
    elif reply.end == "cut":
        writer.write(reply.body[: len(reply.body) // 2])
        return False
    else:
        writer.write(reply.body)
    await writer.drain()
    return True


async def serve(site: Site, port: int = 0, *, until_stdin_closes: bool = False) -> None:
    """Serve until SIGTERM or Ctrl-C, or until standard input closes; the root is the first line of
    standard output.

    Raises OSError where the port is taken.
    """
    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    if until_stdin_closes:
        loop.add_reader(sys.stdin, stopped.set)
    server = await asyncio.start_server(Server(site).connected, "127.0.0.1", port)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await stopped.wait()
    server.close()
