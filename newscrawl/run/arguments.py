"""What a user may say with `-a`: read once, before the first request, and refused in one clear
line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Self

from newscrawl.errors import UsageError
from newscrawl.run.argument_values import (
    REVISITS,
    Numbers,
    did_you_mean,
    lines_of,
    read_accepted,
    read_count,
    read_day,
    read_file_name,
    read_flag,
    read_ids,
    read_minutes,
    read_revisits,
    read_root,
    read_urls,
)


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
    minutes: float | None = None
    """Begin no further page after so long; None means no end."""
    url: tuple[str, ...] = ()
    """Fetch these pages, whatever is known."""
    urls: str | None = None
    """A file that names pages to fetch, one a line; `-` is standard input."""
    ids: tuple[Numbers, ...] = ()
    """Visit these article numbers."""
    keys: tuple[str, ...] = ()
    """Visit the articles of these keys or ids: what `ids` names that is no number."""
    missing: bool = False
    """Visit every number up to the highest known that is not accounted for: `ids=missing`."""
    revisit: tuple[str, ...] = ()
    """Visit known articles of these kinds again."""
    dry_run: bool = False
    """Fetch and extract, tell what would change, write nothing at all."""
    accept: tuple[str, ...] = ()
    """What is taken over though it is out of the ordinary."""

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
            values["ids"], values["keys"], values["missing"] = values["ids"]  # type: ignore[misc]  # the reader gives all
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
        named = (self.url, self.urls, self.ids, self.keys, self.missing, self.revisit)
        return any(map(bool, named))

    @property
    def accept_drift(self) -> bool:
        """Whether changes are right though the site as a whole seems to have changed."""
        return "drift" in self.accept

    def addresses(self) -> list[str]:
        """The URLs of `url` and `urls`, in order, each once. Raises UsageError for a file that
        cannot be read or names none."""
        named = list(self.url)
        if self.urls:
            lines = [line.strip() for line in lines_of(self.urls)]
            in_file = [line for line in lines if line and not line.startswith("#")]
            if not in_file:
                raise UsageError(f"-a urls={self.urls}: it names no address")
            named += in_file
        return list(dict.fromkeys(named))

    def as_dict(self) -> dict[str, object]:
        """What was asked for, as the run's report holds it: JSON values, nothing that was left at
        its default."""
        ids = [*map(str, self.ids), *self.keys, *(["missing"] if self.missing else [])]
        said: dict[str, object] = {
            "root": self.root,
            "full": self.full,
            "since": self.since and self.since.isoformat(),
            "limit": self.limit,
            "minutes": self.minutes,
            "url": " ".join(self.url),
            "urls": self.urls,
            "ids": ",".join(ids),
            "revisit": ",".join(self.revisit),
            "dry_run": self.dry_run,
            "accept": ",".join(self.accept),
        }
        return {name: value for name, value in said.items() if value}


class Argument(NamedTuple):
    """One argument of the spiders, for the check, the help and the reference."""

    read: Callable[[str, str], Any]
    """The value of a text, given with the argument's name. Raises UsageError."""
    value: str
    """What stands behind the `=`, as help shows it."""
    meaning: str
    """What it does, in half a sentence."""


ARGUMENTS: Mapping[str, Argument] = {
    "full": Argument(read_flag, "1", "walk every listing page, whatever is known"),
    "url": Argument(
        read_urls, "URL", "fetch these pages, whatever is known; several separated by white space"
    ),
    "urls": Argument(
        read_file_name, "FILE", "likewise those that a file names, one a line; - is standard input"
    ),
    "ids": Argument(
        read_ids,
        "4600-4700",
        "visit article numbers, ranges and single ones, or keys, separated by commas; missing:"
        " every number up to the highest known that is not accounted for",
    ),
    "revisit": Argument(
        read_revisits,
        "WHAT",
        f"visit known articles again: {', '.join(REVISITS)}; several separated by commas",
    ),
    "since": Argument(read_day, "2025-12-01", "do not go further back than this day"),
    "limit": Argument(read_count, "500", "visit at most this many articles"),
    "minutes": Argument(
        read_minutes, "20", "begin no page after so long: the next run goes on where this one was"
    ),
    "dry_run": Argument(
        read_flag, "1", "fetch and extract, print what would change, write nothing at all"
    ),
    "accept": Argument(
        read_accepted,
        "drift",
        "take over what is held back because the site as a whole seemed to have changed",
    ),
    "root": Argument(
        read_root, "http://127.0.0.1:8080", "the same site at another URL: a mirror, a test host"
    ),
}
"""Every argument, in the order of the help."""
