"""What a user may say with `-a` and `-s`: read once, before the first request, and refused in one clear line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from newscrawl.errors import UsageError

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

NEEDS_MEMORY = ("url", "urls", "ids", "revisit", "dry_run")
"""Names of the contract that ask what earlier runs have learnt; refused as long as nothing is remembered but the feeds."""

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off", ""})
_HOST = re.compile(r"(?!-)[\w-]{1,63}(?<!-)(\.(?!-)[\w-]{1,63}(?<!-))*\.?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Arguments:
    """The spider's `-a` arguments, checked."""

    root: str | None = None
    """The address to crawl in place of the site's own; None means the site's own."""
    full: bool = False
    """Walk every listing page, whatever is known."""
    since: date | None = None
    """Go no further back than this day; None means no limit."""
    limit: int | None = None
    """Visit at most so many articles; None means all."""

    @classmethod
    def parse(cls, **given: object) -> Self:
        """The arguments as given with `-a name=value`.

        Raises UsageError, one line, on an unknown name or a value that is not what its name asks for.
        """
        readers = {"root": _read_root, "full": _read_flag, "since": _read_day, "limit": _read_count}
        values: dict[str, object] = {}
        for name, value in given.items():
            text = str(value).strip()
            if name in NEEDS_MEMORY:
                _refuse_memory(name, text)
            elif name in readers:
                values[name] = readers[name](name, text)
            else:
                raise UsageError(f"-a {name}=…: there is no such argument{_meant(name, [*readers, *NEEDS_MEMORY])}")
        return cls(**values)  # type: ignore[arg-type]  # each reader gives the type of its field

    def as_dict(self) -> dict[str, object]:
        """What was asked for, as it is told in `runs/`: JSON values, nothing that was left at its default."""
        said = {"root": self.root, "full": self.full or None, "since": self.since and self.since.isoformat(), "limit": self.limit}
        return {name: value for name, value in said.items() if value is not None}


def _refuse_memory(name: str, text: str) -> None:
    if name == "dry_run" and not _read_flag(name, text):
        return
    raise UsageError(f"-a {name}=… needs the memory of earlier runs, which this version does not keep")


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
    # date.fromisoformat also takes 20251201 and 2025-W49-1: one notation is enough, and a typing slip stays one.
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


def _meant(name: str, names: list[str]) -> str:
    near = difflib.get_close_matches(name, names, n=1)
    return f"; did you mean {near[0]}?" if near else f" (there are {', '.join(sorted(names))})"


# Settings: Scrapy itself would meet a wrong one with a traceback in the middle of its start, or much later.

_NUMBERS: Mapping[str, tuple[type[int] | type[float], float]] = {
    "DOWNLOAD_DELAY": (float, 0),
    "DOWNLOAD_DELAY_JITTER": (float, 0),
    "DOWNLOAD_TIMEOUT": (float, 0.001),
    "DOWNLOAD_MAXSIZE": (int, 0),
    "DOWNLOAD_WARNSIZE": (int, 0),
    "CONCURRENT_REQUESTS": (int, 1),
    "CONCURRENT_REQUESTS_PER_DOMAIN": (int, 1),
    "CONCURRENT_ITEMS": (int, 1),
    "RETRY_TIMES": (int, 0),
    "REDIRECT_MAX_TIMES": (int, 0),
    "AUTOTHROTTLE_START_DELAY": (float, 0),
    "AUTOTHROTTLE_MAX_DELAY": (float, 0),
    "AUTOTHROTTLE_TARGET_CONCURRENCY": (float, 0.001),
    "CLOSESPIDER_TIMEOUT": (float, 0),
    "CLOSESPIDER_ITEMCOUNT": (int, 0),
    "CLOSESPIDER_PAGECOUNT": (int, 0),
    "CLOSESPIDER_ERRORCOUNT": (int, 0),
    "MEMUSAGE_LIMIT_MB": (int, 0),
}
"""Kind and smallest value of the numbers that a user of the crawl is likely to set."""

_FLAGS = ("ROBOTSTXT_OBEY", "AUTOTHROTTLE_ENABLED", "RETRY_ENABLED", "REDIRECT_ENABLED", "COOKIES_ENABLED", "LOG_ENABLED")

OWN_NUMBERS: Mapping[str, int] = {"NEWSCRAWL_FAILED_MAX": 200, "NEWSCRAWL_FAILED_BYTES": 64 << 20}
"""How much failed/ may hold, in pages and in bytes, where no setting says so."""

OWN_SETTINGS = ("NEWSCRAWL_OUTPUT", "NEWSCRAWL_RUN", "NEWSCRAWL_WARC", *OWN_NUMBERS)
"""Settings of our own that pipelines and commands read; `settings.py` adds those of the rest."""


def check_settings(settings: BaseSettings, *, known: Mapping[str, object]) -> None:
    """Refuse settings that the crawl could not work with.

    `known` are our own as `settings.py` defines them, and say which kind of value each takes: a `NEWSCRAWL_` name that is neither
    there nor in OWN_SETTINGS is a slip.
    Raises UsageError, one line, on the first that is wrong.
    """
    for name in settings:
        if name.startswith("NEWSCRAWL_") and name not in known and name not in OWN_SETTINGS:
            raise UsageError(f"-s {name}=…: there is no such setting{_meant(name, sorted({*known, *OWN_SETTINGS}))}")
    for name, (kind, smallest) in _NUMBERS.items():
        _check_number(name, settings.get(name), kind, smallest)
    for name, default in {**OWN_NUMBERS, **known}.items():
        if isinstance(default, int | float) and not isinstance(default, bool):
            _check_number(name, settings.get(name), type(default), 0)
    for name in _FLAGS:
        _check_flag(settings, name)
    if not str(settings.get("NEWSCRAWL_OUTPUT") or "").strip():
        raise UsageError("-s NEWSCRAWL_OUTPUT=…: the output folder has no name")
    if "NEWSCRAWL_WARC" in settings and _check_flag(settings, "NEWSCRAWL_WARC"):
        raise UsageError("-s NEWSCRAWL_WARC=True: this version writes no WARC")


def _check_number(name: str, value: object, kind: type[int] | type[float], smallest: float) -> None:
    if value is None:
        return
    try:
        # int() of a float would cut off what the user wrote; float() takes nan and inf, which no comparison refuses.
        fits = smallest <= kind(str(value)) < float("inf")
    except ValueError:
        fits = False
    if not fits:
        what = "a whole number" if kind is int else "a number"
        raise UsageError(f"-s {name}={value}: not {what} of {smallest:g} or more")


def _check_flag(settings: BaseSettings, name: str) -> bool:
    try:
        return settings.getbool(name)
    except ValueError:
        raise UsageError(f"-s {name}={settings.get(name)}: say True or False") from None
