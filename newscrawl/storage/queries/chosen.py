"""Which articles somebody asks for, as conditions on their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, exists

from newscrawl.lifecycle.page import GONE, LIVE
from newscrawl.storage.state.schema import articles, revisions

IS_GONE = articles.c.status == GONE
"""That the site shows an article no more."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of articles; None: whatever it is."""

    live: bool = True
    """Only those that the site still shows."""
    since: date | None = None
    """First day of publication."""
    until: date | None = None
    """Last day of publication."""
    language: str | None = None
    """Of the text: where addresses tell none, that of the id is the site's."""

    def conditions(self) -> Sequence[ColumnElement[bool]]:
        """What has to hold of a row of `articles`. An undated article is meant where all days on
        which it can have been published are."""
        found: list[ColumnElement[bool]] = []
        if self.live:
            found.append(articles.c.status == LIVE)
        if self.language is not None:
            found.append(_is_in(self.language))
        undated = articles.c.published.is_(None)
        if self.since is not None:
            first = self.since.isoformat()
            found.append(
                (articles.c.published >= first) | (undated & (articles.c.not_before >= first))
            )
        if self.until is not None:
            # A moment of that day sorts behind the day itself.
            last = (self.until + timedelta(days=1)).isoformat()
            found.append((articles.c.published < last) | (undated & (articles.c.not_after < last)))
        return found


def _is_in(language: str) -> ColumnElement[bool]:
    """That the newest line of an article says this language. A quotation mark in a text is escaped
    in a line, so no text says the same."""
    said = revisions.alias()
    key = f'"language": "{language}"'
    return exists().where(said.c.seq == articles.c.seq, said.c.line.contains(key, autoescape=True))
