"""A feed that is no well-formed XML, entry by entry: what is broken in one of them costs no other.

Each entry is cut out as text, mended where feeds are usually broken, and parsed by itself inside
the feed's own root element. Where the end of the last one is missing it is read up to its last
element that has an end: half an address is another address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from newscrawl.extract.loose_xml import strict_xml

MAX_PIECES = 20_000
"""Entries of a broken feed that are read: a second of work."""

MAX_PIECE_BYTES = 1 << 20
"""Of one entry; the whole text of an article is in some. A longer one is none."""

_START = re.compile(rb"<(?:[\w.-]{1,40}:)?(item|entry|url|sitemap)(?=[\s>/])")
_END = re.compile(rb"</[\w.:-]{1,80}\s*>|/>")
_ROOT = re.compile(rb"<[\w.:-]{1,80}(?:\s[^<>]{0,4000})?>")
_TAG = re.compile(rb"<[A-Za-z][^<>]{0,4000}>")
_BARE_VALUE = re.compile(rb"(\s[\w:.-]{1,40}\s{0,9}=\s{0,9})([^\s\"'<>=]{1,2000})(?=[\s>])")
_PLAIN = rb"(title|link|pubDate|guid|description|loc|lastmod|updated|published)"
_TEXT = re.compile(rb"(<" + _PLAIN + rb"(?:\s[^<>]{0,400})?>)(.{0,4000}?)(?=</\2\s*>)", re.S)
_UNENDED = re.compile(
    rb"(<(title|link|guid|pubDate)(?:\s[^<>]{0,400}[^/<>])?>[^<>]{0,4000})(?=<"
    + _PLAIN
    + rb"[\s>])"
)


def entries_of(text: bytes) -> Iterator[etree._Element | None]:
    """The entries of a feed, each as an element of its own; None for one that cannot be read.
    Takes what `feed_text` gives."""
    starts = [found.start() for found in _START.finditer(text)]
    if not starts:
        return
    root = _root_of(text[: starts[0]])
    ends = [*starts[1:], len(text)]
    for start, end in list(zip(starts, ends, strict=True))[:MAX_PIECES]:
        found = _START.match(text, start)
        assert found is not None
        name = found[0][1:]
        closed = text.find(b"</" + name, start, end)
        if closed < 0:
            closed = end if end < len(text) else _last_end(text, start)
        piece = text[start:closed]
        yield _element(root, piece, name) if 0 < len(piece) <= MAX_PIECE_BYTES else None


def is_cut_off(text: bytes) -> bool:
    """Whether a feed lacks the end of its last entry."""
    starts = [*_START.finditer(text)]
    return bool(starts) and text.find(b"</" + starts[-1][0][1:], starts[-1].start()) < 0


def _last_end(text: bytes, start: int) -> int:
    """Where the last element ends of an entry that has no end."""
    ends = [found.end() for found in _END.finditer(text, start)]
    return ends[-1] if ends else start


def _root_of(head: bytes) -> bytes:
    """The start tag of the feed, with the names of its vocabularies; one without, where it cannot
    be read."""
    found = _ROOT.match(strict_xml(head))
    return found[0] if found and not found[0].endswith(b"/>") else b"<feed>"


def _element(root: bytes, piece: bytes, name: bytes) -> etree._Element | None:
    root_name = re.split(rb"[\s>]", root[1:], maxsplit=1)[0]
    mended = strict_xml(b"".join((root, _mended(piece), b"</", name, b"></", root_name, b">")))
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        tree = etree.fromstring(mended, parser)
    except (etree.LxmlError, ValueError):
        return None
    entry = next(tree.iterchildren(tag=etree.Element), None) if tree is not None else None
    if entry is not None:
        _raise_up(entry)
    return entry


def _raise_up(entry: etree._Element) -> None:
    """What stands in a tag that nobody ended, as if it did not."""
    for one in [*entry.iterdescendants(tag=etree.Element)]:
        if etree.QName(one).localname == "link" and one.getparent() is not entry:
            entry.append(one)


def _mended(piece: bytes) -> bytes:
    for begins, ends in ((b"<![CDATA[", b"]]>"), (b"<!--", b"-->")):
        if piece.count(begins) > piece.count(ends):
            piece = piece.replace(begins, b"").replace(ends, b"")
    piece = _TAG.sub(lambda tag: _BARE_VALUE.sub(rb'\1"\2"', tag[0]), piece)
    return _UNENDED.sub(rb"\1</\2>", _TEXT.sub(_as_text, piece))


def _as_text(found: re.Match[bytes]) -> bytes:
    """The content of an element that holds text: a tag in it is text, too."""
    tag, text = found[1], found[3]
    if b"<![CDATA[" in text or b"xhtml" in tag or re.search(rb"<" + _PLAIN + rb"[\s>]", text):
        return found[0]
    return tag + text.replace(b"<", b"&lt;")
