"""What a page writes where its authors stand -> their names: one string a person or a desk, without
label, role, date, address and the name of the house."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from copy import copy
from functools import lru_cache

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.dates.grammar import Grammar
from newscrawl.extract.dates.page_language import grammar
from newscrawl.extract.dates.words import CHANGED, JOINTS, PUBLISHED, word_key
from newscrawl.text import fold, has_letter, key

MAX_NAME_WORDS = 6
"""The longest name of a person or a desk; more words are a sentence."""
MAX_NAME_CHARS = 60
MIN_SHAPED_WORDS = 2
MAX_SHAPED_WORDS = 4
"""Words of a name that nothing marks: one word is a label, five are a heading."""

MAX_REMEMBERED_CHARS = 120
REMEMBERED_LINES = 2_048
"""Lines whose names are remembered, and how long they may be: several rules ask for those of one
line, and a site's authors come again and again. Less than 1 MB."""

NAMES_SHARE = 0.7
"""A line is nothing but names if so much of it is; the rest joins them, or is a role."""

_NO_SPACES = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
"""Scripts without spaces and capitals: nothing in them is shaped like a name."""
_LINE_PARTS = re.compile(r"\s*(?:[|•·●~\n]|\s[–—-]\s)\s*")
"""What parts a name from the date, the section and the time to read on its line."""
_LISTED = re.compile(r"\s*[,;、،，]\s*|\s+/\s+")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]?")
_NUMBER = re.compile(r"(?<!\S)[^\s\w]*\d.*|(?<=[^\W\d_])\d{1,2}[./-]\d.*")
"""The rest from a word that begins with a digit on: a date, a time, a count. A nickname may end
with digits."""
_ADDRESS = re.compile(r"\S*(?:@|\[at\]|://)\S*|(?:www\.\S+|[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,6})$")
_LEGAL_FORM = re.compile(
    r"\W(?:gmbh(?: & co\.? kg)?|kg|ag|e\.?v|ltd|inc|llc|llp|plc|corp|s\.?a|s\.?r\.?l|s\.?p\.?a|oy"
    r"|ab|b\.?v|ооо|зао|оао|шпс)\.?$",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"(?:ph\.? ?d|d\.? ?phil|m\.?d|m\.?p\.?h|[bm]\.?sc?|[bm]\.?a|m\.?b\.?a|j\.?d|ll\.?[bm]"
    r"|r\.?n|[bm]\.?s\.?n|[lr]\.?d\.?n?|d\.?d\.?s|d\.?m\.?d|d\.?v\.?m|pharm\.?d|psy\.?d|ed\.?d|c\.?p\.?a|c\.?f\.?[ap]|esq|facs|frcp"
    r"|lcsw|lmft|cscs)\.?[®™]?",
    re.IGNORECASE,
)
"""Degrees and licences that follow a name behind a comma. No agency signs so: 'PA' is one."""
_ABOUT = re.compile(
    r"^(?:about|über|à propos de|sobre|acerca de|over|om|об авторе:?)\s+(?=\S)", re.IGNORECASE
)
"""What heads a box that tells of an author."""
_NAME_WORD = re.compile(r"[^\W\d_](?:[\w.'’ʼ-]*[\w.])?")
_PARTICLES = frozenset(
    "von van der den de del della di da do dos das du la le el al bin ibn ben ter ten zu zur af av"
    " y e i und".split()
)
"""Words inside a name that may begin with a small letter."""


class House:
    """The names under which a page's publisher goes: none of them is an author."""

    def __init__(self, names: Iterable[str], *hosts: str) -> None:
        """`names` as the page gives them: of the site, of its publisher. `hosts` are those of its
        addresses: a name spelled as a label of one is the site's."""
        self._keys = {key(name) for name in names if key(name)}
        self._hosts = [host.removeprefix("www.") for host in hosts if host]
        self._labels = {
            key(label) for host in hosts for label in host.split(".") if len(label) > 2
        } | {key(host) for host in self._hosts}

    def also(self, keys: Collection[str]) -> House:
        """The house and what else is no author, as keys."""
        house = copy(self)
        house._keys = self._keys.union(keys)
        return house

    def as_named(self) -> House:
        """The house by the names that the page gives it, and not by its address where it gives
        some: a person may have a site that is spelled as the name, and is called otherwise."""
        house = copy(self)
        if self._keys:
            house._labels = set()
        return house

    def is_own(self, href: str) -> bool:
        """Whether a link leads to this site, by its host."""
        return "//" not in href or any(host in href for host in self._hosts)

    def __contains__(self, name: str) -> bool:
        said = key(name)
        company = _LEGAL_FORM.search(name) is not None and said.startswith(tuple(self._keys))
        return company or said in self._keys or said in self._labels


def author_names(text: str, house: House, is_name: Callable[[str], bool] = bool) -> list[str]:
    """The names in a text that names authors, in its order. `is_name` refuses what it must not
    take for one.

    >>> author_names("By Ana Gray, Ben Hill and Cora Reed, staff writer | 3 May 2026", House([]))
    ['Ana Gray', 'Ben Hill', 'Cora Reed']
    """
    is_short = len(text) <= MAX_REMEMBERED_CHARS
    for names in (_remembered_names if is_short else _names_of_parts)(text, grammar()):
        found = [name for name in names if name not in house and is_name(name)]
        if found:  # The parts behind it say when, and what about.
            return distinct(found)
    return []


def _names_of_parts(text: str, grammar: Grammar) -> tuple[tuple[str, ...], ...]:
    """What may be names in each part of a text, whoever the publisher is."""
    return tuple(
        tuple(
            name
            for one in _before_place(_listed(without_label(_BRACKETS.sub(" ", part))))
            if (name := _clean(one, grammar)) and _is_author(name)
        )
        for part in _LINE_PARTS.split(labels.further_label.split(text)[0])
        if not labels.reading_time(part.rpartition(":")[2].strip())
    )


_remembered_names = lru_cache(maxsize=REMEMBERED_LINES)(_names_of_parts)


def only_names(
    line: str, house: House, no_names: Collection[str], *, in_capitals: bool = False
) -> list[str]:
    """The names of a line that is nothing but names, without a word that says so; none where it is
    more. `no_names` are keys of what else the page writes so. A line in capitals is a label, unless
    `in_capitals`.

    >>> [only_names(line, House([]), ()) for line in ("Ana Gray, Ben Hill", "Ana Gray said so")]
    [['Ana Gray', 'Ben Hill'], []]
    """
    if without_label(line) != line or _NO_SPACES.search(line):
        return []
    if labels.closing(line) or (line.isupper() and not in_capitals):
        return []
    names = author_names(line, house)
    are_names = all(is_shaped_like_name(one) and key(one) not in no_names for one in names)
    for part in _LISTED.split(line):
        if part in house:  # 'Ana Gray / The Paper'
            line = line.replace(part, "").strip(" /,;")
    return names if are_names and len("".join(names)) > NAMES_SHARE * len(line) else []


def special_names(line: str, house: House) -> list[str]:
    """The names of a line that says for whom alone they wrote.

    >>> special_names("Ana Gray, special to The Paper", House([]))
    ['Ana Gray']
    """
    found = labels.special_to(line)
    names = author_names(found["names"], house) if found else []
    return names if all(map(is_shaped_like_name, names)) else []


def _before_place(items: list[str]) -> Iterator[str]:
    """The items of a list up to the first that says where or for whom: 'Ana Gray, in Harbour'."""
    for place, item in enumerate(items):
        if place and labels.name_ends.match(f" {item}"):
            return
        yield item


def distinct(names: Iterable[str]) -> list[str]:
    """Each name once: 'Ana Gray', 'ana-gray' and 'Ana' are one, and the first is best."""
    found: dict[str, str] = {}
    for name in names:
        if key(name) not in found or " " not in found[key(name)]:
            found[key(name)] = name
    first_words = {name.split()[0] for name in found.values() if " " in name}
    return [name for name in found.values() if name not in first_words]


def without_label(text: str) -> str:
    """A byline without the words that begin it."""
    text = fold(text)
    for _ in range(2):  # 'Author: By Ana Gray'
        match = labels.author(text) or labels.byline(text) or labels.role_byline(text)
        if match is None:
            break
        text = match["names"]
    return _ABOUT.sub("", text)


def is_shaped_like_name(text: str) -> bool:
    """Whether a text is written as the name of a person is: some words, none of them small, where
    the script has capitals.

    >>> is_shaped_like_name("Ana von Gray"), is_shaped_like_name("Gray weather in May")
    (True, False)
    """
    words = text.split()
    return MIN_SHAPED_WORDS <= len(words) <= MAX_SHAPED_WORDS and is_written_like_name(text)


def is_short_name(text: str) -> bool:
    """Whether a text is written as a name is, be it one word."""
    return len(text.split()) <= MAX_SHAPED_WORDS and is_written_like_name(text)


def is_written_like_name(text: str) -> bool:
    """Whether each word begins as a word of a name does, be they few or many."""
    words = text.split()
    return (
        bool(words)
        and not is_small(words[0][0])
        and words[-1] not in _PARTICLES
        and all(
            _NAME_WORD.fullmatch(word) and (not is_small(word[0]) or word in _PARTICLES)
            for word in words
        )
    )


def is_small(letter: str) -> bool:
    """Whether a letter is small where names have capitals: Georgian ones count as small, but no
    name begins otherwise."""
    return letter.islower() and not "\u10d0" <= letter <= "\u10ff"


def _listed(text: str) -> list[str]:
    """The items of a list, whatever parts them. 'Gray, Ana' is one name, the last first."""
    items = [item for item in _LISTED.split(text) if item]
    if len(items) == 2 and all(_is_half_of_name(item) for item in items):
        return [text]
    return [name for item in items for name in _joined(item)]


def _is_half_of_name(item: str) -> bool:
    return len(item.split()) == 1 and item[:1].isupper() and item[1:].islower()


def _joined(item: str) -> list[str]:
    parts = [part for part in labels.name_joint.split(item) if part]
    found: list[str] = []
    for part in parts:
        found += _joined_by_short_word(part)
    return found


def _joined_by_short_word(part: str) -> list[str]:
    """'Ana Gray y Ben Hill' are two, 'Ana Gray y Hill' is one: the word stands inside of names,
    too."""
    halves = labels.short_name_joint.split(part)
    if len(halves) > 1 and all(len(half.split()) > 1 for half in halves):
        return halves
    return [part]


def _clean(name: str, grammar: Grammar) -> str:
    """A name without the date, the place and the house that follow it."""
    name = labels.name_ends.sub("", _NUMBER.sub("", f" {without_label(name)}").strip())
    half = len(name) // 2
    if name[:half] == name[half:]:  # For readers with a picture of the author, and for others.
        name = name[:half]
    words = [word for word in name.split() if not word.startswith("@")]
    while words and (
        word_key(words[-1]) in grammar.months
        or word_key(words[-1]) in grammar.weekdays
        or (len(words) != 2 and word_key(words[-1]) in PUBLISHED | CHANGED)
        or (words[-1].islower() and word_key(words[-1]) in JOINTS)
        or not has_letter(words[-1])
        or (len(words) > 2 and _is_degree(words[-1]))
    ):
        words.pop()
    return " ".join(words).strip(" ,;:*–—-|/")


def _is_degree(word: str) -> bool:
    """Whether the last word of a name is a degree, and not a name that is spelled as one: 'Ma'."""
    return not word.istitle() and _DEGREE.fullmatch(word) is not None


def _is_author(name: str) -> bool:
    return bool(
        has_letter(name)
        and len(name) <= MAX_NAME_CHARS
        and len(name.split()) <= MAX_NAME_WORDS
        and not any(_ADDRESS.fullmatch(word) for word in name.split())
        and not _DEGREE.fullmatch(name)
        and not labels.role(name)
        and not labels.nobody(name)
        and not labels.furniture(name)
    )
