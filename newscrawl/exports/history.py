"""The history: a row a revision, with the fields that changed and the two visits between which the
site changed them. As JSON Lines, or as Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from newscrawl.exports import parquet
from newscrawl.exports.fields import TEXTS, Field, is_suppressed
from newscrawl.exports.moments import day, moment
from newscrawl.records import COMPARED, Record, changed_fields
from newscrawl.storage.queries.latest import LatestRecords
from newscrawl.storage.queries.steps import Step

_SEEN, _CHANGED = "last_seen_before_at", "changed"
"""Keys of a row that its record has not."""


def _of(key: str, kind: Any, meaning: str, **more: Any) -> Field:
    return Field(key, kind, meaning, lambda record: record[key], key, **more)


def _moment(name: str, key: str, meaning: str, **more: Any) -> Field:
    return Field(name, "datetime", meaning, lambda record: moment(record[key]), key, **more)


FIELDS: tuple[Field, ...] = (
    _of("seq", "integer", "Line of articles.jsonl.", required=True),
    _of("id", "string", "The article: site, language, key.", required=True),
    _of("url", "string", "The canonical URL.", required=True),
    _of("revision", "integer", "Of the article: 1 for the first.", required=True),
    _of(
        "change",
        "string",
        "What became of the article.",
        required=True,
        among=("new", "changed", "gone"),
    ),
    _of(
        "cause",
        "string",
        "The site changed it, or the same page is read differently.",
        required=True,
        among=("site", "parser"),
    ),
    _of(
        _CHANGED,
        "strings",
        f"The fields that differ from the revision before, of {', '.join(COMPARED)}.",
    ),
    _moment("first_seen_at", "fetched_at", "The visit that found it first.", required=True),
    _moment(
        _SEEN,
        _SEEN,
        "The last visit that still found the revision before: the site changed it between the two."
        " Null where that is not known, and where nothing changed at the site.",
    ),
    Field(
        "suppressed",
        "boolean",
        "Taken down: the text is not in the archive any more.",
        is_suppressed,
        "suppressed",
        required=True,
    ),
    _of("title", "string", "White space folded."),
    _of("body", "string", "The paragraphs, joined by one blank line."),
    Field(
        "published",
        "date",
        "The day as the page gives it; null where it is not known.",
        lambda record: day(record["published"]),
        "published",
    ),
    _of("section", "string", "As the page names it."),
    _of("authors", "strings", "As printed."),
    _of("image", "string", "URL of the article's picture."),
    _of("content_sha256", "string", "Of title, blank line and body.", required=True),
    _of("run", "string", "The run that wrote the line.", required=True),
)


def columns(*, thin: bool) -> tuple[Field, ...]:
    """The columns of the table. `thin`: without what the page says."""
    return tuple(field for field in FIELDS if not (thin and field.key in TEXTS))


def write_lines(file: BinaryIO, present: LatestRecords, *, thin: bool) -> int:
    """Write a line for each revision. Gives their number. Raises OSError."""
    count, fields = 0, columns(thin=thin)
    for row in _rows(present.steps()):
        count += 1
        values = {field.name: _plain(field.value(row)) for field in fields}
        file.write(json.dumps(values, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    return count


def write_parquet(file: BinaryIO, present: LatestRecords, *, thin: bool) -> int:
    """Write a row for each revision. Gives their number. Raises OSError."""
    return parquet.write_rows(file, _rows(present.steps()), columns(thin=thin))


def _rows(steps: Iterable[Step]) -> Iterator[Record]:
    for record, before, seen in steps:
        changed = changed_fields(before, record) if before is not None else []
        yield {**record, _CHANGED: changed, _SEEN: seen}


def _plain(value: Any) -> Any:
    """Days and moments as the feeds write them."""
    if hasattr(value, "isoformat"):
        return value.isoformat().replace("+00:00", "Z")
    return value
