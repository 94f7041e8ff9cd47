"""An article, and what differs between two revisions of it, for people: texts with their styles,
paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from rich.text import Text

from newscrawl.archive.article import ArchivedArticle
from newscrawl.archive.difference import Difference
from newscrawl.archive.history import Revision
from newscrawl.records import utc

CONTEXT_CHARS = 60
"""So much of what is the same stands around a difference."""

_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def article_texts(article: ArchivedArticle, revisions: int) -> Iterator[Text]:
    """An article: what it says, and below that what the archive knows of it. `revisions` is how
    many there are."""
    if article.status == "suppressed":
        yield Text("This article was taken down: its text is not in the archive.", "bold")
    else:
        yield Text(_shown(article.title), "bold")
        if line := " · ".join(_byline(article)):
            yield Text(line, "italic")
        if article.status == "gone":
            yield Text(f"gone since {utc(article.fetched_at)}: this is its last text", "red")
        for paragraph in article.body.split("\n\n"):
            yield Text("\n" + _shown(paragraph))
    yield Text("")
    for name, value in _facts(article, revisions):
        yield Text.assemble((f"{name:<14}", "dim"), _shown(value))
    yield Text("")
    yield Text(_shown(article.citation()))


def difference_texts(revision: Revision) -> Iterator[Text]:
    """What a revision changed, field by field."""
    article = revision.article
    yield Text(f"{article.id}: {change_of(revision)}", "bold")
    for difference in revision.differences:
        yield Text(f"\n{difference.field}", "bold")
        yield marked(difference)


def change_of(revision: Revision) -> str:
    """Which revision it is, and when the site changed, as far as that is known.

    Between two visits: the last that found the one before, and the first that found this one.
    """
    article, before = revision.article, revision.before
    of = f"seq {before.seq} → {article.seq}, " if before is not None else f"seq {article.seq}, "
    how = {"new": "new", "gone": "gone"}.get(article.change, "changed")
    if article.cause == "parser":
        return f"{of}read differently"
    return f"{of}{how} {_between(revision.last_seen_before_at, revision.first_seen_at)}"


def marked(difference: Difference) -> Text:
    """The words of a difference: `[-removed-]` and `{+added+}`, as wdiff has them, and in colour
    where there is any; what is the same is cut to what stands around them."""
    text, pieces = Text(), difference.words()
    for place, (kind, said) in enumerate(pieces):
        shown = _shown(said)
        if kind == "same":
            text.append(_cut(shown, first=place == 0, last=place == len(pieces) - 1))
            continue
        # The space before the words stands outside the marks, and the blank line behind them.
        words = shown.strip()
        before, _, behind = shown.partition(words) if words else (shown, "", "")
        if place and not before and not text.plain[-1:].isspace():
            before = " "  # The first words of a text have none before them.
        marks = ("[-", "-]", "red strike") if kind == "removed" else ("{+", "+}", "green")
        text.append(before).append(f"{marks[0]}{words}{marks[1]}", marks[2]).append(behind)
    return text


def _byline(article: ArchivedArticle) -> Iterator[str]:
    if article.authors:
        yield _shown(", ".join(article.authors))
    if article.published_at is not None:
        yield article.published_at.isoformat(" ", "minutes")
    elif article.published is not None:
        yield article.published.isoformat()
    elif article.published_between is not None:
        first, last = article.published_between
        yield f"undated, between {first or '…'} and {last or '…'}"
    else:
        yield "undated"
    if article.section:
        yield _shown(article.section)
    yield article.language


def _facts(article: ArchivedArticle, revisions: int) -> Iterator[tuple[str, str]]:
    yield "id", article.id
    yield "url", article.url
    yield "revision", f"{article.revision} of {revisions}, seq {article.seq}, {article.change}"
    yield "fetched", utc(article.fetched_at)
    if article.tags:
        yield "tags", ", ".join(article.tags)
    if article.image_caption or article.image_credit:
        told = (article.image_caption, article.image_credit and f"({article.image_credit})")
        yield "picture", " ".join(one for one in told if one)
    if article.translations:
        yield "translations", ", ".join(article.translations)
    if article.same_as:
        yield "same text", ", ".join(article.same_as)
    if article.warc is not None:
        yield "warc", f"{article.warc.file}, byte {article.warc.offset}"


def _between(before: datetime | None, after: datetime) -> str:
    return f"between {utc(before)} and {utc(after)}" if before else f"by {utc(after)}"


def _cut(text: str, *, first: bool, last: bool) -> str:
    """What is the same, but for its middle, or its outer end where nothing differs beyond it."""
    ends = CONTEXT_CHARS * (2 - first - last)
    if len(text) <= ends + CONTEXT_CHARS:
        return text
    head = "" if first else text[:CONTEXT_CHARS].rpartition(" ")[0]
    tail = "" if last else text[-CONTEXT_CHARS:].partition(" ")[2]
    if first:
        return f"… {tail}"
    return f"{head} …" if last else f"{head} … {tail}"


def _shown(text: str) -> str:
    """Without what a terminal would obey."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
