"""What came of each page that a run was asked for, for a person: new, changed (which fields),
unchanged, gone, failed (why)."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from newscrawl.items import Failure
from newscrawl.records import COMPARED, Record, utc

CUT_CHARS = 200


class Result(NamedTuple):
    """What came of one page."""

    what: str
    """new, changed, unchanged, gone, doubted, absent, failed, suppressed or read."""
    why: str = ""
    """The fields that changed, or why it failed."""
    lines: tuple[str, ...] = ()
    """Of a dry run: what would change, field by field."""


class Results:
    """Kept where the user asked for pages, or for a dry run; a scheduled run of thousands keeps
    none."""

    def __init__(self, *, keep: bool, detailed: bool) -> None:
        """`detailed`: also what changed, field by field."""
        self._keep = keep
        self._detailed = detailed
        self._results: dict[str, Result] = {}

    def note(self, page: str, what: str, why: str = "") -> None:
        """`page` is the id of an article, or the URL of another page. What is noted last holds."""
        if self._keep:
            self._results[page] = Result(what, why)

    def note_revision(self, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> None:
        """A revision was written, or would have been; `before` is the one that it follows."""
        if not self._keep:
            return
        fields = fields_changed(before, after)
        lines = tuple(differences(before or {}, after, fields)) if self._detailed else ()
        is_new = before is None
        first = self._results.get(after["id"])
        if first is not None and first.what == "new":
            # The same run went on to date it, or to find its twin: it is new all the same.
            lines = (*first.lines, *lines)
            is_new = True
        self._results[after["id"]] = (
            Result("new", "", lines) if is_new else Result("changed", ", ".join(fields), lines)
        )

    def as_list(self) -> list[dict[str, str]]:
        """For `runs/<id>.json`."""
        return [
            {"page": page, "result": result.what, "why": result.why}
            for page, result in self._results.items()
        ]

    def lines(self) -> Iterator[str]:
        """A line a page, and below it, where asked for, what would change."""
        for page, result in self._results.items():
            yield f"{result.what:<9} {page}{f'  ({result.why})' if result.why else ''}"
            yield from (f"    {line}" for line in result.lines)


def fields_changed(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[str]:
    """What made a revision follow another, in words for a person; of a first one, what it holds.

    >>> paper = {"id": "paper/en/1", "change": "new", "same_as": [], **dict.fromkeys(COMPARED)}
    >>> fields_changed(paper, {**paper, "title": "Another"})
    ['title']
    >>> fields_changed(paper, {**paper, "same_as": ["paper/en/2"]})
    ['same_as']
    """
    if before is None:
        return [name for name in COMPARED if after[name]]
    fields = [name for name in COMPARED if before.get(name) != after[name]]
    if before["change"] == "gone":
        fields.insert(0, "is there again")
    if before["same_as"] != after["same_as"] and not fields:
        fields = ["same_as"]
    return fields


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any], fields: list[str]
) -> Iterator[str]:
    """What differs, a field a line; of the body, the paragraphs that went (-) and came (+).

    >>> before, after = {"body": "One.\\n\\nTwo."}, {"title": "New", "body": "One.\\n\\n2."}
    >>> list(differences({"title": "Old", **before}, after, ["title", "body"]))
    ["title: 'Old' -> 'New'", 'body:', '  - Two.', '  + 2.']
    """
    for name in fields:
        if name == "body":
            yield "body:"
            for line in difflib.ndiff(
                (before.get(name) or "").split("\n\n"), after[name].split("\n\n")
            ):
                if line[:2] in ("- ", "+ ") and line[2:].strip():
                    yield f"  {_cut(line)}"
        elif name in after:
            was, now = before.get(name), after[name]
            yield (
                f"{name}: {_cut(repr(was))} -> {_cut(repr(now))}"
                if before
                else f"{name}: {_cut(repr(now))}"
            )


def _cut(text: str) -> str:
    return text if len(text) <= CUT_CHARS else text[: CUT_CHARS - 1] + "…"


def change_record(before: Record, after: Record) -> dict[str, Any]:
    """A revision of a known article as `runs/<id>.json` holds it."""
    return {
        "id": after["id"],
        "seq": after["seq"],
        "change": after["change"],
        "cause": after["cause"],
        "fields": fields_changed(before, after),
    }


def failure_record(failure: Failure, how: str = "failed") -> dict[str, Any]:
    """A failed page as `runs/<id>.json` holds it; `how` it counts, see run/standing.py."""
    return {
        "url": failure.url,
        "kind": failure.kind,
        "reason": failure.reason,
        "detail": failure.detail,
        "missing": list(failure.missing),
        "status": failure.status,
        "seen_at": utc(failure.seen_at),
        "kept": None,
        "standing": how == "standing",
        "acknowledged": how == "acknowledged",
    }
