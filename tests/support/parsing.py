"""Pages of a small paper, and what its archive knows of it, for the tests of parse/."""

from __future__ import annotations

from collections.abc import AsyncIterator, Coroutine, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

from newscrawl.frontier.frontier import Visit
from newscrawl.identity.site import ArticleRef, Site
from newscrawl.items import WarcRef
from newscrawl.parse.context import ParseContext
from newscrawl.parse.fetched_page import FetchedPage

T = TypeVar("T")
SITE = Site("paper", "https://paper.test", r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)")
NOW = datetime(2026, 1, 14, 12, tzinfo=UTC)
STORIES = {
    1: (
        "A bridge of glass opens above the gorge",
        "Visitors crossed it in felt slippers on the first morning, and nobody dared to look down.",
    ),
    2: (
        "Beekeepers of the valley count their hives",
        "There are fewer than last year, for the spring came late and the lindens froze over.",
    ),
    3: (
        "The last tram of the old town gets a bell",
        "Its clapper was cast behind the depot from the coins that passengers had left on seats.",
    ),
    4: (
        "Schoolchildren map every spring in the hills",
        "They walked for nine weekends, tasted the water and wrote down what it tasted of there.",
    ),
    5: (
        "The lighthouse keeper retires after forty winters",
        "He goes down the stairs on Sunday for the last time and leaves the key under the stone.",
    ),
}
NOT_FOUND = "<h1>Nothing here</h1><p>There is no such page, or there is none any more. Go back.</p>"
NOTICE = "".join(
    f"<p>Cookies of kind {n} are kept for {n} days, and nobody but the paper reads them at all.</p>"
    for n in range(9)
)
DOUBTFUL = f"<h1>{STORIES[1][0]}</h1><div>{NOTICE}</div>"
"""The title of the first story, over a text that cannot be believed."""
LOG_IN = (
    "<h1>Members only</h1><p>Give your name and your word, please, as you were told by post.</p>"
    "<form><input name=who><input type=password></form>"
)


def html(body: str, *, menu: str = "Home News Sport") -> bytes:
    """A page in the frame of the site."""
    return (
        f"<html><head><title>Paper</title></head><body><nav>{menu}</nav>{body}"
        "<footer>All rights of the paper are reserved</footer></body></html>"
    ).encode()


def story(number: int, *, list_of: Iterable[int] = ()) -> str:
    """The article of a number, with a list of other headlines, each of the day of its number."""
    title, text = STORIES[number]
    entries = "".join(
        f"<li><a href='/en/news/detail/{one}'>{STORIES[one][0]}</a> 0{one}.01.2026</li>"
        for one in list_of
    )
    return f"<h1>{title}</h1><div><p>{text}</p></div><ul>{entries}</ul>"


def ref(number: int) -> ArticleRef:
    return ArticleRef("en", str(number))


def url_of(number: int) -> str:
    return SITE.canonical(ref(number))


def fetched(number: int, body: str | bytes | None = None, **changed: Any) -> FetchedPage:
    """The page of an article as it came; `body` is another in its place: a text in the frame of the
    site, or the very bytes."""
    text = story(number) if body is None else body
    given: dict[str, Any] = {
        "body": html(text) if isinstance(text, str) else text,
        "url": url_of(number),
        "fetched_at": NOW,
        "content_type": "text/html; charset=utf-8",
        **changed,
    }
    return FetchedPage(**given)


def kept(number: int) -> WarcRef:
    """A WARC record for the page of a number."""
    return WarcRef("paper-0.warc.gz", number, f"<urn:uuid:{number}>")


def visit_to(number: int, *headlines: str) -> Visit:
    return Visit(number, url_of(number), "article", ref(number), headlines)


@dataclass
class FakeArchive:
    """What an archive knows, in plain sight."""

    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    titles: dict[str, list[str]] = field(default_factory=dict)
    live: list[int] = field(default_factory=list)
    nowhere: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    saved: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    lessons: list[tuple[str, int, str]] = field(default_factory=list)
    owed: list[ArticleRef] = field(default_factory=list)
    looked_up: list[ArticleRef] = field(default_factory=list)
    captures: dict[str, dict[str, Any]] = field(default_factory=dict)
    own_dates: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    further: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    read_listings: list[str] = field(default_factory=list)

    def read(self, *numbers: int) -> FakeArchive:
        """These articles have been read before, as they stand in STORIES."""
        for number in numbers:
            title, body = STORIES[number]
            self.records[f"paper/en/{number}"] = {
                "title": title,
                "body": body,
                "change": "new",
                "section": None,
                "published_from": None,
                "authors": [],
                "image": None,
                "warc": None,
            }
        self.live = sorted({*self.live, *numbers}, reverse=True)
        return self

    def last_record(self, article_id: str) -> Mapping[str, Any] | None:
        return self.records.get(article_id)

    def headline_titles(self, article_id: str) -> list[str]:
        return self.titles.get(article_id, [])

    def captured(self, record_id: str) -> Mapping[str, Any] | None:
        return self.captures.get(record_id)

    def further_pages(
        self, article_id: str, first: Mapping[str, Any]
    ) -> list[tuple[Mapping[str, Any], Mapping[str, Any] | None]]:
        return [(row, None) for row in self.further.get(article_id, [])]

    def own_dates_read(self, article_id: str) -> set[tuple[str, str]] | None:
        return self.own_dates.get(article_id)

    def newest_live(self, language: str, count: int) -> list[ArticleRef]:
        return [ArticleRef(language, str(number)) for number in self.live[:count]]

    def nowhere_answers(self) -> Mapping[str, Mapping[str, Any]]:
        return self.nowhere

    def save_nowhere_answers(self, answers: Mapping[str, Mapping[str, Any]]) -> None:
        self.nowhere = dict(answers)

    def layouts(self) -> Mapping[str, Mapping[str, Any]]:
        return self.saved

    def note_lesson(self, layout: str, place: int, record_id: str) -> None:
        self.lessons.append((layout, place, record_id))

    def lesson_records(self, layout: str) -> list[str]:
        return [record for one, _, record in sorted(self.lessons) if one == layout]

    def look_up(self, refs: Iterable[ArticleRef]) -> None:
        self.looked_up += refs

    def owe(self, refs: Iterable[ArticleRef]) -> None:
        self.owed += refs

    def was_read(self, url: str) -> None:
        self.read_listings.append(url)

    def save_layout(self, language: str, dumped: Mapping[str, Any]) -> None:
        self.saved[language] = dumped


def context(archive: FakeArchive | None = None, **given: Any) -> ParseContext:
    return ParseContext(SITE, archive=archive, **given)


def collected(results: AsyncIterator[T]) -> list[T]:
    """All that comes, where nothing has to be waited for: no event loop is needed."""

    async def all_of_it() -> list[T]:
        return [one async for one in results]

    return at_once(all_of_it())


def at_once(result: Coroutine[Any, Any, T]) -> T:
    """What a coroutine gives that waits for nothing."""
    try:
        result.send(None)
    except StopIteration as end:
        given: T = end.value
        return given
    raise AssertionError("it waits")
