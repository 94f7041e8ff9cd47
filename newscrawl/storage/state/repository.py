"""The state: what is known of each article, each number, each line and headline, each run.

SQL is spoken here and in database.py, traces.py, captures.py, survey.py, views.py, present.py and
takedown/rows.py alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, delete, func, insert, select, union_all

from newscrawl.identity.article_id import parse_id, position_of
from newscrawl.lifecycle.page import FAILED, GONE, LIVE, SUPPRESSED, Known
from newscrawl.storage.state.captures import Captures
from newscrawl.storage.state.schema import (
    articles,
    captures,
    claims,
    feeds,
    headlines,
    lessons,
    owed,
    readings,
    reparses,
    revisions,
    warc_files,
)

CLAIM_KEY = ("id", "source", "published")

PAGE_ROWS = 1000
"""Rows that are held at once where there may be very many."""


_NEWEST = articles.c.number.desc().nulls_last()

# Asked for each article: made once, for to build a statement costs as much as to run it.
_KNOWN = select(articles).where(articles.c.id.in_(bindparam("ids", expanding=True)))
_TWINS = (
    select(articles.c.id)
    .where(articles.c.content_sha256 == bindparam("text"), articles.c.status == LIVE)
    .order_by(articles.c.id)
)
_SAME_HEADLINE = select(headlines.c.seq).where(
    *(headlines.c[name] == bindparam(name) for name in ("id", "title", "published"))
)
_CLAIMS = (
    select(claims)
    .where(claims.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(claims.c.seen_at)
)
_SIGHTINGS = (
    select(
        *(headlines.c[name] for name in ("id", "title", "published", "seen_on", "seen_at", "run"))
    )
    .where(headlines.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(headlines.c.seq)
)


@dataclass(slots=True)
class Batch:
    """What is written together, or not at all."""

    articles: dict[str, Known] = field(default_factory=dict)
    revisions: list[dict[str, Any]] = field(default_factory=list)
    headlines: list[dict[str, Any]] = field(default_factory=list)
    feeds: list[dict[str, Any]] = field(default_factory=list)
    owed: dict[str, dict[str, str]] = field(default_factory=dict)
    """Rows of `owed` by their id: articles to be visited; those in `articles` are so no more."""
    claims: dict[tuple[str, str, str], dict[str, Any]] = field(default_factory=dict)
    """Rows of `claims` by their key."""
    unclaimed: set[tuple[str, str, str]] = field(default_factory=set)
    """Keys of `claims` that a better reading takes back."""
    warc_files: list[dict[str, Any]] = field(default_factory=list)
    captures: list[dict[str, Any]] = field(default_factory=list)
    readings: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    """Rows of `readings` by their key."""
    unread: set[tuple[str, str]] = field(default_factory=set)
    """Keys of `readings` that hold no longer: written over by none of the above."""
    lessons: list[dict[str, Any]] = field(default_factory=list)
    reparses: list[dict[str, Any]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


class State(Captures):
    """The whole state: what runs left, and what is known of articles, lines and headlines."""

    def write(self, batch: Batch) -> None:
        """All of the batch in one transaction, on the disk when this returns. Raises OutputError,
        and nothing of it is written then."""
        with self._telling("write"), self._engine.begin() as connection:
            for table, rows in ((revisions, batch.revisions), (headlines, batch.headlines)):
                if rows:
                    connection.execute(insert(table), rows)
            self._put(connection, articles, [asdict(known) for known in batch.articles.values()])
            self._put(connection, feeds, batch.feeds)
            self._put(connection, claims, list(batch.claims.values()))
            for key in batch.unclaimed:
                connection.execute(
                    delete(claims).where(
                        *(
                            claims.c[name] == value
                            for name, value in zip(CLAIM_KEY, key, strict=True)
                        )
                    )
                )
            self._put(connection, warc_files, batch.warc_files)
            self._put(connection, captures, batch.captures)
            for article_id, came in batch.unread - batch.readings.keys():
                connection.execute(
                    delete(readings).where(readings.c.id == article_id, readings.c.came == came)
                )
            self._put(connection, readings, list(batch.readings.values()))
            self._put(connection, lessons, batch.lessons)
            self._put(connection, reparses, batch.reparses)
            self._put(connection, owed, list(batch.owed.values()))
            if batch.articles:
                connection.execute(
                    delete(owed).where(owed.c.id == bindparam("visited")),
                    [{"visited": one} for one in batch.articles],
                )

    # Articles.

    def known(self, ids: Sequence[str]) -> list[Known]:
        """What is known of these; those never met are left out."""
        return [Known(**row) for row in self._rows(_KNOWN, ids=list(ids))]

    def suppressed(self) -> set[str]:
        """Ids of the articles that were taken down."""
        return set(self._values(select(articles.c.id).where(articles.c.status == SUPPRESSED)))

    def due(self, site: str, now: str, limit: int) -> list[Known]:
        """What is due at this time, the newest numbers first; without numbers, the longest due."""
        asked = select(articles).where(articles.c.site == site, articles.c.due_at <= now)
        order = (_NEWEST, articles.c.due_at, articles.c.id)
        return [Known(**row) for row in self._rows(asked.order_by(*order).limit(limit))]

    def among(self, site: str, kinds: Sequence[str], now: str) -> Iterator[Known]:
        """The articles of these kinds (`all`, `undated`, `failed`, `gone`, `due`), the newest
        first; each once."""
        read = articles.c.seq.is_not(None)
        conditions = {
            "all": read & (articles.c.status != SUPPRESSED),
            "undated": read & articles.c.published.is_(None) & (articles.c.status == LIVE),
            "failed": (
                (articles.c.status == FAILED)
                | ((articles.c.tries > 0) & (articles.c.status == LIVE))
            ),
            "gone": articles.c.status == GONE,
            "due": articles.c.due_at <= now,
        }
        wanted = conditions[kinds[0]]
        for kind in kinds[1:]:
            wanted = wanted | conditions[kind]
        return self._in_pages(site, wanted)

    def _in_pages(self, site: str, wanted: Any) -> Iterator[Known]:
        # Page by page from where the last one ended: what a run writes meanwhile neither repeats a
        # row nor leaves one out.
        order = (_NEWEST, articles.c.language, articles.c.id)
        last: Known | None = None
        while True:
            asked = (
                select(articles)
                .where(articles.c.site == site, wanted)
                .order_by(*order)
                .limit(PAGE_ROWS)
            )
            if last is not None:
                asked = asked.where(_behind(last))
            rows = [Known(**row) for row in self._rows(asked)]
            yield from rows
            if len(rows) < PAGE_ROWS:
                return
            last = rows[-1]

    def to_redate(self, site: str) -> list[str]:
        """Ids of articles about whose day headlines have said something new."""
        return list(
            self._values(
                select(articles.c.id)
                .where(articles.c.site == site, articles.c.redate.is_(True))
                .order_by(articles.c.seq)
            )
        )

    def twins(self, content_sha256: str) -> list[str]:
        """Ids of the live articles that say this, in order."""
        return list(self._values(_TWINS, text=content_sha256))

    def shared_texts(self) -> list[str]:
        """The `content_sha256` of each text that stands under several live numbers."""
        live = articles.c.content_sha256.is_not(None) & (articles.c.status == LIVE)
        return list(
            self._values(
                select(articles.c.content_sha256)
                .where(live)
                .group_by(articles.c.content_sha256)
                .having(func.count() > 1)
            )
        )

    def languages(self, site: str) -> list[str]:
        """The languages in which an article was ever read."""
        asked = (
            select(articles.c.language)
            .where(articles.c.site == site, articles.c.seq.is_not(None))
            .distinct()
        )
        return sorted(self._values(asked))

    def numbers(
        self, site: str, language: str, *, read: bool = False, limit: int | None = None
    ) -> list[int]:
        """The numbers that are accounted for, highest first; `read`: only those that were ever
        read. None where the articles have no order."""
        asked = select(articles.c.number).where(
            articles.c.site == site,
            articles.c.language == language,
            articles.c.number.is_not(None),
        )
        if read:
            asked = asked.where(articles.c.seq.is_not(None))
        return list(self._values(asked.order_by(articles.c.number.desc()).limit(limit)))

    def accounted(self, site: str, now: str) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
        """For each language the numbers that are accounted for, and those that are, or were,
        articles.

        A number that was never read and whose last visit failed is not accounted for as soon as it
        is due.
        """
        met: dict[str, set[int]] = {}
        read: dict[str, set[int]] = {}
        columns = (
            articles.c.language,
            articles.c.number,
            articles.c.status,
            articles.c.seq,
            articles.c.due_at,
        )
        with self._telling("read"):
            for language, number, status, seq, due_at in self._reader.execute(
                select(*columns).where(articles.c.site == site, articles.c.number.is_not(None))
            ):
                if status != FAILED or (due_at or "") > now:
                    met.setdefault(language, set()).add(number)
                if seq is not None:
                    read.setdefault(language, set()).add(number)
        return {language: met.get(language, set()) for language in read}, read

    def numbers_by_status(self, site: str) -> dict[int, list[str]]:
        """What each number is, in each language in which it was met."""
        found: dict[int, list[str]] = {}
        with self._telling("read"):
            for number, status in self._reader.execute(
                select(articles.c.number, articles.c.status).where(
                    articles.c.site == site, articles.c.number.is_not(None)
                )
            ):
                found.setdefault(number, []).append(status)
        return found

    def newest_live(self, site: str, language: str, limit: int) -> list[Known]:
        """The newest articles that were there when they were last visited: the highest numbers;
        without numbers, those that were seen first last."""
        asked = select(articles).where(
            articles.c.site == site, articles.c.language == language, articles.c.status == LIVE
        )
        order = (_NEWEST, articles.c.first_seen_at.desc(), articles.c.id)
        return [Known(**row) for row in self._rows(asked.order_by(*order).limit(limit))]

    def oldest_day_from(self, site: str, language: str, number: int) -> str | None:
        """The earliest day of publication among the next hundred dated articles from this number
        on; None if none is dated.

        As numbers grow with publication, an article is hardly younger than that.
        """
        nearest = (
            select(articles.c.published)
            .where(
                articles.c.site == site,
                articles.c.language == language,
                articles.c.number >= number,
                articles.c.published.is_not(None),
            )
            .order_by(articles.c.number)
            .limit(100)
            .subquery()
        )
        day: str | None = self._value(select(func.min(nearest.c.published)))
        return day

    # Revisions and headlines.

    def line(self, feed: str, seq: int) -> str | None:
        """The line of a feed (`articles` or `headlines`); None if there is none of this number."""
        table = _feed_table(feed)
        line: str | None = self._value(select(table.c.line).where(table.c.seq == seq))
        return line

    def lines(self, feed: str, *, after: int = 0) -> Iterator[tuple[int, str]]:
        """The lines of a feed as (seq, line), from the one after this."""
        table = _feed_table(feed)
        while True:
            asked = (
                select(table.c.seq, table.c.line)
                .where(table.c.seq > after)
                .order_by(table.c.seq)
                .limit(PAGE_ROWS)
            )
            rows = self._rows(asked)
            for row in rows:
                yield row["seq"], row["line"]
            if len(rows) < PAGE_ROWS:
                return
            after = rows[-1]["seq"]

    def last_seq(self, feed: str) -> int:
        """Of the last line of a feed; 0 if it has none."""
        return self._value(select(func.max(_feed_table(feed).c.seq))) or 0

    def has_headline(self, article_id: str, title: str, published: str) -> bool:
        """Whether this article was seen under this title with this day."""
        return bool(self._values(_SAME_HEADLINE, id=article_id, title=title, published=published))

    def sightings(self, ids: Sequence[str]) -> list[dict[str, str]]:
        """Every dated headline of these articles, in the order of their first sight: the columns of
        `headlines` but `line`."""
        return self._rows(_SIGHTINGS, ids=list(ids))

    def claims(self, ids: Sequence[str]) -> list[dict[str, str]]:
        """Every date that these articles' own pages gave, in the order of their first sight: the
        columns of `claims`."""
        return self._rows(_CLAIMS, ids=list(ids))

    def dated_numbers(self, site: str, language: str) -> list[tuple[int, str]]:
        """The days that are known, by number: those of the articles, and of others those that
        headlines give. None where the articles have no order."""
        of_articles = select(articles.c.number, articles.c.published).where(
            articles.c.site == site,
            articles.c.language == language,
            articles.c.number.is_not(None),
            articles.c.published.is_not(None),
        )
        known = {row["number"]: row["published"][:10] for row in self._rows(of_articles)}
        prefix = f"{site}/{language}/"
        unread = select(headlines.c.id, func.min(headlines.c.published).label("published")).where(
            headlines.c.id.startswith(prefix, autoescape=True),
            headlines.c.id.not_in(select(articles.c.id).where(articles.c.seq.is_not(None))),
        )
        for row in self._rows(
            unread.group_by(headlines.c.id).having(
                func.count(headlines.c.published.distinct()) == 1
            )
        ):
            number = position_of(parse_id(row["id"]).ref.key)
            if number is not None:
                known.setdefault(number, row["published"])
        return list(known.items())

    def undated(self, site: str, language: str) -> Iterator[Known]:
        """The articles that are there and whose day is not known, the newest first."""
        return self._in_pages(
            site,
            (articles.c.language == language)
            & (articles.c.status == LIVE)
            & articles.c.published.is_(None),
        )

    def conflicts(self, site: str | None = None) -> list[str]:
        """Ids of the articles about whose day the evidence disagrees, the newest first."""
        said = union_all(
            select(claims.c.id, func.substr(claims.c.published, 1, 10).label("day")),
            select(headlines.c.id, headlines.c.published.label("day")),
        ).subquery()
        asked = (
            select(articles.c.id)
            .join(said, said.c.id == articles.c.id)
            .where(articles.c.seq.is_not(None))
        )
        asked = asked.where(articles.c.status != SUPPRESSED)
        if site is not None:
            asked = asked.where(articles.c.site == site)
        grouped = asked.group_by(articles.c.id, articles.c.number).having(
            func.count(said.c.day.distinct()) > 1
        )
        return list(self._values(grouped.order_by(_NEWEST, articles.c.id)))

    def feed_position(self, feed: str) -> tuple[int, int]:
        """Last line that is surely on the disk, and the length of the file up to it. (0, 0) if
        nothing is known."""
        rows = self._rows(select(feeds.c.seq, feeds.c.size_bytes).where(feeds.c.name == feed))
        return (rows[0]["seq"], rows[0]["size_bytes"]) if rows else (0, 0)

    # Counting, for status.

    def counts(self, site: str | None = None) -> list[dict[str, Any]]:
        """How many articles there are, by site, language, status, and where their day is from."""
        columns = (
            articles.c.site,
            articles.c.language,
            articles.c.status,
            articles.c.published_from,
            articles.c.seq.is_not(None),
        )
        asked = select(
            *columns[:4], columns[4].label("read"), func.count().label("count")
        ).group_by(*columns)
        if site is not None:
            asked = asked.where(articles.c.site == site)
        return self._rows(asked.order_by(articles.c.site, articles.c.language))

    def troubles(self, site: str, limit: int | None = None) -> list[Known]:
        """The articles whose last visit failed, those that failed most often first."""
        failing = (articles.c.status == FAILED) | (
            (articles.c.status == LIVE) & (articles.c.tries > 0)
        )
        asked = select(articles).where(articles.c.site == site, failing)
        return [
            Known(**row)
            for row in self._rows(asked.order_by(articles.c.tries.desc(), _NEWEST).limit(limit))
        ]

    def everything(self) -> Iterator[Known]:
        """Every row of `articles`, for checks."""
        for site in self._values(select(articles.c.site).distinct()):
            yield from self._in_pages(site, articles.c.id.is_not(None))


def _behind(last: Known) -> ColumnElement[bool]:
    """What follows an article in the order of number (highest first, none last), language, id."""
    number, language, article_id = articles.c.number, articles.c.language, articles.c.id
    further = (language > last.language) | ((language == last.language) & (article_id > last.id))
    if last.number is None:
        return number.is_(None) & further
    return (number < last.number) | ((number == last.number) & further) | number.is_(None)


def _feed_table(feed: str) -> Table:
    return {"articles": revisions, "headlines": headlines}[feed]
