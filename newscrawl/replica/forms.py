"""Other forms of addresses for the copy: by slugs, days, codes, queries, with lists of their own.

The copy itself stays what it is; what it answers has its addresses written in another form, and
what is asked for in that form is asked of it in its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from urllib.parse import quote
from zlib import crc32

from newscrawl.replica.catalog import Catalog
from newscrawl.replica.replies import Answer, Reply, Request
from newscrawl.replica.sitemaps import sitemap_answer
from newscrawl.replica.urls import article_path


class Named(NamedTuple):
    """What an address may tell of an article."""

    language: str
    number: int
    slug: str
    """Unescaped, in the script of the language."""
    code: str
    day: date
    section: str


class Form(NamedTuple):
    """A form of addresses."""

    name: str
    what: str
    address: Callable[[Named], str]
    """Path and query of an article, not escaped."""
    key: Callable[[Named], str]
    """What names it, as its id has it."""
    says: str
    """What a spider says of it: one of `article_addresses`."""
    lists: str = "/{}/section/{}"
    """The path of a list, by language and section."""
    tells_day: bool = False
    only_sitemaps: bool = False
    """No list leads to articles: a sitemap does."""


def _dated(one: Named) -> str:
    return f"{one.day:%Y/%m/%d}"


FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        Form(
            "number",
            "/en/story/4666, lists below /en/c/",
            lambda one: f"/{one.language}/story/{one.number}",
            lambda one: f"{one.number}",
            "/{lang}/story/{number}",
            "/{}/c/{}",
        ),
        Form(
            "dated",
            "/en/2026/03/05/politics/a-slug, a list for each section",
            lambda one: f"/{one.language}/{_dated(one)}/{one.section}/{one.slug}",
            lambda one: f"{_dated(one)}/{one.slug}",
            "/{lang}/{year}/{month}/{day}/{section}/{slug}",
            "/{}/{}",
            tells_day=True,
        ),
        Form(
            "code",
            "/en/a/a-slug-9f3c12ab.html, lists as /en/politics.html",
            lambda one: f"/{one.language}/a/{one.slug}-{one.code}.html",
            lambda one: one.code,
            "/{lang}/a/{slug}-{code}.html",
            "/{}/{}.html",
        ),
        Form(
            "query",
            "/en/read?p=4666, lists below /en/rubric/",
            lambda one: f"/{one.language}/read?p={one.number}",
            lambda one: f"{one.number}",
            "/{lang}/read?p={number}",
            "/{}/rubric/{}",
        ),
        Form(
            "slug-number",
            "/en/politics/a-slug-4666",
            lambda one: f"/{one.language}/{one.section}/{one.slug}-{one.number}",
            lambda one: f"{one.number}",
            "/{lang}/{section}/{slug}-{number}",
            "/{}/{}",
        ),
        Form(
            "slug",
            "/en/politics/a-slug",
            lambda one: f"/{one.language}/{one.section}/{one.slug}",
            lambda one: one.slug,
            "/{lang}/{section}/{slug}",
            "/{}/topic/{}",
        ),
        Form(
            "sitemaps",
            "/en/2026/03/a-slug, in sitemaps and in no list",
            lambda one: f"/{one.language}/{one.day:%Y/%m}/{one.slug}",
            lambda one: f"{one.day:%Y/%m}/{one.slug}",
            "/{lang}/{year}/{month}/{slug}",
            only_sitemaps=True,
        ),
    )
}
"""Every form, by its name."""

_ARTICLE = re.compile(r"/([a-z]{2})/news/detail/(\d+)")
_LIST = re.compile(r"/([a-z]{2})/section/([a-z]+)(?=[\"'?/<\s]|$)")
_LINK = re.compile(r"<a\b[^>]*/news/detail/\d+[^>]*>(.*?)</a>", re.DOTALL)
_WORD = re.compile(r"[^\W_]+")


def letters_of(number: int) -> str:
    """A number in letters, so that two articles of one title have two slugs.

    >>> letters_of(0), letters_of(4666)
    ('a', 'mxg')
    """
    text = ""
    while number or not text:
        number, letter = divmod(number, 26)
        text += chr(ord("a") + letter)
    return text


class Names:
    """The names of the articles of a copy, as they were first published: an edited title changes
    no address."""

    def __init__(self, catalog: Catalog, form: Form) -> None:
        self._catalog = catalog
        self.form = form
        self._named: dict[tuple[str, int], Named] = {}
        self._numbers: dict[str, tuple[str, int]] = {}
        for language, archive in catalog.archives.items():
            for number in archive.numbers:
                self.named(language, number)

    def named(self, language: str, number: int) -> Named:
        """What the address of an article tells."""
        known = self._named.get((language, number))
        if known is None:
            archive = self._catalog.archives[language]
            words = _WORD.findall(archive.title(number).lower())
            known = self._named[language, number] = Named(
                language,
                number,
                f"{'-'.join(words)}-{letters_of(number)}",
                f"{crc32(f'{language} {number}'.encode()):08x}"[:7] + "7",
                archive.published(number) or archive.today,
                archive.language.sections[archive.section(number)][0],
            )
            self._numbers[self.address(language, number)] = (language, number)
        return known

    def address(self, language: str, number: int) -> str:
        """Path and query of an article in this form, escaped as in a URL."""
        return quote(self.form.address(self.named(language, number)), safe="/?=-._")

    def key(self, language: str, number: int) -> str:
        """What names an article in this form."""
        return self.form.key(self.named(language, number))

    def number_at(self, address: str) -> tuple[str, int] | None:
        """The article at an address of this form; None where there is none."""
        return self._numbers.get(address)

    def is_there(self, language: str, number: int) -> bool:
        """Whether there ever was such an article."""
        archive = self._catalog.archives.get(language)
        return archive is not None and (number in archive.numbers or number in archive.gone)


def addressed(answer: Answer, names: Names, catalog: Catalog) -> Answer:
    """The copy with its addresses in another form."""

    def inner_path(request: Request) -> tuple[str, dict[str, str]]:
        query = dict(request.query)
        path = request.path.rstrip("/") or "/"
        named = f"{path}?p={query['p']}" if "p" in query else path
        found = names.number_at(named) or names.number_at(quote(named, safe="/?=-._%"))
        if found is not None:
            query.pop("p", None)
            return article_path(*found), query
        pattern = re.escape(names.form.lists).replace(r"\{\}", "([a-z]+)")
        lists = re.fullmatch(rf"{pattern}(|/page/\d+|/index/\d+)", path)
        sections = {
            (code, name)
            for code, archive in catalog.archives.items()
            for name, _ in archive.language.sections
        }
        if lists and (lists[1], lists[2]) in sections:
            return f"/{lists[1]}/section/{lists[2]}{lists[3]}", query
        # In its own form nothing is there.
        return ("/no-such-page" if _ARTICLE.fullmatch(path) else request.path), query

    def written(text: str) -> str:
        def article(found: re.Match[str]) -> str:
            language, number = found[1], int(found[2])
            return names.address(language, number) if names.is_there(language, number) else found[0]

        def listing(found: re.Match[str]) -> str:
            return names.form.lists.format(found[1], found[2])

        return _LIST.sub(listing, _ARTICLE.sub(article, text))

    def addressed_answer(request: Request) -> Reply:
        if names.form.only_sitemaps:
            reply = sitemap_answer(catalog, names.address, request.path)
            if reply is not None:
                return reply
        path, query = inner_path(request)
        reply = answer(request._replace(path=path, query=query))
        headers = {name: written(value) for name, value in reply.headers.items()}
        text = reply.body.decode("utf-8", "surrogateescape")
        if names.form.only_sitemaps and not _ARTICLE.fullmatch(path):
            text = _LINK.sub(r"\1", text)
        body = written(text).encode("utf-8", "surrogateescape")
        return replace(reply, body=body, headers=headers)

    return addressed_answer
