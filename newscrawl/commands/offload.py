"""`scrapy offload [FILE…]`: copies what is no longer written to, to an object store (S3 and its
kind): every closed WARC file with its index; or FILEs, such as exports.

Where, NEWSCRAWL_STORE says (`s3://bucket/ccbsnews`, `gs://…`, `az://…`, `file:///…`); who may write
there, the environment says, by the names of the store's own tools (`AWS_ACCESS_KEY_ID`,
`AWS_ENDPOINT_URL`, …). Each copy is read back and held against the file's SHA-256; what was copied
before is not copied again. A note beside the file (`.stored.json`) says where the copy lies, so
that `verify`, `reparse` and `suppress` find it.

`--remove`: each WARC file whose copy is whole leaves this folder; its index stays. `--back` puts
every file that is away back in its place.

Exit codes: 0 done; 2 wrong usage, or no store is named; 74 the store cannot be had, or something
cannot be written: what was copied before is whole; 75 a run holds the folder.
"""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from newscrawl.cli.folder_command import FolderCommand
from newscrawl.errors import UsageError
from newscrawl.run.outcome import OK
from newscrawl.run.output_paths import check_there, output_folder
from newscrawl.run.troubles import many
from newscrawl.storage.lock import ArchiveLock
from newscrawl.storage.state.repository import State
from newscrawl.storage.store.objects import check_store
from newscrawl.storage.store.offload import (
    Offloaded,
    bring_back_warc,
    offload_exports,
    offload_warc,
)


class Command(FolderCommand):
    """Copy to an object store, or back."""

    called = "offload"

    def syntax(self) -> str:
        return "[--remove | --back] [FILE…]"

    def short_desc(self) -> str:
        return "Copy closed WARC files, or exports, to an object store"

    def long_desc(self) -> str:
        return (
            "Copies every closed WARC file with its index, or FILEs, to the object store that"
            " NEWSCRAWL_STORE names, and reads each copy back."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        how = parser.add_mutually_exclusive_group()
        for name, meaning in (
            ("--remove", "remove each WARC file here once its copy is known to be whole"),
            ("--back", "put every WARC file that is away back in its place"),
        ):
            how.add_argument(name, action="store_true", help=meaning)

    def perform(self, args: list[str], opts: argparse.Namespace) -> tuple[int, str]:
        assert self.settings is not None
        if args and (opts.remove or opts.back):
            raise UsageError("--remove and --back are for WARC files: leave the FILEs out")
        store = str(self.settings.get("NEWSCRAWL_STORE") or "").rstrip("/")
        if not store and not opts.back:
            raise UsageError("no object store is named: say -s NEWSCRAWL_STORE=s3://bucket/name")
        if store:
            check_store(store)
        folder = output_folder(self.settings.get("NEWSCRAWL_OUTPUT"))
        if args:
            done = offload_exports([_file(name) for name in args], store)
            return OK, f"{said(done)} ({store})"
        check_there(folder)
        database = self.settings.get("NEWSCRAWL_DATABASE") or None
        lock = ArchiveLock(folder, database)
        try:
            with closing(State(folder, database, read_only=True, in_use=True)) as state:
                if opts.back:
                    done = bring_back_warc(folder, state)
                    brought = f"{many(done.copied, 'WARC file')} brought back"
                    return OK, f"{brought}, {done.bytes:,} bytes ({folder})"
                done = offload_warc(folder, state, store, remove=opts.remove)
        finally:
            lock.release()
        return OK, f"{said(done)} ({store})"


def said(done: Offloaded) -> str:
    """What was done, in a line.

    >>> said(Offloaded(copied=1, kept=2, removed=1, bytes=2048))
    '1 file copied, 2,048 bytes, 2 copied before; 1 WARC file removed here'
    """
    kept = f", {done.kept} copied before" if done.kept else ""
    removed = f"; {many(done.removed, 'WARC file')} removed here" if done.removed else ""
    return f"{many(done.copied, 'file')} copied, {done.bytes:,} bytes{kept}{removed}"


def _file(name: str) -> Path:
    path = Path(name).absolute()
    if not path.is_file():
        raise UsageError(f"there is no file {path}")
    return path
