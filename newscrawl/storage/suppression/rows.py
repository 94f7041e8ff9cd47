"""The rows of the state that say something of an article: gathered, and cleared in one
transaction."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, or_, select, update

from newscrawl.lifecycle.page import SUPPRESSED, Known
from newscrawl.lifecycle.transitions import met, revised, suppressed
from newscrawl.records import Record, line_of
from newscrawl.storage.state.repository import State
from newscrawl.storage.state.schema import (
    articles,
    claims,
    failures,
    headlines,
    memories,
    owed,
    readings,
    requisite_uses,
    requisites,
    revisions,
    runs,
)
from newscrawl.storage.suppression.lines import padded, untitled, without_headline, without_text
from newscrawl.storage.suppression.texts import TAKEN_OUT, Texts, boilerplate_without

PAGE_LINES = 500


@dataclass(frozen=True, slots=True)
class Order:
    """A row of `suppressions`."""

    id: str
    reason: str
    at: str
    done: bool
    run: str | None

    @property
    def moment(self) -> datetime:
        """When it was ordered."""
        return datetime.fromisoformat(self.at)


def texts_of(state: State, article_id: str, urls: Collection[str] = ()) -> Texts:
    """What the state still says of an article. `urls` are those at which its site has it, or once
    had it, beside those that its lines tell."""
    texts = Texts(urls=set(urls))
    for table in (revisions, headlines):
        for row in state.rows(select(table.c.line).where(table.c.id == article_id)):
            texts.add(json.loads(row["line"]))
    for row in _lines_about(state, article_id, texts.urls):
        texts.titles.update(
            pair["title"]
            for pair in json.loads(row["line"])["headlines"]
            if pair["url"] in texts.urls and pair["title"]
        )
    return texts


def lines_to_rewrite(
    state: State, feed: str, article_id: str, urls: set[str]
) -> Iterator[tuple[int, str]]:
    """The lines of a feed that are of the article, or may name it, in order, as the state holds
    them."""
    if feed == "headlines":
        asked = (
            select(headlines.c.seq, headlines.c.line)
            .where(headlines.c.id == article_id)
            .order_by(headlines.c.seq)
        )
        yield from ((row["seq"], row["line"]) for row in state.rows(asked))
        return
    for row in _lines_about(state, article_id, urls, own=True):
        yield row["seq"], row["line"]


def clear(state: State, order: Order, texts: Texts) -> Counter[str]:
    """Take the text out of every row, and add the line that says so. Gives how many lines of which
    kind. Raises OutputError."""
    counts: Counter[str] = Counter()
    with state.erasing_transaction() as connection:
        record = None
        for row in (
            connection.execute(
                select(revisions).where(revisions.c.id == order.id).order_by(revisions.c.seq)
            )
            .mappings()
            .all()
        ):
            record = without_text(json.loads(row["line"]))
            _put_line(connection, revisions, row, record)
            counts["lines"] += 1
        counts["headlines"] = _clear_headlines(connection, order)
        cleared = _clear_pairs(connection, state, order.id, texts.urls)
        counts["named"] = len(cleared)
        found = (
            connection.execute(select(articles).where(articles.c.id == order.id)).mappings().first()
        )
        known = Known(**found) if found is not None else met(order.id, order.moment)
        if record is not None and known.status != SUPPRESSED:
            record = _gone(connection, order, record)
            known = revised(known, record)
        connection.execute(delete(articles).where(articles.c.id == order.id))
        connection.execute(insert(articles), asdict(suppressed(known)))
        counts["followed"] = _tell_followers(connection, order, cleared)
        _clear_requisites(connection, order.id)
        for table in (claims, readings, owed, requisite_uses):
            connection.execute(delete(table).where(table.c.id == order.id))
        connection.execute(delete(failures).where(failures.c.page == order.id))
        _clear_boilerplate(connection, texts)
        _clear_runs(connection, texts)
    return counts


def _lines_about(
    state: State, article_id: str, urls: set[str], *, own: bool = False
) -> Iterator[Any]:
    """Rows of the lines of other articles that hold one of these URLs, in order; `own`: and of the
    article itself."""
    after = 0
    named = or_(
        *(revisions.c.line.contains(f'"{url}"', autoescape=True) for url in sorted(urls)),
        revisions.c.seq < 0,
    )
    asked = select(revisions).where(
        (revisions.c.id == article_id) | named if own else (revisions.c.id != article_id) & named
    )
    while True:
        rows = state.rows(
            asked.where(revisions.c.seq > after).order_by(revisions.c.seq).limit(PAGE_LINES)
        )
        yield from rows
        if len(rows) < PAGE_LINES:
            return
        after = rows[-1]["seq"]


def _put_line(connection: Connection, table: Table, row: Any, record: Any, **columns: str) -> bool:
    """Put a line in the place of the one that stands there, as long as it is. False if it stands
    there already."""
    line = padded(record, len(row["line"].encode()))
    if line == row["line"]:
        return False
    connection.execute(update(table).where(table.c.seq == row["seq"]).values(line=line, **columns))
    return True


def _clear_headlines(connection: Connection, order: Order) -> int:
    """Empty what its headlines call it. Gives how many there are.

    Where any was cleared now one more is added: whoever follows the feed has read those before it
    as they were.
    """
    query = select(headlines).where(headlines.c.id == order.id).order_by(headlines.c.seq)
    rows = connection.execute(query).mappings().all()
    cleared = [
        _put_line(
            connection,
            headlines,
            row,
            without_text(json.loads(row["line"])),
            title=untitled(row["seq"]),
        )
        for row in rows
    ]
    if any(cleared):
        seq = _next_seq(connection, headlines)
        told = {"seq": seq, "seen_at": order.at, "run": order.run}
        line = without_text(json.loads(rows[-1]["line"])) | told
        columns = {name: line[name] for name in ("id", "published", "seen_on")}
        row = {**told, **columns, "title": untitled(seq), "line": line_of(line)}
        connection.execute(insert(headlines), row)
    return len(rows)


def _clear_pairs(
    connection: Connection, state: State, article_id: str, urls: set[str]
) -> list[int]:
    """Empty what the lines of other articles call this one. Gives the `seq` of each line that was
    changed, in order."""
    return [
        row["seq"]
        for row in _lines_about(state, article_id, urls)
        if _put_line(connection, revisions, row, without_headline(json.loads(row["line"]), urls))
    ]


def _tell_followers(connection: Connection, order: Order, cleared: Sequence[int]) -> int:
    """Add a line for each article whose last one was changed: whoever follows the feed has read
    that as it was. Gives how many there are."""
    count, seq = 0, _next_seq(connection, revisions)
    for start in range(0, len(cleared), PAGE_LINES):
        chunk = cleared[start : start + PAGE_LINES]
        query = select(revisions.c.line).join(articles, articles.c.seq == revisions.c.seq)
        last = query.where(revisions.c.seq.in_(chunk)).order_by(revisions.c.seq)
        for line in connection.execute(last).scalars().all():
            record = json.loads(line)
            if record["change"] == "new":
                record["change"] = "changed"
            told = {"seq": seq, "revision": record["revision"] + 1, "run": order.run}
            _add_line(connection, record | told | {"cause": "parser"})
            connection.execute(
                update(articles)
                .where(articles.c.id == record["id"])
                .values(seq=seq, revision=told["revision"])
            )
            count, seq = count + 1, seq + 1
    return count


def _next_seq(connection: Connection, feed: Table) -> int:
    return int(connection.execute(select(func.max(feed.c.seq))).scalar() or 0) + 1


def _add_line(connection: Connection, record: Record) -> None:
    row = {name: record[name] for name in ("seq", "id", "revision", "run")}
    connection.execute(insert(revisions), {**row, "line": line_of(record)})


def _gone(connection: Connection, order: Order, last: Record) -> Record:
    """Add the line by which readers that follow the feed learn of it; gives it."""
    record = {
        **last,
        "seq": _next_seq(connection, revisions),
        "change": "gone",
        "cause": "site",
        "revision": last["revision"] + 1,
        "fetched_at": order.at,
        "run": order.run,
    }
    _add_line(connection, record)
    return record


def _clear_requisites(connection: Connection, article_id: str) -> None:
    """The pictures that only this article shows are not known any more, nor owed."""
    others = requisite_uses.alias("others")
    is_shared = (
        select(others.c.id)
        .where(others.c.url == requisite_uses.c.url, others.c.id != article_id)
        .exists()
    )
    own = select(requisite_uses.c.url).where(requisite_uses.c.id == article_id, ~is_shared)
    connection.execute(delete(requisites).where(requisites.c.url.in_(own)))


def _clear_boilerplate(connection: Connection, texts: Texts) -> None:
    for row in connection.execute(select(memories)).mappings().all():
        pages = boilerplate_without(row["pages"], texts)
        if pages != row["pages"]:
            where = (memories.c.site == row["site"], memories.c.language == row["language"])
            connection.execute(update(memories).where(*where).values(pages=pages))


def _clear_runs(connection: Connection, texts: Texts) -> None:
    for row in (
        connection.execute(select(runs.c.id, runs.c.summary).where(runs.c.summary.is_not(None)))
        .mappings()
        .all()
    ):
        if texts.is_named_in(row["summary"]):
            connection.execute(update(runs).where(runs.c.id == row["id"]).values(summary=TAKEN_OUT))
