"""A state in PostgreSQL takes what any page may say, is what a state in SQLite is, and is brought up
to date as one."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect, select
from support.makers import NOON, headline, ready
from support.on_postgres import PostgresArchive
from support.postgres import Server, run_sql

import newscrawl
from newscrawl.lifecycle.transitions import met, revised
from newscrawl.records import article_record
from newscrawl.storage.archive import Archive
from newscrawl.storage.queries.latest import LatestRecords
from newscrawl.storage.state import in_order, migrations
from newscrawl.storage.state.batch import Batch
from newscrawl.storage.state.connection import engine_at
from newscrawl.storage.state.in_order import numbered, unnumbered
from newscrawl.storage.state.migrations import bring_up_to_date
from newscrawl.storage.state.repository import State
from newscrawl.storage.state.schema import VERSION, articles, metadata
from newscrawl.storage.state.schema.views import drop_views

pytestmark = pytest.mark.slow

RUN, NEXT = "20260114T120000Z-0001", "20260115T120000Z-0002"

HOSTILE = {
    "NUL": "a\0b",
    "half a character": "a\ud800b\udfff",
    "no character": "a\uffffb\U0010ffff",
    "no index holds it": secrets.token_hex(20_000),
    "no end": "a\\' --\"; DROP TABLE articles; %s {x} :y $$",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_any_text_is_taken_and_found_again(text: str, database: str, tmp_path: Path) -> None:
    def opened(run: str) -> Archive:
        return Archive(tmp_path, run=run, database=database)

    archive = opened(RUN)
    url = f"https://paper.test/{text}"
    record = article_record(ready(1, title=text, body=text, url=url, section=text))
    archive.add_revision(record, validators=(text, text))
    archive.add_headline(headline(1, title=text))
    archive.close()

    archive = opened(NEXT)
    assert not archive.is_news(headline(1, title=text))
    known = archive.known("paper/en/1")
    assert known is not None
    assert archive.latest_record(known)["seq"] == 1
    archive.put_article(replace(known, reason=text, url=url))
    archive.add_revision({**record, "change": "changed", "revision": 2, "title": "Another"})
    archive.state.add_listing_kinds("paper", [url[:2_000]], run=NEXT)
    archive.close()
    archive = opened("20260116T120000Z-0003")
    for name in ("articles", "headlines"):
        lines = [f"{line}\n" for _, line in archive.state.lines(name)]
        assert lines and "".join(lines).encode() == (tmp_path / f"{name}.jsonl").read_bytes()
    archive.close()


def test_a_url_that_is_too_long_for_an_index_is_found(database: str, tmp_path: Path) -> None:
    url = f"https://paper.test/{secrets.token_hex(10_000)}"
    row = {"record_id": "<urn:uuid:1>", "file": "a", "offset": 0, "length": 9, "kind": "response"}
    row |= {"url": url, "at": "2026-01-14T12:00:00Z", "status": 200}
    with closing(State(tmp_path, database)) as state:
        state.save_warc([], [row])
        found = state.capture_at(url)
        assert found is not None and found["record_id"] == "<urn:uuid:1>"
        assert state.capture_at(url[:-1]) is None


# Order.


def test_text_is_sorted_as_in_sqlite_whatever_the_language_of_the_server(
    database: str, tmp_path: Path
) -> None:
    keys = ["b-slug", "B-slug", "a_slug", "a-slug", "Ä", "ა", "9", "10"]
    found = []
    for folder, given in ((tmp_path / "a", None), (tmp_path / "b", database)):
        folder.mkdir()
        with closing(State(folder, given)) as state:
            made = [met(f"paper/en/{key}", NOON) for key in keys]
            state.write(Batch(articles={one.id: one for one in made}))
            found.append([one.key for one in state.all_articles()])
    assert found[0] == found[1]
    assert sorted(found[1]) == sorted(keys)


@pytest.mark.parametrize("has_numbers", [True, False])
def test_each_page_of_rows_begins_at_its_place_in_the_index(
    has_numbers: bool, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_order, "PAGE_ROWS", 300)
    query = select(articles).where(articles.c.site == "paper", articles.c.language == "en")
    plans: list[str] = []
    with closing(State(tmp_path, database)) as state:
        keys = [f"{'' if has_numbers else 'a-slug-'}{number}" for number in range(1, 2_001)]
        made = [met(f"paper/en/{key}", NOON) for key in keys]
        state.write(Batch(articles={one.id: one for one in made}))
        run_sql(database, "ANALYZE articles")
        # A table as small as this is read whole: what counts is what there is for a large one.
        for name in ("seqscan", "bitmapscan", "sort"):
            state._reader.exec_driver_sql(f"SET enable_{name} = off")
        rows = state.rows

        def explained(query: Any) -> list[dict[str, Any]]:
            text = query.compile(state._engine, compile_kwargs={"literal_binds": True})
            plan = state._reader.exec_driver_sql(f"EXPLAIN {text}").scalars()
            plans.append("\n".join(plan))
            return rows(query)

        monkeypatch.setattr(state, "rows", explained)
        found = [
            *(row["key"] for row in numbered(state, query, newest_first=True)),
            *(row["key"] for row in unnumbered(state, query)),
        ]
        assert len(found) == 2_000 and len(set(found)) == 2_000
        assert {row["key"] for row in chain(unnumbered(state, query), numbered(state, query))}
    for plan in plans:
        assert "articles_in_order" in plan, plan
        assert "Sort Key" not in plan or "Presorted Key" in plan, plan


def test_the_export_is_in_the_order_of_one_from_sqlite(database: str, tmp_path: Path) -> None:
    found = []
    for folder, given in ((tmp_path / "a", None), (tmp_path / "b", database)):
        archive = Archive(folder, run=RUN, database=given)
        for key in ("10", "9", "a-slug", "b", "B", "11"):
            archive.add_revision(article_record(ready(1, id=f"paper/en/{key}")))
        archive.commit()
        found.append([record["id"] for record in LatestRecords(archive.state)])
        archive.close()
    assert found[0] == found[1] and len(found[0]) == 6


def test_an_article_is_read_as_from_sqlite(database: str, tmp_path: Path) -> None:
    found = []
    for folder, given in ((tmp_path / "a", None), (tmp_path / "b", database)):
        archive = Archive(folder, run=RUN, database=given)
        for number, text in enumerate(
            ("Паром 🛳", "ბორანი\n\nა", "a\\x41\\\\'\"", *HOSTILE.values())
        ):
            archive.add_revision(article_record(ready(number, title=text, body=text)))
        archive.close()
        found.append(list(newscrawl.Archive(folder, database=given).articles()))
    assert found[0] == found[1] and len(found[0]) == 3 + len(HOSTILE)


# States of earlier versions.

WITHOUT_VIEWS = """
DROP VIEW IF EXISTS article, revision;
ALTER TABLE articles DROP COLUMN IF EXISTS confirmed_at, DROP COLUMN IF EXISTS translations;
ALTER TABLE revisions DROP COLUMN IF EXISTS last_seen_before_at;
"""
OF_VERSION_1 = f"""{WITHOUT_VIEWS}
DROP INDEX articles_in_order;
ALTER TABLE articles DROP COLUMN key, DROP COLUMN url, ALTER COLUMN number SET NOT NULL;
CREATE INDEX articles_by_number ON articles (site, language, number);
ALTER TABLE owed DROP COLUMN url;
INSERT INTO owed VALUES ('paper/en/77', 'paper');
UPDATE meta SET value = '1' WHERE name = 'version';
"""
OF_VERSION_2 = f"""{WITHOUT_VIEWS}
DROP INDEX articles_in_order, headlines_by_article, captures_by_url_hash;
CREATE INDEX articles_by_number ON articles (site, language, number);
CREATE INDEX captures_by_url ON captures (url);
ALTER TABLE headlines ADD CONSTRAINT one_sighting_once UNIQUE (id, title, published);
CREATE UNIQUE INDEX one_sighting_of_title_once ON headlines (id, md5(title), published);
ALTER TABLE feeds ALTER COLUMN size_bytes TYPE INTEGER, ALTER COLUMN name TYPE TEXT COLLATE "default";
ALTER TABLE articles ALTER COLUMN published TYPE TEXT COLLATE "default";
ALTER TABLE failures DROP COLUMN ways;
"""


@pytest.fixture
def folder(database: str, tmp_path: Path) -> Iterator[Path]:
    """An archive with two articles and a headline."""
    archive = Archive(tmp_path, run=RUN, database=database)
    archive.add_revision(article_record(ready(1)))
    archive.add_revision(article_record(ready(2)))
    archive.add_headline(headline(1))
    archive.close()
    yield tmp_path


def faults(folder: Path, database: str) -> list[str]:
    """What `verify` finds, but for reports, which no run wrote here."""
    found = PostgresArchive(folder, database).audited()
    return [one for one in found if "nor runs/" not in one]


def shape(database: str) -> tuple[list[Any], list[Any]]:
    """The columns with their types, and the indexes with theirs."""
    columns = run_sql(
        database,
        "SELECT table_name, column_name, data_type, collation_name, is_nullable"
        " FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2",
    )
    indexes = run_sql(
        database,
        "SELECT tablename, regexp_replace(indexdef, 'articles_pkey\\d*', 'articles_pkey')"
        " FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2",
    )
    return columns, indexes


@pytest.mark.parametrize(
    "made",
    [
        OF_VERSION_1
        + OF_VERSION_2.replace(
            "CREATE INDEX articles_by_number ON articles (site, language, number);", ""
        ).replace("articles_in_order, ", ""),
        OF_VERSION_1,
        OF_VERSION_2,
    ],
    ids=["both", "1", "2"],
)
def test_an_earlier_state_becomes_as_a_new_one(made: str, folder: Path, database: str) -> None:
    new = shape(database)
    run_sql(database, made)
    assert shape(database) != new

    with closing(State(folder, database, read_only=True)) as state:
        assert [one.key for one in state.all_articles()] == ["2", "1"]
        assert state.unvisited("paper") == [("paper/en/77", None)] * ("owed" in made)
    assert shape(database) != new, "who reads changes nothing"

    Archive(folder, run=NEXT, database=database).close()
    for now, made_new in zip(shape(database), new, strict=True):
        assert set(now) ^ set(made_new) == set()
    assert run_sql(database, "SELECT value FROM meta WHERE name = 'version'") == [(VERSION,)]
    urls = run_sql(database, "SELECT key, url FROM articles ORDER BY key")
    assert urls == [(key, f"https://paper.test/en/news/detail/{key}") for key in ("1", "2")]
    assert faults(folder, database) == []


def test_what_stops_half_way_leaves_the_earlier_state(
    folder: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_sql(database, OF_VERSION_1)
    before = shape(database)

    def stops(*given: object) -> None:
        raise RuntimeError("the power is cut")

    monkeypatch.setattr(migrations, "_url_in", stops)
    engine = engine_at(database)
    with pytest.raises(RuntimeError, match="power"):
        bring_up_to_date(engine)
    engine.dispose()
    assert shape(database) == before
    monkeypatch.undo()
    Archive(folder, run=NEXT, database=database).close()
    assert faults(folder, database) == []


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
@pytest.mark.parametrize("left", [["articles"], ["articles", "meta"], ["meta", "owed", "runs"]])
def test_a_state_of_which_a_kill_left_some_tables_is_made_whole(
    left: list[str], dialect: str, server: Server, tmp_path: Path
) -> None:
    database = server.new() if dialect == "postgresql" else f"sqlite:///{tmp_path}/state.db"
    engine = engine_at(database)
    bring_up_to_date(engine)
    whole = {name: table.indexes for name, table in metadata.tables.items()}
    with engine.begin() as connection:
        drop_views(connection)
        for table in reversed(metadata.sorted_tables):
            if table.name not in left:
                table.drop(connection)
        if "articles" in left:
            connection.exec_driver_sql("DROP INDEX articles_in_order")
            for name in ("key", "url"):
                connection.exec_driver_sql(f"ALTER TABLE articles DROP COLUMN {name}")
    engine.dispose()

    State(tmp_path, database).close()

    engine = create_engine(database)
    there = inspect(engine)
    assert set(there.get_table_names()) == whole.keys()
    assert {one["name"] for one in there.get_indexes("articles")} == {
        index.name for index in articles.indexes
    }
    with closing(State(tmp_path, database)) as state:
        known = revised(None, {**article_record(ready(1)), "seq": 1})
        state.write(Batch(articles={known.id: known}))
        assert [one.key for one in state.all_articles()] == ["1"]
    engine.dispose()
