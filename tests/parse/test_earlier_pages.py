"""Whether the site changed, or what is known of it: two pages, read alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from support.parsing import (
    NOW,
    SITE,
    STORIES,
    FakeArchive,
    at_once,
    context,
    fetched,
    html,
    kept,
    ref,
    story,
    url_of,
    visit_to,
)

from newscrawl.downloader.withheld import NotSent
from newscrawl.errors import PageError, UnreadError
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.items import Article, Failure
from newscrawl.parse.article_parser import ArticleParser
from newscrawl.parse.earlier_pages import EarlierPages
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.page_reader import PageReader
from newscrawl.parse.readings import ArticleReading, KnownTitles
from newscrawl.parse.results import Settled
from newscrawl.parse.whole_article import WholeArticle
from newscrawl.storage.warc.records import WarcError

THEN, NOW_ID = "<urn:uuid:then>", "<urn:uuid:now>"
DAY = "<p class=date>Published: 09.01.2026</p>"


NOTHING_KNOWN = KnownTitles()


@dataclass
class Case:
    """An article whose last line is from one page, and the page that came now."""

    then: bytes | Exception
    """The earlier page; what the WARC file raises in its place."""
    now: bytes
    record: dict[str, Any] = field(default_factory=dict)
    """What the line says otherwise than the earlier page does."""
    digests: tuple[str | None, str | None] = ("sha1:THEN", "sha1:NOW")
    own_dates: set[tuple[str, str]] | None = field(default_factory=set)
    is_known: bool = True
    """Whether the state knows the record of the earlier page."""
    reader_raises: Exception | None = None
    asked: list[str] = field(default_factory=list)
    """What it took: `kept`, `read`."""

    def says_the_same(self) -> bool:
        before = {
            "title": STORIES[1][0],
            "body": STORIES[1][1],
            "section": None,
            "authors": [],
            "image": None,
            "change": "new",
            "warc": {"file": "a", "offset": 0, "record_id": THEN},
            **self.record,
        }
        row = {"digest": self.digests[0], "refers_to": None, "kind": "response"}
        archive = FakeArchive({"paper/en/1": before})
        archive.captures = {NOW_ID: {**row, "digest": self.digests[1]}}
        archive.captures |= {THEN: row} if self.is_known else {}
        archive.own_dates = {"paper/en/1": self.own_dates} if self.own_dates is not None else {}
        page = fetched(1, self.now, warc=replace(kept(1), record_id=NOW_ID))
        reading = self._reader().read(page, Boilerplate(), KnownTitles())
        assert reading.article is not None
        earlier = EarlierPages(context(archive, kept=self._kept))
        return at_once(earlier.say_the_same(reading.article, before, [page], self._read))

    def _reader(self) -> PageReader:
        return PageReader(SITE)

    def _kept(self, row: Mapping[str, Any], origin: Mapping[str, Any] | None) -> FetchedPage:
        self.asked.append("kept")
        if isinstance(self.then, Exception):
            raise self.then
        return fetched(1, self.then)

    async def _read(
        self, fetched: FetchedPage, *, known: KnownTitles = NOTHING_KNOWN
    ) -> ArticleReading:
        self.asked.append("read")
        if self.reader_raises is not None:
            raise self.reader_raises
        return self._reader().read(fetched, Boilerplate(), known)


OTHER_FRAME = html(story(1), menu="Home News Sport Weather")
LONGER = html(story(1).replace("</p>", " It closes again in autumn.</p>"))
READ_OTHERWISE = {"body": f"{STORIES[1][1]}\n\nAll rights of the paper are reserved"}
"""As a line may have it that was written before it was known what stands on every page."""


def test_another_reading_of_what_the_site_has_not_changed_is_none_of_the_site() -> None:
    case = Case(html(story(1)), OTHER_FRAME, READ_OTHERWISE)
    assert case.says_the_same()
    assert case.asked == ["kept", "read"]


def test_another_text_is_a_change_of_the_site() -> None:
    assert not Case(html(story(1)), LONGER).says_the_same()


def test_a_part_that_is_as_the_line_has_it_needs_no_earlier_page_to_say_so() -> None:
    """What stands under the title was part of the text for a while; the title is as it was, though
    the earlier page is read otherwise by now."""
    renamed = html(story(1).replace(STORIES[1][0], "A word to our readers"))
    assert Case(renamed, html(story(1)), {"section": "Found by an older rule"}).says_the_same()
    assert not Case(renamed, html(story(1)), {"title": "Another"}).says_the_same()


def test_where_reading_and_text_changed_the_site_did() -> None:
    assert not Case(html(story(1)), LONGER, READ_OTHERWISE).says_the_same()


def test_the_same_payload_is_not_even_opened() -> None:
    case = Case(html(story(1)), OTHER_FRAME, READ_OTHERWISE, digests=("sha1:A", "sha1:A"))
    assert case.says_the_same()
    assert case.asked == []


def test_the_same_body_in_another_packing_is_not_read() -> None:
    case = Case(html(story(1)), html(story(1)), READ_OTHERWISE)
    assert case.says_the_same()
    assert case.asked == ["kept"]


def test_a_page_that_says_what_the_line_says_is_compared_with_no_other() -> None:
    case = Case(html(story(1)), OTHER_FRAME)
    assert case.says_the_same()
    assert case.asked == []


def test_another_address_of_the_same_picture_needs_no_earlier_page() -> None:
    then, now = (
        html(story(1)).replace(
            b"<body>",
            b'<meta property="og:image" content="https://p.test/quay.jpg?t=%d"><body>' % t,
        )
        for t in (1, 2)
    )
    case = Case(then, now, {"image": "https://p.test/quay.jpg?t=1"})
    assert case.says_the_same()
    assert case.asked == []


def test_a_day_that_the_page_came_to_give_is_a_change_of_the_site() -> None:
    dated = html(story(1).replace("</h1>", f"</h1>{DAY}"))
    assert not Case(html(story(1)), dated).says_the_same()
    # It stood there before, and was not taken for the day then.
    again = html(story(1).replace("</h1>", f"</h1>{DAY}"), menu="Home")
    assert Case(again, dated).says_the_same()


@pytest.mark.parametrize(
    "lost",
    [
        Case(FileNotFoundError("moved away"), OTHER_FRAME, READ_OTHERWISE),
        Case(WarcError("a tombstone stands there"), OTHER_FRAME, READ_OTHERWISE),
        Case(html(story(1)), OTHER_FRAME, {**READ_OTHERWISE, "warc": None}),
        Case(html(story(1)), OTHER_FRAME, READ_OTHERWISE, is_known=False),
    ],
    ids=["no file", "taken down", "no WARC", "no record"],
)
def test_what_is_not_there_any_more_proves_nothing(lost: Case) -> None:
    assert not lost.says_the_same()


def test_two_empty_digests_are_not_the_same_payload() -> None:
    case = Case(html(story(1)), LONGER, READ_OTHERWISE, digests=(None, None))
    assert not case.says_the_same()


@pytest.mark.parametrize(
    "error",
    [
        UnreadError("over ten seconds", reason="too heavy"),
        PageError("there is no markup", missing=("title", "body")),
    ],
)
def test_an_earlier_page_that_cannot_be_read_any_more_proves_nothing(error: Exception) -> None:
    case = Case(html(story(1)), OTHER_FRAME, READ_OTHERWISE, reader_raises=error)
    assert not case.says_the_same()


def test_an_earlier_page_without_an_article_proves_nothing() -> None:
    assert not Case(html("<p></p>"), OTHER_FRAME, READ_OTHERWISE).says_the_same()


def test_a_run_that_ends_first_leaves_the_visit_to_the_next() -> None:
    case = Case(html(story(1)), OTHER_FRAME, READ_OTHERWISE, reader_raises=NotSent())
    with pytest.raises(NotSent):
        case.says_the_same()


@pytest.mark.parametrize(("change", "says_the_same"), [("changed", True), ("gone", False)])
def test_an_article_that_is_there_again_is_news_of_the_site(
    change: str, says_the_same: bool
) -> None:
    """The parser asks for known articles alone, and reads with what this run has learnt."""
    archive = FakeArchive().read(1, 2, 3, 4, 5)
    warc = {"file": "a", "offset": 0, "record_id": THEN}
    archive.records["paper/en/1"] |= {"warc": warc, "change": change}
    archive.captures = {THEN: {"digest": None, "refers_to": None}}
    parser = ArticleParser(context(archive, kept=lambda row, origin: fetched(1)))
    items: dict[int, Any] = {}
    for number in (2, 3, 4, 5, 1):
        page = fetched(number, fetched_at=NOW)
        look = at_once(parser.look(visit_to(number), ref(number), page))
        assert not isinstance(look, Failure)
        items |= _items(parser, number, page, look)
    assert isinstance(items[1], Article)
    assert items[1].says_the_same == says_the_same


def _items(parser: ArticleParser, number: int, page: FetchedPage, look: Any) -> dict[int, Any]:
    async def all_of_it() -> dict[int, Any]:
        taken = parser.take(visit_to(number), ref(number), page, look)
        return {one.visit.number: one.item async for one in taken if isinstance(one, Settled)}

    return at_once(all_of_it())


SECOND_URL = f"{url_of(1)}?page=2"
PAGER = "<p>1 <a href='?page=2'>2</a></p>"


def parted(second: str) -> list[bytes]:
    """The two pages of the first story."""
    title = STORIES[1][0]
    return [html(story(1) + PAGER), html(f"<h1>{title}</h1><div><p>{second}</p></div>{PAGER}")]


def says_the_same_on_two_pages(
    then: list[bytes], now: list[bytes], *, line: str | None = None
) -> bool:
    """Whether an article on two pages is as it was; `then` may be the first page alone, as a program
    kept it that knew of no other. `line` is the text of the last line, that of `then` if none."""
    reader = PageReader(SITE)
    rows = [
        {"record_id": f"<{n}>", "url": url, "status": 200, "refers_to": None, "digest": f"{n}"}
        for n, url in enumerate((url_of(1), SECOND_URL))
    ]
    firsts = ["", url_of(1)]

    def page(place: int, body: bytes) -> FetchedPage:
        return fetched(1, body, url=rows[place]["url"], first_url=firsts[place])

    def kept_page(row: Mapping[str, Any], origin: Mapping[str, Any] | None) -> FetchedPage:
        place = rows.index(dict(row))
        return replace(page(place, then[place]), first_url="")

    async def read(fetched: FetchedPage, *, known: KnownTitles = NOTHING_KNOWN) -> ArticleReading:
        return reader.read(fetched, Boilerplate(), known)

    def whole(pages: list[FetchedPage]) -> ArticleReading:
        made = WholeArticle(at_once(read(pages[0])))
        for one in pages[1:]:
            made.add(at_once(read(one)))
        return made.reading

    pages = [page(place, body) for place, body in enumerate(now)]
    article = whole(pages).article
    before = whole([page(place, body) for place, body in enumerate(then)]).article
    assert article is not None
    assert before is not None
    record: dict[str, Any] = {
        "title": before.title,
        "body": before.body if line is None else line,
        "section": None,
        "authors": [],
        "image": None,
        "change": "new",
        "warc": {"record_id": "<0>"},
    }
    archive = FakeArchive({"paper/en/1": record})
    archive.captures = {"<0>": rows[0]}
    archive.own_dates = {"paper/en/1": set()}
    archive.further = {"paper/en/1": rows[1 : len(then)]}
    earlier = EarlierPages(context(archive, kept=kept_page))
    return at_once(earlier.say_the_same(article, record, pages, read))


def test_all_pages_of_the_earlier_article_are_read_again() -> None:
    then, now = parted(STORIES[2][1]), parted(STORIES[3][1])
    assert not says_the_same_on_two_pages(then, now)
    assert says_the_same_on_two_pages(then, parted(STORIES[2][1]), line="Read otherwise.")


def test_that_a_program_learnt_to_read_on_is_no_change_of_the_site() -> None:
    now = parted(STORIES[2][1])
    assert says_the_same_on_two_pages(now[:1], now)
    other = [html(story(1).replace("</p>", " It closes again in autumn.</p>") + PAGER)]
    assert not says_the_same_on_two_pages(other, now)
