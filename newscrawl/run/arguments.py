"""What a user may say with `-a`: read once, before the first request, and refused in one clear
line."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit

from newscrawl.errors import UsageError

REVISITS = ("undated", "failed", "gone", "due", "all")
"""What -a revisit= may name."""

MAX_IDS = 10_000_000
"""Maximum number of article numbers that -a ids= may name: beyond, a digit is one too many."""

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off", ""})
_HOST = re.compile(r"(?!-)[\w-]{1,63}(?<!-)(\.(?!-)[\w-]{1,63}(?<!-))*\.?", re.ASCII)


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


@dataclass(frozen=True, slots=True)
class Arguments:
    """The spider's `-a` arguments, checked."""

    root: str | None = None
    """The URL to crawl in place of the site's own; None means the site's own."""
    full: bool = False
    """Walk every listing page, whatever is known."""
    since: date | None = None
    """Go no further back than this day; None means no limit."""
    limit: int | None = None
    """Visit at most so many articles; None means all."""
    url: tuple[str, ...] = ()
    """Fetch these pages, whatever is known."""
    urls: str | None = None
    """A file that names pages to fetch, one a line; `-` is standard input."""
    ids: tuple[Numbers, ...] = ()
    """Visit these article numbers."""
    missing: bool = False
    """Visit every number up to the highest known that is not accounted for: `ids=missing`."""
    revisit: tuple[str, ...] = ()
    """Visit known articles of these kinds again."""
    dry_run: bool = False
    """Fetch and extract, tell what would change, write nothing at all."""

    @classmethod
    def parse(cls, **given: object) -> Self:
        """The arguments as given with `-a name=value`.

        Names that begin with an underscore are somebody else's, and ignored: Scrapyd gives `_job`
        to each spider. Raises UsageError, one line, on any other name that is not in ARGUMENTS, a
        value that is not what its name asks for, and names that do not go together.
        """
        values: dict[str, object] = {}
        for name, value in given.items():
            if name.startswith("_"):
                continue
            if name not in ARGUMENTS:
                raise UsageError(
                    f"-a {name}=…: there is no such argument{did_you_mean(name, [*ARGUMENTS])}"
                )
            values[name] = ARGUMENTS[name].read(name, str(value).strip())
        if "ids" in values:
            values["ids"], values["missing"] = values["ids"]  # type: ignore[misc]  # the reader gives both
        read = cls(**values)  # type: ignore[arg-type]  # each reader gives the type of its field
        for name in ("full", "since"):
            if read.names_pages and getattr(read, name):
                raise UsageError(
                    f"-a {name}=… is for a walk, and url, urls, ids and revisit name the pages:"
                    " they do not go together"
                )
        return read

    @property
    def names_pages(self) -> bool:
        """Whether the user names what to visit; otherwise it is a scheduled run."""
        return bool(self.url or self.urls or self.ids or self.missing or self.revisit)

    def addresses(self) -> list[str]:
        """The URLs of `url` and `urls`, in order, each once. Raises UsageError for a file that
        cannot be read or names none."""
        named = list(self.url)
        if self.urls:
            lines = [line.strip() for line in _lines_of(self.urls)]
            in_file = [line for line in lines if line and not line.startswith("#")]
            if not in_file:
                raise UsageError(f"-a urls={self.urls}: it names no address")
            named += in_file
        return list(dict.fromkeys(named))

    def as_dict(self) -> dict[str, object]:
        """What was asked for, as the run's report holds it: JSON values, nothing that was left at
        its default."""
        ids = [*map(str, self.ids), *(["missing"] if self.missing else [])]
        said: dict[str, object] = {
            "root": self.root,
            "full": self.full,
            "since": self.since and self.since.isoformat(),
            "limit": self.limit,
            "url": " ".join(self.url),
            "urls": self.urls,
            "ids": ",".join(ids),
            "revisit": ",".join(self.revisit),
            "dry_run": self.dry_run,
        }
        return {name: value for name, value in said.items() if value}


def _read_urls(name: str, text: str) -> tuple[str, ...]:
    if not text:
        raise UsageError(f"-a {name}=…: it names no page")
    return tuple(text.split())


def _read_file_name(name: str, text: str) -> str:
    if not text:
        raise UsageError(
            f"-a {name}=…: name a file with an address on each line, or - for standard input"
        )
    return text


@cache
def _lines_of(file: str) -> tuple[str, ...]:
    # Read once: the arguments are checked before the crawl, and standard input is gone by then.
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"-a urls={file}: it cannot be read: {getattr(error, 'strerror', None) or error}"
        ) from None
    return tuple(text.splitlines())


def _read_ids(name: str, text: str) -> tuple[tuple[Numbers, ...], bool]:
    pieces = [piece.strip() for piece in text.split(",")]
    numbers = tuple(_read_numbers(name, piece) for piece in pieces if piece != "missing")
    if sum(one.last - one.first + 1 for one in numbers) > MAX_IDS:
        raise UsageError(f"-a {name}={text}: that is more than {MAX_IDS:,} numbers")
    return numbers, "missing" in pieces


def _read_numbers(name: str, text: str) -> Numbers:
    found = re.fullmatch(
        r"(?:(?:[\w-]+/)?(?P<lang>[a-z]{2})/)?(?P<first>\d{1,18})(?:-(?P<last>\d{1,18}))?",
        text,
        re.ASCII,
    )
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


def _read_revisits(name: str, text: str) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys(kind.strip() for kind in text.split(",")))
    for kind in kinds:
        if kind not in REVISITS:
            raise UsageError(
                f"-a {name}={text}: {kind or 'nothing'} cannot be"
                f" revisited{did_you_mean(kind, list(REVISITS))}"
            )
    return kinds


def _read_root(name: str, text: str) -> str:
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
        raise UsageError(f"-a {name}={text}: an address to crawl has no user name and no '#'")
    return text


def _is_host(host: str) -> bool:
    try:
        return _HOST.fullmatch(host.encode("idna").decode("ascii")) is not None
    except UnicodeError:
        return False


def _read_flag(name: str, text: str) -> bool:
    if text.lower() in _TRUE:
        return True
    if text.lower() in _FALSE:
        return False
    raise UsageError(f"-a {name}={text}: say 1 or 0")


def _read_day(name: str, text: str) -> date:
    # date.fromisoformat also takes 20251201 and 2025-W49-1: one notation is enough, and a typing
    # slip stays one.
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise UsageError(f"-a {name}={text}: not a day; it looks like 2025-12-01")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"-a {name}={text}: there is no such day") from None


def _read_count(name: str, text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) == 0:
        raise UsageError(f"-a {name}={text}: not a number of articles; it looks like 500")
    return int(text)


class Argument(NamedTuple):
    """One argument of the spiders, for the check, the help and the reference."""

    read: Callable[[str, str], Any]
    """The value of a text, given with the argument's name. Raises UsageError."""
    value: str
    """What stands behind the `=`, as help shows it."""
    meaning: str
    """What it does, in half a sentence."""


ARGUMENTS: Mapping[str, Argument] = {
    "full": Argument(_read_flag, "1", "walk every listing page, whatever is known"),
    "url": Argument(
        _read_urls, "URL", "fetch these pages, whatever is known; several separated by white space"
    ),
    "urls": Argument(
        _read_file_name, "FILE", "likewise those that a file names, one a line; - is standard input"
    ),
    "ids": Argument(
        _read_ids,
        "4600-4700",
        "visit article numbers: ranges and single ones, separated by commas; missing: every number"
        " up to the highest known that is not accounted for",
    ),
    "revisit": Argument(
        _read_revisits,
        "WHAT",
        f"visit known articles again: {', '.join(REVISITS)}; several separated by commas",
    ),
    "since": Argument(_read_day, "2025-12-01", "do not go further back than this day"),
    "limit": Argument(_read_count, "500", "visit at most this many articles"),
    "dry_run": Argument(
        _read_flag, "1", "fetch and extract, print what would change, write nothing at all"
    ),
    "root": Argument(
        _read_root, "http://127.0.0.1:8080", "the same site at another URL: a mirror, a test host"
    ),
}
"""Every argument, in the order of the help."""


def did_you_mean(name: str, names: list[str]) -> str:
    near = difflib.get_close_matches(name, names, n=1)
    return f"; did you mean {near[0]}?" if near else f" (there are {', '.join(sorted(names))})"
