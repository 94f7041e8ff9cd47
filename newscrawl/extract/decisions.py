"""Which rule decided what of a page's reading, by name: what explains a reading, and what a run
counts."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from newscrawl.extract.body.rules import BodyRule

_PARTS = ("title", "section", "authors", "image", "description", "modified", "tags")


class Decisions(NamedTuple):
    """Which rule decided what of a reading, by name; None where a part was not found."""

    blocks: list[BodyRule]
    """For each block of the page's outline the rule that kept or cut it."""
    title: str | None
    """A name of TitleRule."""
    section: str | None
    """The place in the markup that claims it, such as `json-ld articleSection`, or `breadcrumb`,
    `label`, `address` (section.py)."""
    authors: str | None
    """As for the section, or `byline`, `author-mark`, `plain-line` (authors.py)."""
    image: str | None
    """As for the section, or `picture`."""
    description: str | None = None
    """The place in the markup that claims it."""
    modified: str | None = None
    """Likewise."""
    tags: str | None = None
    """The place that claims the first of them, or `tag link`, `tag line` (tags.py)."""

    def counts(self) -> Counter[str]:
        """How often each rule decided, as `body/<rule>`, `title/<rule>` and so on."""
        counts = Counter(f"body/{rule}" for rule in self.blocks)
        for part in _PARTS:
            counts[f"{part}/{getattr(self, part) or 'none'}"] += 1
        return counts
