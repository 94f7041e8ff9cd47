"""A data set as others publish and load it: Parquet by month of publication, a card (`README.md`),
and a description by Croissant (https://docs.mlcommons.org/croissant/).

The folder is one that the Hugging Face library `datasets`, DuckDB and mlcroissant load as it is. A
month without an article has no file; articles of an unknown day are in `data/undated.parquet`.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from newscrawl import clock
from newscrawl.errors import UsageError
from newscrawl.exports import parquet
from newscrawl.exports.fields import Field, Kind, columns, is_suppressed
from newscrawl.exports.folder import Folder
from newscrawl.records import Record, utc
from newscrawl.storage.queries.latest import LatestRecords
from newscrawl.storage.state.database import PAGE_ROWS

CARD, CROISSANT = "README.md", "croissant.json"
UNDATED = "undated"
PATTERN = "data/*.parquet"

TOLD = ("<!-- newscrawl: begin -->", "<!-- newscrawl: end -->")
LOADED = ("# newscrawl: begin", "# newscrawl: end")
"""Between them stands what an export writes anew, in the card and in what stands above it for
programs; the rest is the user's."""

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""As Croissant 1.0 has it."""

DATA_TYPES: dict[Kind, str] = {
    "integer": "sc:Integer",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "datetime": "sc:DateTime",
}
"""Those of columns that are no text."""

STRUCTS: frozenset[Kind] = frozenset({"headlines", "warc"})
"""Kinds that Croissant has no type for: they are in the files, and in the card."""


def write(into: Folder, present: LatestRecords, *, base: str | None, thin: bool) -> int:
    """Write it. Gives the number of articles; those that were taken down are left out. Raises
    OutputError."""
    months: dict[str, list[int]] = {}
    counts: Counter[str] = Counter()
    for record in present:
        if not is_suppressed(record):
            months.setdefault(month_of(record), []).append(record["seq"])
            counts[record["language"]] += 1
    files = []
    for month in sorted(months):
        name = f"data/{month}.parquet"
        with into.file(name) as file:
            parquet.write_rows(file, _records(present, months[month]), columns(thin=thin))
            file.flush()
            size_bytes = file.tell()
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        files.append((name, size_bytes, sha256))
    # Not all that the pattern finds: files of others stay.
    for name in (UNDATED, "[0-9][0-9][0-9][0-9]-[0-9][0-9]"):
        into.remove_others(f"data/{name}.parquet")
    sites = [source.site for source in present.sources()]
    told = _kept(_before(into, CROISSANT)) | croissant(sites, files, columns(thin=thin))
    into.put(CROISSANT, json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")
    whole = sum(size_bytes for _, size_bytes, _ in files)
    before = _before(into, CARD)
    card = card_of(before, sites, counts, months, size_bytes=whole, thin=thin)
    into.put(CARD, card.encode())
    return counts.total()


def check(base: str | None) -> None:
    """Raises UsageError where it cannot be written here, or a URL was named."""
    if base is not None:
        raise UsageError("--base goes with feeds: a data set names no place")
    parquet.check()


def month_of(record: Record) -> str:
    """The month of publication; UNDATED where the day is not known.

    >>> month_of({"published": "2026-01-09T01:30:00+04:00"}), month_of({"published": None})
    ('2026-01', 'undated')
    """
    return str(record["published"])[:7] if record["published"] else UNDATED


def _records(present: LatestRecords, seqs: list[int]) -> Iterator[Record]:
    rest = iter(seqs)
    while some := list(islice(rest, PAGE_ROWS)):
        yield from present.of_seqs(some)


def _before(into: Folder, name: str) -> str | None:
    """What stands there; None where nothing does. Raises OSError."""
    try:
        return (into.path / name).read_text("utf-8", "replace")
    except FileNotFoundError:
        return None


def _kept(text: str | None) -> dict[str, Any]:
    """What the user may have written into the description, such as a licence. What is no
    description is written over."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def croissant(
    sites: list[str], files: list[tuple[str, int, str]], fields: tuple[Field, ...]
) -> dict[str, Any]:
    """The description: each file with its size and SHA-256, and the columns. Of rights it says
    nothing."""
    parts = [
        {
            "@type": "cr:FileObject",
            "@id": name,
            "name": name,
            "contentUrl": name,
            "contentSize": f"{size_bytes} B",
            "encodingFormat": "application/x-parquet",
            "sha256": sha256,
        }
        for name, size_bytes, sha256 in files
    ]
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "-".join(sites) or "newscrawl",
        "description": f"News articles of {_title(sites)}: the newest record of each, by month.",
        "datePublished": utc(clock.now())[:10],
        "version": "1.0.0",
        "distribution": [
            *parts,
            {
                "@type": "cr:FileSet",
                "@id": "articles-files",
                "name": "articles-files",
                "encodingFormat": "application/x-parquet",
                "includes": PATTERN,
            },
        ],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": "articles",
                "name": "articles",
                "key": {"@id": "articles/id"},
                "field": [_field(field) for field in fields if field.kind not in STRUCTS],
            }
        ],
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"articles/{field.name}",
        "name": f"articles/{field.name}",
        "description": field.meaning,
        "dataType": DATA_TYPES.get(field.kind, "sc:Text"),
        **({"repeated": True} if field.kind == "strings" else {}),
        "source": {"fileSet": {"@id": "articles-files"}, "extract": {"column": field.name}},
    }


def card_of(
    before: str | None,
    sites: list[str],
    counts: Counter[str],
    months: dict[str, list[int]],
    *,
    size_bytes: int,
    thin: bool,
) -> str:
    """The card; what stands in `before` outside our parts stays, None where there is no card yet.
    `size_bytes` is that of all files."""
    loaded = _between(LOADED, _loading(counts, size_bytes))
    told = _between(TOLD, _words(sites, counts, months, thin=thin))
    if before is not None and all(mark in before for mark in (*LOADED, *TOLD)):
        return _replaced(_replaced(before, LOADED, loaded), TOLD, told)
    rest = f"\n{before}" if before else ""
    return f"---\n{loaded}\n---\n\n# {_title(sites)}\n\n{told}\n{rest}"


def _loading(counts: Counter[str], size_bytes: int) -> list[str]:
    """How the files are loaded, in the words of the Hugging Face Hub. `datasets` knows by these
    numbers that what it loaded before is not what is there now: a takedown has to reach it."""
    lines = ["configs:", "- config_name: default", f"  data_files: {PATTERN}"]
    if counts:
        lines += ["language:", *(f"- {name}" for name in sorted(counts))]
        lines += ["dataset_info:", "  splits:", "  - name: train"]
        lines += [f"    num_bytes: {size_bytes}", f"    num_examples: {counts.total()}"]
        lines += [f"  download_size: {size_bytes}", f"  dataset_size: {size_bytes}"]
    return lines


def _words(
    sites: list[str], counts: Counter[str], months: dict[str, list[int]], *, thin: bool
) -> list[str]:
    dated = sorted(month for month in months if month != UNDATED)
    span = f"{dated[0]} to {dated[-1]}" if dated else "no known day"
    spoken = [f"{name} ({count:,})" for name, count in sorted(counts.items())]
    kind = ", without its text." if thin else "."
    return [
        f"{counts.total():,} articles of {', '.join(sites) or 'no site'}, {span};"
        f" languages: {', '.join(spoken) or 'none'}.",
        "",
        f"A row is the newest record of an article{kind}",
        "Files are by month of publication; `undated.parquet` has those of an unknown day.",
        "What was taken down is not in it; what is gone from its site is, with `change` = `gone`.",
        "",
        "| column | meaning |",
        "| --- | --- |",
        *(f"| `{field.name}` | {field.meaning} |" for field in columns(thin=thin)),
    ]


def _between(marks: tuple[str, str], lines: list[str]) -> str:
    return "\n".join([marks[0], *lines, marks[1]])


def _replaced(text: str, marks: tuple[str, str], made: str) -> str:
    head, _, rest = text.partition(marks[0])
    return head + made + rest.partition(marks[1])[2]


def _title(sites: list[str]) -> str:
    return ", ".join(sites) or "newscrawl"
