"""`datapackage.json` beside the exports: what they are, by Data Package 2
(https://datapackage.org/standard/data-package/).

One resource a file. What others have written into it stays: a licence, a title, resources of their
own; of rights we say nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newscrawl.errors import OutputError, UsageError
from newscrawl.exports.fields import Field, Kind
from newscrawl.exports.formats import Format

NAME = "datapackage.json"

PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE = "https://datapackage.org/profiles/2.0/dataresource.json"
SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"

TYPES: Mapping[Kind, str] = {
    "string": "string",
    "integer": "integer",
    "boolean": "boolean",
    "date": "date",
    "datetime": "datetime",
    "strings": "array",
    "headlines": "array",
    "warc": "object",
}
"""The kinds of columns in the words of Table Schema."""

OWN = frozenset(
    (
        "name",
        "path",
        "type",
        "$schema",
        "format",
        "mediatype",
        "encoding",
        "bytes",
        "hash",
        "schema",
        "created",
        "count",
        "seq",
        "thin",
    )
)
"""Keys of a resource that an export writes; others are the user's."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written."""

    format: Format
    thin: bool
    since: int | None
    """What --since said."""
    last_seq: int
    """Of the feed's last line at that moment: what the next --since has to say."""
    count: int
    """Records in it."""
    size_bytes: int
    sha256: str
    """Hexadecimal."""
    created: str
    """UTC."""


def read(path: Path) -> Json | None:
    """The package that is there; None if there is none. Raises UsageError for a file that is none,
    OutputError if it cannot be read."""
    try:
        package = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(error.errno, f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(
            f"{path} is no data package ({error}): move it away, or export to another folder"
        ) from error
    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(resources, list) or not all(isinstance(one, dict) for one in resources):
        raise UsageError(
            f"{path} is no data package (it has no list of resources): move it away, or export to"
            " another folder"
        )
    return dict(package)


def described(package: Json | None, file_name: str, exported: Exported) -> bytes:
    """The package with this file in it, as the bytes of `datapackage.json`."""
    if package is None:
        package = {"$schema": PACKAGE, "created": exported.created, "resources": []}
    before: list[Json] = package["resources"]
    place = next(
        (place for place, one in enumerate(before) if one.get("path") == file_name), len(before)
    )
    others = [one for one in before if one.get("path") != file_name]
    kept = (
        {key: value for key, value in before[place].items() if key not in OWN}
        if place < len(before)
        else {}
    )
    made = resource(_name(file_name, others), file_name, exported)
    package = {**package, "resources": [*others[:place], {**made, **kept}, *others[place:]]}
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def resource(name: str, file_name: str, exported: Exported) -> Json:
    """The file as a resource: `count`, `created`, `seq` and `thin` are ours, the rest is the
    standard's."""
    made: Json = {"name": name, "path": file_name}
    if exported.format.fields is not None:
        made["type"] = "table"
    made |= {
        "$schema": RESOURCE,
        "format": exported.format.suffix,
        "mediatype": exported.format.mediatype,
    }
    if exported.format.is_text:
        made["encoding"] = "utf-8"
    is_typed = exported.format.fields is not None and not exported.format.is_text
    if not is_typed:
        # frictionless counts no bytes of a table that it reads by another library.
        made["bytes"] = exported.size_bytes
    made["hash"] = f"sha256:{exported.sha256}"
    made |= {"created": exported.created, "count": exported.count}
    made |= {"seq": {"since": exported.since, "last": exported.last_seq}, "thin": exported.thin}
    if exported.format.fields is not None:
        made["schema"] = table_schema(
            exported.format.fields(thin=exported.thin), key=exported.format.key, is_typed=is_typed
        )
        if exported.format.has_optional_fields:
            # By name, and one that no row of the file has is no fault of it.
            made["schema"]["fieldsMatch"] = "superset"
    return made


def table_schema(fields: Iterable[Field], *, key: str = "id", is_typed: bool = False) -> Json:
    """The columns in the words of Table Schema. `is_typed`: the file itself has types and their
    meanings; where the library that reads it for frictionless gives something else, no type is
    told."""
    made = [_field(field) for field in fields]
    if is_typed:
        made = [
            one | {"type": "any"}
            if one["type"] in ("array", "object")
            or (one["type"] == "integer" and "constraints" not in one)
            else one
            for one in made
        ]
    return {"$schema": SCHEMA, "fields": made, "primaryKey": [key]}


def _field(field: Field) -> Json:
    rules: Json = {"required": True} if field.required else {}
    if field.among:
        rules["enum"] = list(field.among)
    made: Json = {"name": field.name, "type": TYPES[field.kind], "description": field.meaning}
    return {**made, "constraints": rules} if rules else made


def _name(file_name: str, others: Iterable[Mapping[str, Any]]) -> str:
    """A name that no other resource has: that of the file without its end, as far as the standard
    allows."""
    taken = {one.get("name") for one in others}
    stem = re.sub(r"[^a-z0-9._-]+", "-", Path(file_name).stem.lower()).strip("-") or "export"
    name, again = stem, 1
    while name in taken:
        again += 1
        name = f"{stem}-{again}"
    return name
