"""The lines of the feeds, as the state holds them, and what they say of the days of articles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import Table, bindparam, func, select, union_all

from newscrawl.dating.decide import is_another_day
from newscrawl.identity.article_id import parse_id, position_of
from newscrawl.lifecycle.page import LIVE, SUPPRESSED
from newscrawl.storage.state.database import PAGE_ROWS, Database
from newscrawl.storage.state.prepared import Prepared
from newscrawl.storage.state.schema import articles, claims, feeds, headlines, revisions

# Asked for each article.
_TOLD = Prepared(
    select(*(headlines.c[name] for name in ("title", "published", "seen_on", "seen_at")))
    .where(headlines.c.id == bindparam("id"))
    .order_by(headlines.c.seq)
)
_CLAIMS = Prepared(
    select(claims)
    .where(claims.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(claims.c.seen_at)
)
_SIGHTINGS = Prepared(
    select(
        *(headlines.c[name] for name in ("id", "title", "published", "seen_on", "seen_at", "run"))
    )
    .where(headlines.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(headlines.c.seq)
)
_LINES = {
    name: Prepared(select(table.c.line).where(table.c.seq == bindparam("seq")))
    for name, table in (("articles", revisions), ("headlines", headlines))
}


class FeedQueries(Database):
    """The part of the state that is about lines: reads `revisions`, `headlines`, `claims` and
    `feeds`."""

    def line(self, feed: str, seq: int) -> str | None:
        """The line of a feed (`articles` or `headlines`); None if there is none of this number."""
        line: str | None = next(iter(self.values(_LINES[feed], seq=seq)), None)
        return line

    def lines(self, feed: str, *, after: int = 0) -> Iterator[tuple[int, str]]:
        """The lines of a feed as (seq, line), from the one after this."""
        table = _feed_table(feed)
        while True:
            query = (
                select(table.c.seq, table.c.line)
                .where(table.c.seq > after)
                .order_by(table.c.seq)
                .limit(PAGE_ROWS)
            )
            rows = self.rows(query)
            for row in rows:
                yield row["seq"], row["line"]
            if len(rows) < PAGE_ROWS:
                return
            after = rows[-1]["seq"]

    def last_seq(self, feed: str) -> int:
        """Of the last line of a feed; 0 if it has none."""
        return self.value(select(func.max(_feed_table(feed).c.seq))) or 0

    def told_headlines(self, article_id: str) -> list[dict[str, str]]:
        """What the feed tells of an article, line by line: `title`, `published`, `seen_on`,
        `seen_at`."""
        return self.rows(_TOLD, id=article_id)

    def sightings(self, ids: Sequence[str]) -> list[dict[str, str]]:
        """Every dated headline of these articles, in the order of their first sight: the columns of
        `headlines` but `line`."""
        return self.rows(_SIGHTINGS, ids=list(ids))

    def claims(self, ids: Sequence[str]) -> list[dict[str, str]]:
        """Every date that these articles' own pages gave, in the order of their first sight: the
        columns of `claims`."""
        return self.rows(_CLAIMS, ids=list(ids))

    def dated_numbers(self, site: str, language: str) -> list[tuple[int, str]]:
        """The days that are known, by number: those of the articles, and of others those that
        headlines give. None where the articles have no order."""
        of_articles = select(articles.c.number, articles.c.published).where(
            articles.c.site == site,
            articles.c.language == language,
            articles.c.number.is_not(None),
            articles.c.published.is_not(None),
        )
        known = {row["number"]: row["published"][:10] for row in self.rows(of_articles)}
        prefix = f"{site}/{language}/"
        unread = select(headlines.c.id, func.min(headlines.c.published).label("published")).where(
            headlines.c.id.startswith(prefix, autoescape=True),
            headlines.c.id.not_in(select(articles.c.id).where(articles.c.seq.is_not(None))),
        )
        for row in self.rows(
            unread.group_by(headlines.c.id).having(
                func.count(headlines.c.published.distinct()) == 1
            )
        ):
            number = position_of(parse_id(row["id"]).ref.key)
            if number is not None:
                known.setdefault(number, row["published"])
        return list(known.items())

    def conflicts(self, site: str | None = None) -> list[str]:
        """Ids of the articles about whose day the evidence disagrees, the newest first."""
        said = union_all(
            select(claims.c.id, func.substr(claims.c.published, 1, 10).label("day")).where(
                claims.c.source != "url"
            ),
            select(headlines.c.id, headlines.c.published.label("day")),
        ).subquery()
        query = (
            select(articles.c.id)
            .join(said, said.c.id == articles.c.id)
            .where(articles.c.seq.is_not(None))
        )
        query = query.where(articles.c.status != SUPPRESSED)
        if site is not None:
            query = query.where(articles.c.site == site)
        grouped = query.group_by(articles.c.id).having(func.count(said.c.day.distinct()) > 1)
        found = set(self.values(grouped)) | self._contradicted(site)
        numbers = {one: position_of(parse_id(one).ref.key) for one in found}
        return sorted(found, key=lambda one: (-(numbers[one] or 0), numbers[one] is None, one))

    def _contradicted(self, site: str | None) -> set[str]:
        """Ids of the articles whose address holds another day than something else says."""
        written = claims.alias("written")
        said = union_all(
            select(claims.c.id, claims.c.published).where(claims.c.source != "url"),
            select(headlines.c.id, headlines.c.published),
        ).subquery()
        query = (
            select(articles.c.id, written.c.published, said.c.published)
            .join(written, (written.c.id == articles.c.id) & (written.c.source == "url"))
            .join(said, said.c.id == articles.c.id)
            .where(
                articles.c.seq.is_not(None),
                articles.c.status != SUPPRESSED,
                func.substr(said.c.published, 1, 10) != written.c.published,
            )
        )
        if site is not None:
            query = query.where(articles.c.site == site)
        return {
            article_id
            for article_id, day, published in self.tuples(query)
            if is_another_day(date.fromisoformat(day), published)
        }

    def texts_to_compare(self, seq: int) -> set[str]:
        """The `content_sha256` of each text that may have come to stand under several numbers, or
        ceased to, with the lines of articles.jsonl after this one."""
        live = articles.alias("live")
        shared = select(articles.c.content_sha256).where(
            articles.c.id.in_(select(revisions.c.id).where(revisions.c.seq > seq)),
            select(live.c.id)
            .where(
                live.c.content_sha256 == articles.c.content_sha256,
                live.c.id != articles.c.id,
                live.c.status == LIVE,
            )
            .exists(),
        )
        before = revisions.alias("before")
        find = func.instr if self.dialect == "sqlite" else func.strpos
        left = (
            select(before.c.line)
            .join(
                revisions,
                (before.c.id == revisions.c.id) & (before.c.revision == revisions.c.revision - 1),
            )
            .join(articles, articles.c.id == before.c.id)
            .where(revisions.c.seq > seq, find(before.c.line, articles.c.content_sha256) == 0)
        )
        former = (json.loads(line)["content_sha256"] for line in self.values(left))
        return {*self.values(shared), *former}

    def feed_position(self, feed: str) -> tuple[int, int]:
        """Last line that is surely on the disk, and the length of the file up to it. (0, 0) if
        nothing is known."""
        rows = self.rows(select(feeds.c.seq, feeds.c.size_bytes).where(feeds.c.name == feed))
        return (rows[0]["seq"], rows[0]["size_bytes"]) if rows else (0, 0)


def _feed_table(feed: str) -> Table:
    return {"articles": revisions, "headlines": headlines}[feed]
