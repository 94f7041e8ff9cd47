"""The state: what is known of each article, each number, each headline, each run. The only module that speaks SQL."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, Executable, Select, Table, bindparam, create_engine, delete, event, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from newscrawl.errors import OutputError, UsageError
from newscrawl.storage.tables import (
    FAILED,
    GONE,
    LIVE,
    VERSION,
    articles,
    feeds,
    headlines,
    marks,
    memories,
    meta,
    metadata,
    owed,
    plans,
    revisions,
    runs,
    signposts,
)

NAME = "newscrawl.db"
PAGE_ROWS = 1000
"""Rows that are held at once where there may be very many."""


# Asked for each article: made once, for to build a statement costs as much as to run it.
_KNOWN = select(articles).where(articles.c.id.in_(bindparam("ids", expanding=True)))
_TWINS = select(articles.c.id).where(articles.c.content_sha256 == bindparam("text"), articles.c.status == LIVE).order_by(articles.c.id)
_SAME_HEADLINE = select(headlines.c.seq).where(*(headlines.c[name] == bindparam(name) for name in ("id", "title", "published")))
_SIGHTINGS = (
    select(headlines.c.title, headlines.c.published, headlines.c.seen_on, headlines.c.seen_at)
    .where(headlines.c.id == bindparam("id"))
    .order_by(headlines.c.seq)
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article number: a row of `articles`, where each field has its comment."""

    id: str
    site: str
    language: str
    number: int
    status: str
    first_seen_at: str
    visited_at: str
    seq: int | None = None
    revision: int = 0
    digest: bytes = b""
    content_sha256: str | None = None
    published: str | None = None
    published_from: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    due_at: str | None = None
    tries: int = 0
    reason: str | None = None
    doubted_in: str | None = None
    redate: bool = False

    @property
    def is_read(self) -> bool:
        """Whether there is a revision of it."""
        return self.seq is not None


@dataclass(slots=True)
class Batch:
    """What is written together, or not at all."""

    articles: dict[str, Known] = field(default_factory=dict)
    revisions: list[dict[str, Any]] = field(default_factory=list)
    headlines: list[dict[str, Any]] = field(default_factory=list)
    feeds: list[dict[str, Any]] = field(default_factory=list)
    owed: dict[str, str] = field(default_factory=dict)
    """Articles to be visited, and their site; those in `articles` are so no more."""

    def __bool__(self) -> bool:
        return bool(self.articles or self.revisions or self.headlines or self.owed)


class State:
    """One database. Errors of it are OutputErrors that name it."""

    def __init__(self, folder: Path, database: str | None = None, *, read_only: bool = False, in_use: bool = False) -> None:
        """Open it, and make its tables where there are none. `database` is an address for SQLAlchemy; None: a file in the folder.

        `read_only` leaves every byte of the folder as it is, also after a crash; with `in_use` beside it, it reads what a run is writing.
        Raises UsageError for an address that names no database, OutputError for one that cannot be opened or is of a later version.
        """
        self.name = _shown(database) if database else str(folder / NAME)
        self._scratch: Path | None = None
        with self._telling("open"):
            if database:
                self._engine = _engine_at(database)
            else:
                self._engine = self._read_only_engine(folder / NAME, in_use=in_use) if read_only else _sqlite_engine(_uri(folder / NAME))
            if not read_only:
                metadata.create_all(self._engine)
            self._reader = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            self._check_version(read_only=read_only)
        self._upsert = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[self._engine.dialect.name]

    def _read_only_engine(self, path: Path, *, in_use: bool) -> Engine:
        wal = path.with_name(path.name + "-wal")
        if not path.exists():
            engine = _sqlite_engine(":memory:")
            metadata.create_all(engine)
            return engine
        if in_use and wal.exists():
            return _sqlite_engine(_uri(path) + "?mode=ro", read_only=True)
        if wal.exists() and wal.stat().st_size:
            # A run was killed: to read what it committed SQLite must write. It may, elsewhere.
            self._scratch = Path(mkdtemp(prefix="newscrawl-"))
            for one in (path, wal):
                shutil.copy(one, self._scratch)
            return _sqlite_engine(_uri(self._scratch / NAME))
        return _sqlite_engine(_uri(path) + "?mode=ro&immutable=1", read_only=True)

    def _check_version(self, *, read_only: bool) -> None:
        found = self._reader.execute(select(meta.c.value).where(meta.c.name == "version")).scalar()
        if found is None and not read_only:
            with self._engine.begin() as connection:
                connection.execute(insert(meta), {"name": "version", "value": VERSION})
        elif found is not None and not str(found).isdecimal():
            raise OutputError(
                f"{self.name} is damaged: its version is {found!r}; move it away, and the next run rebuilds it from the feeds"
            )
        elif found is not None and int(found) > int(VERSION):
            raise OutputError(f"{self.name} was written by a later version of newscrawl: use that version, or another output folder")

    def close(self) -> None:
        """The state is of no use after it."""
        with self._telling("close"):
            self._reader.close()
            self._engine.dispose()
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)

    # Writing.

    def write(self, batch: Batch) -> None:
        """All of the batch in one transaction, on the disk when this returns. Raises OutputError, and nothing of it is written then."""
        with self._telling("write"), self._engine.begin() as connection:
            for table, rows in ((revisions, batch.revisions), (headlines, batch.headlines)):
                if rows:
                    connection.execute(insert(table), rows)
            self._put(connection, articles, [asdict(known) for known in batch.articles.values()])
            self._put(connection, feeds, batch.feeds)
            self._put(connection, owed, [{"id": one, "site": site} for one, site in batch.owed.items()])
            if batch.articles:
                connection.execute(delete(owed).where(owed.c.id == bindparam("visited")), [{"visited": one} for one in batch.articles])

    def put(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write these rows, each in the place of the one with its key. Raises OutputError."""
        with self._telling("write"), self._engine.begin() as connection:
            self._put(connection, table, rows)

    def _put(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        if not rows:
            return
        statement: Any = self._upsert(table)
        keys = [column.name for column in table.primary_key]
        changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
        connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), list(rows))

    def set_plan(self, site: str, language: str, urls: Sequence[str], read_at: str) -> None:
        """Replace the listing pages that a run of this site looks at for news in this language."""
        rows = [
            {"site": site, "language": language, "place": place, "url": url, "read_at": read_at if place == 0 else None}
            for place, url in enumerate(urls)
        ]
        with self._telling("write"), self._engine.begin() as connection:
            connection.execute(delete(plans).where(plans.c.site == site, plans.c.language == language))
            if rows:
                connection.execute(insert(plans), rows)

    def touch_plan(self, site: str, url: str, read_at: str) -> None:
        """Note when a page of the plan was read."""
        with self._telling("write"), self._engine.begin() as connection:
            connection.execute(update(plans).where(plans.c.site == site, plans.c.url == url).values(read_at=read_at))

    # Articles.

    def known(self, ids: Sequence[str]) -> list[Known]:
        """What is known of these; those never met are left out."""
        return [Known(**row) for row in self._rows(_KNOWN, ids=list(ids))]

    def due(self, site: str, now: str, limit: int) -> list[Known]:
        """What is due at this time, the newest numbers first."""
        asked = select(articles).where(articles.c.site == site, articles.c.due_at <= now)
        return [Known(**row) for row in self._rows(asked.order_by(articles.c.number.desc()).limit(limit))]

    def among(self, site: str, kinds: Sequence[str], now: str) -> Iterator[Known]:
        """The articles of these kinds (`all`, `undated`, `failed`, `gone`, `due`), the newest first; each once."""
        read = articles.c.seq.is_not(None)
        conditions = {
            "all": read,
            "undated": read & articles.c.published.is_(None) & (articles.c.status == LIVE),
            "failed": (articles.c.status == FAILED) | ((articles.c.tries > 0) & (articles.c.status == LIVE)),
            "gone": articles.c.status == GONE,
            "due": articles.c.due_at <= now,
        }
        wanted = conditions[kinds[0]]
        for kind in kinds[1:]:
            wanted = wanted | conditions[kind]
        return self._in_pages(site, wanted)

    def _in_pages(self, site: str, wanted: Any) -> Iterator[Known]:
        # Page by page from where the last one ended: what a run writes meanwhile neither repeats a row nor leaves one out.
        order = (articles.c.number.desc(), articles.c.language)
        at: tuple[int, str] | None = None
        while True:
            asked = select(articles).where(articles.c.site == site, wanted).order_by(*order).limit(PAGE_ROWS)
            if at is not None:
                after = (articles.c.number < at[0]) | ((articles.c.number == at[0]) & (articles.c.language > at[1]))
                asked = asked.where(after)
            rows = [Known(**row) for row in self._rows(asked)]
            yield from rows
            if len(rows) < PAGE_ROWS:
                return
            at = (rows[-1].number, rows[-1].language)

    def to_redate(self, site: str) -> list[str]:
        """Ids of articles about whose day headlines have said something new."""
        return list(
            self._values(select(articles.c.id).where(articles.c.site == site, articles.c.redate.is_(True)).order_by(articles.c.seq))
        )

    def owed(self, site: str) -> list[str]:
        """Ids of the articles that pages of others led to, and that no run has come to visit."""
        return list(self._values(select(owed.c.id).where(owed.c.site == site).order_by(owed.c.id)))

    def twins(self, content_sha256: str) -> list[str]:
        """Ids of the live articles that say this, in order."""
        return list(self._values(_TWINS, text=content_sha256))

    def shared_texts(self) -> list[str]:
        """The `content_sha256` of each text that stands under several live numbers."""
        live = articles.c.content_sha256.is_not(None) & (articles.c.status == LIVE)
        return list(
            self._values(select(articles.c.content_sha256).where(live).group_by(articles.c.content_sha256).having(func.count() > 1))
        )

    def languages(self, site: str) -> list[str]:
        """The languages in which an article was ever read."""
        asked = select(articles.c.language).where(articles.c.site == site, articles.c.seq.is_not(None)).distinct()
        return sorted(self._values(asked))

    def numbers(self, site: str, language: str, *, read: bool = False, limit: int | None = None) -> list[int]:
        """The numbers that are accounted for, highest first; `read`: only those that were ever read."""
        asked = select(articles.c.number).where(articles.c.site == site, articles.c.language == language)
        if read:
            asked = asked.where(articles.c.seq.is_not(None))
        return list(self._values(asked.order_by(articles.c.number.desc()).limit(limit)))

    def newest_live(self, site: str, language: str, limit: int) -> list[int]:
        """The highest numbers whose articles were there when they were last visited."""
        asked = select(articles.c.number).where(articles.c.site == site, articles.c.language == language, articles.c.status == LIVE)
        return list(self._values(asked.order_by(articles.c.number.desc()).limit(limit)))

    def oldest_day_from(self, site: str, language: str, number: int) -> str | None:
        """The earliest day of publication among the next hundred dated articles from this number on; None if none is dated.

        As numbers grow with publication, an article is hardly younger than that.
        """
        nearest = (
            select(articles.c.published)
            .where(articles.c.site == site, articles.c.language == language, articles.c.number >= number, articles.c.published.is_not(None))
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
            asked = select(table.c.seq, table.c.line).where(table.c.seq > after).order_by(table.c.seq).limit(PAGE_ROWS)
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

    def sightings(self, article_id: str) -> list[dict[str, str]]:
        """Every dated headline of an article, in the order of their first sight: `title`, `published`, `seen_on`, `seen_at`."""
        return self._rows(_SIGHTINGS, id=article_id)

    def feed_position(self, feed: str) -> tuple[int, int]:
        """Last line that is surely on the disk, and the length of the file up to it. (0, 0) if nothing is known."""
        rows = self._rows(select(feeds.c.seq, feeds.c.size_bytes).where(feeds.c.name == feed))
        return (rows[0]["seq"], rows[0]["size_bytes"]) if rows else (0, 0)

    # Runs, and what they leave to the next.

    def runs(self, site: str | None = None, *, limit: int | None = None, unended: bool = False) -> list[dict[str, Any]]:
        """The runs as rows, the last one first; `unended`: those that were killed, and one that is under way."""
        asked = select(runs).order_by(runs.c.started_at.desc(), runs.c.id.desc()).limit(limit)
        if site is not None:
            asked = asked.where(runs.c.site == site)
        if unended:
            asked = asked.where(runs.c.verdict.is_(None))
        return self._rows(asked)

    def lines_of_run(self, run: str) -> int:
        """How many lines of articles.jsonl a run wrote."""
        return self._value(select(func.count()).select_from(revisions).where(revisions.c.run == run)) or 0

    def marks(self, site: str) -> dict[str, tuple[int, str | None]]:
        """For each language: the highest number that the last complete run knew, and the day before which it did not look."""
        rows = self._rows(select(marks).where(marks.c.site == site))
        return {row["language"]: (row["number"], row["since"]) for row in rows}

    def plan(self, site: str) -> dict[str, list[tuple[str, str | None]]]:
        """For each language: the listing pages to look at for news, in order, each with when it was last read."""
        found: dict[str, list[tuple[str, str | None]]] = {}
        for row in self._rows(select(plans).where(plans.c.site == site).order_by(plans.c.language, plans.c.place)):
            found.setdefault(row["language"], []).append((row["url"], row["read_at"]))
        return found

    def signposts(self, site: str) -> set[str]:
        """The kinds of listing pages that pages of the site are known to lead to."""
        return set(self._values(select(signposts.c.kind).where(signposts.c.site == site)))

    def memories(self, site: str) -> dict[str, Any]:
        """For each language: what repeats from page to page, as `Memory.dump` gave it."""
        return {row["language"]: json.loads(row["pages"]) for row in self._rows(select(memories).where(memories.c.site == site))}

    # Counting, for status.

    def counts(self, site: str | None = None) -> list[dict[str, Any]]:
        """How many articles there are, by site, language, status, and where their day is from."""
        columns = (articles.c.site, articles.c.language, articles.c.status, articles.c.published_from, articles.c.seq.is_not(None))
        asked = select(*columns[:4], columns[4].label("read"), func.count().label("count")).group_by(*columns)
        if site is not None:
            asked = asked.where(articles.c.site == site)
        return self._rows(asked.order_by(articles.c.site, articles.c.language))

    def troubles(self, site: str, limit: int | None = None) -> list[Known]:
        """The articles whose last visit failed, those that failed most often first."""
        failing = (articles.c.status == FAILED) | ((articles.c.status == LIVE) & (articles.c.tries > 0))
        asked = select(articles).where(articles.c.site == site, failing)
        return [Known(**row) for row in self._rows(asked.order_by(articles.c.tries.desc(), articles.c.number.desc()).limit(limit))]

    def everything(self) -> Iterator[Known]:
        """Every row of `articles`, for checks."""
        for site in self._values(select(articles.c.site).distinct()):
            yield from self._in_pages(site, articles.c.id.is_not(None))

    # The ground.

    @property
    def dialect(self) -> str:
        """sqlite or postgresql."""
        return self._engine.dialect.name

    def rows(self, asked: Executable) -> list[dict[str, Any]]:
        """What a query gives: the door for the other modules of storage."""
        return self._rows(asked)

    def _rows(self, asked: Executable, **given: Any) -> list[dict[str, Any]]:
        with self._telling("read"):
            return [dict(row) for row in self._reader.execute(asked, given).mappings()]

    def _values(self, asked: Select[Any], **given: Any) -> Sequence[Any]:
        with self._telling("read"):
            return self._reader.execute(asked, given).scalars().all()

    def _value(self, asked: Select[Any]) -> Any:
        with self._telling("read"):
            return self._reader.execute(asked.limit(1)).scalar()

    @contextmanager
    def _telling(self, what: str) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, OSError) as error:
            if isinstance(error, OutputError):
                raise
            cause = error.orig if isinstance(error, DBAPIError) else error
            told = " ".join(str(cause).split())
            if "malformed" in told or "not a database" in told:
                told += "; move it away, and the next run rebuilds it from the feeds"
            raise OutputError(getattr(cause, "errno", None), f"cannot {what} {self.name}: {told}") from error
        except SQLAlchemyError as error:
            raise OutputError(None, f"cannot {what} {self.name}: {' '.join(str(error).split())}") from error


def check_database(database: str) -> None:
    """Raises UsageError unless this is an address of a database that the state can live in."""
    try:
        url = make_url(database)
        if url.get_backend_name() not in ("sqlite", "postgresql"):
            raise UsageError(f"-s NEWSCRAWL_DATABASE={_shown(database)}: sqlite and postgresql are known, {url.get_backend_name()} is not")
        url.get_dialect().import_dbapi()
    except (ArgumentError, NoSuchModuleError):
        raise UsageError("-s NEWSCRAWL_DATABASE=…: no address of a database; it looks like postgresql+psycopg://user@host/name") from None
    except ImportError as error:
        raise UsageError(f"-s NEWSCRAWL_DATABASE={_shown(database)}: its driver is not installed: {error}") from None


def _feed_table(feed: str) -> Table:
    return {"articles": revisions, "headlines": headlines}[feed]


def _shown(database: str) -> str:
    try:
        return make_url(database).render_as_string(hide_password=True)
    except ArgumentError:
        return "the database"


def _uri(path: Path) -> str:
    return f"file:{quote(str(path))}"


def _engine_at(database: str) -> Engine:
    url = make_url(database)
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(_uri(Path(url.database or NAME).absolute()))
    return create_engine(url, isolation_level="READ COMMITTED")


def _sqlite_engine(uri: str, *, read_only: bool = False) -> Engine:
    if uri == ":memory:":
        return create_engine("sqlite://")
    joint = "&" if "?" in uri else "?"
    engine = create_engine(f"sqlite:///{uri}{joint}uri=true", connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        if not read_only:
            # A commit is on the disk when it returns, and readers need not wait for it.
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA cache_size=-16384")

    return engine
