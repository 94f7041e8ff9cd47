"""Odd bytes and wrong charsets, in pages that can be read all the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from newscrawl.replica.faults.registry import fault
from newscrawl.replica.replies import Answer, Reply, Request


@fault("NUL bytes between tags and between words")
def nul(request: Request, answer: Answer) -> Reply:
    def strewn(html: str) -> bytes:
        head, end, body = html.partition("</head>")
        return (head + end + body.replace(">\n", ">\0\n").replace(", ", ",\0 ")).encode()

    return _recoded(answer(request), strewn)


@fault("windows-1251, and nothing says so")
def charset_absent(request: Request, answer: Answer) -> Reply:
    return _recoded(answer(request), lambda html: _cyrillic(_undeclared(html)), type="text/html")


@fault("windows-1251, declared as UTF-8")
def charset_wrong(request: Request, answer: Answer) -> Reply:
    return _recoded(answer(request), _cyrillic)


@fault("windows-1251, declared in the header; the page itself says UTF-8")
def charset_header(request: Request, answer: Answer) -> Reply:
    return _recoded(answer(request), _cyrillic, type="text/html; charset=windows-1251")


@fault("windows-1251, declared in the page alone")
def charset_meta(request: Request, answer: Answer) -> Reply:
    def declared(html: str) -> bytes:
        return _cyrillic(
            _undeclared(html).replace("<head>", '<head><meta charset="windows-1251">', 1)
        )

    return _recoded(answer(request), declared, type="text/html")


@fault("UTF-8, declared as ISO-8859-1")
def charset_latin(request: Request, answer: Answer) -> Reply:
    return _recoded(
        answer(request),
        lambda html: _undeclared(html).encode(),
        type="text/html; charset=ISO-8859-1",
    )


@fault("UTF-8 with bytes that are none, below the text")
def bad_bytes(request: Request, answer: Answer) -> Reply:
    return _recoded(
        answer(request),
        lambda html: html.encode().replace(b"</body>", b"<p>\xff\xfe \x92 \xe0</p></body>"),
    )


def _recoded(reply: Reply, encode: Callable[[str], bytes], *, type: str | None = None) -> Reply:
    return (
        replace(reply, body=encode(reply.body.decode()), type=type or reply.type)
        if reply.type.startswith("text/html")
        else reply
    )


def _cyrillic(html: str) -> bytes:
    """In windows-1251; what it lacks, Georgian letters among them, as character references."""
    return html.encode("windows-1251", "xmlcharrefreplace")


def _undeclared(html: str) -> str:
    return re.sub(r"(?i)<meta[^>]*charset[^>]*>", "", html)
