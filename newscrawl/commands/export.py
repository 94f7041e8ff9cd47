"""`scrapy export FORMAT FILE`: the present state as a file for others, with a `datapackage.json`
beside it; or as a folder of files (`feeds`, `dataset`). Reads only, also beside a run.

FORMAT is one of `jsonl`, `csv`, `parquet`, `schema.org`, `atom`, `sqlite`, `wacz`, `history` (a row
a revision, as JSON Lines, or as Parquet where FILE ends so); FILE may be `-` for standard output,
and then nothing is described.

The file is written beside its place and described before either is moved there, the file first.
Between the two moves lies an instant in which a crash leaves an old description beside a new file:
its SHA-256 then tells so, and the next export sets it right.

Exit codes: 0 written, also where there is no article; 2 wrong usage: no such format, something
missing for it, a FILE that runs write, a `datapackage.json` that is none, a folder without a state;
74 the state cannot be read or FILE cannot be written: what stood there still does.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from io import BufferedRandom
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from scrapy.settings import BaseSettings

from newscrawl import clock
from newscrawl.cli.folder_command import FolderCommand
from newscrawl.errors import OutputError, UsageError
from newscrawl.records import utc
from newscrawl.run.outcome import OK
from newscrawl.run.output_paths import check_place, output_folder
from newscrawl.storage.files.atomic import (
    atomic_file,
    write_atomically,
    write_errors_named,
)
from newscrawl.storage.queries.snapshot import is_known, read_snapshot
from newscrawl.storage.state.repository import State

if TYPE_CHECKING:
    from newscrawl.exports.datapackage import Exported
    from newscrawl.exports.formats import FolderFormat, Format

STANDARD_OUTPUT = "-"


class Command(FolderCommand):
    """Read the state, write it in another form."""

    called = "export"

    def syntax(self) -> str:
        return "FORMAT FILE [--since SEQ] [--thin] [--base URL]"

    def short_desc(self) -> str:
        from newscrawl.exports.formats import FOLDER_FORMATS, FORMATS

        return f"Write the present state to a file: {', '.join((*FORMATS, *FOLDER_FORMATS))}"

    def long_desc(self) -> str:
        from newscrawl.exports.formats import FOLDER_FORMATS, FORMATS

        return (
            "Writes the newest record of each article to FILE ('-': standard output). FORMAT is"
            f" one of {', '.join(FORMATS)}; FILE is a folder for {', '.join(FOLDER_FORMATS)}."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--since",
            metavar="SEQ",
            help="only articles that changed after this seq of articles.jsonl",
        )
        parser.add_argument(
            "--thin", action="store_true", help="without the text: ids, URLs, dates, hashes"
        )
        parser.add_argument(
            "--base", metavar="URL", help="where your server shows the folder of the feeds"
        )

    def perform(self, args: list[str], opts: argparse.Namespace) -> tuple[int, str]:
        from newscrawl.exports.formats import FOLDER_FORMATS, format_called

        assert self.settings is not None
        if len(args) != 2 or not args[1]:
            raise UsageError(
                f"export takes FORMAT and FILE, not {len(args)} arguments; see 'scrapy export"
                " --help'"
            )
        if args[0] in FOLDER_FORMATS:
            form = FOLDER_FORMATS[args[0]]
            if opts.since is not None:
                raise UsageError(f"{form.name} tells of all articles: --since does not go with it")
            return _into_folder(self.settings, form, args[1], base=opts.base, thin=opts.thin)
        if opts.base is not None:
            raise UsageError(f"--base goes with {', '.join(FOLDER_FORMATS)}, not with {args[0]}")
        return Export(
            self.settings, format_called(args[0], args[1]), since=_seq(opts.since), thin=opts.thin
        ).to(args[1])


class Export:
    """What is to be exported, and how."""

    def __init__(
        self, settings: BaseSettings, form: Format, *, since: int | None, thin: bool
    ) -> None:
        """Raises UsageError where there is no state."""
        self.folder, self.database = (
            output_folder(settings.get("NEWSCRAWL_OUTPUT")),
            settings.get("NEWSCRAWL_DATABASE") or None,
        )
        self.format, self.since, self.thin = form, since, thin
        self.left_out: Counter[str] = Counter()
        if form.is_whole and (thin or since is not None):
            raise UsageError(
                f"{form.name} holds the whole archive: --since and --thin do not go with it"
            )
        if not is_known(self.folder, self.database):
            raise UsageError(f"there is no state in {self.folder}: no run has written there")

    def to(self, name: str) -> tuple[int, str]:
        """Write it to a file, or to standard output. Gives the exit code and the last line. Raises
        NewscrawlError."""
        if name == STANDARD_OUTPUT:
            exported, where = self._printed(), "standard output"
        else:
            exported, where = self._written(Path(name)), name
        records = f"{exported.count:,} record{'' if exported.count == 1 else 's'}"
        left_out = "".join(f"; left out: {n:,} {what}" for what, n in self.left_out.items())
        return (
            OK,
            (
                f"{records}, {exported.size_bytes:,} bytes, up to seq {exported.last_seq}, in"
                f" {where} ({self.folder}){left_out}"
            ),
        )

    def _written(self, path: Path) -> Exported:
        from newscrawl.exports import datapackage

        description = path.with_name(datapackage.NAME)
        check_place(
            path, self.folder, database=self.database, like=f"articles.{self.format.suffix}"
        )
        more, of_others = self._beside(path)
        if path.resolve() in (description.resolve(), more.resolve()):
            raise UsageError(f"{path} is where the export is described: name another file")
        with write_errors_named(path):
            path.resolve().parent.stat()
        # Refused before anything is written, and read again at the end: another export may have
        # come between.
        datapackage.read(description)
        of_others()
        with atomic_file(description) as below, atomic_file(path) as file:
            exported = self._export(file, path)
            below.write(datapackage.described(datapackage.read(description), path.name, exported))
            # A disk that has no room for it is to say so before the export takes its place.
            below.flush()
        if more != path.parent:
            write_atomically(more, of_others())
        return exported

    def _beside(self, path: Path) -> tuple[Path, Callable[[], bytes]]:
        """A further file beside it, and what makes its content, out of what stands there; the
        folder, and nothing, where the format has none. Making it raises UsageError and
        OutputError."""
        if self.format.beside is None:
            return path.parent, bytes
        name, describe = self.format.beside
        more = path.with_name(name)

        def made() -> bytes:
            try:
                before = more.read_bytes()
            except FileNotFoundError:
                before = None
            except OSError as error:
                raise OutputError(error.errno, f"cannot read {more}: {error.strerror}") from error
            return describe(before, path.name, thin=self.thin)

        return more, made

    def _printed(self) -> Exported:
        # By way of a file: what is read may have to be read again, and what is printed cannot be
        # taken back.
        path = Path("standard output")
        # A file of our own about it: what cannot be written to a reader that left is not tried
        # again at the end of the process.
        with (
            write_errors_named(path),
            TemporaryFile() as file,
            os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out,
        ):
            exported = self._export(file, path)
            file.seek(0)
            shutil.copyfileobj(file, out)
        return exported

    def _export(self, file: BufferedRandom, path: Path) -> Exported:
        """Write it there. Raises OutputError, and UsageError for a `since` that was never
        reached."""
        from newscrawl.exports.datapackage import Exported
        from newscrawl.storage.queries.latest import LatestRecords

        def write(state: State, _: bool) -> tuple[int, int]:
            present = LatestRecords(state, since=self.since, folder=self.folder)
            self.left_out = present.left_out
            # Not to be taken for an error of reading.
            with write_errors_named(path):
                file.seek(0)
                file.truncate()
                return self.format.write(file, present, thin=self.thin), present.last_seq

        created = utc(clock.now())
        count, last_seq = read_snapshot(self.folder, self.database, write)
        if self.since is not None and self.since > last_seq:
            raise UsageError(
                f"--since {self.since}: the last line is {last_seq}; is this another archive, or"
                " one that was begun anew?"
            )
        file.flush()
        size_bytes = file.tell()
        file.seek(0)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return Exported(
            self.format, self.thin, self.since, last_seq, count, size_bytes, sha256, created
        )


def _into_folder(
    settings: BaseSettings, form: FolderFormat, name: str, *, base: str | None, thin: bool
) -> tuple[int, str]:
    """Write a format of several files. Gives the exit code and the last line. Raises
    NewscrawlError."""
    from newscrawl.exports.folder import Folder
    from newscrawl.storage.queries.latest import LatestRecords

    base = form.check(base)
    folder = output_folder(settings.get("NEWSCRAWL_OUTPUT"))
    database = settings.get("NEWSCRAWL_DATABASE") or None
    if not is_known(folder, database):
        raise UsageError(f"there is no state in {folder}: no run has written there")
    path = Path(name)
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path} is no folder: name the one to fill")
    if path.resolve() == folder.resolve():
        raise UsageError(f"{path} is the archive's own folder: name another one")
    check_place(path / form.name, folder, database=database, like=form.name)

    def write(state: State, _: bool) -> tuple[int, int]:
        present = LatestRecords(state, folder=folder)
        with write_errors_named(path):
            return form.write(Folder(path), present, base=base, thin=thin), present.last_seq

    count, last_seq = read_snapshot(folder, database, write)
    records = f"{count:,} record{'' if count == 1 else 's'}"
    return OK, f"{records}, up to seq {last_seq}, in {name} ({folder})"


def _seq(text: str | None) -> int | None:
    """Raises UsageError for what is no number of a line."""
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()):
        raise UsageError(f"--since {text}: not the seq of a line; it is a number from 0 on")
    return int(text)
