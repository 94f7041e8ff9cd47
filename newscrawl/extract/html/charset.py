"""The bytes of a page -> its text, whatever charset they are in and whatever one is declared.

Source: Encoding Standard, "decode"; HTML Standard, "determining the character encoding". Browsers
believe a declaration; old pages of the region declare what their server's default was, so here one
is believed as long as the text reads like language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from charset_normalizer import from_bytes
from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
)

from newscrawl.extract.html.charset_labels import codec_of

LIKELY = ("cp1251", "cp1252", "koi8-r", "iso8859-5", "cp866")
"""The charsets that old pages of the region are in, the likeliest first."""

SAMPLE_WORDS = 150
"""Runs of words outside ASCII that a charset is judged by: more change no judgement and cost time
for every charset tried."""

CERTAIN = 0.9
"""From this share of plausible text on, no other charset is tried."""

DOUBTFUL = 0.5
"""Below this share of plausible text, none of the likely charsets is right."""

MAX_STRANGE = 0.1
"""A declaration is believed up to this share of characters where no language puts them: names in
foreign letters, signs of a typesetter."""

MIN_VALID = 0.3
"""From so many characters outside ASCII that are valid UTF-8 on, for each that is not, a page is
UTF-8 with bad bytes: those of another charset hardly ever make valid sequences by chance."""

DETECTED_BYTES = 100_000
"""As much is given to the detector, which is slow: the beginning holds enough text."""

WIDE_SAMPLE_BYTES = 1_000
MIN_WIDE_NULS = 100
"""In UTF-16 or UTF-32, at least a quarter of the bytes of markup are zero. So many in the first
WIDE_SAMPLE_BYTES prove a declaration of them."""

MIN_TURKISH = 3
"""So many of the six letters are no names in another language."""

ONE_SIDED = 0.95
"""In UTF-16 the zero bytes of ASCII stand all on one side of their pairs; stray ones do not."""

DECLARED_BYTES = 4_096
"""As far a declaration is looked for; the standard asks for 1,024."""

_META = re.compile(rb"<meta\b[^>]*>", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_ICELANDIC_OR_TURKISH = re.compile("[ðýþÐÝÞ]")
_ACUTE = re.compile("[áéíóúæÁÉÍÓÚÆ]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
# It begins where a word does, and nowhere else: tried at each letter of a long run of ASCII, it
# would take the square of its length.
_FOREIGN = re.compile(
    rb"(?<![^\s<>])[^\s<>\x80-\xff]*[\x80-\xff][^\s<>]*(?: [^\s<>\x80-\xff]*[\x80-\xff][^\s<>]*)*"
)


def as_utf8(body: bytes, content_type: str = "") -> bytes:
    """The page in UTF-8 without NUL bytes and byte order mark. What cannot be decoded becomes
    U+FFFD (Encoding Standard)."""
    encoding, bom = read_bom(body)
    if encoding and bom:
        return _without_nul(body[len(bom) :].decode(encoding, "replace"))
    declared = resolve_encoding(http_content_type_encoding(content_type) or "")
    if declared and declared.startswith(("utf-16", "utf-32")) and _is_wide(body):
        return _without_nul(body.decode(declared, "replace"))
    if b"\0" in body and (wide := _wide_without_mark(body)):
        return _without_nul(body.decode(wide, "replace"))
    if b"\0" in body:
        body = body.replace(b"\0", b"")
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return decode(body, content_type).encode()
    return body


def _without_nul(text: str) -> bytes:
    return text.replace("\0", "").encode()


def _is_wide(body: bytes) -> bool:
    return body.count(b"\0", 0, WIDE_SAMPLE_BYTES) > MIN_WIDE_NULS


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a page that is not valid UTF-8: mostly UTF-8 all the same, or as declared if that
    reads like language, or as detected.

    >>> decode("Новости".encode("windows-1251"), "text/html; charset=iso-8859-1")
    'Новости'
    """
    lenient = body.decode("utf-8", "replace")
    if _is_mostly_utf8(lenient):
        return lenient
    declared = _declared(body, content_type)
    sample = b" ".join([run[0] for run in islice(_FOREIGN.finditer(body), SAMPLE_WORDS)])
    name = _believed(declared, sample)
    if name is None:
        name, plausible = _most_plausible([*declared, *LIKELY], sample)
        if plausible < DOUBTFUL and not declared:
            detected = from_bytes(body[:DETECTED_BYTES]).best()
            name = name if detected is None else detected.encoding
    if name == "cp1252" and _is_turkish(sample.decode(name, "replace")):
        name = "cp1254"
    return _try(body, name) or lenient


def _is_turkish(text: str) -> bool:
    """Whether a text in Windows-1252 is rather Turkish in Windows-1254, which has six letters of
    its own where the other has those of Icelandic; and that is never without acute accents."""
    return len(_ICELANDIC_OR_TURKISH.findall(text)) >= MIN_TURKISH and not _ACUTE.search(text)


def _is_mostly_utf8(lenient: str) -> bool:
    """Whether a page is UTF-8 but for some bad bytes, given as it decodes."""
    bad = lenient.count("\ufffd")
    foreign = len(lenient) - len(_NOT_ASCII.sub("", lenient))
    return foreign >= (1 + MIN_VALID) * bad


def _declared(body: bytes, content_type: str) -> list[str]:
    """What header and markup say, the header first. UTF-8 is left out: the page is none."""
    said = (
        http_content_type_encoding(content_type) or _label(content_type.encode()),
        html_body_declared_encoding(body) or _label_in_markup(body),
    )
    known = [codec_of(name) for name in said if name]
    return [name for name in known if name and name != "utf-8"]


def _label(text: bytes) -> str | None:
    """The label in a text that names a charset, known to w3lib or not."""
    found = _CHARSET.search(text)
    return found[1].decode("ascii", "replace") if found else None


def _label_in_markup(body: bytes) -> str | None:
    return next(filter(None, map(_label, _META.findall(body[:DECLARED_BYTES]))), None)


def _wide_without_mark(body: bytes) -> str | None:
    """UTF-16 by where the zero bytes stand, which half of its ASCII is."""
    start = body[:WIDE_SAMPLE_BYTES]
    if not _is_wide(body):
        return None
    high, low = start[::2].count(0), start[1::2].count(0)
    if max(high, low) < ONE_SIDED * (high + low):
        return None
    return "utf-16-be" if high > low else "utf-16-le"


def _believed(declared: Iterable[str], sample: bytes) -> str | None:
    """The first declaration that nothing speaks against. Those of LIKELY have to prove themselves
    against each other: a server that sends one for another is common."""
    for name in declared:
        text = _try(sample, name)
        if text is not None and name not in LIKELY and _strange(text) < MAX_STRANGE:
            return name
    return None


def _most_plausible(names: Iterable[str], sample: bytes) -> tuple[str, float]:
    """The charset in which a sample reads most like language, and how much it does; of equals, the
    first."""
    best, most = "utf-8", -1.0
    for name in dict.fromkeys(names):
        text = _try(sample, name)
        if text is not None and (plausible := _plausible(text)) > most:
            best, most = name, plausible
            if plausible >= CERTAIN:
                break
    return best, most


def _try(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding, "replace")
    except LookupError:
        return None


_ODD = re.compile(
    r"[\x80-\x9f\ufffd]|[À-ÿ]{3,}|(?:(?![іїєґІЇЄҐёЁў])[Ѐ-Џѐ-џ]){2,}|[a-zA-Z][А-яЀ-џ]|[А-я][a-zA-Z]"
    r"|[а-яё][А-ЯЁ]|[─-▟]|[ôöľłŕ](?=\W|[A-Z])|(?<!\w)[ôöľł](?=[A-Z])"
)
_WORD = re.compile(r"\b(?:[А-ЯЁA-Z]?[а-яёa-zіїєґ]{2,}|[А-ЯЁІЇЄҐ]{3,})\b")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_SMALL = re.compile(r"[а-яё]")
_VOWEL = re.compile(r"[аеёиоуыэюяіїє]", re.IGNORECASE)
_LATIN = re.compile(r"[\u00c0-\u024f]")
_TYPOGRAPHIC = re.compile(r"[“”„‘’«»–—…€№]")

MIN_JUDGED_LETTERS = 5
"""Fewer Cyrillic letters say nothing of a language."""

VOWEL_SHARE = (0.3, 0.6)
"""Two letters in five are vowels in the languages of the region; a wrong table mixes them with the
rest."""

NO_LANGUAGE = 0.3
"""What a text with another share of vowels counts."""

STRANGE_WEIGHT = 3
"""What stands where no language puts it counts against so much that does not."""


def _strange(text: str) -> float:
    """The share of what is not ASCII in a decoded text that stands where no language puts it."""
    return _strange_chars(text) / (1 + len(_NOT_ASCII.findall(text)))


def _strange_chars(text: str) -> int:
    return sum(len(hit) for hit in _ODD.findall(text))


def _plausible(text: str) -> float:
    """How much a decoded text reads like language: the share of what is not ASCII in it that stands
    where it should. At most 1, and below 0 where most stands wrong."""
    good = (
        sum(map(len, _whole_words(text)))
        + len(_LATIN.findall(text))
        + len(_TYPOGRAPHIC.findall(text))
    )
    letters, vowels = len(_CYRILLIC.findall(text)), len(_VOWEL.findall(text))
    low, high = VOWEL_SHARE
    is_language = letters < MIN_JUDGED_LETTERS or low < vowels / letters < high
    score = good - STRANGE_WEIGHT * _strange_chars(text)
    return round(
        (1.0 if is_language else NO_LANGUAGE) * score / (1 + len(_NOT_ASCII.findall(text))), 2
    )


def _whole_words(text: str) -> list[str]:
    """The words outside ASCII in ordinary writing."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    capitals = [word for word in words if word.isupper()]
    # A wrong table turns small letters into capitals: a text mostly of them, but not only, is such.
    if len(capitals) > len(words) / 2 and _SMALL.search(text):
        return [word for word in words if not word.isupper()]
    return words
