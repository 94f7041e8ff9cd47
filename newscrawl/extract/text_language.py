"""The language of an article, by its text and by what its page declares.

A declaration is often that of the theme, and not of the text: it stands unless the text is in
letters that no text of its language is written in, or has far more of the small words of another.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from newscrawl.extract.function_words import LANGUAGES, TELLING

MAX_CHARS = 2_000
"""Of a text that are looked at: more tell nothing new."""
MIN_LETTERS = 20
"""Fewer are a name."""
SCRIPT_SHARE = 0.6
"""Of the letters, so that a text is in this script: a report of a foreign land has names in another
one."""
KANA_SHARE = 0.05
"""Of the letters of a text in Chinese characters and kana: it is Japanese."""
MIN_WORDS = 40
"""A shorter text has too few small words to tell its language by them."""
MIN_SCORE = 0.04
"""Of the words of a text, weighed by how much they tell: of texts of our own in forty languages the
own language has 0.06 and more, any other 0.03 and less."""
MARGIN = 1.15
"""So many times more than of any other language where nothing is declared: neighbours that share
most of their small words (Danish and Norwegian) are 1.2 apart."""
CONTRADICTION = 4.0
"""So many times more than of the language that is declared: texts in two languages, with their
quotations or their English terms, are 3 apart."""

_CYRILLIC = "ab av az ba be bg bs ce cu cv hr kk kv ky mk mn os ro ru sr tg tk tt uk uz"
_ARABIC = "ar az fa ha kk ks ku ky ms ps sd tg tk ug ur uz pa so"
_DEVANAGARI = "hi ks mr ne sa sd"
_SCRIPTS: dict[str, tuple[str, str]] = {
    "CYRILLIC": ("\u0400-\u052f", _CYRILLIC),
    "ARABIC": ("\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff", _ARABIC),
    "DEVANAGARI": ("\u0900-\u097f", _DEVANAGARI),
    "GREEK": ("\u0370-\u03ff\u1f00-\u1fff", "el"),
    "ARMENIAN": ("\u0530-\u058f", "hy"),
    "HEBREW": ("\u0590-\u05ff", "he yi"),
    "BENGALI": ("\u0980-\u09ff", "bn as"),
    "GURMUKHI": ("\u0a00-\u0a7f", "pa"),
    "GUJARATI": ("\u0a80-\u0aff", "gu"),
    "ORIYA": ("\u0b00-\u0b7f", "or"),
    "TAMIL": ("\u0b80-\u0bff", "ta"),
    "TELUGU": ("\u0c00-\u0c7f", "te"),
    "KANNADA": ("\u0c80-\u0cff", "kn"),
    "MALAYALAM": ("\u0d00-\u0d7f", "ml"),
    "SINHALA": ("\u0d80-\u0dff", "si"),
    "THAI": ("\u0e00-\u0e7f", "th"),
    "LAO": ("\u0e80-\u0eff", "lo"),
    "TIBETAN": ("\u0f00-\u0fff", "bo dz"),
    "MYANMAR": ("\u1000-\u109f", "my"),
    "GEORGIAN": ("\u10a0-\u10ff\u1c90-\u1cbf", "ka"),
    "ETHIOPIC": ("\u1200-\u139f", "am ti"),
    "KHMER": ("\u1780-\u17ff", "km"),
    "THAANA": ("\u0780-\u07bf", "dv"),
    "HANGUL": ("\u1100-\u11ff\uac00-\ud7af", "ko"),
    "KANA": ("\u3040-\u30ff", "ja"),
    "HAN": ("\u3400-\u4dbf\u4e00-\u9fff", "zh ja ko"),
}
"""Each script: its letters, and the languages that are written in it, the most usual first where
no small words tell them apart. What is not here is written in Latin letters."""

_OF_MANY = ("CYRILLIC", "ARABIC", "DEVANAGARI")
"""Scripts in which no language is the usual one."""

_OWN_SCRIPT = frozenset(
    code for name, (_, codes) in _SCRIPTS.items() if name not in _OF_MANY for code in codes.split()
) | frozenset("ab ar av ba be bg ce cv fa hi kv ky mk mr ne os ps ru sa sd tg tt ug uk ur".split())
"""Languages that are not written in Latin letters."""

_RANGES = {name: re.compile(f"[{letters}]+") for name, (letters, _) in _SCRIPTS.items()}
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[’'‘\u200c][^\W\d_]+)*|[\u0900-\u097f]+")
_TAG = re.compile(r"\s*([A-Za-z]{2})(?![A-Za-z])")


def language_of_text(text: str, declared: str = "") -> str | None:
    """The language of a text, two letters; None where nothing tells. `declared` is the tag that its
    page declares ('en-GB'), empty for none.

    >>> language_of_text("ბორანი ისევ ზედა ნავსადგურშია, მგზავრების გარეშე.", "en")
    'ka'
    >>> language_of_text("Too short.", "en-GB"), language_of_text("Too short.")
    ('en', None)
    """
    found = _TAG.match(declared)
    said = found[1].lower() if found else None
    text = text[:MAX_CHARS]
    script = _script_of(text)
    if script is None:
        return said
    fitting = _languages_of(script)
    if said is not None and not (said in fitting if fitting else said not in _OWN_SCRIPT):
        said = None
    if len(fitting) == 1 or script == "HAN":
        return said or fitting[0]
    usual = fitting[0] if fitting and script not in _OF_MANY else None
    return _by_words(text, said, frozenset(fitting)) or said or usual


def _script_of(text: str) -> str | None:
    """The script of most of a text's letters; None where there is none, or too few of them."""
    latin = _count(_LATIN, text)
    if latin >= MIN_LETTERS and latin >= SCRIPT_SHARE * _count(_LETTERS, text):
        return "LATIN"
    counts = Counter({name: _count(letters, text) for name, letters in _RANGES.items()})
    if counts["KANA"] >= KANA_SHARE * (counts["KANA"] + counts["HAN"]) > 0:
        counts["KANA"] += counts.pop("HAN")
    [(name, most)] = counts.most_common(1)
    is_most = most >= MIN_LETTERS and most >= SCRIPT_SHARE * (latin + counts.total())
    return name if is_most else None


def _count(letters: re.Pattern[str], text: str) -> int:
    return sum(map(len, letters.findall(text)))


@cache
def _languages_of(script: str) -> tuple[str, ...]:
    """The languages of a script; none for the Latin one, which most languages are written in."""
    return tuple(_SCRIPTS[script][1].split()) if script != "LATIN" else ()


def _by_words(text: str, said: str | None, fitting: frozenset[str]) -> str | None:
    """The language of which a text has most small words; None where that is not sure enough.
    `said` is the one that is declared, and stands unless it is contradicted; `fitting` are those of
    the script, empty for the Latin one."""
    words = _WORD.findall(text.lower())
    if len(words) < MIN_WORDS or (said is not None and said not in LANGUAGES):
        return None
    scores: dict[str, float] = {}
    for word in words:
        for code, weight in TELLING.get(word, ()):
            scores[code] = scores.get(code, 0.0) + weight
    ranked = sorted(
        ((score, code) for code, score in scores.items() if not fitting or code in fitting),
        reverse=True,
    )
    (most, best), (next_most, _), *_ = [*ranked, (0.0, ""), (0.0, "")]
    against, times = (scores.get(said, 0.0), CONTRADICTION) if said else (next_most, MARGIN)
    is_sure = len(best) == 2 and most >= MIN_SCORE * len(words) and most >= times * against
    return best if is_sure else None
