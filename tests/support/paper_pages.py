"""A paper of our own invention, for the tests of the extraction: its addresses, its texts, and a
page of it read in one call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime

from newscrawl.extract.article import ArticlePage
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.headlines.date_order import (
    NOTHING_PROVEN,
    UNKNOWN,
    KnownOrders,
    Visited,
)
from newscrawl.extract.headlines.find_headlines import find_headlines
from newscrawl.extract.html.page import Page
from newscrawl.extract.reading import Reading
from newscrawl.identity.site import ArticleRef, Site

SITE = Site("paper", "https://paper.test", r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)")
NUMBER = 4666
"""The article that a page is unless a test says otherwise."""
NOON = datetime(2026, 1, 14, 12, 0, tzinfo=UTC)
"""When a page is fetched unless a test says otherwise."""

TITLE = "The night ferry returns to the upper pier"
FIRST = (
    "The night ferry sailed from the upper pier on Monday for the first time since the storm, with"
    " forty passengers aboard."
)
SECOND = (
    "The harbour office said that the crossing takes two hours and that a ticket costs as much as"
    " it did before the storm."
)
THIRD = (
    "“We kept the timetable on the wall all winter,” said the woman who sells tea beside the"
    " gangway, and poured another cup."
)
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
PROSE = f"<p>{FIRST}</p>\n<p>{SECOND}</p>\n<p>{THIRD}</p>"

OTHER_TITLES = (
    "A bridge of glass opens above the gorge",
    "Beekeepers of the valley count their hives",
    "The last tram of the old town gets a new bell",
    "Schoolchildren map every spring in the hills",
    "The lighthouse keeper retires after forty winters",
    "Snow closes the pass for a third day",
    "A bakery gives its ovens to the museum",
    "The orchestra rehearses in an empty mill",
)


_WORDS = (
    "boats",
    "apples",
    "letters",
    "bells",
    "lanterns",
    "carpets",
    "kites",
    "horses",
    "ovens",
    "maps",
    "songs",
    "keys",
    "ropes",
)


def other_text(number: int) -> str:
    """A sentence that no article but this one has; the numbers below 169 give different ones."""
    first, second = _WORDS[number % 13], _WORDS[number // 13 % 13]
    return (
        f"Those who had brought {first} to the market went home with {second}, and nobody in the"
        " valley thought it a bad bargain."
    )


def address(number: int = NUMBER, language: str = "en") -> str:
    return f"https://paper.test/{language}/news/detail/{number}"


def a_page(
    markup: str | bytes,
    *,
    url: str = "",
    number: int = NUMBER,
    content_type: str = "text/html; charset=utf-8",
    fetched_at: datetime = NOON,
) -> Page:
    """A page as it comes; text is sent as UTF-8."""
    body = markup.encode() if isinstance(markup, str) else markup
    return Page(body, url or address(number), fetched_at=fetched_at, content_type=content_type)


def texts(markup: str | bytes) -> list[str]:
    """What a reader sees, block by block."""
    return [block.text for block in a_page(markup).outline.blocks]


def finder(page: Page) -> Callable[[str], ArticleRef | None]:
    """Tells which article a link of a page leads to, as the spider does."""

    def find_ref(href: str) -> ArticleRef | None:
        link = None if href.startswith("#") else SITE.link(page.base_url, href)
        return link.ref if link else None

    return find_ref


def an_article(
    markup: str | bytes,
    *,
    number: int = NUMBER,
    content_type: str = "text/html; charset=utf-8",
    fetched_at: datetime = NOON,
) -> ArticlePage:
    page = a_page(markup, number=number, content_type=content_type, fetched_at=fetched_at)
    return ArticlePage(page, ArticleRef("en", str(number)), finder(page))


def read(
    markup: str | bytes,
    *,
    memory: Boilerplate | None = None,
    known: Iterable[str] = (),
    number: int = NUMBER,
    fetched_at: datetime = NOON,
) -> Reading:
    """One page read; without a `memory` it is the first page that anyone sees."""
    return an_article(markup, number=number, fetched_at=fetched_at).read(
        memory or Boilerplate(), known
    )


def memory_of(pages: Sequence[str], *, first_number: int = 4000) -> Boilerplate:
    """What the pages teach, each as an article of its own number."""
    memory = Boilerplate()
    for place, markup in enumerate(pages):
        an_article(markup, number=first_number + place).teach(memory)
    return memory


def headlines(
    markup: str,
    *,
    own: int | None = None,
    visited: Visited = UNKNOWN,
    known: KnownOrders = NOTHING_PROVEN,
) -> list[tuple[int, str, str]]:
    """The dated headlines of a page: number, title, ISO day."""
    page = a_page(markup, url="https://paper.test/en/")
    ref = ArticleRef("en", str(own)) if own else None
    found = find_headlines(page.outline, finder(page), ref, visited=visited)
    return [
        (int(entry.ref.key), entry.title, entry.published.isoformat())
        for entry in found.dated(known)
    ]


def html(body: str, head: str = "") -> str:
    return (
        "<!doctype html>\n<html><head><meta"
        f" charset=utf-8>{head}</head>\n<body>\n{body}\n</body></html>"
    )


def story(
    body: str = PROSE,
    *,
    title: str = TITLE,
    head: str = "",
    above: str = "",
    under_title: str = "",
    below: str = "",
) -> str:
    """A plain article page without a single class name."""
    return html(
        f"<div>{above}</div>\n<div><h1>{title}</h1>\n{under_title}\n<div>{body}</div></div>\n<div>{below}</div>",
        head,
    )


def day(text: str) -> date:
    return date.fromisoformat(text)
