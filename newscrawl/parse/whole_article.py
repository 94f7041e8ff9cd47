"""An article on several pages -> one reading: their texts in order, and what each page repeats
once."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from newscrawl.errors import PartError
from newscrawl.extract.parts import MAX_PARTS, NO_PARTS, PartLink, Parts, page_label
from newscrawl.identity.page_numbers import page_number
from newscrawl.items import Article
from newscrawl.parse.context import Row
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.readings import ArticleReading, KnownTitles
from newscrawl.text import key

MIN_REPEATED_WORDS = 8
"""A paragraph of so many words that stood on an earlier page is a repetition wherever it stands:
shorter ones may be said twice, an answer, a refrain."""

WHOLE_SHARE = 0.8
"""A page that is said to show all of an article holds so much of the first one: other boxes may
stand there."""

LABELS_AT = 2
"""Number of paragraphs at either end of a page among which one may say which page it is."""


class Read(Protocol):
    """Reads a page with what is known by now. Raises PageError, UnreadError, NotSent."""

    def __call__(
        self, fetched: FetchedPage, *, known: KnownTitles = ...
    ) -> Awaitable[ArticleReading]:
        """`known` are the titles by which it is read; the article's, if none are given."""
        ...


class WholeArticle:
    """The pages of one article, taken in one by one, in their order."""

    def __init__(self, first: ArticleReading) -> None:
        """`first` is its first page, on which an article was read."""
        assert first.article is not None
        self._first = first
        self._readings = [first]
        self._texts = [_paragraphs(first)]
        self._keys: set[str] = set()
        self._all = ""
        self._prose = first.prose
        self._is_all = False
        self._note(self._texts[0])

    @property
    def next(self) -> PartLink | None:
        """Where it goes on from the last page that was taken in; None where that is its end."""
        return None if self._is_all else self._readings[-1].parts.next

    def add_all(self, part: ArticleReading) -> bool:
        """Take in a page that is said to show all of the article. False where it does not, and
        where it adds nothing. Raises what `add` raises."""
        self._is_all = holds_all(self._first.prose, part.prose) and self.add(part)
        return self._is_all

    def add(self, part: ArticleReading) -> bool:
        """Take in the next page. False where it adds nothing: the article ended before, and what
        has several pages is something else, its pictures, its comments.

        Raises PartError for a page that is not of the article, and what a rule of the site's own
        raised.
        """
        if part.rule_error is not None:
            raise part.rule_error
        if part.contradicts_links:
            raise PartError(f"it shows {(part.title or '')[:80]!r}")
        if part.body_doubt is not None and part.body is not None:
            raise PartError(part.body_doubt)
        if part.body is None and part.article is None and not part.title:
            raise PartError("it shows no title and no text")
        new = self._new(_paragraphs(part))
        if not new or not part.prose - self._prose:
            return False
        self._prose |= part.prose
        self._readings.append(part)
        self._texts.append(new)
        self._note(new)
        return True

    def _new(self, paragraphs: list[str]) -> list[str]:
        """What no earlier page has shown: each may repeat what stands over and under its text, and
        boxes within."""
        first, last = 0, len(paragraphs)
        while first < last and key(paragraphs[first]) in self._keys:
            first += 1
        while last > first and key(paragraphs[last - 1]) in self._keys:
            last -= 1
        return [text for text in paragraphs[first:last] if not self._is_repeated(text)]

    def _is_repeated(self, text: str) -> bool:
        # Metadata may have given the text of all pages, as one paragraph.
        return len(text.split()) >= MIN_REPEATED_WORDS and key(text) in self._all

    def _note(self, paragraphs: list[str]) -> None:
        keys = [key(text) for text in paragraphs]
        self._keys.update(keys)
        self._all = "\n".join([self._all, *keys])

    @property
    def reading(self) -> ArticleReading:
        """What was taken in, as the reading of one page."""
        first, count = self._first, len(self._texts)
        body = "\n\n".join(
            text
            for place, texts in enumerate(self._texts, start=1)
            for text in _without_label(texts, place, count)
        )
        rules = dict.fromkeys(rule for one in self._readings for rule in one.rules)
        return replace(
            first,
            article=self._article(body),
            body=body,
            is_whole=all(one.is_whole for one in self._readings),
            rules=tuple(rules),
            parts=NO_PARTS,
        )

    def _article(self, body: str) -> Article:
        article = self._first.article
        assert article is not None
        if len(self._readings) == 1:
            return replace(article, body=body)
        # That the first page is as it was says nothing of the others.
        articles = (one.article for one in self._readings if one.article is not None)
        needs = dict.fromkeys(need for one in articles for need in one.requisites)
        made = replace(article, body=body, requisites=list(needs))
        return replace(made, etag=None, last_modified=None)


def holds_all(first: frozenset[int], other: frozenset[int]) -> bool:
    """Whether a page, by what stands for its paragraphs, holds those of the first, and more."""
    return len(first & other) >= WHOLE_SHARE * len(first) and not other <= first


class Further(NamedTuple):
    """The further pages of an article that were fetched."""

    pages: tuple[FetchedPage, ...] = ()
    """In their order."""
    is_all: bool = False
    """Whether the article is known to have no more, though the last one may say so."""


async def whole_reading(first: ArticleReading, further: Further, read: Read) -> ArticleReading:
    """The reading of an article, from that of its first page and its further pages. Raises
    PartError where they are not all, or not of the article, and what `read` raises."""
    if first.article is None or (not further.pages and first.parts.next is None):
        return first
    whole = WholeArticle(first)
    for page in further.pages:
        part = await read(page, known=KnownTitles((first.article.title,)))
        if not whole.add(part):
            return whole.reading
    if whole.next is not None and not further.is_all:
        raise PartError(_why_not_all(first.parts.last, len(further.pages) + 1, whole.next.url))
    return whole.reading


def _why_not_all(announced: int, read: int, following: str) -> str:
    """Why an article is not written of which so many pages were read."""
    if announced > MAX_PARTS:
        return (
            f"it has {announced} pages, and no more than {MAX_PARTS} are read as one article: a"
            " chronicle that goes on, or a trap"
        )
    if read >= MAX_PARTS:
        return (
            f"it goes on after page {read}, at {following}, and no more than {MAX_PARTS} are read"
            " as one article"
        )
    return f"it goes on after page {read}, at {following}"


def kept_part(
    link: PartLink, first_url: str, rows: Sequence[tuple[Row, Row | None]]
) -> tuple[Row, Row | None] | None:
    """Of the kept further answers of an article, each the row of its record and of the one that
    holds its body, the page that a link leads to; None where it led back to the first page. Raises
    PartError where there is none."""
    for row, origin in rows:
        numbered = page_number(first_url, row["url"])
        # A redirect may have led there.
        is_meant = row["url"] == link.url or (numbered and numbered.number == link.number)
        if is_meant and row["status"] == 200:
            return row, origin
    if any(row["url"] == link.url for row, _ in rows):
        return None
    raise PartError(
        f"it goes on at {link.url}, which no WARC record of the same run holds: fetch the article"
        " again"
    )


def kept_whole(
    parts: Parts, rows: Sequence[tuple[Row, Row | None]]
) -> tuple[Row, Row | None] | None:
    """Of the same the page that shows all of the article; None where there is none."""
    if parts.whole is None:
        return None
    same = (row for row in rows if row[0]["url"] == parts.whole.url and row[0]["status"] == 200)
    return next(same, None)


def _paragraphs(reading: ArticleReading) -> list[str]:
    """The text of a page, without the lines that lead from page to page."""
    text = reading.article.body if reading.article is not None else reading.body or ""
    paragraphs = [one for one in text.split("\n\n") if one]
    return [one for one in paragraphs if one not in reading.parts.lines] or paragraphs


def _without_label(paragraphs: list[str], place: int, count: int) -> list[str]:
    last = len(paragraphs) - LABELS_AT
    return [
        text
        for at, text in enumerate(paragraphs)
        if LABELS_AT <= at < last or count == 1 or not page_label(text, place, count)
    ]
