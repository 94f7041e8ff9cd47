"""What the addresses of a site's articles look like, as a person writes it: text with places.

| place | what stands there |
| --- | --- |
| `{lang}` | a language: two letters, or a name that the spider explains |
| `{number}` | digits, beside a slug three at least; `{number:6}`: six of them at least |
| `{code}` | letters and digits, five at least, or a UUID; behind a slug one of them is a digit; \
`{code:11}`: exactly so many, and then a digit is not asked for |
| `{slug}` | words; `{slug:3}`: three of them at least |
| `{year}`, `{month}`, `{day}` | four, two and two digits; `{month:1}`, `{day:1}`: one or two; \
`{month:name}`: an English name or the first three letters of one |
| `{section}`, `{sections}` | one segment of the path; one or more |

Nothing here knows of a site. Pure functions of text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import quote, unquote

from newscrawl.errors import UsageError
from newscrawl.identity.article_id import MAX_POSITION_DIGITS
from newscrawl.identity.listing_words import names_a_listing, numbers_a_page

MIN_CODE = 5
"""Shorter ones are words, or count something."""
MIN_NUMBER_BESIDE_SLUG = 3
"""At the end of a slug one or two digits count something (`top-10`), or are of a page."""
MIN_BARE_WORDS = 3
"""A slug of so many words names an article; one or two name a section, too (as in
`unknown_site`): asked for where neither a number nor a code nor a day stands beside it."""

PLACE = re.compile(r"\{(\w+)(?::(\w+))?\}")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_NAME = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ESCAPES = re.compile(r"(?:%[89A-F][0-9A-F])+")
_WORDS = re.compile(r"[-_+.]|%20")
_UNPARTED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese."""
_OTHER_FORM = re.compile(r"\.(?:amp|print|mobile|rss|xml|json|pdf)(?:\.[a-z]{3,5})?$", re.I)
"""Of the same article, or something for programs."""
_SAFE = "/%:@!$&'()*+,;=~-._[]\"#<>\\^`{|}"
"""As `normalize` leaves them."""
DAY = ("year", "month", "day")
NAMES = ("lang", "number", "code", "slug", *DAY, "section", "sections")

Parts = Mapping[str, str]
"""What stands at each place, as in the URL."""


class AddressPattern:
    """One form of addresses: `/{year}/{month}/{day}/{slug}`, `//blog.a.test/{slug}`,
    `/?p={number}`.

    Raises UsageError for a text that is none.

    >>> pattern = AddressPattern("/{section}/{slug}-{number:4}.html")
    >>> pattern.match("", "/politics/the-ferry-sails-4666.html", "")["number"]
    '4666'
    >>> pattern.match("", "/politics/the-ferry-sails-2.html", "") is None
    True
    """

    def __init__(
        self, text: str, languages: frozenset[str] = frozenset(), *, is_key: bool = False
    ) -> None:
        """`languages` are what may stand at {lang}, in lower case. `is_key`: it is the form of a
        key, of which nothing is asked but its form."""
        self.text = text
        address, _, query = text.partition("?")
        self.host, self._path = "", address
        if address.startswith("//"):
            self.host, _, path = address[2:].partition("/")
            self._path = "/" + path
        if not self._path.startswith("/"):
            raise UsageError(f"the article address {text!r} must begin with a slash")
        places = [(found[1], found[2]) for found in PLACE.finditer(text)]
        self.places = frozenset(name for name, _ in places)
        """The names of its places."""
        self._check(places)
        self._languages, self._is_key = languages, is_key
        self._is_bare = is_bare = self.places.isdisjoint({"number", "code", *DAY})
        asked = dict(places).get("slug")
        self._words = int(asked or (MIN_BARE_WORDS if is_bare else 1))
        self._host_rule = self._compiled(self.host.lower())
        self._path_rule = self._compiled(self._path.rstrip("/"))
        self._query = {
            name: self._compiled(value)
            for name, _, value in (piece.partition("=") for piece in query.split("&") if query)
        }
        self._query_text = query
        self.hows = {name: how for name, how in places if how}
        """What is asked of its places."""
        exact = {"month": (None, "2"), "day": (None, "2"), "year": (None, "4")}
        self.is_exact = all(how in exact.get(name, (how,)) for name, how in places)
        """Whether what stands at a place is always written in one way."""

    def _check(self, places: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in places]
        for name, how in places:
            if name not in NAMES:
                raise UsageError(
                    f"the article address {self.text!r}: there is no place {{{name}}}; there are"
                    f" {', '.join(NAMES)}"
                )
            if how is not None and not (how.isdigit() or (name, how) == ("month", "name")):
                raise UsageError(f"the article address {self.text!r}: {{{name}:{how}}} is no place")
        if len(set(names)) < len(names):
            raise UsageError(f"the article address {self.text!r} has a place twice")
        if "{" in PLACE.sub("", self.text) or "}" in PLACE.sub("", self.text):
            raise UsageError(f"the article address {self.text!r} has a brace that is no place")

    def _compiled(self, text: str) -> re.Pattern[str]:
        rule, at = "", 0
        for found in PLACE.finditer(text):
            rule += re.escape(text[at : found.start()])
            before = text[:at] if not text[at : found.start()] else text[: found.start()]
            beside_slug = (
                "{slug" in before.rpartition("/")[2]
                or "{slug" in text[found.end() :].partition("/")[0]
            )
            rule += f"(?P<{found[1]}>{self._rule_of(found[1], found[2], beside_slug=beside_slug)})"
            at = found.end()
        return re.compile(rule + re.escape(text[at:]), re.I | re.A)

    def _rule_of(self, name: str, how: str | None, *, beside_slug: bool) -> str:
        match name:
            case "lang":
                return "|".join(sorted(map(re.escape, self._languages), key=len, reverse=True))
            case "number":
                fewest = MIN_NUMBER_BESIDE_SLUG if beside_slug else 1
                return rf"\d{{{how or fewest},{MAX_POSITION_DIGITS}}}"
            case "code" if how:
                return rf"[0-9a-z_-]{{{how}}}"
            case "code":
                digit = r"(?=[a-z]*\d)" if beside_slug else ""
                return rf"{_UUID}|{digit}[0-9a-z]{{{MIN_CODE},}}"
            case "year":
                return r"(?:19|20)\d\d"
            case "month" if how == "name":
                return _MONTH_NAME
            case "month" | "day":
                return r"\d\d?" if how == "1" else r"\d\d"
            case "sections":
                return r"[^/?]+(?:/[^/?]+)*"
            case _:
                # No more than it must: behind it a UUID has hyphens of its own.
                return r"[^/?]+?"

    def match(self, host: str, path: str, query: str) -> dict[str, str] | None:
        """What stands at each place; None for another address, and for that of a listing. `host`
        is empty for the site's own, `path` and `query` are normalised."""
        found = self._host_rule.fullmatch(host) and self._path_rule.fullmatch(path.rstrip("/"))
        if not found:
            return None
        parts = found.groupdict()
        if self.host:
            parts |= self._host_rule.fullmatch(host).groupdict()  # type: ignore[union-attr]  # above
        if self._query:
            pairs = dict(piece.partition("=")[::2] for piece in query.split("&"))
            for name, rule in self._query.items():
                value = rule.fullmatch(pairs.get(name, ""))
                if value is None:
                    return None
                parts |= value.groupdict()
        return parts if self._is_key or self._is_article(parts) else None

    def _is_article(self, parts: Parts) -> bool:
        """Whether it is no listing's address that has the same form. Where a day stands in it, any
        section may be an article's."""
        has_day = self.places.issuperset(DAY)
        if has_day and day_of(parts) is None:
            return False
        sections = "/".join(parts.get(name, "") for name in ("section", "sections")).split("/")
        if not has_day and any(names_a_listing(one, surely=not self._is_bare) for one in sections):
            return False
        slug = parts.get("slug")
        if slug is None:
            return True
        text = unquote(slug)
        return (
            _count_words(text) >= self._words
            and _OTHER_FORM.search(text) is None
            and any(letter.isalpha() for letter in text)
            and not names_a_listing(slug)
            and not numbers_a_page(slug)
        )

    def fill(self, parts: Parts) -> str:
        """The address with these parts: path and query; with another host, from `//` on."""
        values = {name: _escaped(value) for name, value in parts.items()}

        def filled(text: str) -> str:
            return PLACE.sub(lambda found: values[found[1]], text)

        host = f"//{filled(self.host)}" if self.host else ""
        query = f"?{filled(self._query_text)}" if self._query_text else ""
        return host + filled(self._path) + query

    def plain_query(self, query: str) -> str:
        """Of a query that matched, what the pattern asks for, in its order."""
        pairs = dict(piece.partition("=")[::2] for piece in query.split("&"))
        return "&".join(f"{name}={pairs[name]}" for name in self._query)


def _escaped(value: str) -> str:
    is_plain = value.isascii() and value.isprintable() and not {" ", "?"} & set(value)
    return value if is_plain else quote(value, safe=_SAFE, errors="replace")


def _count_words(text: str) -> int:
    """How many words a slug has. In scripts that part no words two letters stand for one.

    >>> _count_words("fog-lifts_again"), _count_words("港口渡轮恢复")
    (3, 3)
    """
    words = [word for word in _WORDS.split(text) if word]
    return sum(max(1, len(_UNPARTED.findall(word)) // 2) for word in words)


def day_of(parts: Parts) -> date | None:
    """The day that stands in an address; None where none does, and where there is no such day.

    >>> day_of({"year": "2026", "month": "march", "day": "5"})
    datetime.date(2026, 3, 5)
    """
    try:
        month = parts["month"]
        number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
        return date(int(parts["year"]), number, int(parts["day"]))
    except (KeyError, ValueError):
        return None


def readable(text: str) -> str:
    """A part of a URL with the escapes of letters resolved, as an id shows it. What has another
    meaning without its escape keeps it, so that the URL can be written again.

    >>> readable("%D9%85%D9%8A%D9%86%D8%A7%D8%A1-jad%C3%ADd%2Fa%20b")
    'ميناء-jadíd%2Fa%20b'
    """

    def resolved(found: re.Match[str]) -> str:
        try:
            letters = unquote(found[0], errors="strict")
        except UnicodeDecodeError:
            return found[0]
        return letters if letters.isprintable() and " " not in letters else found[0]

    return _ESCAPES.sub(resolved, text) if "%" in text else text
