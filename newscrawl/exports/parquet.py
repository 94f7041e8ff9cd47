"""Apache Parquet: days, moments, lists and structs as such, compressed by zstd.

pyarrow is imported when it is needed, and only then: it takes 40 MB and a tenth of a second, and
who wants JSON need not have it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from itertools import islice
from typing import Any, BinaryIO

from newscrawl.errors import UsageError
from newscrawl.exports.fields import Field, columns
from newscrawl.records import Record
from newscrawl.storage.queries.latest import LatestRecords

GROUP_ROWS = 2_000
"""Articles in a row group, which is held at once: some 10 MB of text."""

BATCH_ROWS = 250
"""Number of them that are held at once as Python's objects, which take several times as much."""


def check() -> None:
    """Raises UsageError where pyarrow is not installed."""
    if find_spec("pyarrow") is None:
        raise UsageError(
            "parquet needs pyarrow, which is not installed: pip install 'newscrawl[parquet]'"
        )


def write(file: BinaryIO, present: LatestRecords, *, thin: bool) -> int:
    """Write a row for each article. Gives their number. Raises OSError."""
    return write_rows(file, iter(present), columns(thin=thin))


def write_rows(file: BinaryIO, records: Iterator[Record], fields: Sequence[Field]) -> int:
    """Write a row for each record, with these columns. Gives their number. Raises OSError."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    schema = arrow_schema(fields)
    count = 0
    with ParquetWriter(file, schema, compression="zstd") as writer:
        while batches := list(islice(_batches(records, fields, schema), GROUP_ROWS // BATCH_ROWS)):
            table = pyarrow.Table.from_batches(batches)
            writer.write_table(table, row_group_size=GROUP_ROWS)
            count += table.num_rows
    return count


def _batches(records: Iterator[Record], fields: Iterable[Field], schema: Any) -> Iterator[Any]:
    import pyarrow

    while batch := list(islice(records, BATCH_ROWS)):
        arrays = [
            pyarrow.array([field.value(record) for record in batch], schema.field(field.name).type)
            for field in fields
        ]
        yield pyarrow.RecordBatch.from_arrays(arrays, schema=schema)


def arrow_schema(fields: Iterable[Field]) -> Any:
    """The columns with Arrow's types and, as metadata, what they mean."""
    import pyarrow

    day, text = pyarrow.date32(), pyarrow.string()
    kinds = {
        "string": text,
        "integer": pyarrow.int64(),
        "boolean": pyarrow.bool_(),
        "date": day,
        # Parquet knows no seconds: they are written as milliseconds.
        "datetime": pyarrow.timestamp("ms", tz="UTC"),
        "strings": pyarrow.list_(text),
        "headlines": pyarrow.list_(
            pyarrow.struct([("title", text), ("url", text), ("published", day)])
        ),
        "warc": pyarrow.struct([("file", text), ("offset", pyarrow.int64()), ("record_id", text)]),
    }
    return pyarrow.schema(
        [
            pyarrow.field(
                one.name,
                kinds[one.kind],
                nullable=not one.required,
                metadata={"description": one.meaning},
            )
            for one in fields
        ]
    )
