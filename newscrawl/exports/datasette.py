"""`metadata.json` beside a database: what Datasette (https://datasette.io) shows of its tables,
which column is the title, by what it may be narrowed. What others have written into it stays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from newscrawl.errors import UsageError
from newscrawl.exports.sqlite import TABLES, table_columns

NAME = "metadata.json"

FACETS = ("site", "language", "section", "change")

Json = dict[str, Any]


def described(before: bytes | None, file_name: str, *, thin: bool) -> bytes:
    """The metadata with this database in it; `before` is what stands there, None where nothing
    does. Raises UsageError where that is no metadata."""
    metadata = _read(before)
    databases: Json = metadata.setdefault("databases", {})
    ours: Json = databases.setdefault(Path(file_name).stem, {})
    tables: Json = ours.setdefault("tables", {})
    for name, made in _tables(thin=thin).items():
        tables[name] = {**tables.get(name, {}), **made}
    return json.dumps(metadata, ensure_ascii=False, indent=1).encode() + b"\n"


def _read(content: bytes | None) -> Json:
    try:
        found = json.loads(content) if content is not None else {}
        databases = found.get("databases", {})
        if all(isinstance(one, dict) for one in (databases, *databases.values())):
            return dict(found)
    except (ValueError, AttributeError):
        pass
    raise UsageError(
        f"{NAME} beside the file is no metadata of Datasette: move it away, or export to another"
        " folder"
    )


def _tables(*, thin: bool) -> Json:
    made: Json = {}
    for name, meaning in TABLES.items():
        fields = table_columns(name, thin=thin)
        made[name] = {
            "description": meaning,
            "columns": {field.name: field.meaning for field in fields},
            "label_column": "id" if thin else "title",
            "sort_desc": "published" if name == "article" else "seq",
            "facets": [field.name for field in fields if field.name in FACETS],
        }
    if not thin:
        # `raw`: a star ends a word that has many endings.
        made["article"] |= {"fts_table": "article_fts", "fts_pk": "rowid", "searchmode": "raw"}
    return made
