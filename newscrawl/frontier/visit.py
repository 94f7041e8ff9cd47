"""A page that a run visits: what is to be fetched, and what led to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from newscrawl.frontier.traps import Shape, Tally
from newscrawl.identity.article_id import ArticleRef

Kind = Literal["listing", "article", "feed"]


@dataclass(slots=True, frozen=True, eq=False)
class Visit:
    """A page to be fetched."""

    number: int
    """1, 2, 3 … in the order of the run."""
    url: str
    kind: Kind
    ref: ArticleRef | None = None
    """Which article; None for listings and feeds."""
    headlines: tuple[str, ...] = ()
    """Texts of links that led to it by the time of the visit, longest first, at most three."""
    depth: int = 0
    """Links from the start."""
    barren: int = 0
    """Pages in a row, on the way here, that led to no article not known before."""
    found_on: str | None = None
    """The URL of the page that named it first; None for where the run starts."""
    shape: Shape | None = field(default=None, repr=False)
    """What it is counted under: its own kind of page for a listing, the kind that named it for an
    article."""
    source: Source | None = field(default=None, repr=False)

    @property
    def asked(self) -> bool:
        """Whether no page led to it: it was asked for, or is due."""
        return self.kind == "article" and self.source is None


class Source(Tally):
    """A page that led to articles, for as long as one of them is to be fetched."""

    __slots__ = ("depth", "shape", "url")

    def __init__(self, url: str, depth: int, shape: Shape) -> None:
        super().__init__()
        self.url = url
        self.depth = depth
        self.shape = shape
