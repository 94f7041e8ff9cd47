"""A server that speaks as much of S3 as an archive asks for, on loopback: it keeps objects in
memory, and misbehaves when told."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from newscrawl.storage.store.objects import _opened

BUCKET = "kept"


@dataclass
class ObjectServer:
    """What it holds, and how it answers."""

    port: int = 0
    objects: dict[str, bytes] = field(default_factory=dict)
    """By the path below the bucket."""
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Method and path of each request, in order."""
    is_down: bool = False
    """Every request is refused with 500."""
    spoils: bool = False
    """What is written comes to be other bytes."""

    @property
    def url(self) -> str:
        return f"s3://{BUCKET}/news"

    @property
    def environment(self) -> dict[str, str]:
        """By which a client finds it."""
        return {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.port}",
            "AWS_ALLOW_HTTP": "true",
            "AWS_ACCESS_KEY_ID": "anybody",
            "AWS_SECRET_ACCESS_KEY": "a-secret-that-nobody-prints",
            "AWS_REGION": "us-east-1",
        }


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:  # as BaseHTTPRequestHandler calls it
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if (key := self._key()) is not None:
            state = self.server.state
            state.objects[key] = content[::-1] if state.spoils else content
            self._answer(200)

    def do_HEAD(self) -> None:
        self._get(with_body=False)

    def do_GET(self) -> None:
        self._get(with_body=True)

    def _get(self, *, with_body: bool) -> None:
        if (key := self._key()) is None:
            return
        found = self.server.state.objects.get(key)
        if found is None:
            self._answer(404)
            return
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if not asked:
            self._answer(200, found, with_body=with_body)
            return
        first, last = int(asked[1]), min(int(asked[2]), len(found) - 1)
        headers = {"Content-Range": f"bytes {first}-{last}/{len(found)}"}
        self._answer(206, found[first : last + 1], headers, with_body=with_body)

    def _key(self) -> str | None:
        """The object that is asked for; None where the server is down, and has said so."""
        state = self.server.state
        key = self.path.partition("?")[0].removeprefix(f"/{BUCKET}/")
        state.asked.append((self.command, key))
        if not state.is_down:
            return key
        self._answer(500)
        return None

    def _answer(
        self,
        status: int,
        body: bytes = b"",
        headers: dict[str, str] | None = None,
        *,
        with_body: bool = True,
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("ETag", '"1"')
        self.send_header("Last-Modified", "Wed, 14 Jan 2026 09:30:00 GMT")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, state: ObjectServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.state = state


@contextmanager
def object_server() -> Iterator[ObjectServer]:
    """The server, while the block runs."""
    state = ObjectServer()
    with _Server(state) as server:
        state.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield state
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def reached(monkeypatch: pytest.MonkeyPatch) -> Iterator[ObjectServer]:
    """The server, and its client's environment, while the block runs."""
    _opened.cache_clear()
    with object_server() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server
    _opened.cache_clear()
