"""What a markup is given, and what it gives: a page's parts go in, its HTML comes out.

A markup is one file with two functions. It must show every part of the page somewhere; where and
how is what makes markups differ.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Literal, NamedTuple, TypedDict

from newscrawl.replica.bodies import Block
from newscrawl.replica.content import Article
from newscrawl.replica.languages import Language
from newscrawl.replica.urls import Paging

SUMMARY_CHARS = 110
"""Where a summary is cut, between two words."""


class Link(NamedTuple):
    """Text and target."""

    text: str
    href: str


class Entry(NamedTuple):
    """An article in a list. `day` is None where the list shows none."""

    title: str
    href: str
    day: date | None
    summary: str


class Pagination(NamedTuple):
    """The ways on from a page of a listing; None and empty where there are none."""

    previous: str | None
    next: str | None
    numbers: list[tuple[int, str | None]]
    """Page numbers and what each links to; the present page has no link."""


class CommonParts(TypedDict):
    """The arguments that a `Page` is made with."""

    language: Language
    path: str
    menu: list[Link]
    languages: list[Link]
    latest: list[Entry]
    stamp: date
    feed: str | None


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every page has."""

    language: Language
    path: str
    menu: list[Link]
    languages: list[Link]
    latest: list[Entry]
    """The block of latest news: the ten newest, all dated."""
    stamp: date
    """The day of the visit, on every page."""
    feed: str | None


@dataclass(frozen=True, kw_only=True)
class ListingPage(Page):
    """A page that leads to articles."""

    heading: str
    entries: list[Entry]
    pagination: Pagination
    tags: list[Link]


@dataclass(frozen=True, kw_only=True)
class ArticlePage(Page):
    """A page that is an article."""

    article: Article
    section: Link
    tags: list[Link]
    related: list[Entry]
    """Undated, for a box of other articles inside the text."""
    text_link: Link | None
    """A link in the running text, on the words that end the first paragraph."""
    pages: list[Link] = field(default_factory=list)
    """Those of an article on several pages, under its text; empty where it has one."""
    place: int = 1
    """Which of them it is."""

    def prose(self, text: str) -> str:
        """A paragraph as HTML, with the link in the running text if this is where it stands."""
        if self.pages and text == page_numbers(self.pages):
            return " ".join(
                e(link.text)
                if number == self.place
                else f'<a href="{e(link.href)}">{e(link.text)}</a>'
                for number, link in enumerate(self.pages, start=1)
            )
        if self.text_link and text.endswith(self.text_link.text):
            before = text.removesuffix(self.text_link.text)
            return f'{e(before)}<a href="{e(self.text_link.href)}">{e(self.text_link.text)}</a>'
        return e(text)


@dataclass(frozen=True, kw_only=True)
class Markup:
    """One way to build the site."""

    name: str
    what: str
    """What is peculiar to it, in a few words."""
    article: Callable[[ArticlePage], str]
    listing: Callable[[ListingPage], str]
    paging: Paging
    own_date: Literal["metadata", "page"] | None = None
    """Where an article page shows its own date; most show none."""
    own_time: bool = False
    """Whether that date has a time and an offset."""
    own_change: bool = False
    """Whether it tells a last change beside that date."""
    summary: Literal["whole", "cut"] | None = None
    """Whether an article page gives a summary of itself, and one that is cut."""
    tags: bool = False
    """Whether the tags of an article are told to be tags."""
    dated_listings: bool = True
    """Whether listings print dates. The block of latest news always does."""
    feed: bool = False
    sitemap: bool = False


def turned(page: Page) -> str:
    """The attribute of the root element where the language is written from right to left."""
    return ' dir="rtl"' if page.language.direction == "rtl" else ""


def page_numbers(pages: list[Link]) -> str:
    """The line that leads from page to page of an article: 1 2 3."""
    return " ".join(link.text for link in pages)


def e(text: str) -> str:
    """The text, fit for HTML and for an attribute in double quotes; apostrophes stay as they
    are."""
    return escape(text, quote=False).replace('"', "&quot;")


def body(page: ArticlePage) -> str:
    """The text in plain HTML: the elements that are meant for it, and nothing more."""
    return "\n".join(block(page, part) for part in page.article.blocks)


def block(page: ArticlePage, part: Block) -> str:
    """One part of it."""
    match part.kind:
        case "paragraph":
            return f"<p>{page.prose(part.lines[0])}</p>"
        case "subheading":
            return f"<h2>{e(part.lines[0])}</h2>"
        case "quote":
            return f"<blockquote><p>{e(part.lines[0])}</p></blockquote>"
        case "list":
            return "<ul>\n" + "\n".join(f"<li>{e(line)}</li>" for line in part.lines) + "\n</ul>"
        case "table":
            return (
                "<table>\n"
                + "\n".join(f"<tr>{cells(line)}</tr>" for line in part.lines)
                + "\n</table>"
            )
        case _:
            return of_kind(part)


def of_kind(part: Block) -> str:
    """A part that only articles of other kinds than reports have."""
    match part.kind:
        case "entry":
            hour, *texts = map(e, part.lines)
            shown = "".join(f"<p>{text}</p>" for text in texts)
            return f'<section class="entry"><h4>{hour}</h4>{shown}</section>'
        case "picture":
            caption = f"<figcaption>{e(part.lines[0])}</figcaption>"
            return f'<figure><img src="/files/1.jpg" width="900" alt="">{caption}</figure>'
        case "question":
            return f"<p><strong>{e(part.lines[0])}</strong></p>"
        case _:
            return '<video controls src="/files/1.mp4"></video>'


def cells(line: str, template: str = "<td>{}</td>") -> str:
    """The cells of a table's row."""
    return "".join(template.format(e(cell)) for cell in line.split("\t"))


def summary(article: Article) -> str:
    """The beginning of the text, cut where it is long."""
    text = article.paragraphs[0]
    return text if len(text) <= SUMMARY_CHARS else text[:SUMMARY_CHARS].rsplit(" ", 1)[0] + "…"


def modified_time(article: Article) -> str:
    """The moment of the last change that is told: an hour after publication."""
    return f"{article.published}T{9 + article.number % 12:02}:{article.number % 60:02}:00+04:00"


def published_time(article: Article) -> str:
    """The moment of publication in ISO 8601, in the site's time zone; hour and minute are made from
    the article's number."""
    return f"{article.published}T{8 + article.number % 12:02}:{article.number % 60:02}:00+04:00"
