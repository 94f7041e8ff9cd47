"""What came of each page that a run was asked for, for a person: new, changed (which fields),
unchanged, gone, failed (why)."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from newscrawl.records import COMPARED

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
        self._keep = keep
        self._detailed = detailed
        self._results: dict[str, Result] = {}

    def tell(self, page: str, what: str, why: str = "") -> None:
        """`page` is the id of an article, or the address of another page. What is told last
        holds."""
        if self._keep:
            self._results[page] = Result(what, why)

    def tell_revision(self, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> None:
        """A revision was written, or would have been."""
        if not self._keep:
            return
        fields = [
            name
            for name in COMPARED
            if (before or {}).get(name) != after[name] and (before or after[name])
        ]
        if before is not None and before["change"] == "gone":
            fields.insert(0, "is there again")
        if before is not None and before["same_as"] != after["same_as"] and not fields:
            fields = ["same_as"]
        lines = tuple(differences(before or {}, after, fields)) if self._detailed else ()
        first = self._results.get(after["id"])
        if first is not None and first.what == "new":
            # The same run went on to date it, or to find its twin: it is new all the same.
            lines = (*first.lines, *lines)
            before = None
        self._results[after["id"]] = Result(
            "changed" if before else "new", ", ".join(fields) if before else "", lines
        )

    def as_list(self) -> list[dict[str, str]]:
        """For `runs/<id>.json`."""
        return [
            {"page": page, "result": result.what, "why": result.why}
            for page, result in self._results.items()
        ]

    def told(self) -> Iterator[str]:
        """A line a page, and below it, where asked for, what would change."""
        for page, result in self._results.items():
            yield f"{result.what:<9} {page}{f'  ({result.why})' if result.why else ''}"
            yield from (f"    {line}" for line in result.lines)


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any], fields: list[str]
) -> Iterator[str]:
    """What differs, a field a line; of the body, the paragraphs that went (-) and came (+).

    >>> list(differences({"title": "Old", "body": "One.\\n\\nTwo."}, {"title": "New", "body": "One.\\n\\n2."}, ["title", "body"]))
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
