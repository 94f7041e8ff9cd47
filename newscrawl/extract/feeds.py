"""Feeds and sitemaps: what they list, with titles and dates where they tell them.

Reads RSS 0.9 to 2.0, RDF, Atom, sitemaps, sitemap indexes, news sitemaps, plain-text sitemaps, and
each of them gzipped. They come from the network: what they declare is not heeded (`loose_xml`),
nothing else is fetched, and size is bounded.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from io import BytesIO
from itertools import chain

from lxml import etree

from newscrawl.extract.broken_feeds import entries_of, is_cut_off
from newscrawl.extract.loose_xml import feed_text, strict_xml
from newscrawl.text import fold

MAX_BYTES = 50 << 20
"""Unpacked. The sitemap protocol allows as much."""

MAX_ENTRIES = 100_000
"""Twice what the sitemap protocol allows; the rest is left out."""

MAX_ELEMENTS = 2_000_000
"""Reading stops there: two seconds of work."""

MAX_PACKINGS = 2
"""A file that is gzipped is often gzipped once more by the server."""

_ROOTS = frozenset(("rss", "RDF", "feed", "urlset", "sitemapindex"))
_ENTRIES = frozenset(("item", "entry", "url", "sitemap"))
_DATES_OF_ENTRY = ("pubDate", "published", "date", "issued")
"""RSS 2.0, Atom 1.0, Dublin Core, Atom 0.3."""
_HARMLESS = frozenset((etree.ErrorTypes.NS_ERR_UNDEFINED_NAMESPACE,))
"""Nothing is lost where a prefix is not declared."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(slots=True, frozen=True)
class FeedEntry:
    """One page that a feed lists."""

    url: str
    """As written: it may be relative."""
    title: str | None = None
    """Without markup, white space folded; None where there is none."""
    published_text: str | None = None
    """The date of publication as printed. None where there is none: the date of the last change is
    another thing."""


@dataclass(slots=True)
class Feed:
    """What a feed lists."""

    entries: list[FeedEntry] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)
    """Further feeds that it names: the sitemaps of an index, the next page of an archived feed (RFC
    5005)."""
    changed: dict[str, str] = field(default_factory=dict)
    """When those of an index changed last (`lastmod`), as written, where it tells."""
    loss: str = ""
    """What of it could not be read, in words; empty where nothing is known to be lost."""


def read_feed(body: bytes) -> Feed | None:
    """The entries of a feed or sitemap; None for anything else, and for what is broken beyond
    reading or too large. Never raises."""
    unpacked = _unpack(body)
    if unpacked is None:
        return None
    text = feed_text(unpacked)
    if text[:4].lower() == b"http":
        return _read_plain(text)
    try:
        return _read_xml(strict_xml(text), text)
    except (etree.LxmlError, ValueError, LookupError):
        return None


def _unpack(body: bytes) -> bytes | None:
    """The bytes, unpacked if they are gzipped, up to MAX_PACKINGS times; None when they are broken
    or more than MAX_BYTES."""
    for _ in range(MAX_PACKINGS):
        if body[:2] != b"\x1f\x8b":
            break
        unpacker = zlib.decompressobj(wbits=31)
        try:
            body = unpacker.decompress(body, MAX_BYTES + 1)
        except zlib.error:
            return None
    return body if len(body) <= MAX_BYTES else None


def _read_plain(text: bytes) -> Feed | None:
    """A sitemap of one URL a line. Source: sitemaps.org, "Other Sitemap formats"."""
    lines = text.decode("utf-8", "replace").split()
    if not all(line.startswith(("http://", "https://")) for line in lines):
        return None
    return Feed([FeedEntry(line) for line in lines[:MAX_ENTRIES]])


def _read_xml(xml: bytes, text: bytes) -> Feed | None:
    events = etree.iterparse(
        BytesIO(xml),
        events=("start", "end"),
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    feed, root, elements, inside = Feed(), "", 0, 0
    for event, element in events:
        name = _name(element)
        is_entry = name in _ENTRIES
        if event == "start":
            root, elements, inside = root or name, elements + 1, inside + is_entry
            if root not in _ROOTS:
                return None
            if elements > MAX_ELEMENTS or len(feed.entries) + len(feed.sitemaps) >= MAX_ENTRIES:
                break
            continue
        inside -= is_entry
        if inside > 0:
            continue
        if is_entry:
            _take(element, name, feed)
        elif name == "link" and element.get("rel") == "next":
            feed.sitemaps.append(element.get("href") or "")
        _forget(element)
    if not root:
        return None
    return feed if not _is_broken(events) else _entry_by_entry(feed, text)


def _is_broken(events: etree.iterparse) -> bool:
    return any(
        error.level >= etree.ErrorLevels.ERROR and error.type not in _HARMLESS
        for error in events.error_log
    )


def _entry_by_entry(read: Feed, text: bytes) -> Feed:
    """What a feed that is no well-formed XML lists; `read` is what was read of it in one go."""
    feed, lost = Feed(), 0
    for element in entries_of(text):
        known = len(feed.entries) + len(feed.sitemaps)
        if element is not None:
            _take(element, _name(element), feed)
        lost += len(feed.entries) + len(feed.sitemaps) == known
    found = len(feed.entries) + len(feed.sitemaps)
    if found + 1 < len(read.entries) + len(read.sitemaps):
        return read
    losses = ["its end is missing"] if is_cut_off(text) else []
    if lost:
        entries = "1 entry" if lost == 1 else f"{lost} entries"
        losses.append(f"{entries} could not be read beside {found} that could")
    feed.loss = f"it is broken: {', '.join(losses)}" if losses else ""
    return feed


def _forget(element: etree._Element) -> None:
    """Let what has been read leave memory: the tree of a 50 MB sitemap would take ten times as
    much."""
    parent = element.getparent()
    element.clear()
    if parent is not None:
        while (before := element.getprevious()) is not None:
            parent.remove(before)


def _take(element: etree._Element, name: str, feed: Feed) -> None:
    """Enter what an entry lists, given the name of its element."""
    if name == "sitemap":
        urls = list(_texts(element, "loc"))
        feed.sitemaps.extend(urls)
        for changed in _texts(element, "lastmod"):
            feed.changed.update(dict.fromkeys(urls, changed))
    elif name == "url":
        news_titles = _texts_below(element, "news", "title")
        title = next(chain(_texts(element, "title"), news_titles), None)
        published = next(_texts_below(element, "news", "publication_date"), None)
        alternates = [
            link.get("href", "")
            for link in _children(element, "link")
            if link.get("rel") == "alternate"
        ]
        _enter(feed, [*_texts(element, "loc"), *alternates], title, published)
    else:
        title = next((_plain(child) for child in _children(element, "title")), None)
        dates = (_texts(element, tag) for tag in _DATES_OF_ENTRY)
        _enter(feed, [_url(element)], title, next(chain.from_iterable(dates), None))


def _enter(
    feed: Feed, urls: Iterable[str | None], title: str | None, published: str | None
) -> None:
    for url in dict.fromkeys(urls):
        if url:
            feed.entries.append(FeedEntry(url, title or None, published))


def _url(element: etree._Element) -> str | None:
    """Where an item of RSS or an entry of Atom leads."""
    for link in _children(element, "link"):
        if link.get("rel", "alternate") == "alternate" and (
            url := (link.get("href") or link.text or "").strip()
        ):
            return url
    for guid in _children(element, "guid"):
        if guid.get("isPermaLink", "true").lower() != "false" and (
            url := (guid.text or "").strip()
        ).startswith("http"):
            return url
    about = element.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about")
    return about.strip() if about else None


def _plain(title: etree._Element) -> str:
    """The text of a title. Feeds escape their titles once more than XML asks for, with markup or
    without."""
    text = _text(title)
    if title.get("type") != "xhtml":
        text = unescape(_without_markup(unescape(text)))
    return fold(text)


def _without_markup(text: str) -> str:
    """The text without tags and comments. What only opens one is text: it is looked for once, as a
    title may hold thousands that never end."""
    kept: list[str] = []
    place = 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[place:start])
        place = end + 3
    return "".join([_TAG.sub("", part) for part in [*kept, text[place:]]])


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element.iterchildren(tag=etree.Element) if _name(child) == name)


def _texts(element: etree._Element, name: str) -> Iterator[str]:
    """Texts of the children of a name. Those of other vocabularies (image:loc, media:title) do not
    count, but for Dublin Core's date."""
    own = etree.QName(element).namespace
    for child in _children(element, name):
        namespace = etree.QName(child).namespace
        if namespace == own or "purl.org" in (namespace or "") or name in ("published", "issued"):
            text = fold(_text(child))
            if text:
                yield text


def _texts_below(element: etree._Element, parent: str, name: str) -> Iterator[str]:
    for child in _children(element, parent):
        for grandchild in _children(child, name):
            if text := fold(unescape(_text(grandchild))):
                yield text


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _name(element: etree._Element) -> str:
    return _local_name(element.tag)


@lru_cache(maxsize=256)
def _local_name(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
