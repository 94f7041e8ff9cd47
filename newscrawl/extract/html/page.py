"""The bytes of a response -> a tree that can be read: charset, broken markup, impossible depth."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cached_property
from urllib.parse import urljoin

from charset_normalizer import from_bytes
from lxml import etree
from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
)

from newscrawl.errors import PageError
from newscrawl.extract.html.outline import Outline
from newscrawl.extract.html.outline_reader import read_blocks

MAX_DEPTH = 400
"""Levels of nesting that are kept. Real pages stay below 60; libxml2 drops the rest of a page that
is deeper than 2,048."""

_TOO_DEEP = 2_000
_TAG = re.compile(rb"<(/?)([a-zA-Z][^\s/>\x00]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(/?)>")
_LAST_TAGS = re.compile(rb"</(?:body|html)\s*>", re.IGNORECASE)
_SAME_TAGS = re.compile(rb"(<([a-zA-Z]+)\b[^<>]*>)(?:\s*<\2\b[^<>]*>){40,}")
"""The same tag opened forty times without a word between says nothing that one does not say."""
_CODE = re.compile(rb"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())
_LIKELY = ("cp1251", "cp1252", "koi8-r", "iso8859-5", "cp866")
"""The charsets that old pages of the region are in, the likeliest first."""
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_FOREIGN = re.compile(rb"[^\s<>]*[\x80-\xff][^\s<>]*(?: [^\s<>]*[\x80-\xff][^\s<>]*)*")
_SAMPLE_WORDS = 150
_CERTAIN = 0.9
"""From this share on, no other charset is tried."""
_DOUBTFUL = 0.5
"""Below this share of plausible text, none of the likely charsets is right."""


class Page:
    """One HTML page: where it came from, its tree, its text in reading order."""

    def __init__(
        self, body: bytes, url: str, *, fetched_at: datetime, content_type: str = ""
    ) -> None:
        """`body` as sent after content decoding; `content_type` the header's value, empty if there
        was none; `fetched_at` aware UTC.

        Raises PageError if there is no markup in it at all.
        """
        self.url = url
        self.fetched_at = fetched_at
        self.root = parse(body, content_type)

    @cached_property
    def outline(self) -> Outline:
        """The page's visible texts in reading order, and which element holds which."""
        return read_blocks(self.root)

    @cached_property
    def base_url(self) -> str:
        """What relative links are relative to (HTML Standard, `base` element)."""
        base = self.root.find(".//base[@href]")
        return self.url if base is None else urljoin(self.url, base.get("href", "").strip())


def parse(body: bytes, content_type: str = "") -> etree._Element:
    """The tree of a page, whatever its charset, nesting and stray bytes. Raises PageError if
    nothing can be parsed."""
    # libxml2 reads nothing behind these two; browsers do, and pages are glued together from parts
    # that have them.
    markup = _LAST_TAGS.sub(b"", as_utf8(body, content_type))
    root = _tree(markup)
    if root is not None and markup.count(b"<") > _TOO_DEEP and _depth_was_cut(root):
        root = _tree(flatten(_SAME_TAGS.sub(rb"\1", markup)))
    if root is None:
        raise PageError("the answer holds no markup", missing=("title", "body"))
    return root


def _tree(markup: bytes) -> etree._Element | None:
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(markup, parser)
    except etree.XMLSyntaxError:
        return None


def _depth_was_cut(root: etree._Element) -> bool:
    """libxml2 gives up on the whole rest of a page at its depth limit; the branch that was open
    then is the last one of the tree."""
    depth, element = 0, root
    while len(element):
        element = element[-1]
        depth += 1
    return depth >= MAX_DEPTH


def flatten(markup: bytes) -> bytes:
    """The same markup without the tags that nest deeper than MAX_DEPTH; all of its text stays.

    >>> flatten(b"<i>" * 402 + b"deep" + b"</i>" * 402).count(b"<i>")
    400
    """
    depth = dropped = 0

    def keep(tag: re.Match[bytes]) -> bytes:
        nonlocal depth, dropped
        closing, name, void = tag.groups()
        if void or name.lower() in _VOID:
            return tag[0]
        if not closing:
            if depth >= MAX_DEPTH:
                dropped += 1
                return b" "
            depth += 1
        elif dropped:
            dropped -= 1
            return b" "
        else:
            depth = max(0, depth - 1)
        return tag[0]

    return _TAG.sub(keep, _CODE.sub(b" ", markup))


def as_utf8(body: bytes, content_type: str = "") -> bytes:
    """The page in UTF-8 without NUL bytes and byte order mark. What cannot be decoded becomes
    U+FFFD (Encoding Standard)."""
    encoding, bom = read_bom(body)
    said = resolve_encoding(http_content_type_encoding(content_type) or "")
    if (
        not bom
        and said
        and said.startswith(("utf-16", "utf-32"))
        and body.count(b"\0", 0, 1_000) > 100
    ):
        return body.decode(said, "replace").replace("\0", "").encode()
    if encoding and bom:
        text = body[len(bom) :].decode(encoding, "replace")
        return text.replace("\0", "").encode()
    if b"\0" in body:
        body = body.replace(b"\0", b"")
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return decode(body, content_type).encode()
    return body


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a page that is not valid UTF-8: mostly UTF-8 all the same, or as declared if that
    reads like language, or as detected.

    >>> decode("Новости".encode("windows-1251"), "text/html; charset=iso-8859-1")
    'Новости'
    """
    lenient = body.decode("utf-8", "replace")
    bad = lenient.count("\ufffd")
    # Bytes of another charset hardly ever make valid sequences by chance.
    if len(_NOT_ASCII.sub("", lenient)) <= len(lenient) - 1.3 * bad:
        return lenient
    declared = [
        resolve_encoding(name) if name else None
        for name in (http_content_type_encoding(content_type), html_body_declared_encoding(body))
    ]
    said = [name for name in declared if name and name != "utf-8"]
    candidates = said + list(_LIKELY)
    sample = b" ".join(_FOREIGN.findall(body)[:_SAMPLE_WORDS])
    for name in said:
        text = _try(sample, name)
        # A declaration is believed as long as nothing speaks against it: capitals, other languages
        # read like no prose of ours.
        if text is not None and name not in _LIKELY and _strange(text) < 0.1:
            return _try(body, name) or lenient
    best = (-1.0, "utf-8")
    for name in dict.fromkeys(candidates):
        text = _try(sample, name)
        if text is not None and (score := _plausible(text)) > best[0]:
            best = (score, name)
            if score >= _CERTAIN:
                break
    if (
        best[0] < _DOUBTFUL
        and not said
        and (detected := from_bytes(body[:100_000]).best()) is not None
    ):
        return _try(body, detected.encoding) or lenient
    return _try(body, best[1]) or lenient


def _try(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding, "replace")
    except LookupError:
        return None


_ODD = re.compile(
    r"[\x80-\x9f\ufffd]|[À-ÿ]{3,}|(?:(?![іїєґІЇЄҐёЁў])[Ѐ-Џѐ-џ]){2,}|[a-zA-Z][А-яЀ-џ]|[А-я][a-zA-Z]|[а-яё][А-ЯЁ]|[─-▟]|[ôöľłŕ](?=\W|[A-Z])|(?<!\w)[ôöľł](?=[A-Z])"
)
_WORD = re.compile(r"\b(?:[А-ЯЁA-Z]?[а-яёa-zіїєґ]{2,}|[А-ЯЁІЇЄҐ]{3,})\b")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_SMALL = re.compile(r"[а-яё]")
_VOWEL = re.compile(r"[аеёиоуыэюяіїє]", re.IGNORECASE)
_LATIN = re.compile(r"[\u00c0-\u024f]")
_TYPOGRAPHIC = re.compile(r"[“”„‘’«»–—…€№]")


def _strange(text: str) -> float:
    """The share of what is not ASCII in a decoded text that stands where no language puts it."""
    return sum(len(hit) for hit in _ODD.findall(text)) / (1 + len(_NOT_ASCII.findall(text)))


def _plausible(text: str) -> float:
    """How much a decoded text reads like language: the share of what is not ASCII in it that stands
    where it should."""
    strange = sum(len(hit) for hit in _ODD.findall(text))
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    capitals = [word for word in words if word.isupper()]
    # A wrong table turns small letters into capitals: a text mostly of them, but not only, is such.
    if len(capitals) > len(words) / 2 and _SMALL.search(text):
        words = [word for word in words if not word.isupper()]
    whole = sum(map(len, words))
    good = whole + len(_LATIN.findall(text)) + len(_TYPOGRAPHIC.findall(text))
    letters, vowels = len(_CYRILLIC.findall(text)), len(_VOWEL.findall(text))
    # Two letters in five are vowels in the languages of the region; a wrong table mixes them with
    # the rest.
    language = 1.0 if letters < 5 or 0.3 < vowels / letters < 0.6 else 0.3
    return round(language * (good - 3 * strange) / (1 + len(_NOT_ASCII.findall(text))), 2)
