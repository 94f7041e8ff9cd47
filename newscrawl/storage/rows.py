"""Lines, readings and claims as rows of the state."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from newscrawl.items import Article, Circumstances, Headline
from newscrawl.lifecycle.page import Known
from newscrawl.records import Record, moment, utc
from newscrawl.storage.state.schema.columns import storable
from newscrawl.storage.suppression.lines import untitled

Row = dict[str, Any]


def reading_row(
    article_id: str,
    came: str,
    seen: Circumstances,
    *,
    reason: str | None = None,
    claims: Sequence[Sequence[str | None]] = (),
) -> Row:
    """A row of `readings`. `came` is `read` or `failed`, `reason` why it failed, `claims` the days
    that the page gave for itself, each as source and day."""
    return {
        "id": article_id,
        "came": came,
        "record_id": seen.record_id,
        "reason": reason,
        "titles": json.dumps(seen.titles, ensure_ascii=False),
        "layout": seen.layout,
        "learnt": seen.learnt,
        "claims": json.dumps(claims),
    }


def claim_rows(article: Article, stored: Iterable[Mapping[str, str]], *, run: str) -> list[Row]:
    """The rows of `claims` that the dates of an article's page make. `stored` are those that there
    are: of a date that was claimed before, only the last sight changes."""
    before = {(row["source"], row["published"]): row for row in stored}
    at = utc(article.fetched_at)
    rows: list[Row] = []
    for own in article.own_dates:
        published = moment(own.published)
        assert published is not None
        known = before.get((own.source, published), {})
        if known.get("last_seen_at", "") < at:
            first = {
                "id": article.id,
                "source": own.source,
                "published": published,
                "printed": own.printed,
                "seen_on": article.fetched_from,
                "seen_at": at,
                "run": run,
            }
            rows.append({**first, **known, "last_seen_at": at})
    return rows


def revision_row(record: Record, line: str, last_seen_before_at: str | None = None) -> Row:
    """The row of `revisions` that holds this line. `last_seen_before_at` is the last visit that
    found the revision before; None where that is not known."""
    return {
        "seq": record["seq"],
        "id": record["id"],
        "revision": record["revision"],
        "run": record["run"],
        "line": line,
        "last_seen_before_at": last_seen_before_at,
    }


def boilerplate_row(site: str, language: str, dumped: Mapping[str, Any], *, run: str) -> Row:
    """The row of `memories` that holds what repeats from page to page of a language."""
    pages = json.dumps(dumped, ensure_ascii=False)
    return {"site": site, "language": language, "pages": pages, "run": run}


def with_facts(known: Known, article: Article) -> Known:
    """What is known of an article, with what its page says beside the record: where it is in other
    languages, and what its picture is."""
    told = {name: value for name, value in article.picture._asdict().items() if value is not None}
    picture = {"image": article.image, **told} if told else {}
    return replace(
        known,
        translations=json.dumps(article.translations, ensure_ascii=False),
        picture=json.dumps(picture, ensure_ascii=False),
    )


def as_stored(headline: Headline) -> Headline:
    """The headline in the letters in which the state keeps it."""
    title = storable(headline.title)
    if title == headline.title:
        return headline
    beside = frozenset((storable(one), day) for one, day in headline.beside)
    return replace(headline, title=title, beside=beside)


def headline_row(record: Record, line: str) -> Row:
    """The row of `headlines` that holds this line."""
    names = ("seq", "id", "title", "published", "seen_on", "seen_at", "run")
    row = {**{name: record[name] for name in names}, "line": line}
    return {**row, "title": untitled(record["seq"])} if record.get("suppressed") else row
