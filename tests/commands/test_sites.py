"""`scrapy sites`, as a user types it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from support import launcher
from support.postgres import Server

Sites = Callable[..., subprocess.CompletedProcess[str]]
VARIABLE = "NEWSCRAWL_WORKERS_DATABASE"


def typed(
    *words: str | Path, database: str = "postgresql://127.0.0.1:1/none"
) -> subprocess.CompletedProcess[str]:
    return launcher.run("sites", *words, env={VARIABLE: database})


def last(done: subprocess.CompletedProcess[str]) -> str:
    return done.stderr.rstrip("\n").rpartition("\n")[2]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ad", "one"], "there is no 'sites ad'; did you mean add?"),
        (["pause"], "it is 'scrapy sites ["),
        (["list", "one"], "it is 'scrapy sites ["),
        (["sync", "a", "b"], "it is 'scrapy sites ["),
        (["add", "one"], "it is 'scrapy sites add NAME SPIDER"),
        (["add", "One", "ccbsnews"], "'One' is no name of a site"),
        (["add", "one", "nobody"], "there is no spider 'nobody'; there are: ccbsnews"),
        (["add", "one", "ccbsnews", "--schedule", "often"], "'often' is no schedule"),
        (["add", "one", "ccbsnews", "--minutes", "x"], "--minutes x: not a number"),
        (["add", "one", "ccbsnews", "--limit", "0"], "-a limit=0: not a number of articles"),
        (["add", "one", "ccbsnews", "-a", "rot=1"], "-a rot=…: there is no such argument"),
        (["add", "one", "ccbsnews", "-a", "limit=4"], "-a limit=…: it is --limit"),
        (["add", "one", "ccbsnews", "-a", "revisit=all"], "a site runs by its schedule"),
        (["add", "one", "ccbsnews", "-a", "root"], "-a NAME=VALUE: root is none"),
        (["add", "one", "ccbsnews", "-s", "NEWSCRAWL_OUTPUT=x"], "it is --folder and --database"),
        (["add", "one", "ccbsnews", "-s", "NEWSCRAWL_ARCHIVES=x"], "it is a setting of workers"),
        (["sync", "none.toml"], "none.toml: No such file"),
    ],
)
def test_what_is_wrong_is_refused_before_the_server_is_asked(words: list[str], said: str) -> None:
    done = typed(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert last(done).startswith("sites: ") and said in last(done)


def test_a_server_that_is_not_there_is_one_line() -> None:
    done = typed()
    assert done.returncode == 74
    assert last(done).startswith("sites: cannot use postgresql+psycopg://127.0.0.1:1/none: ")


def test_without_a_database_it_is_refused() -> None:
    done = launcher.run("sites", without=[VARIABLE])
    assert done.returncode == 2 and "no database of workers is named" in last(done)


@pytest.mark.slow
def test_the_table_is_filled_changed_and_shown(server: Server) -> None:
    database = server.new()

    def done(*words: str | Path) -> str:
        done = typed(*words, database=database)
        assert done.returncode == 0, done.stderr
        return last(done)

    root = "root=http://127.0.0.2:8080"
    said = done("add", "one", "ccbsnews", "--schedule", "15m", "-a", root, "-s", "DOWNLOAD_DELAY=2")
    assert said == "sites: added: one, on 127.0.0.2, every 15m"
    again = typed("add", "one", "ccbsnews", database=database)
    assert again.returncode == 2 and "there is a site one already" in last(again)
    done("add", "two", "ccbsnews", "--limit", "50")
    done("pause", "one", "two")
    done("resume", "two")
    done("run", "two")
    shown = {
        row["name"]: row for row in json.loads(typed("--json", database=database).stdout)["sites"]
    }
    assert shown["one"]["paused"] and shown["one"]["minutes"] == 20
    assert shown["one"]["settings"] == {"DOWNLOAD_DELAY": "2"}
    assert (shown["two"]["host"], shown["two"]["limit"], shown["two"]["minutes"]) == (
        "ccbsnews.info",
        50,
        None,
    )
    assert done() == "sites: 2 sites, 0 running, 0 failing again and again"
    assert done("remove", "one").endswith("removed from the table; the archive stays: one")


@pytest.mark.slow
def test_a_file_says_what_the_table_is(server: Server, tmp_path: Path) -> None:
    database, file = server.new(), tmp_path / "sites.toml"

    def synced(text: str, *words: str) -> tuple[set[str], str]:
        file.write_text(text, "utf-8")
        done = typed("sync", file, *words, database=database)
        assert done.returncode == 0, done.stderr
        return set(done.stdout.splitlines()), last(done)

    one = '[one]\nspider = "ccbsnews"\nschedule = "30m"\n'
    two = '[two]\nspider = "ccbsnews"\narguments = {root = "http://127.0.0.3"}\n'
    said, line = synced(one + two)
    assert said == {"added: one", "added: two"}
    assert line == f"sites: 2 added, 0 changed, 0 not in the file ({file})"
    assert synced(one + two)[0] == set()
    assert synced(one.replace("30m", "1h") + two)[0] == {"changed: one"}
    said, line = synced(two)
    assert said == {"not in the file: one"} and "1 not in the file" in line
    assert synced(two, "--remove")[0] == {"removed: one"}
    wrong = typed("sync", file, database=database)
    assert wrong.returncode == 0
    file.write_text("[two]\nspider = 'nobody'\n", "utf-8")
    refused = typed("sync", file, database=database)
    assert refused.returncode == 2 and f"{file}, [two]: there is no spider" in last(refused)
