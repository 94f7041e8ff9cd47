"""What a site answered, as it is compared with other answers of it: its texts as digests, where it
leads, and which articles it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, NamedTuple, Self
from urllib.parse import unquote, urlsplit

from newscrawl.extract.headlines.marks import FindRef
from newscrawl.extract.html.page import Page
from newscrawl.identity.site import ArticleRef

SMALL_CHARS = 60
"""Pages that differ in fewer characters of text than this may be one page: a time, a name."""

MIN_HOME_ARTICLES = 3
"""A home page leads to at least so many articles: with fewer, pages are alike by chance."""

MIN_NAME_CHARS = 5
"""The last part of a URL's path is taken for the name of what was asked for if it is so long:
shorter ones are words of any page."""

STUB_CHARS = 300
"""Visible text of a page that is there to lead on."""

MAX_TEXTS = 2_000
"""Texts of a page that are kept from run to run; a page of more is no word of what is not there."""

_DIGITS = re.compile(r"\d+")


class Text(NamedTuple):
    """A text of a page, as far as it is compared: no word of it is kept."""

    digest: int
    chars: int


def text_of(text: str) -> Text:
    """A text as it is compared: numbers in it do not count.

    >>> text_of("Seen on 14 May 2026") == text_of("Seen on 9 May 2025")
    True
    """
    plain = _DIGITS.sub("0", text)
    digest = blake2b(plain.encode("utf-8", "replace"), digest_size=7).digest()
    return Text(int.from_bytes(digest), len(plain))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answered: where it led, and the texts on the page that are no links to
    articles."""

    url: str
    texts: frozenset[Text]
    articles: frozenset[ArticleRef] = frozenset()
    """The articles that it links to."""
    is_gate: bool = False
    """Whether it is a form to log in, or a stub that leads on after a while: neither says that
    there is nothing."""
    is_redirect: bool = False
    """Whether it led to `url`, and nothing is known of what stands there."""

    def dump(self) -> dict[str, Any]:
        """As values for JSON: what `load` takes. Without the articles."""
        return {
            "url": self.url,
            "texts": sorted(self.texts),
            "is_gate": self.is_gate,
            "is_redirect": self.is_redirect,
        }

    @classmethod
    def load(cls, dumped: Mapping[str, Any]) -> Self:
        """What `dump` gave. Raises KeyError, TypeError for anything else."""
        return cls(
            dumped["url"],
            frozenset(Text(digest, chars) for digest, chars in dumped["texts"]),
            is_gate=bool(dumped["is_gate"]),
            is_redirect=bool(dumped["is_redirect"]),
        )


def answer_of(page: Page, find_ref: FindRef) -> Answer:
    """A page as it is compared. What changes with the request does not count: numbers (the day of
    the visit, the number that was asked for), and the URL, or the name at its end."""
    # A teaser of another article may differ from page to page; a paragraph that mentions one is a
    # paragraph.
    blocks = [
        block
        for block in page.outline.blocks
        if block.text
        and 2 * sum(len(link.text) for link in block.links if find_ref(link.href)) < len(block.text)
    ]
    refs = (find_ref(link.href) for block in page.outline.blocks for link in block.links)
    form = page.root.find(".//input[@type='password']") is not None
    is_gate = form or (_leads_on(page) and sum(len(block.text) for block in blocks) <= STUB_CHARS)
    asked = _asked_for(page.url)
    texts = frozenset(text_of(_without(block.text, asked)) for block in blocks)
    return Answer(page.url, texts, frozenset(ref for ref in refs if ref is not None), is_gate)


def _leads_on(page: Page) -> bool:
    """Whether it loads itself again, or leads on, by `<meta http-equiv=refresh>`."""
    metas = page.root.iter("meta")
    return any((meta.get("http-equiv") or "").strip().lower() == "refresh" for meta in metas)


def _asked_for(url: str) -> list[str]:
    """How a page may write the URL at which it stands, the longest first."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return []
    path = parts.path.rstrip("/")
    names = {url, f"{parts.netloc}{path}", path, path.rpartition("/")[2]}
    written = {form for name in names for form in (name, unquote(name))}
    return sorted((one for one in written if len(one) >= MIN_NAME_CHARS), key=len, reverse=True)


def _without(text: str, names: Iterable[str]) -> str:
    for name in names:
        if name in text:
            text = text.replace(name, "")
    return text


def chars_of(texts: Iterable[Text]) -> int:
    """How many characters these texts have."""
    return sum(text.chars for text in texts)


def is_same(one: Answer, other: Answer) -> bool:
    """Whether two answers are one page: what they have in common is more than what sets them apart,
    and that is little.

    >>> menu, said = {text_of("Home"), text_of("News")}, text_of("There is no page 4666")
    >>> first = Answer("/1", frozenset(menu | {said}))
    >>> is_same(first, Answer("/2", frozenset(menu | {said, text_of("12:30")})))
    True
    >>> is_same(first, Answer("/2", frozenset(menu | {text_of("The ferry sails. " * 9)})))
    False
    """
    apart = max(chars_of(one.texts - other.texts), chars_of(other.texts - one.texts))
    return apart < min(SMALL_CHARS, chars_of(one.texts & other.texts))


def says_what(one: Answer, other: Answer, frame: Answer) -> bool:
    """Whether one answer says what sets the other apart from a page like any other (`frame`): the
    words of a 'not found' page, and not its menu alone."""
    words = other.texts - frame.texts
    return 0 < chars_of(words) <= 2 * chars_of(words & one.texts)


def is_home(one: Answer, home: Answer) -> bool:
    """Whether an answer is the site's home page: its texts, and the articles that it leads to."""
    return (
        len(home.articles) >= MIN_HOME_ARTICLES
        and 5 * len(one.articles & home.articles) >= 4 * len(home.articles)
        and is_same(one, home)
    )


def leads_alike(one: str, other: str) -> bool:
    """Whether two URLs are one but for their numbers.

    >>> leads_alike("https://a.test/404?from=4666", "https://a.test/404?from=999999937")
    True
    """
    return _DIGITS.sub("0", one) == _DIGITS.sub("0", other)
