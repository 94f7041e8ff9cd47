"""What the decision about a page's dates rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.claims import Claim
from newscrawl.extract.dates.order import Order
from newscrawl.extract.headlines.lists import DatedHeadline
from newscrawl.extract.publication_date.visits import differs, is_clock, stood_still, varies
from newscrawl.identity.article_id import ArticleRef, position_of


class DateContext(NamedTuple):
    """What the judgement needs to know of the page. Blocks are indexes of the page's outline."""

    ref: ArticleRef | None
    """The article that the page is; None where its URL does not tell."""
    title_block: int | None
    title_in_sidebar: bool
    body_first: int | None
    """The first block of the text; None, together with `body_last`, where there is no text."""
    body_last: int | None
    body_blocks: frozenset[int]
    head_first: int
    """The first block over the text among which bylines stand where no title is printed; 0 where
    there is no text."""
    headlines: Sequence[DatedHeadline]
    today: date
    """The day of the visit, in the site's zone or UTC."""
    fetched_at: datetime | None = None
    """The moment of the visit, aware; None where it is not known."""

    hours: frozenset[int] = frozenset()
    """Those that say when an entry was written, in a text that is told as it happens."""
    changes: Sequence[Claim] = ()
    """What the metadata say of the last change."""
    standing_blocks: frozenset[int] = frozenset()
    """Those right behind the text that stand on every page of the site."""
    order_of_language: Order | None = None
    """The order of day and month in the language that the page declares; None where that does not
    tell."""

    @property
    def newest(self) -> date | None:
        """The day of the page's newest headline; None where it lists none."""
        return max((entry.published for entry in self.headlines), default=None)

    @property
    def successors(self) -> list[date]:
        """The days of the page's headlines of articles that were numbered after this one, in
        order; none where numbers do not tell."""
        return self._numbered(1)

    @property
    def predecessors(self) -> list[date]:
        """Likewise, of those that were numbered before this one."""
        return self._numbered(-1)

    def _numbered(self, sign: int) -> list[date]:
        ref = self.ref
        own = None if ref is None else position_of(ref.key)
        if ref is None or own is None:
            return []
        return sorted(
            entry.published
            for entry in self.headlines
            if entry.ref.language == ref.language
            and (position := position_of(entry.ref.key)) is not None
            and sign * (position - own) > 0
        )


def order_slot(slot: str) -> str:
    """The name under which the memory keeps in which order a place prints day and month."""
    return f"{slot} order"


class Known(NamedTuple):
    """The page, and what is known of the others of its site."""

    page: DateContext
    memory: Boilerplate
    language: str
    newest: date | None
    successors: Sequence[date]
    """Both as the page tells; kept, as each of its dates is held against them."""
    stamp: date | None = None
    """The day of the visit as the page prints it; None where it prints none, or before it has been
    found."""
    predecessors: Sequence[date] = ()
    """As the successors."""

    @property
    def knows_pages(self) -> bool:
        """Whether enough pages are known to tell what repeats."""
        return self.memory.knows(self.language)

    def same_everywhere(self, slot: str, day: date, *, few: int = 0) -> bool:
        """Whether this place says this day on every page; at least `few` pages must be known."""
        return self.memory.is_constant(self.language, slot, day.isoformat(), few=few)

    def is_common(self, slot: str) -> bool:
        """Whether every page has this place."""
        return self.memory.is_common(self.language, slot)

    def varies(self, slot: str) -> bool:
        """Whether this place says different days on different pages of one visit."""
        return varies(self.memory, self.language, slot)

    def differs(self, slot: str) -> bool:
        """As `varies`, whatever goes with the day of the visit."""
        return differs(self.memory, self.language, slot)

    def is_clock(self, slot: str) -> bool:
        """Whether this place said the day of each visit."""
        return is_clock(self.memory, self.language, slot)

    def stood_still(self, slot: str) -> bool:
        """Whether this place said one and the same on the pages of each visit."""
        return stood_still(self.memory, self.language, slot)

    def order(self, slot: str) -> Order | None:
        """The order of day and month in this place, as pages of the site prove it; None where none
        does, or where they contradict each other."""
        orders = self.memory.values(self.language, order_slot(slot))
        if len(orders) != 1:
            return None
        return "month_first" if "month_first" in orders else "day_first"

    def stands_still(self, slot: str) -> bool:
        """Whether every page has this place and it said one and the same on all that were learnt
        from in a visit, or the day of each visit: in another run it says another thing."""
        return self.is_common(slot) and not self.varies(slot)
