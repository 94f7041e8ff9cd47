"""The bytes of a response -> a tree that can be read, however broken its markup and however deep
its nesting."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cached_property

from lxml import etree

from newscrawl.errors import PageError
from newscrawl.extract.html.addresses import joined
from newscrawl.extract.html.charset import as_utf8
from newscrawl.extract.html.open_paragraphs import end_paragraphs
from newscrawl.extract.html.outline import Outline, text_of
from newscrawl.extract.html.outline_reader import PROSE_CHARS, read_blocks
from newscrawl.extract.html.streamed_parts import (
    holds_streamed_parts,
    place_streamed_parts,
    without_waiting,
)

MAX_DEPTH = 400
"""Levels of nesting that are kept. Real pages stay below 60; libxml2 drops the rest of a page that
is deeper than 2,048."""

MAX_SHELL_CHARS = 1_500
"""A page that shows more is no shell that a script fills; a list of headlines is longer."""

MIN_NOSCRIPT_SHARE = 3
"""A page that says so many times more to readers without scripts shows nothing of it else."""

MIN_DEEP_TAGS = 2_000
"""A page with fewer tags is not looked through for a depth that libxml2 may have cut."""

# Nothing is read twice: what begins as a tag and does not end as one is passed over as a whole.
_TAG = re.compile(rb"<(/?)([a-zA-Z][^\s/>\x00]*+)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+(>?)")
_LAST_TAGS = re.compile(rb"</(?:body|html)\s*>", re.IGNORECASE)
_SAME_TAGS = re.compile(rb"(<([a-zA-Z]+)\b[^<>]*>)(?:\s*<\2\b[^<>]*>){40,}")
"""The same tag opened forty times without a word between says nothing that one does not say."""
_STRAY_END = re.compile("Unexpected end tag : (?:div|main|article|section)")
"""What libxml2 says of the end tag of an element that holds others, and of none that is open."""
_CODE = re.compile(rb"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_LANG = ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang")
_TAG_OF_LANGUAGE = re.compile(r"\s*[A-Za-z]{2,3}(?![A-Za-z])")
_VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())


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
        self.root, self.has_stray_end = _parsed(body, content_type)

    @cached_property
    def language(self) -> str:
        """The language tag that the page declares ('en-GB'); empty where it declares none."""
        said = [one.get(name) for one in (self.root, *self.root.iter("body")) for name in _LANG]
        for meta in self.root.iter("meta"):
            name = meta.get("property") or meta.get("http-equiv") or ""
            if name.lower() in ("og:locale", "content-language"):
                said.append(meta.get("content"))
        return next((tag.strip() for tag in said if tag and _TAG_OF_LANGUAGE.match(tag)), "")

    @cached_property
    def outline(self) -> Outline:
        """The page's visible texts in reading order, and which element holds which. Where they are
        a few labels, and sentences are hidden until a script shows them, or if none does, with
        those; where they are a few sentences, with what far more stands there without scripts."""
        return self._outline._replace(has_stray_end=self.has_stray_end)

    @property
    def _outline(self) -> Outline:
        seen = read_blocks(self.root)
        chars = sum(len(block.text) for block in seen.blocks)
        if chars > MAX_SHELL_CHARS:
            return seen
        if prose := _prose_chars(seen):
            # A notice and the foot of the page are sentences, too.
            without_script = sum(len(text_of(one)) for one in self.root.iter("noscript"))
            if without_script < MIN_NOSCRIPT_SHARE * prose:
                return seen
            fuller = read_blocks(self.root, noscript=True)
            return fuller if _prose_chars(fuller) > MIN_NOSCRIPT_SHARE * prose else seen
        hidden = read_blocks(self.root, hidden=True)
        return hidden if _prose_chars(hidden) > chars else seen

    @cached_property
    def base_url(self) -> str:
        """What relative links are relative to (HTML Standard, `base` element)."""
        written = (base.get("href") for base in self.root.iter("base"))
        href = next((one for one in written if one is not None), None)
        return self.url if href is None else joined(self.url, href.strip()) or self.url


def _prose_chars(outline: Outline) -> int:
    """Characters of the blocks that are sentences."""
    paragraphs = (block for block in outline.blocks if not block.heading)
    outside_links = (len(block.text) - block.link_chars for block in paragraphs)
    return sum(chars for chars in outside_links if chars >= PROSE_CHARS)


def parse(body: bytes, content_type: str = "") -> etree._Element:
    """The tree of a page, whatever its charset, nesting and stray bytes. Raises PageError if
    nothing can be parsed."""
    return _parsed(body, content_type)[0]


def _parsed(body: bytes, content_type: str) -> tuple[etree._Element, bool]:
    """The tree of a page, and whether the markup ends more elements than it begins."""
    # libxml2 reads nothing behind these two; browsers do, and pages are glued together from parts
    # that have them.
    markup = _LAST_TAGS.sub(b"", as_utf8(body, content_type))
    is_streamed = holds_streamed_parts(markup)
    if is_streamed:
        markup = without_waiting(markup)
    root, has_stray_end = _tree(markup)
    if root is not None and markup.count(b"<") > MIN_DEEP_TAGS and _depth_was_cut(root):
        root, has_stray_end = _tree(flatten(_SAME_TAGS.sub(rb"\1", markup)))
    if root is None:
        raise PageError("the answer holds no markup", missing=("title", "body"))
    if is_streamed:
        place_streamed_parts(root)
    end_paragraphs(root)
    return root, has_stray_end


def _tree(markup: bytes) -> tuple[etree._Element | None, bool]:
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(markup, parser)
    except etree.XMLSyntaxError:
        return None, False
    errors = parser.error_log.filter_types([etree.ErrorTypes.ERR_TAG_NAME_MISMATCH])
    return root, any(_STRAY_END.fullmatch(error.message) for error in errors)


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
        closing, name, end = tag.groups()
        if not end or tag[0].endswith(b"/>") or name.lower() in _VOID:
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
