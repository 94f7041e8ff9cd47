"""The row of `captures` that a WARC record makes, and what a revisit needs of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newscrawl.storage.warc.http_body import body_digest
from newscrawl.storage.warc.records import (
    ARTICLE_FIELD,
    NOT_MODIFIED_STATUS,
    REQUISITE_FIELD,
    Exchange,
    Original,
    Parsed,
    mime_of,
    split_head,
    status_of,
)
from newscrawl.storage.warc.tombstone import SUPPRESSED_FIELD

Row = dict[str, Any]

NO_CONTENT: Row = dict.fromkeys(("mime", "digest", "entity", "refers_to"))
"""The columns that a tombstone leaves empty."""


def row_of(record: Parsed, file: str, offset: int, length: int) -> Row | None:
    """The row of a record that lies there, offset and length in bytes; None for a record that is
    neither a response, nor a tombstone in the place of one."""
    headers = record.headers
    place = {
        "record_id": record.record_id,
        "file": file,
        "offset": offset,
        "length": length,
        "url": headers.get("WARC-Target-URI"),
        "at": headers.get("WARC-Date"),
        "id": headers.get(ARTICLE_FIELD),
        "requisite": True if REQUISITE_FIELD in headers else None,
    }
    if record.kind == "metadata" and SUPPRESSED_FIELD in headers:
        # As suppression/warc.py leaves it, but for the status, of which the record says nothing.
        return {**place, "kind": "suppressed", "status": 0, **NO_CONTENT}
    if record.kind not in ("response", "revisit"):
        return None
    head, payload = split_head(record.block)
    return {
        **place,
        "kind": record.kind,
        # Only that of a 304 has none.
        "status": status_of(head) if record.block else NOT_MODIFIED_STATUS,
        "mime": mime_of(head),
        "digest": headers.get("WARC-Payload-Digest"),
        "entity": body_digest(head, payload) if record.kind == "response" else None,
        "refers_to": headers.get("WARC-Refers-To"),
    }


def own_columns(exchange: Exchange) -> Row:
    """The columns that say what was fetched, and not how it was answered."""
    return {"id": exchange.article, "requisite": exchange.is_requisite or None}


def original_of(row: Mapping[str, Any]) -> Original:
    """What a revisit says of the record of this row, which holds its body."""
    return Original(row["record_id"], row["url"], row["at"], row["digest"])
