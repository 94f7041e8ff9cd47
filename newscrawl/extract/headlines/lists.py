"""What a page's dated headline lists say, as values; and which of their dates are sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from newscrawl.extract.dates.order import Order
from newscrawl.extract.headlines.date_order import (
    NOTHING_PROVEN,
    KnownOrders,
    ListOrders,
    in_order,
)
from newscrawl.identity.site import ArticleRef


class DatedHeadline(NamedTuple):
    """One entry of a dated list."""

    ref: ArticleRef
    title: str
    published: date
    block: int
    """Index of the block that holds the link."""


class Undecided(NamedTuple):
    """An entry of a dated list of which nothing on the page tells whether the day or the month is
    printed first."""

    entry: DatedHeadline
    """Read with the day first."""
    place: str
    """Where its date stands; see `place_of`."""
    fallback: Order | None
    """How the language of the page writes dates; None where that does not tell."""


class DatedPlace(NamedTuple):
    """Where an article's headline stands beside a date."""

    block: int
    when: date
    blocks: frozenset[int]
    """The blocks of the entry."""


class HeadlineLists(NamedTuple):
    """What a page's lists say, and where they stand."""

    proven: list[DatedHeadline]
    """The entries with a date that is sure by the page alone, in page order, each once."""
    titles: dict[ArticleRef, str]
    """For each article that a link of its own leads to, dated or not: the text of that link."""
    blocks: frozenset[int]
    """Indexes of the blocks that belong to dated entries."""
    undecided: tuple[Undecided, ...] = ()
    """The entries that other pages, or the language, may date."""
    orders: frozenset[tuple[str, Order]] = frozenset()
    """What the page proves of the order of day and month, place by place."""

    def dated(self, known: KnownOrders = NOTHING_PROVEN) -> list[DatedHeadline]:
        """The entries with a date, in page order, each once. `known` is what other pages of the
        site prove; without a proof, and where the language tells nothing, there is no date."""
        if not self.undecided:
            return self.proven
        decided = [
            one.entry._replace(published=in_order(one.entry.published, order))
            for one in self.undecided
            if (order := known.order(one.place) or one.fallback) is not None
        ]
        return sorted([*self.proven, *decided], key=block_of)


def in_proven_order(
    lists: HeadlineLists, found: Mapping[ArticleRef, Sequence[DatedPlace]], orders: ListOrders
) -> HeadlineLists:
    """The same lists, with day and month of each date in the order that the page proves for its
    place; the entries of which it proves none apart. `found` tells where each date stands."""
    if not orders.places:
        return lists
    places = {
        (ref, one.block, one.when): place
        for ref, dated in found.items()
        for one in dated
        if (place := orders.open_place(one.blocks, one.when)) is not None
    }
    proven: list[DatedHeadline] = []
    undecided: list[Undecided] = []
    for entry in lists.proven:
        place = places.get((entry.ref, entry.block, entry.published))
        order = orders.order(place) if place is not None else None
        if place is None:
            proven.append(entry)
        elif order is not None:
            proven.append(entry._replace(published=in_order(entry.published, order)))
        elif not orders.contradicts_itself(place):
            undecided.append(Undecided(entry, place, orders.fallback))
    blocks = {block for dated in found.values() for one in dated for block in one.blocks}
    return lists._replace(
        proven=proven, undecided=tuple(undecided), orders=orders.proven_in(blocks)
    )


def block_of(entry: DatedHeadline) -> int:
    """Where it stands."""
    return entry.block
