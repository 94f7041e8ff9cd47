"""A loopback server whose pages are functions: for tests that need a site to misbehave in a certain
way."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field

from support.timeouts import STEP_S


class CutError(Exception):
    """Raised by a page to cut the connection in the middle of its answer."""


@dataclass(slots=True)
class Site:
    """What was asked of a server, in order; filled while it runs."""

    port: int = 0
    paths: list[str] = field(default_factory=list)
    most_at_once: int = 0
    _asked: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def wait_for(self, requests: int) -> None:
        """Return when so many more requests have arrived; fail when they do not come."""
        for _ in range(requests):
            assert self._asked.acquire(timeout=STEP_S), f"no request came, after {self.paths}"

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"


Page = AsyncIterator[bytes]
Answer = Callable[[str], Page]


def head(status: int = 200, **headers: str | int) -> bytes:
    """The first bytes of an answer; `content_type=…` becomes `Content-Type`.

    >>> head(429, retry_after=3)
    b'HTTP/1.1 429 Any\\r\\nRetry-After: 3\\r\\nConnection: close\\r\\n\\r\\n'
    """
    lines = [f"{name.replace('_', '-').title()}: {value}" for name, value in headers.items()]
    return "\r\n".join([f"HTTP/1.1 {status} Any", *lines, "Connection: close", "", ""]).encode()


async def page(
    body: bytes | str = "<p>A page.</p>", status: int = 200, **headers: str | int
) -> Page:
    """A whole answer; HTML unless `content_type` says otherwise."""
    raw = body.encode() if isinstance(body, str) else body
    everyday: dict[str, str | int] = {"content_type": "text/html", "content_length": len(raw)}
    yield head(status, **everyday | headers)
    yield raw


async def late_page(body: str = "<p>A page.</p>", *, after_s: float) -> Page:
    """A page that lets the others arrive first."""
    await asyncio.sleep(after_s)
    async for piece in page(body):
        yield piece


async def hanging_page() -> Page:
    """An answer that never comes."""
    await asyncio.Event().wait()
    yield b""


def from_table(pages: Mapping[str, Callable[[], Page]]) -> Answer:
    """Answers by path; a path that is not in the table is a 404."""
    return lambda path: pages[path]() if path in pages else page("", 404)


@contextlib.contextmanager
def serving(answer: Answer) -> Iterator[Site]:
    """A server on a free loopback port, in a thread of its own, until the block ends."""
    site = Site()
    open_now = 0

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal open_now
        try:
            request = await reader.readuntil(b"\r\n\r\n")
            path = request.split(b" ", 2)[1].decode()
            site.paths.append(path)
            open_now += 1
            site.most_at_once = max(site.most_at_once, open_now)
            site._asked.release()
            try:
                async for piece in answer(path):
                    writer.write(piece)
                    await writer.drain()
            finally:
                open_now -= 1
            writer.close()
        # The client has left, the page wants it so, or the block has ended and the page still
        # hangs.
        except (ConnectionError, asyncio.IncompleteReadError, CutError, asyncio.CancelledError):
            writer.transport.abort()

    started = threading.Event()
    ends: list[Callable[[], object]] = []

    async def serve() -> None:
        end = asyncio.Event()
        loop = asyncio.get_running_loop()
        ends.append(lambda: loop.call_soon_threadsafe(end.set))
        server = await asyncio.start_server(handle, "127.0.0.1", 0)
        site.port = server.sockets[0].getsockname()[1]
        started.set()
        await end.wait()
        server.close()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert started.wait(STEP_S), "the test server did not start"
    try:
        yield site
    finally:
        ends[0]()
        thread.join(STEP_S)
