"""Articles that cannot be read: too large, too deep, broken off, refused."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import chain, repeat

from newscrawl.replica.faults.registry import fault
from newscrawl.replica.replies import Answer, Reply, Request, page

MEGABYTE = 1 << 20
HUGE_MEGABYTES = 300
DEEP_LEVELS = 50_000


@fault("an article of 300 MB", scope="one")
def huge(request: Request, answer: Answer) -> Reply:
    paragraph = b"<p>More of the same, and then some more of it.</p>\n"
    piece = paragraph * (MEGABYTE // 16 // len(paragraph))
    return replace(
        answer(request),
        stream=lambda: chain([_start(answer(request))], repeat(piece, HUGE_MEGABYTES * 16)),
    )


@fault("an article of 300 MB in 300 kB of gzip", scope="one")
def gzip_bomb(request: Request, answer: Answer) -> Reply:
    return replace(
        answer(request), body=_bomb(_start(answer(request))), headers={"content-encoding": "gzip"}
    )


@fault("an article inside 50,000 elements", scope="one")
def deep(request: Request, answer: Answer) -> Reply:
    reply = answer(request)
    return replace(
        reply, body=re.sub(rb"(<body[^>]*>)", rb"\1" + b"<div>" * DEEP_LEVELS, reply.body, count=1)
    )


@fault("an article whose server takes the request and never answers", scope="one")
def hanging(request: Request, answer: Answer) -> Reply:
    return Reply(end="never")


@fault("an article whose connection breaks half way", scope="one")
def cut(request: Request, answer: Answer) -> Reply:
    return replace(answer(request), end="cut")


@fault("every seventh article answers with 500", scope="some")
def some_500(request: Request, answer: Answer) -> Reply:
    return page("<!DOCTYPE html><title>Error</title><h1>500</h1>", 500)


@fault("every third article answers with 404, though it is there", scope="third")
def half_gone(request: Request, answer: Answer) -> Reply:
    return page("<!DOCTYPE html><title>404</title><h1>404</h1>", 404)


@fault("every article's page is a login form, with 200", scope="each")
def login(request: Request, answer: Answer) -> Reply:
    form = '<input name="user"> <input name="password" type="password"> <button>Log in</button>'
    html = f'<h1>Please log in</h1><form method="post" action="/login">{form}</form>'
    return page(
        f"<!DOCTYPE html><title>Log in</title>{html}<p>Only those who are known to us can read this"
        " page.</p>"
    )


def _start(reply: Reply) -> bytes:
    """The page up to the end of its body, which is still to come."""
    return reply.body.partition(b"</body>")[0]


@cache
def _bomb(start: bytes) -> bytes:
    def pieces() -> Iterator[bytes]:
        gzip = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
        yield gzip.compress(start)
        yield from (gzip.compress(b" " * MEGABYTE) for _ in range(HUGE_MEGABYTES))
        yield gzip.flush()

    return b"".join(pieces())
