"""`scrapy reparse`: what a better extraction reads differently is written, and nothing else; no
site is asked for anything."""

from __future__ import annotations

import json
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from support.makers import of_version_1
from support.paths import SUPPORT
from support.runs import reports_of
from support.trial import Bench

from newscrawl.records import line_of
from newscrawl.replica import Replica, changes, running

BLIND = """
import newscrawl.extract.article as article
from newscrawl.extract.body.find_body import BodySearch

article.find_body = lambda outline, page: BodySearch(None, [])
"""
"""An extraction that finds no body on any page."""


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with running(markup="soup", articles=40, languages=("en",), listing_size=10) as replica:
        yield replica


@pytest.fixture
def bench(replica: Replica, tmp_path: Path) -> Bench:
    return Bench(replica, tmp_path)


def test_the_same_program_writes_no_line(bench: Bench) -> None:
    bench.crawl()
    before = bench.digest()
    asked = bench.replica.requests()

    done = bench.reparse()

    assert "40 unchanged" in done.stderr.splitlines()[-1]
    after = bench.digest()
    assert {name for name in after if before.get(name) != after[name]} == {
        "newscrawl.db",
        *(after.keys() - before.keys()),
    }
    assert {name.partition("/")[0] for name in after.keys() - before.keys()} == {"runs"}
    crawled, again = reports_of(bench.output)
    assert again["rules"] == crawled["rules"] != {}
    assert bench.replica.requests() == asked
    bench.verify()


@pytest.mark.slow
def test_an_archive_of_the_first_schema_goes_on_in_the_present_one(tmp_path: Path) -> None:
    with running(markup="semantic", articles=12, languages=("en",)) as replica:
        bench = Bench(replica, tmp_path)
        bench.crawl()
    told = {line["id"]: line for line in bench.lines()}
    assert all(line["description"] and line["modified"] for line in told.values())
    write_as_version_1(bench.output)
    before = bench.lines()

    bench.reparse()

    assert bench.lines() == before, "the new keys alone make no revision"
    bench.rules('loader.add_value("section", "Found by rule")')

    bench.reparse()

    found = bench.lines(after=12)
    assert bench.lines()[:12] == before and len(found) == 12
    for line in found:
        assert line["schema"] == "newscrawl.article/2"
        for name in ("description", "modified", "tags"):
            assert line[name] == told[line["id"]][name]
    bench.verify()


def write_as_version_1(output: Path) -> None:
    """Feed and state as they were before there were `description`, `modified` and `tags`."""
    feed = output / "articles.jsonl"
    lines = [line_of(of_version_1(json.loads(line))) for line in feed.read_bytes().splitlines()]
    feed.write_bytes("".join(f"{line}\n" for line in lines).encode())
    with closing(sqlite3.connect(output / "newscrawl.db")) as state:
        for seq, line in enumerate(lines, 1):
            state.execute("UPDATE revisions SET line = ? WHERE seq = ?", (line, seq))
        size = (feed.stat().st_size,)
        state.execute("UPDATE feeds SET size_bytes = ? WHERE name = 'articles'", size)
        state.commit()


@pytest.mark.slow
@pytest.mark.parametrize("markup", ["semantic", "tables", "word"])
@pytest.mark.parametrize(
    "options",
    [{"own_date_share": 0.2, "listing_step": 2}, {"validators": "both", "numbers": "own"}],
    ids=["sparse", "own"],
)
def test_nor_does_it_on_other_sites_and_after_further_visits(
    markup: str, options: dict[str, Any], tmp_path: Path
) -> None:
    with running(markup=markup, articles=48, **options) as replica:
        bench = Bench(replica, tmp_path)
        bench.crawl()
        bench.crawl("revisit=all")
        before = bench.lines()

        bench.reparse("--processes", "2")

        assert bench.lines() == before


@pytest.mark.slow
def test_a_selector_that_was_added_repairs_the_whole_archive(bench: Bench) -> None:
    bench.crawl()
    before = {line["id"]: line for line in bench.lines()}
    visits = bench.rows("SELECT id, visited_at, due_at, tries FROM articles ORDER BY id")
    bench.rules('loader.add_value("section", "Found by rule")')

    bench.reparse()

    found = bench.lines(after=40)
    assert [line["seq"] for line in found] == list(range(41, 81))
    for line in found:
        known = before[line["id"]]
        assert (
            line["cause"] == "parser"
            and line["change"] == "changed"
            and line["revision"] == known["revision"] + 1
        )
        assert line["section"] == "Found by rule"
        for key in (
            "title",
            "body",
            "published",
            "fetched_at",
            "fetched_from",
            "warc",
            "content_sha256",
        ):
            assert line[key] == known[key], key
    assert bench.rows("SELECT id, visited_at, due_at, tries FROM articles ORDER BY id") == visits
    bench.verify()

    bench.reparse()

    assert len(bench.lines()) == 80


@pytest.mark.slow
def test_a_first_contact_that_failed_is_made_good_without_a_request(bench: Bench) -> None:
    bench.rules(before=BLIND)
    bench.crawl(code=1)
    assert bench.lines() == []
    bench.rules()

    bench.reparse()

    truth = {
        record["id"]: record
        for record in bench.replica.truth()
        if record["id"].startswith("ccbsnews/en/")
    }
    found = {line["id"]: line for line in bench.lines()}
    assert found.keys() == truth.keys()
    for article_id, line in found.items():
        assert (line["change"], line["cause"], line["revision"]) == ("new", "parser", 1)
        assert (line["title"], line["body"]) == (
            truth[article_id]["title"],
            truth[article_id]["body"],
        )
    assert {row[0] for row in bench.rows("SELECT status FROM articles WHERE seq IS NOT NULL")} == {
        "live"
    }
    bench.verify()


@pytest.mark.slow
def test_a_dry_run_shows_what_would_change_and_writes_nothing(bench: Bench) -> None:
    bench.crawl()
    before = bench.digest()
    bench.rules('loader.add_value("section", "Found by rule")')

    done = bench.reparse("--dry-run", "--ids", "7500-7502")

    assert done.stdout.count("changed   ccbsnews/en/750") == 3
    assert done.stdout.count("    section: ") == 3 and "-> 'Found by rule'" in done.stdout
    assert "a dry run" in done.stderr
    assert bench.digest() == before


def test_ids_pick(bench: Bench) -> None:
    bench.crawl()
    bench.rules('loader.add_value("section", "Found by rule")')

    bench.reparse("--ids", "7500-7502,7510")

    assert [line["id"] for line in bench.lines(after=40)] == [
        f"ccbsnews/en/{number}" for number in (7500, 7501, 7502, 7510)
    ]


@pytest.mark.slow
def test_a_day_that_a_better_reading_does_not_find_is_no_evidence_any_more(bench: Bench) -> None:
    bench.rules(
        'loader.add_value("published", __import__("datetime").date(2019, 5, 4))',
        'loader.add_value("published_from", "page")',
    )
    bench.crawl()
    wrong = [line for line in bench.lines() if line["published"] == "2019-05-04"]
    assert wrong
    bench.rules()

    bench.reparse()

    newest = {line["id"]: line for line in bench.lines()}
    assert not [line for line in newest.values() if line["published"] == "2019-05-04"]
    assert bench.rows("SELECT * FROM claims WHERE published = '2019-05-04'") == []
    bench.verify()


@pytest.mark.slow
def test_a_day_that_a_rule_finds_stays_evidence_while_the_rule_does(tmp_path: Path) -> None:
    with running(markup="soup", articles=24, languages=("en",), own_date_share=0) as replica:
        bench = Bench(replica, tmp_path)
        bench.rules('loader.add_value("published", __import__("datetime").date(2019, 5, 4))')
        bench.crawl()
        before, claims = bench.lines(), bench.rows("SELECT * FROM claims ORDER BY id")
        assert len(claims) == 24
        bench.rules(
            'loader.add_value("published", __import__("datetime").date(2019, 5, 4))',
            'loader.add_value("section", "Found by rule")',
        )

        bench.reparse()

        found = bench.lines(after=24)
        assert [line["section"] for line in found] == ["Found by rule"] * 24
        assert {line["published"] for line in (*before, *found)} == {"2019-05-04"}
        assert bench.rows("SELECT * FROM claims ORDER BY id") == claims


@pytest.mark.slow
def test_an_article_that_is_gone_is_read_better_and_stays_gone(tmp_path: Path) -> None:
    with running(markup="soup", articles=24, languages=("en",)) as replica:
        _read_better_when_gone(Bench(replica, tmp_path))


def _read_better_when_gone(bench: Bench) -> None:
    bench.crawl()
    with closing(sqlite3.connect(bench.output / "newscrawl.db")) as database:
        number = database.execute("SELECT max(number) FROM articles").fetchone()[0]
    change = changes.delete("en", number)
    bench.replica.apply(change)
    bench.crawl(f"url={bench.replica.root}/en/news/detail/{number}")
    bench.rules('loader.add_value("section", "Found by rule")')

    bench.reparse("--ids", str(number))

    line = bench.lines()[-1]
    assert (line["id"], line["change"], line["cause"], line["section"]) == (
        f"ccbsnews/en/{number}",
        "gone",
        "parser",
        "Found by rule",
    )
    bench.verify()
    assert bench.rows(f"SELECT status FROM articles WHERE number = {number}") == [("gone",)]


@pytest.mark.slow
def test_an_interrupted_one_is_continued_by_the_same_program_only(bench: Bench) -> None:
    bench.crawl()
    bench.rules('loader.add_value("section", "Found by rule")')
    bench.reparse("--ids", "7517")
    with closing(sqlite3.connect(bench.output / "newscrawl.db")) as database, database:
        database.execute("UPDATE reparses SET chosen = '', place = 'en/7507'")

    done = bench.reparse()

    assert "continues after en/7507" in done.stderr
    assert [line["id"] for line in bench.lines(after=41)] == [
        f"ccbsnews/en/{number}" for number in range(7508, 7517)
    ]

    with closing(sqlite3.connect(bench.output / "newscrawl.db")) as database, database:
        database.execute("UPDATE reparses SET place = 'en/7507'")
    bench.rules('loader.add_value("section", "Found by another rule")')

    done = bench.reparse()

    assert "continues" not in done.stderr
    assert len(bench.lines()) == 41 + 9 + 40


@pytest.mark.slow
@pytest.mark.parametrize("instant", ["before-commit", "after-commit", "half-line", "before-sync"])
def test_killed_at_a_write_it_is_continued_and_writes_each_line_once(
    instant: str, bench: Bench
) -> None:
    bench.crawl()
    bench.rules('loader.add_value("section", "Found by rule")')

    for times in (1, 2, 3):
        dying = [str(SUPPORT / "dying.py"), instant, str(times)]
        done = bench.run("reparse", code=None, start=dying)
        assert done.returncode in (0, -signal.SIGKILL), done.stderr
    bench.reparse()

    assert sorted(line["id"] for line in bench.lines(after=40)) == sorted(
        line["id"] for line in bench.lines()[:40]
    )
    bench.verify()


@pytest.mark.slow
def test_a_page_that_can_no_longer_be_read_keeps_its_record_and_is_told(bench: Bench) -> None:
    bench.crawl()
    before = bench.lines()
    bench.rules(before=BLIND)

    done = bench.reparse(code=1)

    assert "40 articles failed" in done.stderr.splitlines()[-1]
    assert bench.lines() == before
    bench.verify()


@pytest.mark.slow
def test_records_that_were_moved_away_are_told(bench: Bench) -> None:
    bench.crawl()
    for path in (bench.output / "warc").glob("*.warc.gz"):
        path.rename(bench.output.parent / path.name)

    done = bench.reparse(code=1)

    assert "record lost" in done.stderr
    assert len(bench.lines()) == 40


@pytest.mark.slow
def test_an_older_page_is_never_read_in_the_place_of_one_that_no_file_holds(tmp_path: Path) -> None:
    with running(markup="soup", articles=24, languages=("en",)) as replica:
        bench = Bench(replica, tmp_path)
        bench.crawl()
        number = replica.numbers("en")[-1]
        replica.apply(changes.edit("en", number))
        address = f"url={replica.root}/en/news/detail/{number}"
        root = f"root={replica.root}"
        bench.run("crawl", "ccbsnews", "-a", root, "-a", address, "-s", "NEWSCRAWL_WARC=False")
        edited = bench.lines(after=24)
        assert [line["warc"] for line in edited] == [None]

        bench.reparse()
        assert bench.lines(after=24) == edited

        bench.crawl(address)
        bench.reparse()
        assert bench.lines(after=24) == edited


@pytest.mark.slow
def test_a_lost_state_is_rebuilt_by_the_reparse_itself(bench: Bench) -> None:
    bench.crawl()
    for path in bench.output.glob("newscrawl.db*"):
        path.unlink()
    bench.rules('loader.add_value("section", "Found by rule")')

    bench.reparse()

    assert [line["section"] for line in bench.lines(after=40)] == ["Found by rule"] * 40
    bench.verify()


@pytest.mark.slow
def test_a_rule_that_raises_fails_its_pages_and_writes_nothing(bench: Bench) -> None:
    bench.crawl()
    before = bench.lines()
    bench.rules("raise KeyError('no such part')")

    done = bench.reparse(code=1)

    assert "40 rule failed" in done.stderr.splitlines()[-1] and "Traceback" not in done.stderr
    assert bench.lines() == before


@pytest.mark.slow
def test_what_was_taken_down_is_not_read_and_the_others_read_as_before(bench: Bench) -> None:
    bench.crawl()
    # The first pages that come tell what repeats: with these, what the others were read by is gone.
    for (article_id,) in bench.rows(
        "SELECT id FROM captures WHERE id IS NOT NULL ORDER BY offset LIMIT 2"
    ):
        bench.run("suppress", article_id, "--reason", "a test")
    before = bench.lines()

    done = bench.reparse()

    assert "38 unchanged" in done.stderr
    assert bench.lines() == before
    bench.verify()


@pytest.mark.slow
def test_a_state_that_is_lost_does_not_take_the_way_back_to_the_pages(bench: Bench) -> None:
    bench.crawl()
    before = bench.lines()
    for path in bench.output.glob("newscrawl.db*"):
        path.unlink()
    bench.crawl()
    bench.reparse()
    assert bench.lines() == before
    bench.rules('loader.add_value("section", "Found by rule")')

    bench.reparse()

    assert [line["section"] for line in bench.lines(after=40)] == ["Found by rule"] * 40
    bench.verify()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--ids", "missing"), "what is missing is in no WARC file"),
        (("--ids", "x"), "names no article"),
        (("--processes", "some"), "not a number of processes"),
        (("nosuch",), "there is no spider nosuch"),
        (("--nosuch",), "there is no option --nosuch"),
        (("ccbsnews", "more"), "one word too many"),
    ],
)
def test_what_is_wrong_is_refused(bench: Bench, words: tuple[str, ...], told: str) -> None:
    bench.crawl("limit=4")

    assert told in bench.reparse(*words, code=2).stderr


@pytest.mark.slow
def test_without_an_archive_or_a_warc_file_it_is_refused(bench: Bench) -> None:
    assert "there is no folder" in bench.reparse(code=2).stderr
    assert not bench.output.exists()
    bench.run(
        "crawl",
        "ccbsnews",
        "-a",
        f"root={bench.replica.root}",
        "-a",
        "limit=4",
        "-s",
        "NEWSCRAWL_WARC=False",
    )

    assert "no WARC file" in bench.reparse(code=2).stderr
