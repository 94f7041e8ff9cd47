"""The summary of an article that its page gives for itself: a standfirst, not the title again, not
the site's slogan, and the cut beginning of the text only where nothing better is there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

from newscrawl.extract.body.witnesses import words
from newscrawl.extract.claims import Claim
from newscrawl.extract.rules import Rule, first_rule
from newscrawl.text import fold, key

MAX_CHARS = 1_500
"""A longer text is the article itself under another name: standfirsts have three sentences."""

MAX_CLAIM_CHARS = 10_000
"""A claim is not looked at beyond: markup in it may take most of it."""

MIN_WORDS = 3
"""Different long words of a summary; fewer may all be missing in a text by chance."""

MIN_LONG_CHARS = 5
"""Shorter words stand in any text; of the others so many letters are compared: endings change."""

SENTENCE_END = re.compile(r"[.!?…։।。！？][\"'”’»)\]]*$")
_CUT_END = re.compile(r"\s*[\[(]?(?:…|\.{3,})[\])]?\W*$")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
_PARTER = re.compile(r"\s+[|–—-]\s+")


class DescriptionContext(NamedTuple):
    """What the search for the summary needs to know of the page."""

    claims: Sequence[Claim]
    """What the page calls its description, best first, less what is the same on every page."""
    title: str
    body: str
    """Its text; empty where it is not known."""
    site_name: str


class Description(NamedTuple):
    """A summary, and the place that claims it."""

    text: str | None
    rule: str | None


def find_description(page: DescriptionContext) -> Description:
    """The best summary that a page gives for itself: the first that is whole, else the first that
    is cut."""
    cut: Description | None = None
    for claim in page.claims:
        text = plain(claim.text, page.site_name)
        if first_rule(_REFUSALS, _Candidate(text, page)) is not None:
            continue
        if not is_cut(text, page.body):
            return Description(text, claim.slot)
        cut = cut or Description(text, claim.slot)
    return cut or Description(None, None)


def plain(text: str, site_name: str = "") -> str:
    """A claim as a reader would see it: character references that were written twice resolved,
    markup taken out, the name of the site behind a bar or dash too.

    >>> plain("The &lt;b&gt;ferry&lt;/b&gt; sails &amp;amp; returns. | The Gazette", "The Gazette")
    'The ferry sails & returns.'
    """
    text = text[:MAX_CLAIM_CHARS]
    for _ in range(2):
        if "&" in text:
            text = unescape(text)
    if "<" in text:
        text = _MARKUP.sub(" ", text)
    text = fold(text)
    *_, parter = [None, *_PARTER.finditer(text)]
    if parter is not None and site_name and key(text[parter.end() :]) == key(site_name):
        text = text[: parter.start()]
    return text


def is_cut(text: str, body: str) -> bool:
    """Whether a summary is cut off: it ends in dots that say so, or is the beginning of the text up
    to the middle of a sentence.

    >>> is_cut("The night ferry sailed from", "The night ferry sailed from the upper pier.")
    True
    >>> is_cut("The night ferry sails again.", "The night ferry sails again. It was late.")
    False
    """
    if _CUT_END.search(text):
        return True
    return not SENTENCE_END.search(text) and key(body[: 4 * len(text)]).startswith(key(text))


class _Candidate(NamedTuple):
    text: str
    page: DescriptionContext


def _says_nothing(one: _Candidate) -> bool:
    return not key(one.text)


def _too_long(one: _Candidate) -> bool:
    return len(one.text) > MAX_CHARS


def _is_title(one: _Candidate) -> bool:
    """The title again, or its beginning, with the name of the site or without."""
    said, title = key(_CUT_END.sub("", one.text)), key(one.page.title)
    site = key(one.page.site_name)
    return bool(title) and title.startswith(said.removesuffix(site).removeprefix(site) or said)


def _is_site(one: _Candidate) -> bool:
    return key(one.text) == key(one.page.site_name)


def _is_of_something_else(one: _Candidate) -> bool:
    """None of its long words stands in title or text: it speaks of the site."""
    said = {word[:MIN_LONG_CHARS] for word in words(one.text) if len(word) >= MIN_LONG_CHARS}
    if len(said) < MIN_WORDS or not one.page.body:
        return False
    told = f"{one.page.title} {one.page.body}".casefold()
    return not any(word in told for word in said)


_REFUSALS = (
    Rule("says_nothing", _says_nothing),
    Rule("too_long", _too_long),
    Rule("title_again", _is_title),
    Rule("name_of_the_site", _is_site),
    Rule("of_something_else", _is_of_something_else),
)
