"""Articles that are named by what stands at certain places of their addresses.

What names an article is what stays when its address changes: a number or a code alone, whatever
slug, section or day stands beside it, since systems look articles up by it and let editors reword
the rest; else the slug with its day, as far as the address tells one, since slugs are unique in a
day. The section does not count: articles move between sections, and a slug that two articles have
in two sections is rare. A site where it is not has the section in the key:
`/{section}/{slug} -> {section}/{slug}`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newscrawl.errors import UsageError
from newscrawl.identity.address_pattern import DAY, PLACE, AddressPattern, day_of, readable
from newscrawl.identity.article_id import MAX_POSITION_DIGITS, ArticleRef
from newscrawl.identity.hosts import host_key
from newscrawl.identity.language_codes import LANGUAGES
from newscrawl.identity.numeric import IMPOSSIBLE_NUMBER, Numbers
from newscrawl.identity.scheme import IdentityScheme, NumberOrder
from newscrawl.identity.scheme_description import SchemeDescription

__all__ = ["PatternScheme", "SchemeDescription"]

ARROW = "->"
"""Between an address and the key of its articles, where that is another than by rule."""

_IMPOSSIBLE = {
    "number": str(IMPOSSIBLE_NUMBER),
    "code": "0no0such0article0",
    "slug": "no-such-article-can-be-here",
    "year": "1970",
    "month": "01",
    "day": "01",
    "section": "news",
    "sections": "news",
}
_EXAMPLE = {
    "number": "4666",
    "code": "4f00c2a1",
    "slug": "a-ferry-sails-again",
    "year": "2026",
    "month": "03",
    "day": "05",
    "section": "politics",
    "sections": "politics",
}


class _Form:
    """One form of addresses, with the key that it gives. Raises UsageError where it names none."""

    def __init__(self, text: str, names: frozenset[str]) -> None:
        address, arrow, key = (part.strip() for part in text.partition(ARROW))
        self.pattern = AddressPattern(address, names)
        places = self.pattern.places
        self.key = PLACE.sub(r"{\1}", key) if arrow else _key_by_rule(places)
        if not self.key:
            raise UsageError(
                f"the article address {address!r} holds nothing that names an article: {{number}},"
                " {code} or {slug}"
            )
        hows = {name: how for name, how in self.pattern.hows.items() if name not in DAY}
        written = PLACE.sub(
            lambda found: f"{{{found[1]}:{hows[found[1]]}}}" if found[1] in hows else found[0],
            self.key,
        )
        self.key_pattern = AddressPattern(f"/{written}", is_key=True)
        if not self.key_pattern.places <= places:
            raise UsageError(f"{text!r}: the key asks for what the address does not hold")
        self.is_derivable = self.pattern.is_exact and places <= {"lang"} | self.key_pattern.places
        """Whether the key tells the address."""

    def key_of(self, parts: Mapping[str, str]) -> str:
        """The key of an article, by what stands in its address."""
        plain = {name: readable(value) for name, value in parts.items()}
        if (day := day_of(parts)) is not None:
            plain |= {"month": f"{day:%m}", "day": f"{day:%d}"}
        if "number" in plain:
            plain["number"] = plain["number"].lstrip("0") or "0"
        return self._filled(plain)

    def _filled(self, parts: Mapping[str, str]) -> str:
        text = self.key
        for name in self.key_pattern.places:
            text = text.replace(f"{{{name}}}", parts[name])
        return text

    def fitting(self, values: Mapping[str, str]) -> dict[str, str]:
        """Values as the places ask for them."""
        found = dict(values)
        for name, how in self.pattern.hows.items():
            if name in ("number", "code"):
                found[name] = values[name].ljust(int(how), "0")
            if name == "code":
                found[name] = found[name][: int(how)]
            if how == "name":
                found[name] = "jan" if values[name] == "01" else "mar"
        return found

    def parts_of(self, key: str) -> dict[str, str] | None:
        """What stands at the places of a key; None for the key of another form."""
        return self.key_pattern.match("", f"/{key}", "")


def _key_by_rule(places: frozenset[str]) -> str:
    for name in ("number", "code"):
        if name in places:
            return f"{{{name}}}"
    if "slug" not in places:
        return ""
    return "/".join(f"{{{name}}}" for name in (*DAY, "slug") if name in places)


class PatternScheme(IdentityScheme):
    """The scheme of a site whose addresses have forms. Raises UsageError where they cannot serve.

    >>> scheme = PatternScheme(SchemeDescription(("/{year}/{month}/{day}/{section}/{slug}/",)))
    >>> scheme.match("/2026/03/05/politics/the-ferry-sails", "")
    ArticleRef(language='en', key='2026/03/05/the-ferry-sails')
    >>> scheme.match("/2026/03/05/politics/", "") is None
    True
    """

    def __init__(self, description: SchemeDescription) -> None:
        self.description = description
        self._names = {**description.languages} or {code: code for code in sorted(LANGUAGES)}
        self._codes = {name.lower(): code for name, code in self._names.items()}
        self._written = {code: name for name, code in reversed(self._names.items())}
        names = frozenset(name.lower() for name in self._names)
        self._last: tuple[tuple[str, str], tuple[_Form, dict[str, str]] | None] = (("", ""), None)
        self._last_path: tuple[ArticleRef | None, str | None] = (None, None)
        self._home = host_key(description.home) if description.home else ""
        self._forms = [_Form(text, names) for text in description.addresses]
        self._former = [_Form(text, names) for text in description.former]
        if not self._forms:
            raise UsageError("no article address is given")
        keys = {one.key for one in self._forms}
        for one in self._former:
            if one.key not in keys:
                raise UsageError(
                    f"the former address {one.pattern.text!r} names articles by {one.key}, and"
                    f" today they are named by {', '.join(sorted(keys))}"
                )
        if keys == {"{number}"}:
            self.order: NumberOrder | None = Numbers(
                has_addresses=any(one.is_derivable for one in self._forms)
            )

    def match(self, path: str, query: str) -> ArticleRef | None:
        found = self._found(path, query)
        return None if found is None else self._ref(*found)

    def day(self, path: str, query: str) -> str | None:
        found = self._found(path, query)
        day = None if found is None else day_of(found[1])
        return None if day is None else day.isoformat()

    def tells_language(self, path: str, query: str) -> bool:
        found = self._found(path, query)
        return found is not None and "lang" in found[0].pattern.places

    def plain(self, path: str, query: str) -> str:
        found = self._found(path, query)
        wanted = found[0].pattern.plain_query(query) if found is not None else query
        return f"{path}?{wanted}" if wanted else path

    def path(self, ref: ArticleRef) -> str | None:
        # As in `_found`.
        if self._last_path[0] != ref:
            found = self._paths(self._forms, ref)
            # Of two forms that may give the key only a link tells which.
            is_sure = len(found) == 1 and not self._may_be_of_another(ref)
            self._last_path = ref, found[0] if is_sure else None
        return self._last_path[1]

    @property
    def tells_paths(self) -> bool:
        return len(self._forms) == 1 and self._forms[0].is_derivable

    def former_paths(self, ref: ArticleRef) -> Sequence[str]:
        now = self.path(ref)
        return [one for one in self._paths([*self._forms, *self._former], ref) if one != now]

    def key(self, text: str) -> str | None:
        plain = readable(text)
        for form in (*self._forms, *self._former):
            parts = form.parts_of(plain)
            if parts is not None and len(parts.get("number", "")) <= MAX_POSITION_DIGITS:
                return form.key_of(parts)
        return None

    def home(self, language: str) -> str:
        written = self._written.get(language, language)
        for form in self._forms:
            if "{lang}" in form.pattern.host:
                host = form.pattern.host.replace("{lang}", written)
                return "/" if host_key(host) == self._home else f"//{host}/"
            if "lang" in form.pattern.places:
                return f"/{written}"
        return "/"

    def impossible(self, language: str) -> ArticleRef | None:
        return next(iter(self.impossible_ones(language)), None)

    def impossible_ones(self, language: str) -> Sequence[ArticleRef]:
        found = (
            ArticleRef(language, form.key_of(form.fitting(_IMPOSSIBLE)))
            for form in self._forms
            if form.is_derivable
        )
        return [ref for ref in dict.fromkeys(found) if self.path(ref) is not None][:4]

    def impossible_like(self, path: str, query: str) -> str | None:
        found = self._found(path, query)
        if found is None:
            return None
        form, parts = found
        naming = form.key_pattern.places - {*DAY, "section", "sections", "lang"}
        impossible = form.fitting(_IMPOSSIBLE)
        filled = form.pattern.fill({**parts, **{name: impossible[name] for name in naming}})
        return self._from_home(filled)

    def example(self, language: str) -> ArticleRef:
        return ArticleRef(language, self._forms[0].key_of(self._forms[0].fitting(_EXAMPLE)))

    def example_path(self, language: str) -> str:
        first = self._forms[0]
        values = {**first.fitting(_EXAMPLE), "lang": self._written.get(language, language)}
        return self._from_home(first.pattern.fill(values))

    def _found(self, path: str, query: str) -> tuple[_Form, dict[str, str]] | None:
        """The first form that an address has, and what stands at its places."""
        # Of one link it is asked several times in a row.
        if self._last[0] != (path, query):
            self._last = (path, query), self._look_for(path, query)
        return self._last[1]

    def _look_for(self, path: str, query: str) -> tuple[_Form, dict[str, str]] | None:
        host = ""
        if path.startswith("//"):
            host, _, path = path[2:].partition("/")
            path = f"/{path}"
        for form in (*self._forms, *self._former):
            of_form = (host or self._home) if form.pattern.host else host
            parts = form.pattern.match(of_form, path, query)
            if parts is not None:
                return form, parts
        return None

    def _ref(self, form: _Form, parts: Mapping[str, str]) -> ArticleRef:
        said = parts.get("lang")
        language = self.description.language if said is None else self._language(said)
        return ArticleRef(language, form.key_of(parts))

    def _language(self, said: str) -> str:
        return self._codes[said.lower()]

    def _paths(self, forms: Sequence[_Form], ref: ArticleRef) -> list[str]:
        """The addresses that a key tells."""
        found = []
        for form in forms:
            parts = form.parts_of(ref.key) if form.is_derivable else None
            if parts is None or form.key_of(parts) != ref.key:
                continue
            if "lang" in form.pattern.places:
                parts["lang"] = self._written.get(ref.language, ref.language)
            elif ref.language != self.description.language:
                continue
            address = self._from_home(form.pattern.fill(parts))
            # A key of another form may fill this one: the number of an article is no slug.
            if self.match(*address.partition("?")[::2]) == ref:
                found.append(address)
        return list(dict.fromkeys(found))

    def _may_be_of_another(self, ref: ArticleRef) -> bool:
        """Whether a form whose addresses hold more than the key may give it, too."""
        return any(
            (parts := form.parts_of(ref.key)) is not None and form.key_of(parts) == ref.key
            for form in self._forms
            if not form.is_derivable
        )

    def _from_home(self, address: str) -> str:
        """An address as it is written at the site: one of the site's own host without the host."""
        host, slash, path = address.removeprefix("//").partition("/")
        is_home = address.startswith("//") and host_key(host) == self._home
        return slash + path if is_home else address
