"""Text as dates are looked for in it: composed, with the digits of ASCII, without what is
invisible."""

from __future__ import annotations

import re
import unicodedata

from newscrawl.extract.dates.words import MARKS

_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_ZEROS = (
    # Arabic, Persian, NKo; Devanagari to Malayalam; Thai, Lao, Tibetan, Myanmar, Khmer.
    *(0x0660, 0x06F0, 0x07C0, *range(0x0966, 0x0D67, 0x80), 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0),
)
ODD = re.compile(
    f"[{_INVISIBLE}\u0300-\u036f\u064b-\u0655\u2010\u2011\uff01-\uff5e"
    f"{''.join(f'{chr(zero)}-{chr(zero + 9)}' for zero in _ZEROS)}]"
)
HIDDEN = re.compile(f"[{_INVISIBLE}]")
# Two hyphens, the full-width forms of ASCII, the digits of other scripts.
_SIMPLE = {
    0x2010: "-",
    0x2011: "-",
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{zero + digit: str(digit) for zero in _ZEROS for digit in range(10)},
}


def plain_text(text: str) -> tuple[str, list[int] | None]:
    """The text without invisible characters, composed, with plain digits and hyphens; and where
    each character stood, None if nothing changed."""
    if text.isascii() or not ODD.search(text):
        return text, None
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text.translate(_SIMPLE)):
        if HIDDEN.match(char):
            continue
        if chars and unicodedata.combining(char) and char not in MARKS and chars[-1].isalpha():
            # An accent that has no composed letter (as in ΜΑΪ́ΟΥ) is left out: no word is known
            # from another by one.
            chars[-1] = unicodedata.normalize("NFC", chars[-1] + char)[0]
            continue
        chars.append(char)
        places.append(place)
    return "".join(chars), [*places, len(text)]
