"""The bytes of a feed -> XML that a parser reads to its end, and that defines nothing of its own.

Feeds are often a little broken: a warning stands before them, a title holds a bare `<` or `&`,
names of HTML's entities are used without being declared. And they come from strangers: a document
type may declare entities and default attributes that grow without bound. So it is cut off, whatever
it says and in whatever encoding: what is left has no means to declare anything.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from html import escape
from html.entities import html5

from w3lib.encoding import resolve_encoding

from newscrawl.extract.html.charset import as_utf8

NOTICE_BYTES = 16_384
"""Before the feed. A warning of PHP with the trace of its calls takes about 4 kB."""

_MARKS = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\xef\xbb\xbf", "utf-8"),
)
"""Byte order marks; that of UTF-32 begins with that of UTF-16."""
_WIDE: dict[tuple[bool, ...], str] = {
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
}
"""Which of the first four bytes are zero, where two or more characters of markup stand there (XML
1.0, F.1)."""
_DECLARED = re.compile(rb"<\?xml\b[^>]{1,200}?\bencoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})[\"']")
_NO_CHARSETS = ("utf-16", "utf-32", "utf-7", "utf_7", "idna", "punycode", "unicode", "raw", "undef")
"""How codecs begin that what declares itself in ASCII is not in, or that no document is in; some
take time that grows with the square of the text."""

_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:rss|RDF|feed|urlset|sitemapindex)[\s/>]")
_START = re.compile(rb"<\?xml\s|" + _ROOT.pattern)
_BEFORE_ROOT = re.compile(rb"\s+|<\?.*?(?:\?>|\Z)|<!--.*?(?:-->|\Z)", re.S)
_DOCTYPE = re.compile(rb"<!DOCTYPE\b", re.I)
_IN_DOCTYPE = re.compile(
    rb"\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|[\[\]>]", re.S
)
"""Whatever is left open reaches to the end: so no byte is looked at twice."""
_LOOSE = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
    rb"|<(?![A-Za-z_:/\x80-\xff][^<>]*>|[!?])"
    rb"|&(?!#[0-9]{1,7};|#x[0-9A-Fa-f]{1,6};|(?:amp|lt|gt|quot|apos);)"
    rb"(?:([A-Za-z][A-Za-z0-9]{1,31});)?",
    re.S,
)
"""A `<` that begins no tag, an `&` that begins no reference, and what both may stand in."""


def feed_text(body: bytes) -> bytes:
    """The bytes in UTF-8, without mark, NUL, and white space at their beginning."""
    return _as_utf8(body).replace(b"\0", b"").lstrip()


def strict_xml(text: bytes) -> bytes:
    """From the root element of a feed on, with what is loose in it escaped; empty where there is no
    element. Takes what `feed_text` gives.

    An entity that the feed declares stands there as it is written; those of HTML are what they are.

    >>> strict_xml(b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>1 < 2 & 3 &a; &eacute;</rss>").decode()
    '<rss>1 &lt; 2 &amp; 3 &amp;a; é</rss>'
    """
    root = _from_root(text)
    for start in (_START, _ROOT):
        if not _ROOT.match(root) and (begins := start.search(text, 0, NOTICE_BYTES)):
            root = _from_root(text[begins.start() :])
    return _LOOSE.sub(_escaped, root)


def _as_utf8(body: bytes) -> bytes:
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace").encode()
    wide = _WIDE.get(tuple(byte == 0 for byte in body[:4]))
    if wide is not None:
        return body.decode(wide, "replace").encode("utf-8", "replace")
    if _is_utf8(body):
        return body
    declared = _DECLARED.search(body, 0, NOTICE_BYTES)
    name = resolve_encoding(declared[1].decode("latin-1")) if declared else None
    if name is None or name == "utf-8" or name.startswith(_NO_CHARSETS):
        # Neither what it declares nor what XML is in unless it declares anything.
        return as_utf8(body)
    try:
        return body.decode(name, "replace").encode("utf-8", "replace")
    except (LookupError, UnicodeError):
        # A codec that makes no text, or that knows no replacement.
        return body.decode("utf-8", "replace").encode()


def _is_utf8(body: bytes) -> bool:
    """Whether the bytes are UTF-8, whatever they declare: others hardly ever are by chance. The
    end may be cut off."""
    try:
        text = getincrementaldecoder("utf-8")().decode(body)
    except UnicodeDecodeError:
        return False
    return not (text.isascii() and "\x1b" in text)


def _from_root(text: bytes) -> bytes:
    """What follows declarations, instructions, comments and document types; empty if that is no
    element."""
    at = 0
    while True:
        if skipped := _BEFORE_ROOT.match(text, at):
            at = skipped.end()
        elif _DOCTYPE.match(text, at):
            at = _end_of_doctype(text, at)
        else:
            return text[at:] if re.match(rb"<[A-Za-z_:\x80-\xff]", text[at : at + 2]) else b""


def _end_of_doctype(text: bytes, at: int) -> int:
    depth = 0
    for found in _IN_DOCTYPE.finditer(text, at + len(b"<!DOCTYPE")):
        if found[0] == b"[":
            depth += 1
        elif found[0] == b"]":
            depth -= 1
        elif found[0] == b">" and depth <= 0:
            return found.end()
    return len(text)


def _escaped(found: re.Match[bytes]) -> bytes:
    loose = found[0]
    if loose.startswith(b"<"):
        return b"&lt;" if loose == b"<" else loose
    named = html5.get(f"{found[1].decode()};") if found[1] else None
    return escape(named).encode() if named else b"&amp;" + loose[1:]
