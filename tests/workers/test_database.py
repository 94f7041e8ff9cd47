"""The database that workers share: what is refused, and what is made."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib.machinery import ModuleSpec

import pytest
from scrapy.settings import Settings
from support.on_workers import Workers, workers
from support.postgres import Server

from newscrawl.errors import OutputError, UsageError
from newscrawl.workers import database as module
from newscrawl.workers.database import SETTING, Database, database_url, read_url

__all__ = ["workers"]


def test_without_a_setting_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    with pytest.raises(UsageError, match=f"-s {SETTING}=postgresql://"):
        database_url(Settings())
    monkeypatch.setenv(SETTING, "postgresql://me@host/sites")
    assert database_url(Settings()).host == "host"


def test_without_the_extra_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(name: str) -> ModuleSpec | None:
        return None if name == "procrastinate" else ModuleSpec(name, None)

    monkeypatch.setattr(module, "find_spec", find)
    with pytest.raises(UsageError, match=r"procrastinate is not installed: pip install 'newscrawl"):
        database_url(Settings({SETTING: "postgresql://me@host/sites"}))


@pytest.mark.parametrize("given", ["sites", "sqlite:///x", "mysql://me@host/sites", "postgresql"])
def test_what_is_no_address_of_postgresql_is_refused(given: str) -> None:
    with pytest.raises(UsageError, match="no address of a PostgreSQL database"):
        read_url(given)


def test_what_the_user_says_of_the_connection_stays() -> None:
    assert (
        read_url("postgresql://me@host/sites?connect_timeout=60").query["connect_timeout"] == "60"
    )


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    with pytest.raises(OutputError) as error:
        Database(read_url("postgresql://me:secret@127.0.0.1:1/sites"))
    assert "127.0.0.1:1/sites" in str(error.value) and "secret" not in str(error.value)


@pytest.mark.slow
def test_all_that_is_made_lies_in_one_schema(workers: Workers) -> None:
    Database(read_url(workers.url))
    others = workers.rows(
        "SELECT table_name FROM information_schema.tables WHERE table_schema NOT IN"
        " ('newscrawl_workers', 'pg_catalog', 'information_schema')"
    )
    assert others == []


@pytest.mark.slow
def test_two_that_begin_at_once_make_one(server: Server) -> None:
    url = read_url(server.new())
    with ThreadPoolExecutor(4) as pool:
        assert len(list(pool.map(Database, [url] * 4))) == 4


@pytest.mark.slow
def test_tables_of_a_later_version_are_left_alone(workers: Workers) -> None:
    workers.rows("UPDATE meta SET value = '99' WHERE name = 'version'")
    with pytest.raises(OutputError, match="of a later version"):
        Database(read_url(workers.url))
