"""What a page says of itself to machines, as values: each claim with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a page says of itself, and where."""

    slot: str
    """The place in the markup: the same on every page of one template."""
    text: str


@dataclass(slots=True)
class Metadata:
    """The claims of one page, best first; a field without a claim is empty."""

    titles: list[Claim] = field(default_factory=list)
    page_title: str = ""
    """The `title` element, white space folded."""
    site_name: str = ""
    address: str = ""
    """The page's own address, as it claims it."""
    published: list[Claim] = field(default_factory=list)
    authors: list[Claim] = field(default_factory=list)
    """Persons of JSON-LD first, then what `meta` elements say, then organisations of JSON-LD."""
    publishers: list[str] = field(default_factory=list)
    """Names of the house that publishes the page."""
    sections: list[Claim] = field(default_factory=list)
    images: list[Claim] = field(default_factory=list)
    pictures: list[dict[str, Any]] = field(default_factory=list)
    """The nodes of JSON-LD that describe pictures, those of the article or others."""
    description: str = ""
    """The first that stands on the page."""
    descriptions: list[Claim] = field(default_factory=list)
    modified: list[Claim] = field(default_factory=list)
    keywords: list[Claim] = field(default_factory=list)
    """One claim a keyword."""
    body: str = ""
    """The text of the article as JSON-LD gives it, white space folded."""
    paragraphs: list[str] = field(default_factory=list)
    """The same, parted where it is parted there."""
    words: int | None = None
    """The number of words of the text."""
    is_free: bool | None = None
    """Whether the text is for everybody; None where the page does not say."""
    entries: str = ""
    """What JSON-LD gives as the entries of a live blog, white space folded."""
    entry_titles: list[str] = field(default_factory=list)
    """The headlines of the same."""
    is_live_blog: bool = False
    """Whether the article is one that is written on while something happens, its newest entries
    first."""
