"""How the addresses of a site are made: what varies in each of them, as a form that
`identity.address_pattern` takes. Pure functions of text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from newscrawl.identity.language_codes import LANGUAGES

MIN_SLUG_WORDS = 3
"""A segment of fewer words may name a section."""
MIN_TAIL_DIGITS = 4
"""A shorter number behind words is part of the title: 'top-10', 'covid-19'. Four may be a year,
and then most addresses beside it have none."""

_ENDING = re.compile(r"\.(?:s?html?|php\d?|aspx?|jsp|cfm|amp|do|ece|xml)$", re.IGNORECASE)
_WORDS = re.compile(r"[-_+.]|%20")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_DAY_AHEAD = re.compile(r"((?:19|20)\d\d)([-_]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[-_]|$)")
_NUMBER_AHEAD = re.compile(r"(\d{3,})([-_.,])(?=.*[^\W\d_])")
_NUMBER_BEHIND = re.compile(rf"([-_.,~])(\d{{{MIN_TAIL_DIGITS},}})$")
_CODE_BEHIND = re.compile(r"([-_.,~])((?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{5,})$", re.IGNORECASE)
_CODE = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{5,}", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH = re.compile(r"0[1-9]|1[0-2]")
_SHORT = re.compile(r"[1-9]|[12]\d|3[01]|0[1-9]")
_MONTH_NAME = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}", re.IGNORECASE
)

TEXT = "text"
"""Of a segment that says the same in all addresses of a form, or names a section."""


class Part(NamedTuple):
    """One segment of a path, or one value of a query."""

    form: str
    """With places: `{slug}-{number}.html`; TEXT for one that is nothing but words."""
    text: str
    """As it stands in the address."""
    digits: int = 0
    """Digits of its number, where it has one beside words."""
    words: int = 0
    """Words of its slug."""


class Address(NamedTuple):
    """One address, taken apart."""

    url: str
    host: str
    path: tuple[Part, ...]
    query: tuple[tuple[str, str], ...]
    slash: bool
    """Whether the path ends with a slash."""

    @property
    def runs(self) -> list[tuple[Part, ...]]:
        """The parts of the path, those in a row that are nothing but words as one: sections lie in
        sections, and their number tells nothing."""
        found: list[tuple[Part, ...]] = []
        for part in self.path:
            if part.form == TEXT and found and found[-1][0].form == TEXT:
                found[-1] += (part,)
            else:
                found.append((part,))
        return found

    @property
    def shape(self) -> tuple[str, ...]:
        """What addresses that are made alike have in common."""
        names = tuple(f"?{name}" for name, value in self.query if value.isdigit())
        return (self.host, *(run[0].form for run in self.runs), *names)

    @property
    def words(self) -> str:
        """The words in its path."""
        return "/".join(part.text.lower() for part in self.path if part.form == TEXT)

    @property
    def has_slug(self) -> bool:
        """Whether words of its own name it, beside a number or alone."""
        return any("{slug" in part.form for part in self.path)

    @property
    def names_something(self) -> bool:
        """Whether anything in it can name an article."""
        return any(part.form != TEXT for part in self.path) or any(
            value.isdigit() for _, value in self.query
        )


def taken_apart(url: str) -> Address:
    """An address, which is normalised."""
    parts = urlsplit(url)
    segments = [one for one in parts.path.split("/") if one]
    pairs = (piece.partition("=") for piece in parts.query.split("&") if piece)
    return Address(
        url,
        parts.netloc,
        tuple(_parts(segments)),
        tuple((name, value) for name, _, value in pairs),
        parts.path.endswith("/") and parts.path != "/",
    )


def _parts(segments: Sequence[str]) -> Iterator[Part]:
    place = 0
    while place < len(segments):
        day = _day_in_path(segments, place)
        if day:
            yield from day
            place += len(day)
            continue
        segment = segments[place]
        if place == 0 and segment.lower() in LANGUAGES:
            yield Part("{lang}", segment)
        else:
            yield part_of(segment)
        place += 1


def _day_in_path(segments: Sequence[str], place: int) -> list[Part]:
    """The segments of a day, or of a month, that begin here; none where none does."""
    if not _YEAR.fullmatch(segments[place]) or place + 1 >= len(segments):
        return []
    month = segments[place + 1]
    if _MONTH.fullmatch(month):
        second = "{month}"
    elif _MONTH_NAME.fullmatch(month):
        second = "{month:name}"
    elif _SHORT.fullmatch(month) and int(month) <= 12:
        second = "{month:1}"
    else:
        return []
    found = [Part("{year}", segments[place]), Part(second, month)]
    if place + 2 < len(segments) - 1 and _SHORT.fullmatch(segments[place + 2]):
        day = segments[place + 2]
        found.append(Part("{day}" if len(day) == 2 else "{day:1}", day))
    return found


def part_of(segment: str) -> Part:
    """What a segment is made of.

    >>> part_of("the-ferry-sails-again-40213.html").form, part_of("politics").form
    ('{slug}-{number}.html', 'text')
    >>> part_of("20260305-fog-lifts").form, part_of("77").form, part_of("a1b2c3d4").form
    ('{year}{month}{day}-{slug}', '{number}', '{code}')
    """
    ending = _ENDING.search(segment)
    tail = ending[0] if ending else ""
    name = segment.removesuffix(tail) if tail else segment
    if name.isascii() and name.isdigit():
        return Part("{number}" + tail, segment, digits=len(name))
    if _UUID.fullmatch(name) or (_CODE.fullmatch(name) and not _WORDS.search(name)):
        return Part("{code}" + tail, segment)
    head = ""
    if day := _DAY_AHEAD.match(name):
        rest = name[day.end() :]
        if not rest:
            return Part(f"{{year}}{day[2]}{{month}}{day[2]}{{day}}{tail}", segment)
        head = f"{{year}}{day[2]}{{month}}{day[2]}{{day}}{rest[0]}"
        name = rest[1:]
    elif number := _NUMBER_AHEAD.match(name):
        slug = name[number.end() :]
        return Part(
            f"{{number}}{number[2]}{{slug}}{tail}", segment, len(number[1]), count_words(slug)
        )
    return _with_tail(name, head, tail, segment)


def _with_tail(name: str, head: str, tail: str, segment: str) -> Part:
    """The same of words, with what stands behind them."""
    if number := _NUMBER_BEHIND.search(name):
        slug = name[: number.start()]
        if any(letter.isalpha() for letter in unquote(slug)):
            form = f"{head}{{slug}}{number[1]}{{number}}{tail}"
            return Part(form, segment, len(number[2]), count_words(slug))
    if code := _CODE_BEHIND.search(name):
        slug = name[: code.start()]
        if any(letter.isalpha() for letter in unquote(slug)):
            return Part(f"{head}{{slug}}{code[1]}{{code}}{tail}", segment, 0, count_words(slug))
    words = count_words(name)
    if head or words >= MIN_SLUG_WORDS:
        return Part(f"{head}{{slug}}{tail}", segment, words=words)
    return Part(TEXT, segment, words=words)


def count_words(slug: str) -> int:
    """Words of a slug."""
    return sum(1 for word in _WORDS.split(unquote(slug)) if word)


class Group(NamedTuple):
    """Addresses that are made alike."""

    shape: tuple[str, ...]
    addresses: tuple[Address, ...]


def grouped(urls: Iterable[str]) -> list[Group]:
    """The addresses by how they are made, the largest group first; those that can name no article
    are left out."""
    found: dict[tuple[str, ...], list[Address]] = {}
    for url in dict.fromkeys(urls):
        address = taken_apart(url)
        if address.names_something:
            found.setdefault(address.shape, []).append(address)
    groups = [Group(shape, tuple(addresses)) for shape, addresses in found.items()]
    return sorted(groups, key=lambda group: -len(group.addresses))


def telling_name(addresses: Sequence[Address]) -> str:
    """The name in the query whose numbers tell addresses that are made alike apart; empty where
    none does."""
    values: dict[str, set[str]] = {}
    for address in addresses:
        for name, value in address.query:
            if value.isdigit():
                values.setdefault(name, set()).add(value)
    best = max(values, key=lambda name: len(values[name]), default="")
    is_telling = best and (len(values[best]) > 1 or len(addresses) == 1)
    return best if is_telling else ""


def with_name_alone(address: Address, name: str) -> str:
    """The URL of an address with nothing of its query but this name, and its value."""
    return f"{address.url.partition('?')[0]}?{name}={dict(address.query).get(name, '')}"


USUAL = frozenset(
    "news article articles story stories detail details post posts artikel nachrichten meldung"
    " read view node content item show a p n s archive archives actualites noticias noticia notizie"
    " haber novosti publications materials text full www en-us".split()
)
"""What stands in addresses of articles and is no section."""

MIN_FIXED = 8
"""Addresses that all say the same word make it a fixed one; fewer may be of one section by
chance."""


def run_form(runs: Sequence[tuple[Part, ...]], *, min_fixed: int = MIN_FIXED) -> str:
    """What a run of words is in the form of these addresses: what all say, and sections. Of
    `min_fixed` addresses that say the same it is taken for fixed."""
    sizes = {len(run) for run in runs}
    size = min(sizes)
    pieces: list[str] = []
    for place in range(size):
        said = Counter(run[place].text.lower() for run in runs)
        [(word, _), *others] = said.most_common()
        is_fixed = not others and (word in USUAL or len(runs) >= min_fixed)
        pieces.append(runs[0][place].text if is_fixed else "{section}")
    if len(sizes) > 1:
        pieces.append("{section}")
    return "/".join(_joined(pieces))


def _joined(pieces: Iterable[str]) -> Iterator[str]:
    """Two sections or more are one place; a word between them is one of them."""
    found = list(pieces)
    if "{section}" not in found:
        yield from found
        return
    first = found.index("{section}")
    last = len(found) - 1 - found[::-1].index("{section}")
    yield from found[:first]
    yield "{section}" if first == last else "{sections}"
    yield from found[last + 1 :]
