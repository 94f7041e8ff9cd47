"""The explanation of a reading, for people: a line a block, a date, a candidate, each with the rule
that decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from rich.console import Console
from rich.text import Text

from newscrawl.parse.explain import Explanation
from newscrawl.parse.explained_part import PartWhy


def print_explanation(explanation: Explanation | None, file: TextIO) -> None:
    """Print an explanation: lines cut to the width of a terminal, whole and without colour where
    it is none. None: there is no markup to be explained."""
    console = Console(file=file, highlight=False)
    for line in lines(explanation):
        if console.is_terminal:
            console.print(line, no_wrap=True, overflow="ellipsis")
        else:
            console.print(line, soft_wrap=True)
    file.flush()


def lines(explanation: Explanation | None) -> Iterator[Text]:
    """The lines of an explanation, part by part."""
    if explanation is None:
        yield Text("there is no markup, and nothing to be explained", "bold")
        return
    yield from _blocks(explanation)
    own = explanation["own_rules"]
    parts = {
        "title": explanation["title"],
        "section": explanation["section"],
        "authors": explanation["authors"],
        "description": explanation["description"],
        "modified": explanation["modified"],
        "tags": explanation["tags"],
    }
    for name, part in parts.items():
        yield from _part(name, part, is_own=name in own)
    yield from _dates(explanation)
    yield from _doubts(explanation)
    if explanation["teaser"] is not None:
        yield Text(f"\nthe text is but the start of the article: {explanation['teaser']}", "bold")
    if others := [name for name in own if name not in parts]:
        yield Text(f"\nby the site's own rules: {', '.join(others)}", "bold")
    yield Text("\na page alone cannot tell", "bold")
    for line in explanation["unknown"]:
        yield Text(f"  {line}")


def _blocks(explanation: Explanation) -> Iterator[Text]:
    blocks = explanation["blocks"]
    kept = sum(block["kept"] for block in blocks)
    yield Text(f"blocks: {kept} of {len(blocks)} are the text", "bold")
    width = max((len(block["rule"]) for block in blocks), default=0)
    for block in blocks:
        what = "kept" if block["kept"] else "cut "
        told = (
            f"{block['block']:>5}  {what}  {block['rule']:<{width}}  {block['element']:<6}"
            f"  {block['text']}"
        )
        yield Text(told.rstrip(), "" if block["kept"] else "dim")


def _part(name: str, part: PartWhy, *, is_own: bool) -> Iterator[Text]:
    found = "; ".join(part["values"]) or "none"
    by = f", by {part['rule']}" if part["rule"] else ""
    own = " (the site's own rules gave another)" if is_own else ""
    yield Text(f"\n{name}: {found}{by}{own}", "bold")
    width = max((len(one["source"]) for one in part["candidates"]), default=0)
    for one in part["candidates"]:
        told = f"  {one['outcome']:<6}  {one['source']:<{width}}  {one['text']}"
        yield Text(told, "" if one["outcome"] == "taken" else "dim")


def _dates(explanation: Explanation) -> Iterator[Text]:
    dates = explanation["dates"]
    own = sum(one["outcome"] == "own" for one in dates)
    yield Text(f"\ndates: {own} of {len(dates)} are the article's own", "bold")
    width = max((len(one["rule"]) for one in dates), default=0)
    for one in dates:
        told = f"  {one['outcome']:<7}  {one['rule']:<{width}}  {one['text']}  ({one['place']})"
        yield Text(told, "dim" if one["outcome"] == "refused" else "")


def _doubts(explanation: Explanation) -> Iterator[Text]:
    doubts = explanation["doubts"]
    if not doubts:
        return
    left = explanation["body_doubt"] or "another reading resolved it, or there is no text"
    yield Text(f"\ndoubts about the text, as it was first read: {', '.join(doubts)}", "bold")
    yield Text(f"  {left}")
