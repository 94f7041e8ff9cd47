"""Articles that are named by a language and a number in the path of their URL."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newscrawl.errors import UsageError
from newscrawl.identity.article_id import MAX_POSITION_DIGITS, ArticleRef, position_of
from newscrawl.identity.scheme import IdentityScheme, NumberOrder

IMPOSSIBLE_NUMBER = 999_999_937
"""No site has so many articles; it still fits into 32 bits."""
NO_NUMBER = "no-such-article"
"""Where a number is expected."""
NO_LANGUAGE = "zz"
"""ISO 639-1 gives it to no language."""

_GROUP = re.compile(r"\(\?P<(\w+)>")


class Numbers(NumberOrder):
    """Articles that are named by a number alone."""

    def __init__(self, *, has_addresses: bool = True) -> None:
        self.has_addresses = has_addresses

    def position(self, ref: ArticleRef) -> int:
        position = position_of(ref.key)
        assert position is not None, f"{ref.key!r} is no number"
        return position

    def at(self, language: str, position: int) -> ArticleRef:
        return ArticleRef(language, str(position))


class NumericScheme(IdentityScheme):
    """The scheme of a site whose articles stand at paths with a language and a number.

    `article_address` is a regular expression for the whole path of an article, literal but for the
    groups `lang` and `number`; `former_addresses` are those of earlier years, under which the
    articles had the same numbers. Raises UsageError when one cannot serve.

    >>> address = r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\\d+)"
    >>> scheme = NumericScheme(address)
    >>> scheme.match("/EN/news/detail/04666/", "")
    ArticleRef(language='en', key='4666')
    >>> scheme.path(ArticleRef("en", "4666")), scheme.order.position(ArticleRef("en", "4666"))
    ('/en/news/detail/4666', 4666)
    >>> moved = NumericScheme(r"/(?P<lang>[a-z]{2})/story/(?P<number>\\d+)", address)
    >>> moved.match("/en/news/detail/4666", ""), moved.path(ArticleRef("en", "4666"))
    (ArticleRef(language='en', key='4666'), '/en/story/4666')
    """

    order: NumberOrder = Numbers()

    def __init__(self, article_address: str, *former_addresses: str) -> None:
        self._address, *self._former = map(_Address, (article_address, *former_addresses))

    def match(self, path: str, query: str) -> ArticleRef | None:
        plain = path.rstrip("/")
        for address in (self._address, *self._former):
            if found := address.pattern.fullmatch(plain):
                key = self.key(found["number"])
                return None if key is None else ArticleRef(found["lang"].lower(), key)
        return None

    tells_paths = True

    def path(self, ref: ArticleRef) -> str:
        return self._address.path(ref)

    def former_paths(self, ref: ArticleRef) -> Sequence[str]:
        return [address.path(ref) for address in self._former]

    def key(self, text: str) -> str | None:
        if len(text) > MAX_POSITION_DIGITS or not (text.isascii() and text.isdecimal()):
            return None
        return text.lstrip("0") or "0"

    def impossible(self, language: str) -> ArticleRef:
        return self.order.at(language, IMPOSSIBLE_NUMBER)

    def impossible_ones(self, language: str) -> Sequence[ArticleRef]:
        # Numbers begin with 1. A site may refuse the others before it looks for an article.
        return (
            self.impossible(language),
            self.order.at(language, 0),
            ArticleRef(language, NO_NUMBER),
            self.impossible(NO_LANGUAGE),
        )

    def example(self, language: str) -> ArticleRef:
        return self.order.at(language, 4666)


class _Address:
    """One pattern of articles' paths."""

    def __init__(self, expression: str) -> None:
        """Raises UsageError where it cannot serve."""
        self._template = _template(expression)
        try:
            self.pattern = re.compile(expression, re.I | re.A)
        except re.error as error:
            raise UsageError(
                f"the article address {expression!r} is no regular expression: {error}"
            ) from error
        if not self.pattern.fullmatch(self.path(ArticleRef("en", "1"))):
            raise UsageError(
                f"the article address {expression!r} must be literal but for (?P<lang>…) and"
                " (?P<number>…)"
            )

    def path(self, ref: ArticleRef) -> str:
        return self._template.format(lang=ref.language, number=ref.key)


def _template(article_address: str) -> str:
    """An article's path with {lang} and {number} in place of the groups. Raises UsageError where
    either is not there exactly once."""
    text, names, at = "", [], 0
    while found := _GROUP.search(article_address, at):
        text += _literal(article_address[at : found.start()])
        depth, end = 1, found.end()
        while depth and end < len(article_address):
            step = 2 if article_address[end] == "\\" else 1
            depth += {"(": 1, ")": -1}.get(article_address[end], 0)
            end += step
        names.append(found[1])
        text += f"{{{found[1]}}}"
        at = end
    if sorted(names) != ["lang", "number"]:
        raise UsageError(
            f"the article address {article_address!r} must hold the groups (?P<lang>…) and"
            " (?P<number>…)"
        )
    return text + _literal(article_address[at:])


def _literal(expression: str) -> str:
    """The text that a piece of a regular expression stands for, if it stands for one only."""
    if re.search(r"[\\.*+?\[\](){}|^$]", re.sub(r"\\[^0-9A-Za-z]", "", expression)):
        raise UsageError(
            "the article address must be literal but for (?P<lang>…) and (?P<number>…):"
            f" {expression!r} is not"
        )
    return re.sub(r"\\(.)", r"\1", expression).replace("{", "{{").replace("}", "}}")
