"""Serves a site on 127.0.0.1, and remembers what it was asked for.

HTTP/1.1 with keep-alive, as much of it as a crawler needs: no request bodies, no ranges, no compression.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from http import HTTPStatus

from newscrawl.replica import replies
from newscrawl.replica.replies import Ask, Reply
from newscrawl.replica.site import Site

LOG_PATH = "/__replica__/log"
"""What was asked for so far, as JSON; no page links to it, and it does not list itself."""


class Server:
    """A site, and the log of what it was asked for."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.requests: list[str] = []
        self.seen: set[str] = set()
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
            pass  # The server stops; asyncio in Python 3.11 would print a traceback for every open connection.
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its answer; whether the connection is good for another."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        method, target, version = head.partition("\r\n")[0].split(" ")
        keep = version == "HTTP/1.1" and "\r\nconnection: close" not in head.lower()
        if target == LOG_PATH:
            log = json.dumps({"requests": self.requests, "max_parallel": self.max_parallel})
            return await send(Reply(log.encode(), type="application/json"), method, reader, writer) and keep
        ask = self._note(target)
        try:
            return await send(self.site.answer(ask), method, reader, writer) and keep
        finally:
            self.open -= 1

    def _note(self, target: str) -> Ask:
        """Log the request; gives it as a question that knows what came before it."""
        ask = replies.ask(target, seen=target in self.seen, before=len(self.requests))
        self.requests.append(target)
        self.seen.add(target)
        self.open += 1
        self.max_parallel = max(self.max_parallel, self.open)
        return ask


async def send(reply: Reply, method: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
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
    length = "Transfer-Encoding: chunked" if reply.stream else f"Content-Length: {len(reply.body)}"
    headers = "".join(f"{name}: {value}\r\n" for name, value in reply.headers.items())
    writer.write(
        f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}\r\nContent-Type: {reply.type}\r\n{headers}{length}\r\n\r\n".encode()
    )
    if method == "HEAD":
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
    """Serve until SIGTERM or Ctrl-C, or until standard input closes; the root is the first line of standard output.

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
