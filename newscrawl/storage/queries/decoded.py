"""A line of a feed as a record: by msgspec, which takes a third less time than `json`."""

from __future__ import annotations

import json

import msgspec

from newscrawl.records import Record

_decode = msgspec.json.Decoder().decode


def decoded(line: bytes | str) -> Record:
    """What `json` makes of the line, given as UTF-8 or as text. Raises ValueError for one that is
    damaged: no JSON, or no object."""
    try:
        found = _decode(line)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        # Damaged, or what only `json` takes: halves of surrogates, NaN, numbers beyond all bounds.
        found = json.loads(line if isinstance(line, str) else line.decode())
    if not isinstance(found, dict):
        raise ValueError(f"no object but {found!r:.80}")
    return found
