"""JSON that lists articles, as a script would show it: fragments of HTML, or objects with an
address, a title and a day -> HTML that is read like any other page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import Any

MAX_BYTES = 4 << 20
"""A page of a list is far below; what is longer is data."""

MAX_VALUES = 20_000
"""Values that are looked at."""

_URLS = ("url", "link", "href", "permalink", "uri", "path")
_TITLES = ("title", "headline", "name")
_DAYS = (
    "published_at",
    "publishedat",
    "datepublished",
    "published",
    "pubdate",
    "date",
    "created_at",
)
# Keys have names in every language; values are made alike everywhere.
_ADDRESS = re.compile(
    r"(?:https?:/)?/(?![^?]*\.(?:jpe?g|png|gif|webp|avif|svg|mp[34])(?:\?|$))[^\s<>]{2,1000}", re.I
)
_TEXT = re.compile(r"(?!https?:|/|\d{4}-)[^\n<>]{0,60}(?:\s[^\s<>]{1,60}){2,40}")
"""Three words or more in one line: a title, as it stands before the summary."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]|$)")
_NEXT = (
    "next",
    "next_page",
    "nextpage",
    "next_url",
    "nexturl",
    "next_page_url",
    "nextpageurl",
    "more",
)
_OF_PAGES = frozenset((*_NEXT, "prev", "previous", "self", "first", "last"))
"""Of the pages of a list, and no entry of it."""


def is_json(body: bytes, content_type: str) -> bool:
    """Whether an answer may be JSON: it is said to be, or begins like it."""
    return "json" in content_type.lower() or body.lstrip()[:1] in (b"{", b"[")


def html_of_json(body: bytes) -> bytes | None:
    """What JSON lists, as HTML in UTF-8; None where it is no JSON, or lists nothing."""
    if len(body) > MAX_BYTES:
        return None
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    pieces = [*_pieces(value)]
    if not pieces:
        return None
    text = f"<html><head><meta charset=utf-8></head><body>{''.join(pieces)}</body></html>"
    return text.encode("utf-8", "replace")


def _pieces(value: object) -> Iterator[str]:
    waiting, seen = [value], 0
    while waiting and seen < MAX_VALUES:
        one, seen = waiting.pop(), seen + 1
        if isinstance(one, dict):
            entry = _entry(one)
            if entry:
                yield entry
            yield from _further(one)
            waiting += [*one.values()][::-1]
        elif isinstance(one, list):
            waiting += one[::-1]
        elif isinstance(one, str) and "<" in one and "href" in one:
            yield f"<div>{one}</div>"


def _entry(one: dict[str, Any]) -> str:
    given = {key.lower(): value for key, value in one.items() if isinstance(value, str)}
    url = _named(given, _URLS) or _only_address(given)
    title = _named(given, _TITLES) or _made_like(given, _TEXT.fullmatch)
    if url is None or title is None:
        return ""
    day = _named(given, _DAYS) or _made_like(given, _MOMENT.match)
    when = f" <time datetime='{escape(day)}'>{escape(day)}</time>" if day else ""
    return f"<li><a href='{escape(url)}'>{escape(title)}</a>{when}</li>"


def _named(given: dict[str, str], keys: Iterable[str]) -> str | None:
    return next((given[key] for key in keys if given.get(key)), None)


def _made_like(given: dict[str, str], fits: Callable[[str], object]) -> str | None:
    return next((value for value in given.values() if fits(value)), None)


def _only_address(given: dict[str, str]) -> str | None:
    """The address that an object holds beside those of its pictures, whatever it is called; None
    where it holds several."""
    found = {
        value for key, value in given.items() if key not in _OF_PAGES and _ADDRESS.fullmatch(value)
    }
    return found.pop() if len(found) == 1 else None


def _further(one: dict[str, Any]) -> Iterator[str]:
    """The page on which a list goes on."""
    for key, value in one.items():
        if isinstance(value, dict) and key.lower() in _NEXT:
            value = next((value[name] for name in _URLS if isinstance(value.get(name), str)), None)
        if (
            key.lower() in _NEXT
            and isinstance(value, str)
            and value.startswith(("/", "?", "http"))
            and "<" not in value
        ):
            yield f"<a href='{escape(value)}'></a>"
