"""Addresses of a listing page that are no links: those that a script loads when a button is
pressed, and the forms that lead to further pages of a listing.

Nothing is run, and nothing is made up: an address stands in the markup as a whole, or is what a
browser would make of a form as it stands. A form is sent only where it says that it leads on: by
the number of a page or by a time in its fields, or by the words of its button. What looks for
something, or does something, is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any, cast
from urllib.parse import urlencode

from lxml import etree

from newscrawl.extract.html.page import Page
from newscrawl.identity.acting import asks_to_act

MAX_HIDDEN = 100
"""Addresses of one page: a year of months in a form, and the pages of a list."""

MAX_CHOICES = 60
"""Choices of a form that are tried, each by itself: five years of months."""

_DATA = etree.XPath(
    "//@*[starts-with(name(), 'data-') or name() = 'hx-get' or name() = 'formaction']"
    "[starts-with(., '/') or starts-with(., '?') or starts-with(., 'http')]"
)
_SCRIPTS = etree.XPath("//@onclick | //a/@href[starts-with(., 'javascript:')]")
_NOT_READ = re.compile(
    r"src|img|image|photo|picture|poster|thumb|icon|logo|avatar|backg|bg|lazy|video|audio|media"
    r"|share|track|ping|beacon|stats|vote|like|delete|remove|login|hx-(?!get)"
)
"""In the names of attributes: media, and what a request would do rather than show."""
_ADDRESS = re.compile(r"""(["'])((?:https?:/)?/[^"'\s<>]{0,500}|\?[^"'\s<>]{1,500})\1""")
_FREE = frozenset(
    "textarea text search email password tel url number date month week time file range".split()
)
"""Kinds of fields that a reader fills in."""
_NUMBERS = re.compile(r"\d+")
_PLACE = re.compile(
    r"(?:^|[-_.\[])(?:p|pg|page|paged|pages|pagina|seite|sida|strana|offset|start|skip|from|since"
    r"|before|after|until|year|month|day|date|week|y|m|d|archive|jahr|monat|annee|mois"
    r"|ano|anio|mes|god|mesyac|data|datum)(?:$|[-_.\]\d])",
    re.I,
)
"""Names of fields that hold the number of a page or a time."""
_NUMBER_OR_TIME = re.compile(
    r"[a-z]{0,9}[-_]?\d{1,10}(?:[-/.]\d{1,2}){0,2}(?:[t ][\d:.z+]+)?", re.I
)
_CURSOR = re.compile(r"cursor|(?:^|[-_])(?:next|older|continue|page[-_]?token)(?:$|[-_])", re.I)
_MORE = re.compile(
    r"[»›→⟩]|>\s*$"
    r"|\b(?:(?:load|show|see|view|more|next|older|earlier|previous) ?(?:more|page|news|stories"
    r"|articles|posts|entries|items|results)?|weiter|mehr|(?:ä|ae)ltere|suivant|plus|anciens"
    r"|siguiente|m(?:á|a)s|anteriores|avanti|altri|successiv[aei]|volgende|meer|oudere|dalej|więcej"
    r"|starsze|nästa|fler|äldre|ещё|еще|далее|дальше|следующая|показать|მეტი|შემდეგი)\b",
    re.I,
)
"""Words of a button that leads on."""


def hidden_links(page: Page, about: Collection[str] = ()) -> list[str]:
    """The addresses as they are written, each once, in no order. `about` are the keys of the
    articles that the page shows: what names one of them is about that article, and no listing."""
    found = dict.fromkeys((*_attributes(page), *_in_scripts(page), *_forms(page)))
    shown = set(about)
    return [href for href in found if shown.isdisjoint(_NUMBERS.findall(href))][:MAX_HIDDEN]


def _attributes(page: Page) -> Iterator[str]:
    for value in cast("list[Any]", _DATA(page.root)):
        if not _NOT_READ.search(value.attrname.lower()) and len(value.split()) == 1:
            yield str(value)


def _in_scripts(page: Page) -> Iterator[str]:
    for script in cast("list[str]", _SCRIPTS(page.root)):
        for found in _ADDRESS.finditer(script):
            yield found[2]


def _forms(page: Page) -> Iterator[str]:
    for form in page.root.iter("form"):
        if (form.get("method") or "get").strip().lower() == "get":
            yield from _submitted(form)


def _submitted(form: etree._Element) -> Iterator[str]:
    """What a form asks for as it stands, with each of its buttons, and with each choice of its only
    list. Nothing where a reader has to write something, or the form does not lead on."""
    controls = [(one, _kind(one)) for one in form.iter("input", "select", "textarea", "button")]
    if _FREE.intersection(kind for _, kind in controls):
        return
    sent = [_field(one) for one, kind in controls if _is_sent(one, kind)]
    action = (form.get("action") or "").partition("#")[0].partition("?")[0]
    for chosen in _chosen([one for one, kind in controls if kind == "select"]):
        for pressed, words in _pressed(controls):
            asked = [*sent, *chosen, *pressed]
            if asked and not asks_to_act(words) and (_leads_on(asked) or _MORE.search(words)):
                yield f"{action}?{urlencode(asked)}"


def _pressed(
    controls: list[tuple[etree._Element, str]],
) -> list[tuple[list[tuple[str, str]], str]]:
    """What each button sends that tells it from others, with its words; where none does, nothing
    and the words of all."""
    buttons = [one for one, kind in controls if kind == "submit"]
    named = [([_field(one)], _words(one)) for one in buttons if one.get("name")]
    return named or [([], " ".join(map(_words, buttons)))]


def _words(button: etree._Element) -> str:
    """What a reader sees on a button, or is told of it."""
    told = [button.get(name) or "" for name in ("value", "title", "aria-label", "formaction")]
    return " ".join(" ".join([*map(str, button.itertext()), *told]).split())


def _leads_on(asked: list[tuple[str, str]]) -> bool:
    """Whether a field is the number of a page, or a time."""
    return any(
        _PLACE.search(name) is not None and (_NUMBER_OR_TIME.fullmatch(value) is not None)
        for name, value in asked
    ) or any(_CURSOR.search(name) is not None and value for name, value in asked)


def _kind(control: etree._Element) -> str:
    if control.tag in ("select", "textarea"):
        return str(control.tag)
    default = "text" if control.tag == "input" else "submit"
    return (control.get("type") or default).strip().lower()


def _is_sent(control: etree._Element, kind: str) -> bool:
    """Whether a field is sent with the form, whatever button is pressed."""
    is_set = kind == "hidden" or (
        kind in ("checkbox", "radio") and control.get("checked") is not None
    )
    return is_set and bool(control.get("name"))


def _field(control: etree._Element) -> tuple[str, str]:
    return control.get("name") or "", control.get("value") or ""


def _chosen(lists: list[etree._Element]) -> Iterator[list[tuple[str, str]]]:
    """What may be chosen in the lists of a form: each choice where there is one list, else what is
    chosen in each."""
    names = [(one.get("name"), [*one.iter("option")]) for one in lists]
    named = [(name, options) for name, options in names if name and options]
    if len(named) == 1:
        [(name, options)] = named
        yield from ([(name, _value(option))] for option in options[:MAX_CHOICES])
        return
    yield [(name, _value(_selected(options))) for name, options in named]


def _selected(options: list[etree._Element]) -> etree._Element:
    return next((one for one in options if one.get("selected") is not None), options[0])


def _value(option: etree._Element) -> str:
    value = option.get("value")
    return value if value is not None else " ".join("".join(map(str, option.itertext())).split())
