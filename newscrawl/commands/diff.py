"""`scrapy diff ID`: what the last change of an article changed, word by word. Reads only, also
beside a run.

`--from SEQ` and `--to SEQ` compare any two of its lines of `articles.jsonl`; without them it is the
newest line that changed something, and the one before. `[-words-]` went, `{+words+}` came.
`--json` prints one object for programs.

Exit codes: 0 shown, also where there is nothing to compare; 2 wrong usage, an ID that is none, with
the one that is probably meant, or a SEQ that is no line of it; 74 the state cannot be read.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from newscrawl.archive.history import Revision
from newscrawl.cli.archive_command import archive_of, print_json, print_texts
from newscrawl.cli.folder_command import FolderCommand
from newscrawl.errors import UsageError
from newscrawl.records import utc
from newscrawl.run.outcome import OK
from newscrawl.run.site_folders import site_of_ids


class Command(FolderCommand):
    """Show what changed."""

    called = "diff"

    def syntax(self) -> str:
        return "ID [--from SEQ] [--to SEQ] [--json]"

    def short_desc(self) -> str:
        return "Show what changed in an article, word by word"

    def long_desc(self) -> str:
        return (
            "Shows what the last change of the article of this ID (ccbsnews/en/4666) changed, or"
            " what differs between two lines of it. Reads only."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--from",
            dest="before",
            metavar="SEQ",
            help="the earlier line of articles.jsonl; default: the one before --to",
        )
        parser.add_argument(
            "--to",
            dest="after",
            metavar="SEQ",
            help="the later line; default: the newest that changed something",
        )
        parser.add_argument("--json", action="store_true", help="one JSON object for programs")

    def site_named(self, args: list[str], opts: argparse.Namespace) -> str | None:
        assert self.settings is not None
        return opts.site or site_of_ids(self.settings, args)

    def perform(self, args: list[str], opts: argparse.Namespace) -> tuple[int, str]:
        assert self.settings is not None
        if len(args) != 1 or not args[0]:
            raise UsageError(f"diff takes one ID, not {len(args)}; see 'scrapy diff --help'")
        history = archive_of(self.settings).history(args[0])
        revision = compared(history, opts.before, opts.after)
        if opts.json:
            print_json(as_json(revision))
        elif revision.before is not None:
            # Not above: rich is loaded by who prints.
            from newscrawl.cli.article_view import difference_texts

            print_texts(difference_texts(revision))
        return OK, _summary(revision)


def compared(history: Sequence[Revision], before: str | None, after: str | None) -> Revision:
    """The revision that is meant, beside the one that it is compared with. Raises UsageError."""
    if after is not None:
        chosen = _of_seq(history, after, "--to")
    else:
        chosen = next((one for one in reversed(history) if one.changed), history[-1])
    if before is None:
        return chosen
    former = _of_seq(history, before, "--from")
    if former.article.seq > chosen.article.seq:
        raise UsageError(f"--from {before} comes after --to {chosen.article.seq}")
    is_next = chosen.before is not None and former.article.seq == chosen.before.seq
    # What lies between is not bounded by the visits around the last step.
    seen = chosen.last_seen_before_at if is_next else None
    return Revision(chosen.article, former.article, seen)


def as_json(revision: Revision) -> dict[str, Any]:
    """What `--json` prints; its keys stand in docs/reference/commands.md."""
    article, before, seen = revision.article, revision.before, revision.last_seen_before_at
    return {
        "id": article.id,
        "from": before.seq if before is not None else None,
        "to": article.seq,
        "change": article.change,
        "cause": article.cause,
        "first_seen_at": utc(revision.first_seen_at),
        "last_seen_before_at": utc(seen) if seen is not None else None,
        "differences": [
            {
                "field": one.field,
                "before": one.before,
                "after": one.after,
                "words": [list(piece) for piece in one.words()],
            }
            for one in revision.differences
        ],
    }


def _of_seq(history: Sequence[Revision], given: str, option: str) -> Revision:
    for one in history:
        if str(one.article.seq) == given:
            return one
    there = ", ".join(str(one.article.seq) for one in history)
    raise UsageError(f"{option} {given}: {history[0].article.id} has the lines {there}")


def _summary(revision: Revision) -> str:
    from newscrawl.cli.article_view import change_of

    article = revision.article
    if revision.before is None:
        return f"{article.id} has one revision (seq {article.seq}): nothing to compare"
    what = ", ".join(revision.changed) or "nothing that is compared"
    return f"{article.id}, {change_of(revision)}: {what}"
