"""The formats by name: who writes them, and what others call them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from newscrawl.errors import UsageError
from newscrawl.exports import (
    atom,
    csv,
    dataset,
    datasette,
    feeds,
    fields,
    history,
    jsonl,
    parquet,
    schema_org,
    sqlite,
    wacz,
)
from newscrawl.exports.folder import Folder
from newscrawl.run.argument_values import did_you_mean
from newscrawl.storage.queries.latest import LatestRecords


class Write(Protocol):
    """Writes the present state to a file, record by record. Gives the number of records. Raises
    OSError."""

    def __call__(self, file: BinaryIO, present: LatestRecords, *, thin: bool) -> int: ...


class Fields(Protocol):
    """The columns of a table; `thin`: without the text."""

    def __call__(self, *, thin: bool) -> Iterable[fields.Field]: ...


class Describe(Protocol):
    """Makes what stands beside a file, out of what stands there already (None: nothing does).
    Raises UsageError where that is something else."""

    def __call__(self, before: bytes | None, file_name: str, *, thin: bool) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Format:
    """One format."""

    name: str
    """As users call it."""
    suffix: str
    """How the names of such files usually end, without the dot."""
    mediatype: str
    write: Write
    fields: Fields | None = None
    """None where the file is no table."""
    has_optional_fields: bool = False
    """Whether a row may lack some of them."""
    key: str = "id"
    """The column that tells its rows apart."""
    is_text: bool = True
    """Whether it is UTF-8."""
    is_whole: bool = False
    """Whether it holds everything: neither --since nor --thin goes with it."""
    beside: tuple[str, Describe] | None = None
    """The name of a file beside it that tells others of it, and what makes that; None: no more than
    `datapackage.json`."""
    check: Callable[[], None] = lambda: None
    """Raises UsageError where the format cannot be written here."""


FORMATS: Mapping[str, Format] = {
    made.name: made
    for made in (
        Format(
            "jsonl",
            "jsonl",
            "application/jsonl",
            jsonl.write,
            fields.keys,
            has_optional_fields=True,
        ),
        Format("csv", "csv", "text/csv", csv.write, fields.columns),
        Format(
            "parquet",
            "parquet",
            "application/vnd.apache.parquet",
            parquet.write,
            fields.columns,
            is_text=False,
            check=parquet.check,
        ),
        Format("schema.org", "jsonl", "application/jsonl", schema_org.write),
        Format("atom", "atom", "application/atom+xml", atom.write),
        Format(
            "sqlite",
            "db",
            "application/vnd.sqlite3",
            sqlite.write,
            is_text=False,
            beside=(datasette.NAME, datasette.described),
        ),
        Format("wacz", "wacz", "application/wacz", wacz.write, is_text=False, is_whole=True),
        Format(
            "history",
            "jsonl",
            "application/jsonl",
            history.write_lines,
            history.columns,
            key="seq",
        ),
        Format(
            "history.parquet",
            "parquet",
            "application/vnd.apache.parquet",
            history.write_parquet,
            history.columns,
            key="seq",
            is_text=False,
            check=parquet.check,
        ),
    )
}


class Fill(Protocol):
    """Writes the present state into a folder; `base` is the URL of that, None where the format
    needs none. Gives the number of records. Raises OutputError."""

    def __call__(
        self, into: Folder, present: LatestRecords, *, base: str | None, thin: bool
    ) -> int: ...


@dataclass(frozen=True, slots=True)
class FolderFormat:
    """One format of several files."""

    name: str
    write: Fill
    check: Callable[[str | None], str | None]
    """Makes of --base what the format takes. Raises UsageError where that is none, or where the
    format cannot be written here."""


FOLDER_FORMATS: Mapping[str, FolderFormat] = {
    made.name: made
    for made in (
        FolderFormat("feeds", feeds.write, feeds.check_base),
        FolderFormat("dataset", dataset.write, dataset.check),
    )
}


def format_called(name: str, file_name: str = "") -> Format:
    """The format of this name, ready to be written; of a history the name of the file says which.
    Raises UsageError where there is none, or something is missing for it."""
    if f"{name}.{file_name.rpartition('.')[2]}" in FORMATS:
        name = f"{name}.{file_name.rpartition('.')[2]}"
    if name not in FORMATS:
        names = [*FORMATS, *FOLDER_FORMATS]
        raise UsageError(f"there is no format {name!r}{did_you_mean(name, names)}")
    FORMATS[name].check()
    return FORMATS[name]
