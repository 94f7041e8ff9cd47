"""Addresses that do something rather than show: they log out, delete, subscribe, vote. No crawler
asks for them, whatever leads there.

What an address does is told by a part of its path, or by its query; a word in the midst of another
text says nothing: an article may well be about deleting an account.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote

_OUT = (
    r"log[-_]?(?:out|off)|sign[-_]?(?:out|off)|abmelden|ausloggen|deconnexion|se[-_]deconnecter"
    r"|cerrar[-_]?sesion|salir|uitloggen|wyloguj|logga[-_]?ut|vyhod|выход|выйти|esci|sair"
    r"|c[iı]k[iı]s|çıkış|გასვლა"
)
_AWAY = (
    r"delete|remove|erase|destroy|cancel|deactivate|loeschen|supprimer|eliminar|borrar|usun(?:ac)?"
    r"|löschen|verwijderen|удалить|წაშლა|excluir"
)
_TO_LIST = (
    r"(?:un)?subscribe|opt[-_]?(?:in|out)|abonnieren|abbestellen|desabonner"
    r"|cancelar[-_]?suscripci[oó]n"
)
_OPINION = (
    r"(?:up|down|un)?vote|votar|voter|abstimmen|(?:un|dis)?like|(?:un)?follow|report[-_]?abuse"
)
_BASKET = r"add[-_]?to[-_]?(?:cart|basket|list)|buy|order[-_]?now"
_ONLY_IN_PATHS = r"sil|purge|reset|hide|cart|carrito|panier|warenkorb|basket|checkout"
"""As names in a query these may say what a listing shows: `?hide=photos`."""

_WHOLE = re.compile(
    rf"(?:do[-_]?)?(?:{_OUT}|{_TO_LIST}|{_BASKET}|{_ONLY_IN_PATHS}"
    rf"|(?:{_AWAY})(?:[-_](?:my[-_])?(?:account|user|profile|comment|post|item|article|all|me))?)"
    r"(?:\.[a-z]{2,5})?",
    re.I,
)
"""A part of a path, as a whole."""
_OF_ONE = re.compile(rf"(?:{_OPINION}|rate|flag|favou?rites?|bookmark)(?:\.[a-z]{{2,5}})?", re.I)
"""Beside the number of what it is done to; by itself it may be a section: the votes of a year."""
_BEHIND_ONE = re.compile(r"(?:edit|report|share)(?:\.[a-z]{2,5})?", re.I)
"""Behind that number only: before it they may name a page, as `/report/7`."""
_OF_COMMENT = re.compile(r"/comments?/(?:report|flag|edit|delete)$", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_VERB = re.compile(
    rf"(?:^|[-_.:/])(?:{_OUT}|{_AWAY}|{_TO_LIST}|{_OPINION}|{_BASKET}|{_ONLY_IN_PATHS})(?:$|[-_.:/])",
    re.I,
)
_SAYS_WHAT = frozenset("action do act op operation cmd command method _method task event".split())
"""Names in a query whose value says what is to be done."""
_KEY = re.compile(rf"(?:{_OUT}|{_AWAY}|{_TO_LIST}|{_OPINION}|{_BASKET})(?:[-_]id)?", re.I)
_WORD = re.compile(
    rf"\b(?:{_OUT}|log out|sign out|log off|{_AWAY}|{_TO_LIST}|opt in|opt out|{_OPINION}|{_BASKET}"
    r"|search|login|log in|sign in|sign up|register|accept|reject|send|submit|save|buy|donate"
    r"|comment|reply|download|print|share)\b",
    re.I,
)


def acts(address: str, *, is_article: bool = False) -> bool:
    """Whether a path with its query does something. `is_article`: its path names an article, and
    only what stands behind it may.

    >>> acts("/logout"), acts("/comments/77/like"), acts("/en/news?action=delete&id=7")
    (True, True, True)
    >>> acts("/vote?id=3"), acts("/%D0%B2%D1%8B%D1%85%D0%BE%D0%B4"), acts("/cart/add/7")
    (True, True, True)
    >>> acts("/en/vote"), acts("/en/how-to-delete-an-account"), acts("/news?page=2&tag=vote")
    (False, False, False)
    """
    path, _, query = address.partition("?")
    path = unquote(path, errors="replace")
    if not is_article and _acts_by_path(path):
        return True
    last = path.rstrip("/").rpartition("/")[2]
    acts_on_one = _OF_ONE.fullmatch(last) or _OF_COMMENT.search(path)
    if query and not is_article and acts_on_one and _names_one(query):
        return True
    return bool(query) and any(
        _KEY.fullmatch(name) is not None
        or (name.lower() in _SAYS_WHAT and _VERB.search(value) is not None)
        for name, value in parse_qsl(query, keep_blank_values=True)
    )


def _names_one(query: str) -> bool:
    """Whether a query names by number what something is done to: `/vote?id=3`."""
    return any(value.isdigit() and name.lower() != "page" for name, value in parse_qsl(query))


def asks_to_act(words: str) -> bool:
    """Whether the words of a button say that something is done, or looked for.

    >>> asks_to_act("Delete my account"), asks_to_act("Older stories")
    (True, False)
    """
    return _WORD.search(words) is not None


def _acts_by_path(path: str) -> bool:
    before = ""
    for part in path.split("/"):
        if _WHOLE.fullmatch(part):
            return True
        if before.isdigit() and (_OF_ONE.fullmatch(part) or _BEHIND_ONE.fullmatch(part)):
            return True
        if part.isdigit() and not _YEAR.fullmatch(part) and _OF_ONE.fullmatch(before):
            return True
        before = part
    return False
