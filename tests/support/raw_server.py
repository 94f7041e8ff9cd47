"""A loopback server that sends exactly the bytes that a test gives it, and keeps exactly those that
it was sent."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from support.timeouts import STEP_S


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent for one request."""

    pieces: tuple[bytes, ...]
    """Each is sent by itself."""
    closes: bool = False
    """Whether the connection is closed behind it."""

    @property
    def content(self) -> bytes:
        return b"".join(self.pieces)


def reply(*pieces: bytes, closes: bool = False) -> Reply:
    return Reply(pieces, closes)


def html(body: bytes = b"<p>A page.</p>", *lines: bytes, status: bytes = b"200 OK") -> Reply:
    """An everyday answer with some more lines in its head."""
    head = [
        b"HTTP/1.1 " + status,
        b"Content-Type: text/html",
        *lines,
        b"Content-Length: %d" % len(body),
        b"",
        b"",
    ]
    return Reply((b"\r\n".join(head) + body,))


@dataclass(slots=True)
class RawSite:
    """A server's address, and what it was sent, in order; filled while it runs."""

    port: int
    scheme: str = "http"
    requests: list[tuple[str, bytes]] = field(default_factory=list)
    """Target and bytes of each, up to the blank line."""
    connections: int = 0

    @property
    def root(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def asked(self, target: str) -> list[bytes]:
        return [content for one, content in self.requests if one == target]


@contextlib.contextmanager
def raw_site(
    replies: Mapping[str, Reply | Sequence[Reply]], *, tls: ssl.SSLContext | None = None
) -> Iterator[RawSite]:
    """Answers by target, several in turn of which the last one stays; a target that is not there is
    a 404."""
    left = {
        target: [given] if isinstance(given, Reply) else list(given)
        for target, given in replies.items()
    }
    listener = socket.create_server(("127.0.0.1", 0))
    site = RawSite(listener.getsockname()[1], "https" if tls else "http")
    lock = threading.Lock()
    ended = threading.Event()

    def converse(connection: socket.socket) -> None:
        with (
            contextlib.suppress(OSError),
            tls.wrap_socket(connection, server_side=True) if tls else connection as wire,
        ):
            wire.settimeout(STEP_S)
            held = b""
            while True:
                while b"\r\n\r\n" not in held:
                    chunk = wire.recv(1 << 16)
                    if not chunk:
                        return
                    held += chunk
                content, _, held = held.partition(b"\r\n\r\n")
                target = content.split(b" ", 2)[1].decode("latin-1")
                with lock:
                    site.requests.append((target, content + b"\r\n\r\n"))
                    rest = left.get(target) or [html(status=b"404 Not Found")]
                    answer = rest.pop(0) if len(rest) > 1 else rest[0]
                for piece in answer.pieces:
                    wire.sendall(piece)
                if answer.closes:
                    return

    def serve() -> None:
        while not ended.is_set():
            connection, _ = listener.accept()
            if not ended.is_set():
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                site.connections += 1
                threads.append(threading.Thread(target=converse, args=(connection,), daemon=True))
                threads[-1].start()
            else:
                connection.close()

    threads = [threading.Thread(target=serve, daemon=True)]
    threads[0].start()
    try:
        yield site
    finally:
        ended.set()
        socket.create_connection(("127.0.0.1", site.port)).close()
        for thread in threads:
            thread.join(STEP_S)
        listener.close()
