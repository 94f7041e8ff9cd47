"""A report that ends with the digest of its own bytes, so that a byte that flips is found."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

SEAL = "sha256"
"""Last key of a report; not in those of earlier versions."""

_END = re.compile(rb',\n  "sha256": "([0-9a-f]{64})"\n\}\n\Z')
_END_BYTES = len(b',\n  "sha256": ""\n}\n') + 64


def sealed(report: Mapping[str, Any]) -> bytes:
    """The report as JSON in UTF-8, with its seal; one that it has already is made anew."""
    content = {name: value for name, value in report.items() if name != SEAL}
    text = json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8", "replace")
    if not content:
        return text + b"\n"
    said = text.removesuffix(b"\n}")
    return said + b',\n  "sha256": "' + hashlib.sha256(said).hexdigest().encode() + b'"\n}\n'


def has_whole_seal(content: bytes) -> bool:
    """Whether these are the bytes of a report that was sealed, each as it was written."""
    end = _END.search(content, max(0, len(content) - _END_BYTES))
    return end is not None and (
        hashlib.sha256(content[: end.start()]).hexdigest().encode() == end[1]
    )
