"""What one article page says, part by part, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from newscrawl.extract.dates.parse import Moment
from newscrawl.extract.decisions import Decisions
from newscrawl.extract.headlines.lists import DatedHeadline
from newscrawl.extract.publication_date import OwnDate, Verdict
from newscrawl.extract.requisites import Place
from newscrawl.items import NO_FACTS, PictureFacts


@dataclass(slots=True)
class Reading:
    """What one article page says, read by what its parts are. Every field has the meaning of the
    item's field of that name."""

    title: str | None
    body: str | None
    headlines: list[DatedHeadline]
    published: Moment | None
    published_text: str | None
    published_from: str | None
    page_date: date | None
    section: str | None
    authors: list[str] = field(default_factory=list)
    image: str | None = None
    picture: PictureFacts = NO_FACTS
    description: str | None = None
    modified: Moment | None = None
    tags: list[str] = field(default_factory=list)
    own_dates: tuple[OwnDate, ...] = ()
    """All dates that the page gives for itself, the best first."""
    date_verdicts: tuple[Verdict, ...] = ()
    """What became of each date of the page, with the name of the rule that decided."""
    doubts: tuple[str, ...] = ()
    """Why the body was doubted at first reading: names of Doubt. Empty where it was not."""
    body_doubt: str | None = None
    """The doubt about the body that is left, in one line for people; None where there is none."""
    teaser: str | None = None
    """Why the body is but the start of the article: a name of Teaser. None where nothing surely
    says so."""
    place: Place | None = None
    """Where the article stands on the page; None where no text was found."""
    decisions: Decisions | None = None
    """Why it was read so; None for a reading that was put together elsewhere."""
