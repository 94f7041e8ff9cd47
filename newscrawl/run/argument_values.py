"""What stands behind the `=` of a spider's argument, read: a text -> its value, or one clear line.

Each reader takes the name of its argument and the text, and raises UsageError.
"""

from __future__ import annotations

import difflib
import re
import sys
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from newscrawl import clock
from newscrawl.errors import UsageError

REVISITS = ("undated", "failed", "gone", "due", "all")
"""What -a revisit= may name."""

MAX_IDS = 10_000_000
"""Maximum number of article numbers that -a ids= may name: beyond, a digit is one too many."""

_TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off", ""})
_HOST = re.compile(r"(?!-)[\w-]{1,63}(?<!-)(\.(?!-)[\w-]{1,63}(?<!-))*\.?", re.ASCII)


_NUMBERS = re.compile(
    r"(?:(?:[\w-]+/)?(?P<lang>[a-z]{2})/)?(?P<first>\d{1,18})(?:-(?P<last>\d{1,18}))?", re.ASCII
)


class Numbers(NamedTuple):
    """A range of article numbers, ends included."""

    language: str | None
    """None means every language that is known."""
    first: int
    last: int

    def __str__(self) -> str:
        language = f"{self.language}/" if self.language else ""
        last = f"-{self.last}" if self.last > self.first else ""
        return f"{language}{self.first}{last}"


def read_urls(name: str, text: str) -> tuple[str, ...]:
    if not text:
        raise UsageError(f"-a {name}=…: it names no page")
    return tuple(text.split())


def read_file_name(name: str, text: str) -> str:
    if not text:
        raise UsageError(
            f"-a {name}=…: name a file with an address on each line, or - for standard input"
        )
    return text


@cache
def lines_of(file: str) -> tuple[str, ...]:
    # Read once: the arguments are checked before the crawl, and standard input is gone by then.
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"-a urls={file}: it cannot be read: {getattr(error, 'strerror', None) or error}"
        ) from None
    return tuple(text.splitlines())


class GivenIds(NamedTuple):
    """What -a ids= names."""

    numbers: tuple[Numbers, ...]
    keys: tuple[str, ...]
    """What is no number, or the whole id of an article: the site has to know it."""
    missing: bool


def read_ids(name: str, text: str) -> GivenIds:
    pieces = [piece.strip() for piece in text.split(",")]
    named = [piece for piece in pieces if piece != "missing"]
    keys = tuple(piece for piece in named if _is_key(piece))
    numbers = tuple(read_numbers(name, piece) for piece in named if piece not in keys)
    if sum(one.last - one.first + 1 for one in numbers) > MAX_IDS:
        raise UsageError(f"-a {name}={text}: that is more than {MAX_IDS:,} numbers")
    return GivenIds(numbers, keys, "missing" in pieces)


def _is_key(text: str) -> bool:
    """Whether a text is rather a key than a number: it has letters beyond a language, or a site and
    a language, before its last slash."""
    is_number = _NUMBERS.fullmatch(text) is not None
    return not is_number and " " not in text and any(letter.isalpha() for letter in text)


def read_numbers(name: str, text: str) -> Numbers:
    found = _NUMBERS.fullmatch(text)
    if not found:
        raise UsageError(
            f"-a {name}={text}: no numbers; it looks like 4600-4700,4712 or ru/4600-4700 or missing"
        )
    first = int(found["first"])
    last = int(found["last"] or first)
    if not 1 <= first <= last:
        raise UsageError(
            f"-a {name}={text}: the range must begin at 1 or above and not end before it begins"
        )
    return Numbers(found["lang"], first, last)


def read_revisits(name: str, text: str) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys(kind.strip() for kind in text.split(",")))
    for kind in kinds:
        if kind not in REVISITS:
            raise UsageError(
                f"-a {name}={text}: {kind or 'nothing'} cannot be"
                f" revisited{did_you_mean(kind, list(REVISITS))}"
            )
    return kinds


def read_accepted(name: str, text: str) -> tuple[str, ...]:
    if text != "drift":
        raise UsageError(f"-a {name}={text}: what can be accepted is drift")
    return (text,)


def read_root(name: str, text: str) -> str:
    problem = f"-a {name}={text}: not an address to crawl; it looks like http://127.0.0.1:8080"
    if not text.isprintable() or " " in text or "\\" in text:
        raise UsageError(problem)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise UsageError(problem) from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
        raise UsageError(problem)
    # urlsplit has vouched for what stands in brackets.
    if not parts.netloc.startswith("[") and not _is_host(parts.hostname):
        raise UsageError(problem)
    if parts.fragment or parts.username is not None:
        # There may be a password in it.
        raise UsageError(f"-a {name}=…: an address to crawl has no user name and no '#'")
    if parts.hostname.isascii():
        return text
    # As it goes over the wire, and as every link to it is written.
    host = parts.hostname.encode("idna").decode("ascii")
    return urlunsplit(parts._replace(netloc=host if port is None else f"{host}:{port}"))


def _is_host(host: str) -> bool:
    try:
        return _HOST.fullmatch(host.encode("idna").decode("ascii")) is not None
    except UnicodeError:
        return False


def read_flag(name: str, text: str) -> bool:
    if text.lower() in _TRUE:
        return True
    if text.lower() in FALSE:
        return False
    raise UsageError(f"-a {name}={text}: say 1 or 0")


def read_day(name: str, text: str) -> date:
    # date.fromisoformat also takes 20251201 and 2025-W49-1: one notation is enough, and a typing
    # slip stays one.
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise UsageError(f"-a {name}={text}: not a day; it looks like 2025-12-01")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"-a {name}={text}: there is no such day") from None
    # Somewhere it is tomorrow already.
    if day > clock.now().date() + timedelta(days=1):
        raise UsageError(f"-a {name}={text}: that day is still to come")
    return day


def read_count(name: str, text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) == 0:
        raise UsageError(f"-a {name}={text}: not a number of articles; it looks like 500")
    return int(text)


def read_minutes(name: str, text: str) -> float:
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", text, re.ASCII) or not float(text):
        raise UsageError(f"-a {name}={text}: not a number of minutes; it looks like 20 or 0.5")
    return float(text)


def did_you_mean(name: str, names: list[str]) -> str:
    near = difflib.get_close_matches(name, names, n=1)
    return f"; did you mean {near[0]}?" if near else f" (there are {', '.join(sorted(names))})"
