"""Atom (RFC 4287): the latest changes, for feed readers and other archives; what is gone or taken
down as the deletions of RFC 6721.

- An entry's `id` is the article's canonical URL: there is one for each article and it never
  changes. A tag URI would need an authority, and we have no name of our own to mint in.
- The feed's `id` is made from the run that wrote the archive's first line: it stays, and no other
  archive has it.
- `updated` is when the page was fetched or, for a line that a later run wrote without fetching it
  (a day that was learnt, a takedown), when that run began. So it never goes back, and RFC 6721 lets
  a deletion count only if it is not older than the entry.
- `published` needs a time of day, so it stands only where the page gives one; the day as such is in
  `dcterms:issued`.
- The picture is `media:content`, with its caption and its credit, by Media RSS
  (https://www.rssboard.org/media-rss): Atom itself has no word for it.
- Elements of `urn:newscrawl:article:1` are keys of the record, for archives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from typing import BinaryIO
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from newscrawl import clock
from newscrawl.exports.fields import is_suppressed, picture_of
from newscrawl.exports.moments import moment, updated
from newscrawl.exports.newest_first import newest_first
from newscrawl.records import Record, utc
from newscrawl.storage.queries.latest import LatestRecords, Source
from newscrawl.text import xml_safe

NAMESPACES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:at": "http://purl.org/atompub/tombstones/1.0",
    "xmlns:fh": "http://purl.org/syndication/history/1.0",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
    "xmlns:newscrawl": "urn:newscrawl:article:1",
}

LATEST = 100
"""Number of changes that are written where --since does not say which."""

KEYS = ("id", "seq", "change", "cause", "revision", "content_sha256", "run")
"""Of the record, as elements of our own."""


class Markup(str):
    """Text that is XML already."""

    __slots__ = ()


def write(file: BinaryIO, present: LatestRecords, *, thin: bool) -> int:
    """Write the changes, the newest first: LATEST, or all since the `seq` that is asked for. Gives
    their number. Raises OSError."""
    if present.since is None:
        latest = newest_first(present, LATEST)
        return write_feed(file, present, lambda: iter(latest), thin=thin)
    # Read twice and never held: what is newest of all stands at the top.
    return write_feed(file, present, lambda: present.newest(None), thin=thin)


def write_feed(
    file: BinaryIO,
    present: LatestRecords,
    records: Callable[[], Iterator[Record]],
    *,
    thin: bool,
    links: Mapping[str, str] | None = None,
    is_archive: bool = False,
) -> int:
    """Write a feed of these records, which are asked for twice. Gives their number. `links` are
    those of the feed, by their relation (`self`, and those of RFC 5005); `is_archive`: it is a page
    of the past, to which nothing is added. Raises OSError."""
    newest = max((updated(record) for record in records()), default=utc(clock.now()))
    file.write(
        f"""<?xml version="1.0" encoding="utf-8"?>\n<feed{_attributes(NAMESPACES)}>\n""".encode()
    )
    for made in head(present.sources(), present.first_run(), newest, thin=thin):
        file.write(f"{made}\n".encode())
    if is_archive:
        file.write(f"{element('fh:archive')}\n".encode())
    for relation, href in (links or {}).items():
        link = element("link", rel=relation, href=href, type="application/atom+xml")
        file.write(f"{link}\n".encode())
    count = 0
    for record in records():
        gone = record["change"] == "gone" or is_suppressed(record)
        file.write(f"{deleted_entry(record) if gone else entry(record, thin=thin)}\n".encode())
        count += 1
    file.write(b"</feed>\n")
    return count


def head(
    sources: Iterable[Source], first_run: str | None, newest: str, *, thin: bool
) -> Iterator[Markup]:
    """What stands before the entries. Each site is an author of the feed: of an entry that names
    none, RFC 4287 takes those of the feed."""
    sources = list(sources)
    # An archive without a line has no first run yet: there is nothing to subscribe to either.
    name = f"newscrawl:{first_run or ''}{':thin' if thin else ''}"
    yield element("id", uuid5(NAMESPACE_URL, name).urn)
    yield element(
        "title",
        f"{', '.join(source.site for source in sources) or 'newscrawl'}: the latest changes",
    )
    yield element("updated", newest)
    for source in sources:
        yield element("author", element("name", source.site), element("uri", source.root))
    if not sources:
        yield element("author", element("name", "newscrawl"))
    yield element("generator", "newscrawl", version=version("newscrawl"))


def entry(record: Record, *, thin: bool = False) -> Markup:
    """An article that is there. `thin`: the id stands for the title, which RFC 4287 demands."""
    published = moment(record["published"])
    return element(
        "entry",
        element("id", record["url"]),
        element("title", record["id"] if thin else record["title"]),
        element("link", rel="alternate", href=record["url"]),
        element("published", utc(published)) if published else None,
        element("updated", updated(record)),
        element("dcterms:issued", record["published"][:10]) if record["published"] else None,
        *([] if thin else _texts(record)),
        *_keys(record),
        **({} if thin else {"xml:lang": record["language"]}),
    )


def deleted_entry(record: Record) -> Markup:
    """An article that is gone, or that was taken down."""
    why = element("at:comment", "suppressed" if is_suppressed(record) else "gone")
    return element("at:deleted-entry", why, *_keys(record), ref=record["url"], when=updated(record))


def element(name: str, /, *children: str | None, **attributes: str) -> Markup:
    """An element of text, or of elements, each on a line of its own; None is left out. Whatever a
    text holds, it is text.

    >>> print(element("title", "1 < 2\\x00", type="text"))
    <title type="text">1 &lt; 2\ufffd</title>
    """
    start = f"{name}{_attributes(attributes)}" if attributes else name
    inside = [
        child if type(child) is Markup else _escaped(child)
        for child in children
        if child is not None
    ]
    if not inside:
        return Markup(f"<{start}/>")
    if any(type(child) is Markup for child in children):
        return Markup("\n".join([f"<{start}>", *inside, f"</{name}>"]))
    return Markup(f"<{start}>{inside[0] if len(inside) == 1 else chr(10).join(inside)}</{name}>")


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join([f" {name}={_quoted(value)}" for name, value in attributes.items()])


# Most texts are URLs, digests and days, which have nothing to escape: a large archive has millions.
_has_markup = re.compile('[&<>"]').search


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable() and _has_markup(text) is None


def _escaped(text: str) -> str:
    return text if _is_plain(text) else escape(xml_safe(text))


def _quoted(text: str) -> str:
    return f'"{text}"' if _is_plain(text) else quoteattr(xml_safe(text))


def _texts(record: Record) -> Iterator[Markup]:
    for name in record["authors"]:
        yield element("author", element("name", name))
    if record["section"]:
        yield element("category", term=record["section"])
    if record["image"]:
        yield _picture(record)
    # As text its paragraphs would be one: who reads a feed folds white space.
    paragraphs = "</p>\n<p>".join(_escaped(record["body"]).split("\n\n"))
    div = element("div", Markup(f"<p>{paragraphs}</p>"), xmlns="http://www.w3.org/1999/xhtml")
    yield element("content", div, type="xhtml")


def _picture(record: Record) -> Markup:
    facts = picture_of(record)
    return element(
        "media:content",
        element("media:description", facts.caption, type="plain") if facts.caption else None,
        element("media:credit", facts.credit) if facts.credit else None,
        element("media:copyright", facts.notice) if facts.notice else None,
        url=record["image"],
        medium="image",
    )


def _keys(record: Record) -> Iterator[Markup]:
    for key in KEYS:
        yield element(f"newscrawl:{key}", str(record[key]))
