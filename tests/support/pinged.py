"""A server on loopback that is pinged, and remembers what it was told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Pinged:
    """What it was told, in order: paths and texts."""

    port: int = 0
    told: list[tuple[str, str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/0b5e-secret"

    @property
    def signals(self) -> list[str]:
        """What stood behind the address."""
        return [path.removeprefix("/0b5e-secret") for path, _ in self.told]


@contextmanager
def pinged(status: int = 200) -> Iterator[Pinged]:
    """One that gives each this answer."""
    found = Pinged()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            found.told.append((self.path, text))
            self.send_response(status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_port
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
