"""What to say where there is no article of an id: which one is probably meant."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from difflib import get_close_matches

from sqlalchemy import Select, func, select

from newscrawl.errors import UnknownArticleError
from newscrawl.identity.article_id import position_of
from newscrawl.records import utc
from newscrawl.storage.queries.moment import Moment
from newscrawl.storage.state.schema import articles

BESIDE = 50
"""Ids on either side that are compared with the one that was given: a slip of the pen changes the
order of an id but little, and an archive may have very many."""


def unknown(moment: Moment, article_id: str, until: datetime | None = None) -> UnknownArticleError:
    """The error for an id of which there is no line, or none up to this time. Raises
    OutputError."""
    if until is not None and (first := next(iter(moment.revisions(article_id)), None)):
        at = json.loads(first["line"])["fetched_at"]
        return UnknownArticleError(
            f"{article_id} was first seen on {at[:10]}, and not by {utc(until)[:10]}"
        )
    near = _nearest(moment, article_id)
    if near is not None:
        return UnknownArticleError(f"there is no article {article_id}; did you mean {near}?")
    return UnknownArticleError(
        f"there is no article {article_id}: an id looks like ccbsnews/en/4666"
    )


def _nearest(moment: Moment, given: str) -> str | None:
    ids = select(articles.c.id).where(
        articles.c.seq.is_not(None), articles.c.seq <= moment.last_seq
    )
    if "://" in given:
        return _first(moment, ids.where(articles.c.url == given.strip()))
    # A key alone, or behind another site or language.
    key = given.rpartition("/")[2]
    found = _first(moment, ids.where(articles.c.key.in_((given, key))).order_by(articles.c.id))
    if found is not None:
        return found
    number = position_of(key)
    if number is not None:
        away = func.abs(articles.c.number - number)
        of = ids.where(articles.c.number.is_not(None))
        prefix = given.removesuffix(key)
        beside = of.where(articles.c.id.startswith(prefix, autoescape=True))
        return _first(moment, (beside if prefix else of).order_by(away, articles.c.id))
    before = ids.where(articles.c.id < given).order_by(articles.c.id.desc())
    after = ids.where(articles.c.id > given).order_by(articles.c.id)
    near = [row["id"] for one in (before, after) for row in moment.rows(one.limit(BESIDE))]
    return _closest(given, near)


def _first(moment: Moment, query: Select[tuple[str]]) -> str | None:
    return next((row["id"] for row in moment.rows(query.limit(1))), None)


def _closest(given: str, among: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(given, list(among), n=1)), None)
