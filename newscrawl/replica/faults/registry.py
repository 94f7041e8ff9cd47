"""What a fault is: something that stands between the question and the page, under a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from newscrawl.replica.replies import Answer, Ask, Reply

if TYPE_CHECKING:
    from newscrawl.replica.content import Archive

Victims = Literal["none", "one", "some", "third", "each", "all"]
"""Articles whose pages a fault keeps from being read. It answers for them alone, but with `all` for
every page of the site."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong."""

    name: str
    what: str
    wrong: Callable[[Ask, Answer], Reply]
    door: str | None
    """Where it answers, and whatever is below; None: anywhere."""
    victims: Victims

    def spoils(self, archive: Archive, number: int) -> bool:
        """Whether it keeps this article from being read."""
        match self.victims:
            case "none":
                return False
            case "one":
                return number == archive.middle
            case "some":
                return number % 7 == 3
            case "third":
                return archive.turn(number) % 3 == 1
            case "each" | "all":
                return True

    def concerns(self, path: str, archives: dict[str, Archive]) -> bool:
        """Whether it has a say at this address."""
        if self.door:
            return path == self.door or path.startswith(self.door + "/")
        if self.victims in ("none", "all"):
            return True
        article = re.fullmatch(r"/([a-z]{2})/news/detail/(\d+)/?", path)
        return (
            article is not None
            and article[1] in archives
            and self.spoils(archives[article[1]], int(article[2]))
        )

    def before(self, answer: Answer, archives: dict[str, Archive]) -> Answer:
        """The site's answer, with this fault before it."""
        return lambda ask: (
            self.wrong(ask, answer) if self.concerns(ask.path, archives) else answer(ask)
        )


FAULTS: dict[str, Fault] = {}

Wrong = Callable[[Ask, Answer], Reply]


def fault(
    what: str, *, door: str | None = None, victims: Victims = "none"
) -> Callable[[Wrong], Wrong]:
    """Register a fault under its function's name, underscores as hyphens."""

    def register(wrong: Wrong) -> Wrong:
        name = wrong.__name__.replace("_", "-")
        FAULTS[name] = Fault(name, what, wrong, door, victims)
        return wrong

    return register
