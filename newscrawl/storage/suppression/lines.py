"""What lines of the feeds say once an article is taken down: pure functions.

Readers of a feed keep byte offsets: so a line that loses its text stays as long as it was, in
bytes, filled up with spaces at its end, which JSON lets stand there.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from newscrawl.records import Record, line_of

_encode_tightly = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def without_text(record: Mapping[str, Any]) -> Record:
    """A line of either feed without anything that the article said, or was called; the facts stay.

    >>> without_text({"id": "paper/en/1", "title": "The ferry sails again"})
    {'id': 'paper/en/1', 'title': '', 'suppressed': True}
    """
    empty: dict[str, Any] = {
        "title": "",
        "body": "",
        "headlines": [],
        "authors": [],
        "image": None,
        "description": None,
        "tags": [],
    }
    return {
        **record,
        **{name: value for name, value in empty.items() if name in record},
        "suppressed": True,
    }


def without_headline(record: Mapping[str, Any], urls: Collection[str]) -> Record:
    """The line of another article: what its page called the one at these URLs is empty, and nothing
    else differs."""
    pairs = [{**pair, "title": ""} if pair["url"] in urls else pair for pair in record["headlines"]]
    return {**record, "headlines": pairs}


def is_rewritten(record: Mapping[str, Any]) -> bool:
    """Whether a line was written again, and may have spaces at its end: it is suppressed, or names
    an article that is."""
    return bool(record.get("suppressed")) or any(
        not pair["title"] for pair in record.get("headlines", ())
    )


def padded(record: Mapping[str, Any], size_bytes: int) -> str:
    """The record as a line of so many bytes, its end not counted: filled up with spaces, and tight
    where that is needed. For one of our lines that lost its text there is always room.

    Raises ValueError where there is none.

    >>> padded({"title": "", "suppressed": True}, 36)
    '{"title": "", "suppressed": true}   '
    >>> padded({"title": "", "suppressed": True}, 31)
    '{"title":"","suppressed":true} '
    """
    line = line_of(record)
    if len(line.encode()) > size_bytes:
        line = _encode_tightly(record).encode("utf-8", "replace").decode()
    left = size_bytes - len(line.encode())
    if left < 0:
        raise ValueError(
            f"line {record.get('seq')} of {record.get('id')} would grow by {-left} bytes"
        )
    return line + " " * left


def untitled(seq: int) -> str:
    """What the state's column holds in place of a headline that was taken down: it has to differ
    from line to line.

    >>> untitled(7)
    '#7'
    """
    return f"#{seq}"
