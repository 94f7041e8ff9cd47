"""The languages of a site in which nothing new comes any more, for the last line of a run and for
`scrapy status`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from newscrawl.lifecycle.silence import Silence, silence
from newscrawl.storage.queries.watch import news_days
from newscrawl.storage.state.repository import State


def silences(state: State, site: str, today: date) -> dict[str, Silence]:
    """How long nothing new has come in each language, on this day. Raises OutputError."""
    found = {language: silence(days, today) for language, days in news_days(state, site).items()}
    return {language: one for language, one in sorted(found.items()) if one is not None}


def notice(found: Mapping[str, Silence]) -> str:
    """What is unheard of, in a clause; empty where nothing is.

    >>> quiet, usual = Silence(date(2026, 1, 9), 6, 1), Silence(date(2026, 1, 15), 0, 1)
    >>> notice({"en": usual, "ka": quiet})[:44]
    'nothing newer in ka than 2026-01-09 for 6 da'
    >>> notice({"en": usual})
    ''
    """
    unheard = {language: one for language, one in found.items() if one.is_unheard_of}
    said = [
        str(one) if len(found) == 1 else str(one).replace("newer", f"newer in {language}", 1)
        for language, one in unheard.items()
    ]
    return "; ".join(said)
