"""Text as an archive keeps it: what a reader sees, with its white space folded."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Characters that show nothing and that CMSs and word processors scatter: soft hyphen, zero-width
# space, word joiner, BOM. Zero-width joiner and non-joiner stay: they change how Persian, Indic
# scripts and emoji are written. So do direction marks (U+200E, U+200F, U+061C).
_SCATTERED = "\u00ad\u200b\u2060\ufeff"
# C0 and C1 (ECMA-48): a terminal obeys them; U+009B alone begins a command.
_CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
# Embeddings, overrides, isolates and their ends (UAX 9): one that is left open turns round whatever
# is printed after it. Letters have their direction without them.
_BIDI = "\u202a-\u202e\u2066-\u2069"
# Code points that are no characters, for ever: the Unicode Standard, section 23.7.
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF)
)
_INVISIBLE = re.compile(f"[{_CONTROLS}{_SCATTERED}{_BIDI}{_NONCHARACTERS}]")
# Half a character, as a JSON-LD block cut in the middle of an emoji gives it: it has no UTF-8.
_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_WORD = re.compile(r"[\W_]+")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def fold(text: str) -> str:
    """The text with every run of white space as one space, none at the ends, and without what shows
    nothing: controls, noncharacters, and what turns round the direction of the text that follows.

    White space is what Unicode calls so: line breaks, NBSP, the typographic and the ideographic
    spaces. Letters are left as they were written: no NFC, no change of quotes or dashes.

    >>> fold("  A\\xa0headline,\\n\\tset   in two\\u2009lines ")
    'A headline, set in two lines'
    >>> fold("\\ufeffRail\\u00adway \\u200b timetable")
    'Railway timetable'
    >>> fold("Red\\x9b31m \\u202eand back")
    'Red31m and back'
    """
    # Most texts of a page are folded already: a look in C is cheaper than the work.
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text
    folded = " ".join(text.split())
    # One quick look in C; only text that holds something unusual is searched for what it is.
    if folded.isprintable():
        return folded
    return " ".join(_SURROGATE.sub("\ufffd", _INVISIBLE.sub("", folded)).split())


def fold_body(body: str) -> str:
    """The body with each paragraph folded, empty ones left out, joined by one blank line.

    >>> fold_body("One\\nparagraph.\\n\\n \\n\\nAnother.")
    'One paragraph.\\n\\nAnother.'
    """
    paragraphs = (fold(paragraph) for paragraph in _BLANK_LINE.split(body))
    return "\n\n".join([paragraph for paragraph in paragraphs if paragraph])


def distinct_texts(texts: Iterable[str]) -> list[str]:
    """The texts folded, none empty, and of those that differ in case alone the first.

    >>> distinct_texts(["Ports", " ", "the  ferry", "PORTS"])
    ['Ports', 'the ferry']
    """
    distinct: dict[str, str] = {}
    for text in map(fold, texts):
        if text:
            distinct.setdefault(text.casefold(), text)
    return list(distinct.values())


def content_sha256(title: str, body: str) -> str:
    """The digest of what an article says: title, blank line, body, in UTF-8 and NFC. Hexadecimal.

    NFC is for the digest only: a page that begins to write й as two code points says the same as
    before.
    """
    return hashlib.sha256(unicodedata.normalize("NFC", f"{title}\n\n{body}").encode()).hexdigest()


@lru_cache(maxsize=8_192)
def key(text: str) -> str:
    """What is the same in two writings of one title: its letters and digits.

    >>> key("“Oreshnik” — a new phase…") == key('"Oreshnik" - A New Phase')
    True
    """
    return _NOT_WORD.sub("", text).casefold()


has_digit = re.compile(r"\d").search
"""Whether a text holds a digit; most hold none, and then hold no date either."""

has_letter = re.compile(r"[^\W\d_]").search
"""Whether a text holds a letter of any script."""


# What no XML may hold; a crawl tidies text, but a state may be older or made by hand.
_NO_XML = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_safe(text: str) -> str:
    """The text, with a replacement character for each that XML and HTML cannot hold.

    >>> xml_safe("a\\x00b")
    'a\\ufffdb'
    """
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
