"""An article as the archive has it: a line of the feed with Python's own types."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from urllib.parse import urlsplit

from newscrawl.archive.feed_line import FeedLine, feed_line, json_of, text_of
from newscrawl.items import HeadlinePair, WarcRef
from newscrawl.records import ARTICLE_SCHEMA, picture_facts, upgraded, utc

Status: TypeAlias = Literal["live", "gone", "suppressed"]

_DAY_CHARS = len("2026-01-09")


@dataclass(frozen=True)
class ArchivedArticle:
    """One revision of an article: what its page said, and what the archive knows of it.

    Days are dates, moments aware datetimes. None and empty: not known, or not shown; never a guess.
    Of an article that was taken down there is the fact, and no text. `body` and `headlines` are
    decoded when they are asked for; where they are damaged, that raises OutputError.
    """

    id: str
    """Site, language, key: `ccbsnews/en/4666`."""
    url: str
    """The canonical URL."""
    status: Status
    """`live`, `gone`, or `suppressed`: taken down."""
    title: str
    body: str
    """The paragraphs, joined by one blank line."""
    language: str
    """Two letters."""
    published: date | None
    """The day of publication, in the page's own time zone; None where it is not known."""
    published_at: datetime | None
    """The moment, with its offset, where the page gives one."""
    published_from: str | None
    """Where the day is from: `metadata`, `page`, `headline`, `url`."""
    published_between: tuple[date | None, date | None] | None
    """First and last possible day of an undated article."""
    page_date: date | None
    """The stamp of the visit that the page prints."""
    section: str | None
    authors: tuple[str, ...]
    image: str | None
    """URL of its picture."""
    description: str | None
    """The summary that the page gives for itself."""
    modified: date | None
    """The day of the last change, as the page tells it."""
    modified_at: datetime | None
    """The moment, likewise."""
    tags: tuple[str, ...]
    same_as: tuple[str, ...]
    """Ids of other articles with the same text."""
    translations: tuple[str, ...]
    """Ids of the same article in other languages, as its page told them last."""
    image_caption: str | None
    """What its page, as it told last, says of the picture that `image` names."""
    image_credit: str | None
    """Who made that, or whose it is."""
    image_notice: str | None
    """Whose the rights in it are, as it is written."""
    seq: int
    """Of its line in `articles.jsonl`."""
    revision: int
    """1 for the first, one more for each change."""
    change: str
    """`new`, `changed` or `gone`."""
    cause: str
    """`site`, or `parser`: the same page is read otherwise."""
    fetched_at: datetime
    """When the page was fetched, UTC."""
    fetched_from: str
    """The URL that answered."""
    content_sha256: str
    """Of title, blank line, body in UTF-8, NFC."""
    run: str
    """The run that wrote it."""
    warc: WarcRef | None
    """The record that holds its page; None where none was kept."""
    headlines_json: str
    """The page's dated headline lists as the feed has them; `headlines` reads them."""

    if not TYPE_CHECKING:  # For a type checker these are fields like the others.

        def __getattr__(self, name: str) -> str:
            """The fields that are decoded when they are asked for."""
            facts = self.__dict__
            place, decode = _LATER.get(name, ("", None))
            raw = facts.get(place)
            if raw is not None:
                facts[name] = decode(raw, self.id)
                facts.pop(place, None)
            elif name not in facts:  # It is where another thread was faster.
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            return facts[name]

    @property
    def headlines(self) -> tuple[HeadlinePair, ...]:
        """The page's dated headline lists, in page order."""
        return tuple(
            HeadlinePair(one["title"], one["url"], date.fromisoformat(one["published"]))
            for one in json.loads(self.headlines_json)
        )

    @property
    def site(self) -> str:
        """Name of the site's spider: the first part of the id."""
        return self.id.partition("/")[0]

    def citation(self) -> str:
        """One line to cite it by: who wrote what where and when, and which state of it this is."""
        who = f"{', '.join(self.authors)}. " if self.authors else ""
        title = f"“{self.title}”." if self.title else "[taken down]."
        host = (urlsplit(self.url).hostname or "").removeprefix("www.")
        day = self.published.isoformat() if self.published else "n.d."
        return (
            f"{who}{title} {host}, {day}. {self.url} (archived {utc(self.fetched_at)}, revision"
            f" {self.revision}, SHA-256 {self.content_sha256[:16]}…)"
        )

    def as_dict(self) -> dict[str, Any]:
        """Every field by its name, with values that JSON knows: days and moments as ISO 8601."""
        found = {one.name: _plain(getattr(self, one.name)) for one in fields(self)}
        del found["headlines_json"]
        found["headlines"] = json.loads(self.headlines_json)
        return found


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return utc(value) if value.tzinfo is UTC else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, WarcRef):
        return {"file": value.file, "offset": value.offset, "record_id": value.record_id}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


_new = object.__new__
_set = object.__setattr__

_LATER: dict[str, tuple[str, Callable[[bytes, str], str]]] = {
    "body": ("_body", text_of),
    "headlines_json": ("_headlines", json_of),
}
"""Fields that are decoded when they are asked for: where they are until then, and how."""


def article_of(
    line: bytes | str, translations: str | None = None, picture: str | None = None
) -> ArchivedArticle:
    """The article that a line of the feed tells, of any schema; as bytes it is read faster.
    `translations` and `picture` as the state keeps them. Raises ValueError or a LookupError for a
    line that is damaged; where that is in the body or the headlines alone, to ask for these raises
    OutputError."""
    read = feed_line(line)
    if read is not None:
        values = _values(read, translations)
        values["_body"], values["_headlines"] = bytes(read.body), bytes(read.headlines)
    else:
        record = json.loads(line if isinstance(line, str) else line.decode())
        if record["schema"] != ARTICLE_SCHEMA:
            record = upgraded(record)
        values = _values(_read_otherwise(record), translations)
        values["body"] = record["body"]
        values["headlines_json"] = json.dumps(record["headlines"], ensure_ascii=False)
    # Not by its __init__, which takes as long as the rest: it sets each field by itself.
    article = _new(ArchivedArticle)
    facts = picture_facts(picture, values["image"])
    values |= {f"image_{name}": value for name, value in facts._asdict().items()}
    _set(article, "__dict__", values)
    return article


def _read_otherwise(record: dict[str, Any]) -> FeedLine:
    """A line that was read by `json`, whatever it has in the place of a value."""
    warc = record["warc"]
    return FeedLine(
        **{name: record[name] for name in FeedLine.__struct_fields__ if name != "suppressed"}
        | {
            "authors": tuple(record["authors"]),
            "tags": tuple(record["tags"]),
            "same_as": tuple(record["same_as"]),
            "warc": WarcRef(warc["file"], warc["offset"], warc["record_id"]) if warc else None,
            "suppressed": bool(record.get("suppressed")),
        }
    )


def _values(read: FeedLine, translations: str | None) -> dict[str, Any]:
    published, modified = read.published, read.modified
    status = "gone" if read.change == "gone" else "live"
    return {
        "id": read.id,
        "url": read.url,
        "status": "suppressed" if read.suppressed else status,
        "title": read.title,
        "language": read.language,
        "published": _day(published),
        "published_at": _moment(published),
        "published_from": read.published_from,
        "published_between": _between(read.published_between),
        "page_date": _day(read.page_date),
        "section": read.section,
        "authors": read.authors,
        "image": read.image,
        "description": read.description,
        "modified": _day(modified),
        "modified_at": _moment(modified),
        "tags": read.tags,
        "same_as": read.same_as,
        "translations": tuple(json.loads(translations)) if translations else (),
        "seq": read.seq,
        "revision": read.revision,
        "change": read.change,
        "cause": read.cause,
        "fetched_at": datetime.fromisoformat(read.fetched_at),
        "fetched_from": read.fetched_from,
        "content_sha256": read.content_sha256,
        "run": read.run,
        "warc": read.warc,
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:_DAY_CHARS]) if text is not None else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text is not None and len(text) > _DAY_CHARS else None


def _between(given: Sequence[str | None] | None) -> tuple[date | None, date | None] | None:
    return (_day(given[0]), _day(given[1])) if given is not None else None
