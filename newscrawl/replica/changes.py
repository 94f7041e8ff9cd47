"""What may happen to the site while it is served, and what it does to the articles.

    replica.apply(changes.publish("en", 3), changes.edit("ru", 7510, "title"),
    changes.faults("all-500"))

A change is a plain value and goes over the wire as JSON; the same changes in the same order make
the same site, here and there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any, Literal, get_args

from newscrawl.replica.content import Archive, next_number

Kind = Literal[
    "publish", "edit", "delete", "restore", "republish", "day", "faults", "soft", "markup"
]
Part = Literal["title", "body", "both"]
Soft = Literal["404", "page", "home"]
"""How what is not there answers: 404; a page that says so with status 200, dressed like the others;
a redirect to the root."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happens; the functions below make it. Raises ValueError for a kind, part or
    answer that does not exist."""

    kind: Kind
    language: str = ""
    number: int = 0
    count: int = 1
    part: Part = "both"
    day: date | None = None
    faults: tuple[str, ...] = ()
    soft: Soft = "404"
    markup: str = ""

    def __post_init__(self) -> None:
        for name, given, known in (
            ("kind", self.kind, Kind),
            ("part", self.part, Part),
            ("soft", self.soft, Soft),
        ):
            if given not in get_args(known):
                raise ValueError(
                    f"no {name} of a change is called {given!r}; there are"
                    f" {', '.join(get_args(known))}"
                )
        if self.kind == "day" and self.day is None:
            raise ValueError("a change of the day needs one")

    def to_json(self) -> dict[str, Any]:
        """What `from_json` reads back."""
        return asdict(self) | {"day": str(self.day) if self.day else None}

    @staticmethod
    def from_json(given: Mapping[str, Any]) -> Change:
        """The change in an object; keys may be missing. Raises ValueError or TypeError where it is
        none."""
        change = Change(**given)
        day = date.fromisoformat(str(change.day)) if change.day else None
        return replace(change, day=day, faults=tuple(change.faults))


def publish(language: str, count: int = 1) -> Change:
    """New articles on top, of the day that the site has."""
    return Change("publish", language, count=count)


def edit(language: str, number: int, part: Part = "both") -> Change:
    """The article gets another title, another paragraph, or both."""
    return Change("edit", language, number, part=part)


def delete(language: str, number: int) -> Change:
    """It is not there any more, and no page shows it."""
    return Change("delete", language, number)


def restore(language: str, number: int) -> Change:
    """What was deleted is back as it was."""
    return Change("restore", language, number)


def republish(language: str, number: int) -> Change:
    """Its title and text stand under a new number on top too; the old one stays as it is, deleted
    or not."""
    return Change("republish", language, number)


def day(day: date) -> Change:
    """The stamp of every page, and the day of what is published from now on."""
    return Change("day", day=day)


def faults(*names: str) -> Change:
    """Just these are wrong from now on; with no name the site is healthy."""
    return Change("faults", faults=names)


def soft(how: Soft) -> Change:
    """How what is not there answers from now on."""
    return Change("soft", soft=how)


def redesign(markup: str) -> Change:
    """Every page is made anew, in another markup; what the articles say stays."""
    return Change("markup", markup=markup)


def change_articles(
    change: Change, archives: Mapping[str, Archive], day: date, moment: datetime
) -> list[int]:
    """Do to the articles what the change says; gives the numbers of new ones. A change that says
    nothing of articles does nothing.

    Raises ValueError, and changes nothing, for a language or an article that there is not.
    """
    if change.kind in ("day", "faults", "soft", "markup"):
        return []
    archive = archives.get(change.language)
    if not archive:
        raise ValueError(
            f"the site has no language {change.language!r}; it has {', '.join(archives)}"
        )
    number, there, gone = (
        change.number,
        change.number in archive.numbers,
        change.number in archive.gone,
    )
    wanted = {"publish": True, "restore": gone, "republish": there or gone}.get(change.kind, there)
    if not wanted:
        raise ValueError(f"there is no article {change.language}/{number} to {change.kind}")
    new: list[int] = []
    match change.kind:
        case "publish":
            for _ in range(change.count):
                new.append(next_number(archive, archives.values()))
                archive.publish(new[-1], day, moment)
        case "republish":
            new.append(next_number(archive, archives.values()))
            archive.publish(new[-1], day, moment, text_of=number)
        case "edit":
            archive.edit(number, moment, title=change.part != "body", body=change.part != "title")
        case "delete":
            archive.delete(number)
        case "restore":
            archive.restore(number)
    return new
