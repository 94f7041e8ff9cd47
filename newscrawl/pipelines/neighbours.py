"""What the dated neighbours of an article, by number, tell of its day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, timezone, tzinfo

from newscrawl.dating.chronology import Chronology
from newscrawl.dating.decide import Evidence
from newscrawl.dating.interval import Between, local_day
from newscrawl.identity.article_id import parse_id, position_of
from newscrawl.lifecycle.page import Known
from newscrawl.run.session import ArchiveSession

FURTHEST_EAST = timezone(timedelta(hours=14))
"""Where days begin first: the calendar of a site whose zone is not known may be as far ahead."""


class Neighbours:
    """The order of a site's dated articles, as of not too long ago."""

    def __init__(self, session: ArchiveSession, site: str, zone: tzinfo) -> None:
        """`zone` is that of the site's calendar, or one that is as far ahead as it may be."""
        self._session = session
        self._site = site
        self._zone = zone
        self._made: dict[str, tuple[Chronology, int]] = {}
        self._met = 0
        self._left_out: frozenset[tuple[str, int]] = frozenset()

    def meet(self) -> None:
        """An article or a headline has come: what is known may lack it."""
        self._met += 1

    def forget(self) -> None:
        """Many have got another day."""
        self._made.clear()

    def leave_out(self, ids: Iterable[str]) -> None:
        """These articles have days as yet that are not believed any more."""
        refs = (parse_id(one).ref for one in ids)
        self._left_out = frozenset(
            (language, number) for language, key in refs if (number := position_of(key)) is not None
        )
        self.forget()

    def makes_plausible(self, language: str, number: int, day: date) -> bool:
        """Whether an article of this number may be of that day."""
        return self._chronology(language).is_plausible(number, day.toordinal())

    def between(self, known: Known, evidence: Sequence[Evidence]) -> Between:
        """The first and the last day on which it can have been published: as its neighbours by
        number tell, and at the latest when it was first seen, in a headline or at its own URL."""
        seen_at = min(
            [datetime.fromisoformat(known.first_seen_at), *(one.seen_at for one in evidence)]
        )
        seen_on = local_day(seen_at, self._zone).toordinal()
        lower, upper = (
            self._chronology(known.language).between(known.number)
            if known.number is not None
            else (None, None)
        )
        if lower is not None and lower > seen_on:
            # It was there before: its number does not tell its day.
            lower = upper = None
        upper = seen_on if upper is None else min(upper, seen_on)
        if known.number is None and known.published is None and known.not_after is not None:
            # No neighbours have told it: it was seen by then.
            upper = min(upper, date.fromisoformat(known.not_after).toordinal())
        return (
            date.fromordinal(lower) if lower is not None else None,
            date.fromordinal(upper),
        )

    def _chronology(self, language: str) -> Chronology:
        """It is made again when it may have grown by a quarter."""
        made = self._made.get(language)
        if made is None or self._met > made[1]:
            self._session.commit()
            dated = self._session.archive.state.dated_numbers(self._site, language)
            chronology = Chronology(
                [
                    (number, date.fromisoformat(day[:10]).toordinal())
                    for number, day in dated
                    if (language, number) not in self._left_out
                ]
            )
            made = self._made[language] = (chronology, self._met + 20 + len(dated) // 4)
        return made[0]
