"""What a line of a feed must say: held against itself, its site, and the lines before it.

Pure functions. Each gives the problems that it finds; the audit of the feed says where they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from newscrawl.identity.article_id import ArticleRef, parse_id, position_of
from newscrawl.identity.site import Site
from newscrawl.lifecycle.headline_changes import pair_of
from newscrawl.records import Record, compared_digest, line_of
from newscrawl.storage.suppression.lines import is_rewritten, padded
from newscrawl.text import content_sha256
from newscrawl.verify.findings import TAKEDOWN_OWED, Level

_NUMBER = re.compile(r"\d+")


class Problem(NamedTuple):
    """Something that a line says and should not."""

    kind: str
    what: str
    todo: str | None = None
    """None: what mends any line of the feed."""
    level: Level = "fault"


class Last(NamedTuple):
    """The newest line of an article, as far as later lines and the state are held against it."""

    seq: int
    revision: int
    gone: bool
    digest: bytes
    content_sha256: str
    published: str | None
    published_from: str | None
    suppressed: bool = False


def last_of(record: Record) -> Last:
    """What later lines are held against."""
    return Last(
        record["seq"],
        record["revision"],
        record["change"] == "gone",
        compared_digest(record),
        record["content_sha256"],
        record["published"],
        record["published_from"],
        bool(record.get("suppressed")),
    )


def named_by(record: Record) -> tuple[str, ArticleRef] | None:
    """The site and the article that its id names; None where it names none, as the schema has said
    already."""
    try:
        return parse_id(record["id"])
    except ValueError:
        return None


def url_problems(record: Record, ref: ArticleRef, site: Site | None) -> Iterator[Problem]:
    """Its URL is the canonical one of its id, of today or of earlier years, where the site has a
    rule for it, or shows the id's number where the site is not known."""
    if site is not None:
        due = site.rule_urls(ref)
        if due and record["url"] not in due:
            what = f"url is {record['url']}, and {due[0]} is the address of its id"
            yield Problem("address", what)
        elif not due and site.article(record["url"]) != ref:
            yield Problem("address", f"url {record['url']} is not that of its id")
    elif position_of(ref.key) is not None and ref.key not in _NUMBER.findall(record["url"]):
        yield Problem("address", f"url {record['url']} does not show the number of its id")


def content_problems(record: Record, ref: ArticleRef, site: Site | None) -> Iterator[Problem]:
    """The language is that of the id where the URL tells it, or that of an unknown site shows it,
    and the text has its digest."""
    url = record["url"]
    is_told = f"/{ref.language}/" in url if site is None else site.tells_language(url)
    if is_told and record["language"] != ref.language:
        what = f"language is {record['language']!r}, and the id says {ref.language!r}"
        yield Problem("language", what)
    if not has_its_digest(record):
        yield Problem("content_sha256", "title and body have not the digest that it tells")


def has_its_digest(record: Record) -> bool:
    """Whether the text of a line has the digest that the line gives. A headline gives none, and a
    suppressed line keeps that of the text it lost."""
    return (
        "content_sha256" not in record
        or bool(record.get("suppressed"))
        or content_sha256(record["title"], record["body"]) == record["content_sha256"]
    )


def revision_problems(record: Record, before: Last | None) -> Iterator[Problem]:
    """Revisions count up, and what is gone repeats what was last known."""
    due = before.revision + 1 if before else 1
    if record["revision"] != due:
        yield Problem("revision", f"revision is {record['revision']}, and {due} is due")
    if before is None or record["change"] != "gone":
        return
    # What is gone may be read better from its last page, and stays gone.
    if before.gone and record["cause"] == "parser":
        return
    if before.gone and not record.get("suppressed"):
        yield Problem("gone twice", "it is gone already: only 'changed' can follow")
    elif compared_digest(record) != before.digest:
        yield Problem("gone", "it does not repeat what was last known of the article")


def takedown_problems(
    record: Record, takedowns: Mapping[str, bool], urls: Collection[str], *, pending: bool
) -> Iterator[Problem]:
    """Every line of an article that was taken down has lost its text, and no other has; and no line
    shows the title of one.

    `takedowns` says of each article that was ordered to be taken down whether that is done, and
    `urls` are theirs; `pending`: whether any is not done.
    """
    article_id, is_done = record["id"], takedowns.get(record["id"])
    again = f"take it down once more: scrapy suppress {article_id} --reason …"
    if record.get("suppressed") and is_done is None:
        yield Problem(
            "takedown", "it lost its text to a takedown, and the state knows of none", again
        )
    elif is_done is not None and not record.get("suppressed"):
        what = "the article was taken down, and the line has its text"
        if is_done:
            yield Problem("takedown", what, again)
        else:
            yield Problem("takedown", what, TAKEDOWN_OWED, "owed")
    for pair in record.get("headlines", ()):
        if pair["title"] and pair["url"] in urls:
            what = f"it tells what {pair['url']} was called, which was taken down"
            if pending:
                yield Problem("takedown", what, TAKEDOWN_OWED, "owed")
            else:
                yield Problem("takedown", what, "take that one down once more")


def suppressed_urls(takedowns: Iterable[str], sites: Mapping[str, Site]) -> Iterator[str]:
    """The canonical URLs of articles that were taken down, of today and of earlier years, as far as
    their sites are known."""
    for article_id in takedowns:
        site = sites.get(article_id.partition("/")[0])
        if site is not None:
            yield from site.rule_urls(parse_id(article_id).ref)


def spelling_of(record: Record, size_bytes: int) -> str:
    """How newscrawl writes a line; of `size_bytes` bytes where a takedown wrote it again."""
    try:
        return padded(record, size_bytes) if is_rewritten(record) else line_of(record)
    except ValueError:
        return line_of(record)


def first_difference(one: bytes, other: bytes) -> int:
    """Number of bytes that are the same in both from the start.

    >>> first_difference(b"abc", b"abd"), first_difference(b"ab", b"abc")
    (2, 2)
    """
    return next(
        (at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right),
        min(len(one), len(other)),
    )


class Sightings:
    """The headlines of a feed, line by line, with two numbers for each in memory."""

    def __init__(self) -> None:
        self._told: set[int] = set()
        self._last: dict[int, int] = {}
        """What each page told last of an article: one that was told before may come back there."""

    def problems(self, record: Record) -> Iterator[Problem]:
        """Whether the next line tells what is told already."""
        if record.get("suppressed"):
            return
        headline = hash((record["id"], pair_of(record)))
        place = hash((record["id"], record["seen_on"]))
        if headline in self._told and self._last.get(place, headline) == headline:
            what = "this headline with this day stands on an earlier line already"
            yield Problem("told twice", what)
        self._told.add(headline)
        self._last[place] = headline
