"""What a fault is: something that stands between the request and the page, under a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from newscrawl.replica.content import Archive
from newscrawl.replica.replies import Answer, Reply, Request

Scope = Literal["none", "one", "some", "third", "each", "all"]
"""Articles whose pages a fault keeps from being read. It answers for them alone, but with `all` for
every page of the site."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong."""

    name: str
    what: str
    wrong: Callable[[Request, Answer], Reply]
    entry_path: str | None
    """It answers at this path and below; None: anywhere."""
    scope: Scope

    def makes_unreadable(self, archive: Archive, number: int) -> bool:
        """Whether it keeps this article from being read."""
        match self.scope:
            case "none":
                return False
            case "one":
                return number == archive.middle
            case "some":
                return number % 7 == 3
            case "third":
                return archive.ordinal(number) % 3 == 1
            case "each" | "all":
                return True

    def concerns(self, path: str, archives: dict[str, Archive]) -> bool:
        """Whether it answers at this path."""
        if self.entry_path:
            return path == self.entry_path or path.startswith(self.entry_path + "/")
        if self.scope in ("none", "all"):
            return True
        article = re.fullmatch(r"/([a-z]{2})/news/detail/(\d+)/?", path)
        return (
            article is not None
            and article[1] in archives
            and self.makes_unreadable(archives[article[1]], int(article[2]))
        )

    def before(self, answer: Answer, archives: dict[str, Archive]) -> Answer:
        """The site's answer, with this fault before it."""
        return lambda request: (
            self.wrong(request, answer)
            if self.concerns(request.path, archives)
            else answer(request)
        )


FAULTS: dict[str, Fault] = {}

Wrong = Callable[[Request, Answer], Reply]


def fault(
    what: str, *, entry_path: str | None = None, scope: Scope = "none"
) -> Callable[[Wrong], Wrong]:
    """Register a fault under its function's name, underscores as hyphens."""

    def register(wrong: Wrong) -> Wrong:
        name = wrong.__name__.replace("_", "-")
        FAULTS[name] = Fault(name, what, wrong, entry_path, scope)
        return wrong

    return register
