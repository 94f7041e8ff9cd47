"""Which rule decided what of a page's reading, by name: what explains a reading, and what a run
counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from newscrawl.extract.body.rules import BodyRule
from newscrawl.extract.publication_date import Verdict

RULES = "rules/"
"""Before the name of a rule in the stats of a run: number of article pages on which it decided
anything."""


TEASER = "teaser/"
"""Before the name of a Teaser among the rules of a page."""


class ImageRule(StrEnum):
    """What gave a picture that no claim of the metadata gives. The names are public, as those of
    BodyRule are."""

    PICTURE = "picture"
    """The first picture between the title and the end of the text."""


_PARTS = ("title", "section", "authors", "image", "description", "modified", "tags")


class Decisions(NamedTuple):
    """Which rule decided what of a reading, by name; None where a part was not found."""

    blocks: list[BodyRule]
    """For each block of the page's outline the rule that kept or cut it."""
    title: str | None
    """A name of TitleRule."""
    section: str | None
    """The place in the markup that claims it, such as `json-ld articleSection`, or a name of
    SectionRule."""
    authors: str | None
    """As for the section, or a name of AuthorsRule."""
    image: str | None
    """As for the section, or a name of ImageRule."""
    description: str | None = None
    """The place in the markup that claims it."""
    modified: str | None = None
    """Likewise, or a name of ChangeRule."""
    tags: str | None = None
    """The place that claims the first of them, or a name of TagsRule."""
    dates: Sequence[Verdict] = ()
    """What became of each date of the page."""
    doubts: Sequence[str] = ()
    """Why the body was doubted at first reading: names of Doubt."""
    teaser: str | None = None
    """Why the body is but the start of the article: a name of Teaser."""

    def counts(self) -> Counter[str]:
        """How often each rule decided, as `body/<rule>`, `title/<rule>` and so on."""
        counts = Counter({f"body/{rule}": count for rule, count in Counter(self.blocks).items()})
        for part in _PARTS:
            counts[f"{part}/{getattr(self, part) or 'none'}"] += 1
        counts.update(f"date/{one.rule}" for one in self.dates)
        counts.update(f"doubt/{doubt}" for doubt in self.doubts)
        if self.teaser is not None:
            counts[f"{TEASER}{self.teaser}"] += 1
        return counts
