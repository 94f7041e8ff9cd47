"""What pages need to be looked at, as a run finds and fetches it: rows of `requisites` and
`requisite_uses` that wait to be written with the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from newscrawl.storage.state.repository import State

Row = dict[str, Any]

Kind = Literal["style", "picture", "part"]
"""A style sheet, a picture of an article, what a sheet names: a font, a background."""

MAX_TRIES = 3
"""Runs in a row that ask for it in vain: as often as a page is asked for in one."""

MAX_DEPTH = 3
"""Sheets and redirects between a page and what it needs: a sheet imports one that imports another,
and no more is met on real sites. What goes on without an end ends here."""

KEPT = "kept"

BATCH = 100
"""Addresses that are asked for at once."""


class Need(NamedTuple):
    """An address, absolute, and what is there."""

    url: str
    kind: Kind


class RequisiteBook:
    """What is owed, and what came of it. `take` gives what is to be written."""

    def __init__(self, state: State, run: str) -> None:
        """`run` is the run that asks."""
        self._state = state
        self._run = run
        self._changed: dict[str, Row] = {}
        self._uses: dict[tuple[str, str], Row] = {}

    def need(
        self, needs: Iterable[Need], *, at: str, depth: int = 0, articles: Iterable[str] = ()
    ) -> None:
        """These are needed, from now on: what is known already is not owed again. `articles` are
        those whose pages show the pictures among them; `at` is now, as the state writes it."""
        wanted = {need.url: need for need in needs}
        if depth > MAX_DEPTH or not wanted:
            return
        known = {row["url"] for row in self._state.requisites(list(wanted))} | self._changed.keys()
        for url in wanted.keys() - known:
            self._changed[url] = {
                "url": url,
                "kind": wanted[url].kind,
                "depth": depth,
                "found_at": at,
                "came": None,
                "tries": 0,
                "tried_in": None,
            }
        for need in wanted.values():
            if need.kind == "picture":
                for one in articles:
                    self._uses[one, need.url] = {"id": one, "url": need.url}

    def articles_of(self, url: str) -> list[str]:
        """Ids of the articles whose pages show the picture at this address."""
        waiting = [one for one, shown in self._uses if shown == url]
        return list(dict.fromkeys([*waiting, *self._state.uses_of_requisite(url)]))

    def waiting(self) -> Iterator[Row]:
        """Some of those that are owed and were not asked for by this run; none where all were. What
        waits to be written is not among them."""
        yield from self._state.waiting_requisites(self._run, BATCH)

    def is_kept(self, url: str) -> bool:
        """Whether a record holds what is there: a kill may have come before that was noted."""
        row = self._state.capture_at(url)
        return row is not None and bool(row["requisite"])

    def came(self, row: Row) -> None:
        """It was fetched."""
        self._changed[row["url"]] = row | {"came": KEPT, "tries": 0, "tried_in": self._run}

    def passed_over(self, row: Row) -> None:
        """This run may not ask for it: another one may."""
        self._changed[row["url"]] = row | {"tried_in": self._run}

    def failed(self, row: Row, reason: str, *, for_good: bool) -> None:
        """It could not be had; `for_good`: it is not asked for any more."""
        tries = row["tries"] + 1
        came = reason if for_good or tries >= MAX_TRIES else None
        self._changed[row["url"]] = row | {"came": came, "tries": tries, "tried_in": self._run}

    def take(self) -> tuple[list[Row], list[Row]]:
        """The rows to write of either table; they wait no more."""
        changed, uses = self._changed, self._uses
        self._changed, self._uses = {}, {}
        return list(changed.values()), list(uses.values())
