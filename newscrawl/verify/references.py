"""What names a WARC record: revisits, lines of the feed, readings and lessons. Each must be an
answer, at that place, of that article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newscrawl.storage.queries.summary import Row, all_lessons, all_memories, all_readings
from newscrawl.storage.state.repository import State
from newscrawl.verify.findings import UNREADABLE, Finding, Findings, one_line
from newscrawl.verify.known_records import Records
from newscrawl.verify.tail import Line, lines_of
from newscrawl.verify.warc_rules import RESTORE

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
            what = f"how pages were read cannot be read in it: {one_line(error)}"
            findings.fault_in_state("unreadable", what)


def _check_revisits(records: Records, findings: Findings) -> None:
    for one in records.revisits:
        before = records.answers.get(one.refers_to)
        if before is None:
            wrong = (
                ""
                if records.missing
                else f"its body is in {one.refers_to}, which is no answer in any file"
            )
        elif before.fingerprint is not None and before.fingerprint != one.fingerprint:
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
        # A line that is none, or not as its schema says, is reported by who reads the feed.
        warc = line.record.get("warc") if line.record else None
        if isinstance(warc, dict) and (wrong := wrong_place(line.record or {}, warc, records)):
            _report_line(path.name, line, wrong, findings)


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


def _report_line(name: str, line: Line, what: str, findings: Findings) -> None:
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
    for row in all_readings(state):
        for what in wrong_reading(row, records):
            findings.fault_in_state("row of readings", what, id=row["id"])
    for row in all_memories(state):
        for what in wrong_memory(row, records):
            findings.fault_in_state("row of memories", what)
    for row in all_lessons(state):
        for what in wrong_lesson(row, records):
            findings.fault_in_state("row of lessons", what)


def wrong_reading(row: Row, records: Records) -> Iterator[str]:
    """What is wrong with how a page was read: the page and its layout must be answers, and the page
    one of the article."""
    answer = records.answers.get(row["record_id"])
    page = f"the page that was {row['came']} is {row['record_id']}"
    if row["came"] not in ("read", "failed"):
        yield f"came is {row['came']!r}"
    elif answer is None and not records.missing:
        yield f"{page}, which is no answer in any file"
    elif answer is not None and answer.article not in (None, row["id"]):
        yield f"{page}, a page of {answer.article}"
    if row["layout"] is not None and _is_lost(row["layout"], records):
        yield f"its layout is {row['layout']}, which is no answer in any file"


def wrong_memory(row: Row, records: Records) -> Iterator[str]:
    """What is wrong with what repeats from page to page: the page that it is from must be an
    answer."""
    layout = _layout(row["pages"])
    if layout is not None and _is_lost(layout, records):
        yield (
            f"what is known of the pages of {row['site']}/{row['language']} is from {layout},"
            " which is no answer in any file"
        )


def wrong_lesson(row: Row, records: Records) -> Iterator[str]:
    """What is wrong with a page that taught what repeats: it and its layout must be answers."""
    for name in ("layout", "record_id"):
        if _is_lost(row[name], records):
            yield f"{name} {row[name]} is no answer in any file"


def _is_lost(record_id: str, records: Records) -> bool:
    """Whether no file holds such an answer; where a file is not there nobody knows."""
    return record_id not in records.answers and not records.missing


def _layout(pages: object) -> str | None:
    """The record that a memory names; None if it names none, or is no JSON, which the audit of the
    folder reports."""
    try:
        memory = json.loads(str(pages))
    except ValueError:
        return None
    layout = memory.get("layout") if isinstance(memory, dict) else None
    return layout if isinstance(layout, str) else None
