"""What is known of articles, asked by id, by status, by number and by what is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import chain
from typing import Any

from sqlalchemy import bindparam, func, select, true

from newscrawl.lifecycle.drift import HELD
from newscrawl.lifecycle.page import FAILED, GONE, LIVE, SUPPRESSED, Known
from newscrawl.storage.state.database import Database
from newscrawl.storage.state.in_order import numbered, unnumbered
from newscrawl.storage.state.prepared import Prepared
from newscrawl.storage.state.schema import articles, is_suppressed

# Asked for each article.
_KNOWN = Prepared(select(articles).where(articles.c.id.in_(bindparam("ids", expanding=True))))
_TWINS = Prepared(
    select(articles.c.id)
    .where(articles.c.content_sha256 == bindparam("text"), articles.c.status == LIVE)
    .order_by(articles.c.id)
)
_nearest = (
    select(articles.c.published)
    .where(
        articles.c.site == bindparam("site"),
        articles.c.language == bindparam("language"),
        articles.c.number >= bindparam("number"),
        articles.c.published.is_not(None),
    )
    # As the index has them, in PostgreSQL as well.
    .order_by(articles.c.number.asc().nulls_first())
    .limit(100)
    .subquery()
)
_OLDEST_DAY = Prepared(select(func.min(_nearest.c.published)))

# Likewise.
_NEWEST_FIRST = articles.c.number.desc().nulls_last()


class ArticleQueries(Database):
    """The part of the state that is about articles: reads the table `articles`."""

    def known(self, ids: Sequence[str]) -> list[Known]:
        """What is known of these; those never met are left out."""
        return [Known(**row) for row in self.rows(_KNOWN, ids=list(ids))]

    def suppressed(self) -> set[str]:
        """Ids of the articles that were taken down."""
        return set(self.values(select(articles.c.id).where(is_suppressed)))

    def suppressed_with(self, content_sha256: str) -> str | None:
        """The first article that said this when it was taken down; None where none did."""
        said = is_suppressed & (articles.c.content_sha256 == content_sha256)
        found: str | None = self.value(select(func.min(articles.c.id)).where(said))
        return found

    def held_and_live(self, site: str) -> tuple[int, int]:
        """How many articles changed and were held back since, and how many are live."""
        of_site = select(func.count()).select_from(articles).where(articles.c.site == site)
        return (
            self.value(of_site.where(articles.c.reason == HELD)) or 0,
            self.value(of_site.where(articles.c.status == LIVE)) or 0,
        )

    def held(self, site: str) -> Iterator[Known]:
        """What changed and was held back since, the newest first."""
        held = articles.c.reason == HELD
        return self._in_order(site, self._met_languages(site), held)

    def of_kinds(self, site: str, kinds: Sequence[str], now: str) -> Iterator[Known]:
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
        return self._in_order(site, self._met_languages(site), wanted)

    def _in_order(self, site: str, languages: Sequence[str], wanted: Any) -> Iterator[Known]:
        """The newest first, in the order of number (none last), language, id; by pages."""
        queries = [
            select(articles).where(articles.c.site == site, articles.c.language == language, wanted)
            for language in sorted(languages)
        ]
        found = chain(
            merge(
                *(numbered(self, query, newest_first=True) for query in queries),
                key=lambda row: -row["number"],
            ),
            *(unnumbered(self, query) for query in queries),
        )
        return (Known(**row) for row in found)

    def _met_languages(self, site: str) -> Sequence[str]:
        return self.values(select(articles.c.language).where(articles.c.site == site).distinct())

    def to_redate(self, site: str) -> list[str]:
        """Ids of articles about whose day headlines have said something new."""
        return list(
            self.values(
                select(articles.c.id)
                .where(articles.c.site == site, articles.c.redate.is_(True))
                .order_by(articles.c.seq)
            )
        )

    def dated_by(self, site: str, source: str) -> list[str]:
        """Ids of the live articles whose day is from this source."""
        return list(
            self.values(
                select(articles.c.id)
                .where(
                    articles.c.site == site,
                    articles.c.published_from == source,
                    articles.c.status == LIVE,
                )
                .order_by(articles.c.seq)
            )
        )

    def twins(self, content_sha256: str) -> list[str]:
        """Ids of the live articles that say this, in order."""
        return list(self.values(_TWINS, text=content_sha256))

    def shared_texts(self) -> list[str]:
        """The `content_sha256` of each text that stands under several live numbers."""
        live = articles.c.content_sha256.is_not(None) & (articles.c.status == LIVE)
        return list(
            self.values(
                select(articles.c.content_sha256)
                .where(live)
                .group_by(articles.c.content_sha256)
                .having(func.count() > 1)
            )
        )

    def languages(self, site: str) -> list[str]:
        """The languages in which an article was ever read."""
        query = (
            select(articles.c.language)
            .where(articles.c.site == site, articles.c.seq.is_not(None))
            .distinct()
        )
        return sorted(self.values(query))

    def numbers(
        self, site: str, language: str, *, read: bool = False, limit: int | None = None
    ) -> list[int]:
        """The numbers that are accounted for, highest first; `read`: only those that were ever
        read. None where the articles have no order."""
        query = select(articles.c.number).where(
            articles.c.site == site,
            articles.c.language == language,
            articles.c.number.is_not(None),
        )
        if read:
            query = query.where(articles.c.seq.is_not(None))
        return list(self.values(query.order_by(_NEWEST_FIRST).limit(limit)))

    def newest_keys(self, site: str, language: str, limit: int) -> list[tuple[str, str]]:
        """The keys of the newest articles that were ever read, the newest first, by their days or
        moments as far as they are known, each with when it was first seen.

        Of one day those come first that were seen in a later hour, and within it those that a run
        came to first: lists begin with the newest.
        """
        day = func.coalesce(
            articles.c.published, articles.c.not_after, func.substr(articles.c.first_seen_at, 1, 10)
        )
        query = select(articles.c.key, articles.c.first_seen_at).where(
            articles.c.site == site, articles.c.language == language, articles.c.seq.is_not(None)
        )
        seen_at = articles.c.first_seen_at
        order = (day.desc(), func.substr(seen_at, 1, 13).desc(), seen_at, articles.c.id)
        return [(key, seen) for key, seen in self.tuples(query.order_by(*order).limit(limit))]

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
        for language, number, status, seq, due_at in self.tuples(
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
        for number, status in self.tuples(
            select(articles.c.number, articles.c.status).where(
                articles.c.site == site, articles.c.number.is_not(None)
            )
        ):
            found.setdefault(number, []).append(status)
        return found

    def newest_live(self, site: str, language: str, limit: int) -> list[Known]:
        """The newest articles that were there when they were last visited: the highest numbers;
        without numbers, those that were seen first last."""
        query = select(articles).where(
            articles.c.site == site, articles.c.language == language, articles.c.status == LIVE
        )
        order = (_NEWEST_FIRST, articles.c.first_seen_at.desc(), articles.c.id)
        return [Known(**row) for row in self.rows(query.order_by(*order).limit(limit))]

    def oldest_day_from(self, site: str, language: str, number: int) -> str | None:
        """The earliest day of publication among the next hundred dated articles from this number
        on; None if none is dated.

        As numbers grow with publication, an article is hardly younger than that.
        """
        days = self.values(_OLDEST_DAY, site=site, language=language, number=number)
        day: str | None = next(iter(days), None)
        return day

    def undated(self, site: str, language: str) -> Iterator[Known]:
        """The articles that are there and whose day is not known, the newest first."""
        return self._in_order(
            site, [language], (articles.c.status == LIVE) & articles.c.published.is_(None)
        )

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
        query = select(
            *columns[:4], columns[4].label("read"), func.count().label("count")
        ).group_by(*columns)
        if site is not None:
            query = query.where(articles.c.site == site)
        return self.rows(query.order_by(articles.c.site, articles.c.language))

    def failing(self, site: str, limit: int | None = None) -> list[Known]:
        """The articles whose last visit failed, those that failed most often first."""
        failing = (articles.c.status == FAILED) | (
            (articles.c.status == LIVE) & (articles.c.tries > 0)
        )
        query = select(articles).where(articles.c.site == site, failing)
        return [
            Known(**row)
            for row in self.rows(
                query.order_by(articles.c.tries.desc(), _NEWEST_FIRST).limit(limit)
            )
        ]

    def all_articles(self) -> Iterator[Known]:
        """Every row of `articles`, for checks."""
        for site in self.values(select(articles.c.site).distinct()):
            yield from self._in_order(site, self._met_languages(site), true())
