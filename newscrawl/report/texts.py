"""The newest articles, and the newest revisions word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from newscrawl.records import COMPARED
from newscrawl.report.elements import Child, Element, link, moment, tag
from newscrawl.report.words import Piece, changes

MAX_PIECES = 40
"""Of one field of one revision; what changed beyond is counted."""

Line = Mapping[str, Any]


def articles(lines: Sequence[Line]) -> Element:
    """Titles that lead to the articles, with their days."""
    items = []
    for line in lines:
        day = (line["published"] or "")[:10]
        when = tag("time", day, datetime=day) if day else tag("span", "no day", class_="unknown")
        items.append(
            tag("li", when, link(line["title"], line["url"], lang=line["language"], dir="auto"))
        )
    return tag("ol", *items, class_="articles")


def revisions(pairs: Sequence[tuple[Line, Line]]) -> list[Element]:
    """Each as an article of its own: what it is of, when it came, what changed."""
    return [revision(before, after) for before, after in pairs]


def revision(before: Line, after: Line) -> Element:
    """What changed between two lines of an article."""
    what = {"gone": "gone"}.get(
        after["change"], "back again" if before["change"] == "gone" else "changed"
    )
    cause = " (read better)" if after["cause"] == "parser" else ""
    about = tag(
        "p",
        tag("span", f"{what}{cause}", class_="what"),
        " ",
        moment(after["fetched_at"]),
        f" · revision {after['revision']} · {after['id']}",
    )
    title = tag("h3", link(after["title"], after["url"], lang=after["language"], dir="auto"))
    fields = [] if what == "gone" else list(differences(before, after))
    return tag("article", title, about, tag("dl", *fields) if fields else None, class_="revision")


def differences(before: Line, after: Line) -> Iterator[Element]:
    """Name and change of each field that differs."""
    for name in (*COMPARED, "same_as"):
        old, new = _text(before.get(name)), _text(after.get(name))
        if old == new:
            continue
        texts = name in ("title", "body", "section", "authors")
        pieces = changes(old, new) if texts else [Piece("old", old), Piece("new", new)]
        language = after["language"] if texts else None
        yield tag("dt", name.replace("same_as", "same text as"))
        yield tag(
            "dd",
            *marked([piece for piece in pieces if piece.text]),
            lang=language,
            dir="auto" if texts else None,
        )


def marked(pieces: Sequence[Piece]) -> Iterator[Child]:
    """The pieces as <del> and <ins>, said also to those who do not see lines through and under the
    words."""
    names = {"old": "del", "new": "ins"}
    for piece in pieces[:MAX_PIECES]:
        yield " "
        if piece.what not in names:
            yield tag("span", piece.text, class_="cut") if piece.what == "cut" else piece.text
            continue
        said = "removed: " if piece.what == "old" else "added: "
        yield tag(names[piece.what], tag("span", said, class_="hidden"), piece.text)
    rest = sum(piece.what in names for piece in pieces[MAX_PIECES:])
    if rest:
        yield tag("span", f" … and {rest:,} more changes", class_="cut")


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
