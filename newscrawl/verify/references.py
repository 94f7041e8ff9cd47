"""What names a WARC record: revisits, lines of the feed, readings and lessons. Each must be an
answer, at that place, of that article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from newscrawl.storage.queries.summary import all_lessons, all_memories, all_readings
from newscrawl.storage.state.repository import State
from newscrawl.verify.findings import REBUILD, UNREADABLE, Finding, Findings, told
from newscrawl.verify.tail import Line, lines_of
from newscrawl.verify.warc_records import RESTORE, Records

ANEW = (
    "compare it with the line that the state holds: move away the one that is wrong, and the next"
    " run writes it anew"
)


def check_references(
    folder: Path, state: State | None, records: Records, findings: Findings
) -> None:
    """Hold all that names records against those that there are. Raises OSError where the feed
    cannot be read."""
    _check_revisits(records, findings)
    _check_lines(folder / "articles.jsonl", records, findings)
    if state is not None:
        try:
            _check_rows(state, records, findings)
        except UNREADABLE as error:
            what = f"how pages were read cannot be read in it: {told(error)}"
            findings.add(Finding("fault", "newscrawl.db", "unreadable", what, REBUILD))


def _check_revisits(records: Records, findings: Findings) -> None:
    for one in records.revisits:
        before = records.answers.get(one.refers_to)
        if before is None:
            wrong = (
                ""
                if records.missing
                else f"its body is in {one.refers_to}, which is no answer in any file"
            )
        elif before.told is not None and before.told != one.told:
            wrong = f"address, time or digest of {one.refers_to}, which holds its body, are others"
        else:
            continue
        if wrong:
            findings.add(
                Finding("fault", f"warc/{one.file}", "revisit", wrong, RESTORE, offset=one.offset)
            )


def _check_lines(path: Path, records: Records, findings: Findings) -> None:
    if not path.exists():
        return
    for line in lines_of(path, synced_bytes=0):
        # A line that is none, or not as its schema says, has been told by who reads the feed.
        warc = line.record.get("warc") if line.record else None
        if isinstance(warc, dict) and (wrong := wrong_place(line.record or {}, warc, records)):
            _tell_line(path.name, line, wrong, findings)


def wrong_place(record: dict[str, Any], warc: dict[str, Any], records: Records) -> str:
    """Why a line does not name its page; empty if it does."""
    record_id = warc.get("record_id")
    answer = records.answers.get(record_id) if isinstance(record_id, str) else None
    if answer is None and warc.get("file") in records.missing:
        return ""
    if answer is None:
        return f"warc names {record_id}, which is no answer in any file"
    if (answer.file, answer.offset) != (warc.get("file"), warc.get("offset")):
        return (
            f"warc says byte {warc.get('offset')} of {warc.get('file')}, and {record_id} is at byte"
            f" {answer.offset} of {answer.file}"
        )
    if answer.article is not None and answer.article != record.get("id"):
        return f"warc names {record_id}, which is a page of {answer.article}"
    return ""


def _tell_line(name: str, line: Line, what: str, findings: Findings) -> None:
    said = line.record.get("id") if line.record else None
    findings.add(
        Finding(
            "fault",
            name,
            "warc",
            what,
            ANEW,
            line.number,
            line.offset,
            said if isinstance(said, str) else None,
        )
    )


def _check_rows(state: State, records: Records, findings: Findings) -> None:
    def tell(kind: str, what: str, article_id: str | None = None) -> None:
        findings.add(Finding("fault", "newscrawl.db", kind, what, REBUILD, id=article_id))

    for row in all_readings(state):
        answer = records.answers.get(row["record_id"])
        if row["came"] not in ("read", "failed"):
            tell("row of readings", f"came is {row['came']!r}", row["id"])
        elif answer is None and not records.missing:
            tell(
                "row of readings",
                f"the page that was {row['came']} is {row['record_id']}, which is no answer in any"
                " file",
                row["id"],
            )
        elif answer is not None and answer.article not in (None, row["id"]):
            tell(
                "row of readings",
                f"the page that was {row['came']} is {row['record_id']}, a page of"
                f" {answer.article}",
                row["id"],
            )
        if (
            row["layout"] is not None
            and row["layout"] not in records.answers
            and not records.missing
        ):
            tell(
                "row of readings",
                f"its layout is {row['layout']}, which is no answer in any file",
                row["id"],
            )
    for row in all_memories(state):
        layout = _layout(row["pages"])
        if layout is not None and layout not in records.answers and not records.missing:
            what = (
                f"what is known of the pages of {row['site']}/{row['language']} is from {layout},"
                " which is no answer in any file"
            )
            tell("row of memories", what)
    for row in all_lessons(state):
        for name in ("layout", "record_id"):
            if row[name] not in records.answers and not records.missing:
                tell("row of lessons", f"{name} {row[name]} is no answer in any file")


def _layout(pages: object) -> str | None:
    """The record that a memory names; None if it names none, or is no JSON, which has been told."""
    try:
        memory = json.loads(str(pages))
    except ValueError:
        return None
    layout = memory.get("layout") if isinstance(memory, dict) else None
    return layout if isinstance(layout, str) else None
