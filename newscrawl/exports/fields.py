"""The columns of a table of articles, with their types: what csv, parquet and `datapackage.json`
have in common, said once.

A column is what a key of the record is, but for `published`, `modified` and `published_between`,
which make several columns: a day and a moment have different types, and so have an interval's
ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Literal, TypeAlias

from newscrawl.exports.moments import day, moment, offset_minutes
from newscrawl.items import NO_FACTS, PictureFacts
from newscrawl.records import Record

Kind: TypeAlias = Literal[
    "string", "integer", "boolean", "date", "datetime", "strings", "headlines", "warc"
]
"""What a value is in Python: str, int, bool, date, datetime (aware, UTC), list of str, list of
dict, dict; or None."""

TEXTS = ("title", "body", "headlines", "section", "authors", "image", "description", "tags")
"""Keys of the record that a thin export leaves out: what the page says, in words and pictures."""


PICTURE = "picture"
"""What the state keeps beside a record of its picture: words of the page as well."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column."""

    name: str
    kind: Kind
    meaning: str
    """For `datapackage.json`, one sentence."""
    value: Callable[[Record], Any]
    """What the record holds of it; None where it holds nothing."""
    key: str
    """The key of the record that it is from."""
    required: bool = False
    """Whether no value of it is None or an empty text."""
    among: tuple[str, ...] = ()
    """The values that there are, where they are few."""
    is_beside: bool = False
    """Whether the state alone has it, beside the record: a table has the column, a line of JSON no
    such key."""


def is_suppressed(record: Record) -> bool:
    """Whether the article was taken down: the text has left the archive, the fact of it stays."""
    return bool(record.get("suppressed", False))


def _as_it_is(key: str, kind: Kind, meaning: str, **more: Any) -> Field:
    return Field(key, kind, meaning, lambda record: record[key], key, **more)


def _headlines(record: Record) -> list[dict[str, Any]]:
    return [
        {"title": one["title"], "url": one["url"], "published": day(one["published"])}
        for one in record["headlines"]
    ]


def _end(place: int) -> Callable[[Record], date | None]:
    return lambda record: (
        day(record["published_between"][place]) if record["published_between"] else None
    )


def _of_picture(record: Record, *, name: str) -> str | None:
    value: str | None = getattr(picture_of(record), name)
    return value


def picture_of(record: Record) -> PictureFacts:
    """What the state knows of the picture of a record; nothing of one that was taken down."""
    found: PictureFacts = getattr(record, PICTURE, NO_FACTS)
    return NO_FACTS if is_suppressed(record) else found


FIELDS: tuple[Field, ...] = (
    _as_it_is(
        "schema", "string", "Version of the record that the row was made from.", required=True
    ),
    _as_it_is(
        "seq",
        "integer",
        "Of the newest line of articles.jsonl about the article: what to give to --since.",
        required=True,
    ),
    _as_it_is("id", "string", "Site, language, key.", required=True),
    _as_it_is("url", "string", "The canonical URL.", required=True),
    _as_it_is(
        "change",
        "string",
        "What the newest line says; gone: it repeats the last content.",
        required=True,
        among=("new", "changed", "gone"),
    ),
    _as_it_is(
        "cause",
        "string",
        "The site changed it, or it is read differently.",
        required=True,
        among=("site", "parser"),
    ),
    _as_it_is(
        "revision",
        "integer",
        "Of the article: 1 for the first, one more for each change.",
        required=True,
    ),
    Field(
        "suppressed",
        "boolean",
        "Taken down: the text is not in the archive any more.",
        is_suppressed,
        "suppressed",
        required=True,
    ),
    _as_it_is("title", "string", "White space folded."),
    _as_it_is("body", "string", "The paragraphs, joined by one blank line."),
    _as_it_is("language", "string", "Two letters.", required=True),
    Field(
        "published",
        "date",
        "The day as the page gives it; null where it is not known.",
        lambda one: day(one["published"]),
        "published",
    ),
    Field(
        "published_at",
        "datetime",
        "The moment, where the page gives a time and its offset.",
        lambda one: moment(one["published"]),
        "published",
    ),
    Field(
        "published_utc_offset",
        "integer",
        "Of that moment: minutes by which the page's clock is ahead of UTC.",
        lambda one: offset_minutes(one["published"]),
        "published",
    ),
    _as_it_is(
        "published_from",
        "string",
        "Where the day is from.",
        among=("metadata", "page", "headline", "url"),
    ),
    Field(
        "published_not_before",
        "date",
        "First possible day, where the day is not known; null where no neighbour tells.",
        _end(0),
        "published_between",
    ),
    Field(
        "published_not_after", "date", "Last possible day, likewise.", _end(1), "published_between"
    ),
    Field(
        "page_date",
        "date",
        "The stamp of the visit that the page prints.",
        lambda one: day(one["page_date"]),
        "page_date",
    ),
    Field(
        "headlines",
        "headlines",
        "The page's dated headline lists, in page order.",
        _headlines,
        "headlines",
    ),
    _as_it_is("section", "string", "As the page names it."),
    _as_it_is("authors", "strings", "As printed."),
    _as_it_is("image", "string", "URL of the article's picture."),
    *(
        Field(
            f"image_{name}",
            "string",
            meaning,
            partial(_of_picture, name=name),
            PICTURE,
            is_beside=True,
        )
        for name, meaning in (
            ("caption", "What the page says of that picture, as it told last."),
            ("credit", "Who made it, or whose it is."),
            ("notice", "Whose the rights in it are, as it is written."),
        )
    ),
    _as_it_is("description", "string", "The summary that the page gives for itself."),
    Field(
        "modified",
        "date",
        "The day of the last change as the page tells it; null where it tells none.",
        lambda one: day(one["modified"]),
        "modified",
    ),
    Field(
        "modified_at",
        "datetime",
        "The moment, where the page gives a time and its offset.",
        lambda one: moment(one["modified"]),
        "modified",
    ),
    Field(
        "modified_utc_offset",
        "integer",
        "Of that moment: minutes by which the page's clock is ahead of UTC.",
        lambda one: offset_minutes(one["modified"]),
        "modified",
    ),
    _as_it_is("tags", "strings", "The keywords of the article."),
    _as_it_is("same_as", "strings", "Ids of other articles with the same text."),
    Field(
        "translations",
        "strings",
        "Ids of the same article in other languages, as its page told them last.",
        lambda record: list(getattr(record, "translations", ())),
        "translations",
        is_beside=True,
    ),
    Field(
        "fetched_at",
        "datetime",
        "When the page was fetched.",
        lambda one: moment(one["fetched_at"]),
        "fetched_at",
        required=True,
    ),
    _as_it_is("fetched_from", "string", "The URL that answered.", required=True),
    _as_it_is(
        "content_sha256", "string", "Of title, blank line and body in UTF-8, NFC.", required=True
    ),
    _as_it_is("run", "string", "The run that wrote the line.", required=True),
    _as_it_is("warc", "warc", "The record that holds the response."),
)


def columns(*, thin: bool) -> tuple[Field, ...]:
    """The columns of a table. `thin`: without the text, and without `schema`, which promises all
    keys."""
    return tuple(field for field in FIELDS if not (thin and field.key in _NOT_THIN))


def keys(*, thin: bool) -> Iterator[Field]:
    """The keys of a record as if they were columns."""
    seen = set()
    for field in columns(thin=thin):
        if field.key not in seen and not field.is_beside:
            seen.add(field.key)
            yield replace(field, **_AS_KEYS.get(field.key, {}))


_AS_KEYS: dict[str, dict[str, Any]] = {
    "suppressed": {
        "meaning": (
            "Taken down: the text is not in the archive any more; not there where that is not so."
        ),
        "required": False,
    },
    "published": {
        "kind": "string",
        "meaning": "A day, or a moment with its offset; null where the day is not known.",
    },
    "modified": {
        "kind": "string",
        "meaning": "A day, or a moment with its offset; null where the page tells no last change.",
    },
    "published_between": {
        "name": "published_between",
        "kind": "strings",
        "meaning": (
            "First and last possible day, where the day is not known; null for an end that is not."
        ),
    },
}
"""What is different where a record stands as it is."""


def thinned(record: Record) -> Record:
    """The record without the text: ids, URLs, dates, hashes."""
    return {key: value for key, value in record.items() if key not in _NOT_THIN}


_NOT_THIN = frozenset({"schema", PICTURE, *TEXTS})
