"""A line of articles.jsonl as it is read very often: decoded by msgspec, into the types that its
keys have, and its long texts only when they are asked for."""

from __future__ import annotations

import json

import msgspec
from msgspec import Raw

from newscrawl.errors import OutputError
from newscrawl.items import WarcRef
from newscrawl.records import ARTICLE_SCHEMA

_QUOTE = ord('"')


class FeedLine(msgspec.Struct, gc=False):
    """The keys of the present schema. `body` and `headlines` are JSON as the line has it: to decode
    letters beyond ASCII is most of what a line costs, and who goes through an archive asks for few
    of its texts."""

    schema: str
    seq: int
    id: str
    url: str
    change: str
    cause: str
    revision: int
    title: str
    body: Raw
    language: str
    published: str | None
    published_from: str | None
    published_between: tuple[str | None, str | None] | None
    page_date: str | None
    headlines: Raw
    section: str | None
    authors: tuple[str, ...]
    image: str | None
    description: str | None
    modified: str | None
    tags: tuple[str, ...]
    same_as: tuple[str, ...]
    fetched_at: str
    fetched_from: str
    content_sha256: str
    run: str
    warc: WarcRef | None
    suppressed: bool = False


_decode = msgspec.json.Decoder(FeedLine).decode
_decode_text = msgspec.json.Decoder(str).decode


def feed_line(line: bytes | str) -> FeedLine | None:
    """The line; None for one that is to be read by `json`: of another schema, with values of other
    types, with what only `json` takes (halves of surrogates, NaN), or damaged."""
    try:
        read = _decode(line)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    return read if read.schema == ARTICLE_SCHEMA and memoryview(read.body)[0] == _QUOTE else None


def text_of(raw: bytes, article_id: str) -> str:
    """The text of a JSON string. Raises OutputError."""
    try:
        return _decode_text(raw)
    except (msgspec.MsgspecError, UnicodeError):
        # What only `json` takes.
        try:
            return str(json.loads(raw.decode()))
        except ValueError as error:
            raise _damaged(article_id, error) from error


def json_of(raw: bytes, article_id: str) -> str:
    """JSON as text. Raises OutputError."""
    try:
        return raw.decode()
    except UnicodeError as error:
        raise _damaged(article_id, error) from error


def _damaged(article_id: str, error: Exception) -> OutputError:
    return OutputError(
        None,
        f"cannot read the text of {article_id}: its line is damaged: {error!r}; scrapy verify tells"
        " more",
    )
