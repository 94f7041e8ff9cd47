"""A request to the site and its reply, before either is HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl

NO_HEADERS: Mapping[str, str] = MappingProxyType({})


class Request(NamedTuple):
    """What a client asks for."""

    path: str
    """As it came."""
    query: dict[str, str]
    seen: bool = False
    """Whether the same target was asked for before."""
    before: int = 0
    """How many requests the server has had before."""
    headers: Mapping[str, str] = NO_HEADERS
    """Their names in small letters."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the site answers."""

    body: bytes = b""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    stream: Callable[[], Iterator[bytes]] | None = None
    """Sent in place of `body`, piece by piece, without a length: for what is too large to hold."""
    delay_s: float = 0.0
    """How long to wait before answering."""
    end: Literal["whole", "cut", "never", "death"] = "whole"
    """`cut`: the connection breaks after half the body. `never`: it hangs before the first byte.
    `death`: the server is gone."""


Answer = Callable[[Request], Reply]


def request_for(
    target: str, *, seen: bool = False, before: int = 0, headers: Mapping[str, str] = NO_HEADERS
) -> Request:
    """The request that the target of a request line makes.

    >>> request_for("/en/news?page=2&sid=1").query
    {'page': '2', 'sid': '1'}
    """
    path, _, query = target.partition("?")
    return Request(
        path, dict(parse_qsl(query, keep_blank_values=True)) if query else {}, seen, before, headers
    )


def page(html: str, status: int = 200) -> Reply:
    """A page of HTML."""
    return Reply(html.encode(), status)


def redirect(location: str, status: int = 301) -> Reply:
    """A redirect within the site, permanent unless its status says otherwise."""
    return Reply(status=status, headers={"location": location})


def is_robots(request: Request) -> bool:
    """Whether it asks for robots.txt, which most errors of a site leave as it is."""
    return request.path == "/robots.txt"
