"""The pages that fail, as a run finds them and leaves them: rows of `failures` that wait to be
written with the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from newscrawl.lifecycle.failing import Failing, is_over, met_again
from newscrawl.lifecycle.page import Known
from newscrawl.storage.state.repository import State

Row = dict[str, Any]


class FailureBook:
    """Asked once for each page that fails; of one that does not it costs a look into a small
    mapping."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._rows: dict[str, Failing] | None = None
        self._changed: set[str] = set()
        self._met: set[str] = set()
        """Pages that this run has met: a page that fails twice in a run is told once."""

    def of(self, page: str) -> Failing | None:
        """What is known of a page, by its id or canonical URL; None where it does not fail."""
        return self._known.get(page)

    def met(self, page: str, *, site: str, kind: str, reason: str, at: datetime) -> None:
        """The page failed."""
        before = self._known.get(page)
        if page in self._met and before is not None and before.reason == reason:
            return
        self._met.add(page)
        self._known[page] = met_again(before, page, site=site, kind=kind, reason=reason, at=at)
        self._changed.add(page)

    def over(self, page: str) -> None:
        """The page was read, or is not there: it does not fail any more."""
        if self._known.pop(page, None) is not None:
            self._changed.add(page)

    def heard(self, known: Known) -> None:
        """What a visit said of an article."""
        failing = self._known.get(known.id)
        if failing is not None and is_over(failing, known):
            self.over(known.id)

    def take(self) -> tuple[dict[str, Row], set[str]]:
        """The rows to write, by page, and the pages whose rows are to be deleted; they wait no
        more."""
        changed, self._changed = self._changed, set()
        rows = {page: asdict(self._known[page]) for page in changed if page in self._known}
        return rows, changed - rows.keys()

    @property
    def _known(self) -> dict[str, Failing]:
        if self._rows is None:
            self._rows = by_page(self._state.failures())
        return self._rows


def by_page(rows: Iterable[Failing]) -> dict[str, Failing]:
    """Rows of `failures` by their pages."""
    return {row.page: row for row in rows}
