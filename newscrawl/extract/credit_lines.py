"""A line under a picture -> what it says of the picture, and who made it: 'Photo: X / Agency' is
the credit of 'X / Agency', without the label."""

from __future__ import annotations

import re
from typing import NamedTuple

from newscrawl.extract.further_labels import PICTURE_CREDIT
from newscrawl.extract.vocabulary import rights
from newscrawl.text import fold

MAX_CREDIT_CHARS = 120
"""Two names and two agencies; what is longer is a sentence."""

_BY = r"(?:by|von|vom|par|por|de|di|da|av|af|door)"
_LABEL = (
    rf"(?:{PICTURE_CREDIT}|photograph(?:e|er|y|s)?|fotograf(?:in|o|a|ie)?|file|archiv\w*|fot\.|zdjęci[ea]|fotó|"
    r"fotoğraf|kuva|ảnh|снимка|світлина|φωτο(?:γραφία)?|ფოტო|լուսանկար(?:ը)?|צילום|صورة|تصوير|عکس|"
    r"تصویر|फोटो|ছবি|ภาพ|图片?|摄影)"
)
_ROLE = r"(?:credits?|source|courtesy|copyright|quelle|fuente|fonte|bron|kilde|zdroj)"
_SIGN = r"(?:©|\(c\)|copyright\b)"
_YEAR = r"(?:19|20)\d\d(?:\s?[-–]\s?(?:\d{4}|\d\d))?"
_MARK = (
    # 'Photo:', 'Photo credit:', 'Image source,', 'Photo by', 'Photo: ©', 'Credit:', 'courtesy of'
    rf"(?:(?:{_LABEL}\s+)?courtesy(?:\s+of)?:?\s+|(?:{_LABEL}(?:\s+{_ROLE}(?:\s+of)?)?|{_ROLE})"
    rf"(?:\s?[:：,/|]|\s?(?=©)|\s+{_BY}\b\s?:?|\s+[-–]\s)\s*)"
)
_LEADING = re.compile(
    rf"(?P<mark>{_MARK})?\s*(?:{_BY}\s+)?(?P<sign>{_SIGN}\s*:?\s*(?:{_YEAR}\b[\s,:]*)?)?",
    re.IGNORECASE,
)
_NAMES = rf"(?:[^.!?\n]|(?<=\b\w)\.|\.(?=\w)){{2,{MAX_CREDIT_CHARS}}}"
_TAIL = re.compile(
    # After the end of a sentence, a bracket, a bar, or in an element of its own.
    rf"(?:^|(?<=[.!?…)\]\"”»|/–—\n])|(?<=[(\[]))\s*(?P<all>(?:{_MARK}|{_SIGN}){_NAMES})[)\]]?[\s.]*$",
    re.IGNORECASE,
)
_SLASHES = (
    r"(?P<all>[A-Z]{2,6}(?: Photo)?/[^()|/\n]{2,60}|[^()|/\n]{2,60}/(?:[A-Z]{2,6}"
    r"|[^()|/\n]{0,40}\b(?:Press|Photos?|Images|Pictures|Agency)(?: via [^()|\n]{2,40})?))"
)
_SLASHED = re.compile(rf"\({_SLASHES}\)[\s.]*$")
"""'(Ilka Vashten/Tarsk Press)', '(TP Photo/Ilka Vashten)': what agencies write, without a label."""
_BEHIND_BAR = re.compile(rf"(?<= \| ){_SLASHES}$")
"""The same behind a bar."""
_NAMED_LINE = re.compile(
    rf"{_SLASHES}|(?i:[^.,!?\n]{{2,60}},(?: [^.,!?\n]{{1,30}})? (?:press|images|photos|agency))"
).fullmatch
"""The same in an element of its own, before the caption or behind it; 'Ilka Vashten, Tarsk Press'
likewise."""
_AFTER = re.compile(rf"(?<=\w)\s+(?P<all>(?i:{_MARK})(?=[^\W_a-z]){_NAMES})[\s.]*$")
"""Behind a text without a full stop: where label and name are written large."""
_BEFORE = re.compile(
    rf"(?P<all>(?i:{_MARK}|{_SIGN}\s?)(?:(?=[^\W\d_a-z])[^\s|–—]+(?: (?:/ )?|(?=[\n|]))){{1,6}})"
    r"(?:[-–—|] |\n)(?P<rest>(?s:.){20,})"
)
"""Before a caption: a few words that are written large, and a dash, a bar or the end of an
element."""
MAX_CREDIT_WORDS = 12
"""More say what is to be seen."""
MAX_LINE_CHARS = 2_000
"""A longer text is no line under a picture."""
MAX_NAME_WORDS = 4
"""A text behind 'Picture:' that has more words and a full stop says what it shows."""


class CreditLine(NamedTuple):
    """What a line says; None for what it does not."""

    caption: str | None
    credit: str | None
    notice: str | None
    """Whose the rights are, as it is written: '© 2026 X'."""


def parted(text: str) -> CreditLine:
    """The caption and the credit in the text under a picture; line breaks stand where elements
    begin and end.

    >>> parted("The quay in winter. Photo: Ilka Vashten / TPA")
    CreditLine(caption='The quay in winter.', credit='Ilka Vashten / TPA', notice=None)
    >>> parted("© 2026 Tarsk Press")
    CreditLine(caption=None, credit='Tarsk Press', notice='© 2026 Tarsk Press')
    """
    text = "\n".join(line for raw in text.split("\n") if (line := fold(raw)))
    if len(text) > MAX_LINE_CHARS:
        return CreditLine(fold(text), None, None)
    lines = text.split("\n")
    for place in (-1, 0):
        if _NAMED_LINE(lines[place]):
            rest = lines[:-1] if place else lines[1:]
            return credited(lines[place])._replace(caption=" ".join(rest) or None)
    if before := _BEFORE.fullmatch(text):
        return credited(before["all"])._replace(caption=fold(before["rest"]))
    found = next(filter(None, (way.search(text) for way in (_TAIL, _SLASHED, _BEHIND_BAR))), None)
    found = found or _large(_AFTER.search(text))
    if found is None or (not found.start("all") and _is_sentence(found["all"], text)):
        return CreditLine(_caption(text), None, None)
    told = credited(found["all"])
    return told._replace(caption=_caption(text[: found.start("all")] if told.credit else text))


def labelled(text: str) -> CreditLine:
    """A text that stands beside a picture: its credit where a label or the sign says so.

    >>> labelled("Image source, Tarsk Press").credit, labelled("Tarsk Press").credit
    ('Tarsk Press', None)
    """
    start = _LEADING.match(fold(text))
    is_said = start is not None and (start["mark"] or start["sign"])
    return credited(text) if is_said else CreditLine(None, None, None)


def credited(text: str) -> CreditLine:
    """A text that is known to be the credit, by its place or its name.

    >>> credited("(Photo by Ilka Vashten)").credit, credited("Photo Agency Tarsk").credit
    ('Ilka Vashten', 'Photo Agency Tarsk')
    """
    said = fold(text).lstrip("([|/–— ")
    start = _LEADING.match(said)
    names = said[start.end() :] if start is not None else said
    if (reserved := rights.search(names)) is not None:
        names = names[: reserved.start()]
    names = names.strip(" \t:;,|/–—-").removesuffix(".") if not _is_initial(names) else names
    if names.count("(") < names.count(")") or names.count("[") < names.count("]"):
        names = names.rstrip(")]")
    is_long = len(names) > MAX_CREDIT_CHARS or len(names.split()) > MAX_CREDIT_WORDS
    if is_long or not any(map(str.isalpha, names)):
        return CreditLine(None, None, None)
    has_sign = start is not None and start["sign"] is not None
    notice = said[start.start("sign") :].rstrip(" )]") if has_sign and start is not None else None
    return CreditLine(None, names, notice)


def _caption(text: str) -> str | None:
    """A text without what parts it from the credit behind it."""
    return fold(text).rstrip(" ([|/–—-") or None


def _large(found: re.Match[str] | None) -> re.Match[str] | None:
    return found if found is not None and found["all"][:1].isupper() else None


def _is_sentence(names: str, text: str) -> bool:
    """Whether what follows a label at the start of a text is what the picture shows."""
    return (
        text.rstrip().endswith(".")
        and len(names.split()) > MAX_NAME_WORDS
        and not any(sign in names for sign in "/|©")
    )


def _is_initial(names: str) -> bool:
    """Whether the last full stop is that of an initial: 'Ilka V.'"""
    return re.search(r"\b\w\.$", names) is not None
