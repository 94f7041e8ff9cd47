"""A site with any form of addresses is crawled like any other, with numbers and without."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from support.forms import gazette
from support.variants import first_then_slow

from newscrawl.replica import changes

HERE = ("-s", "NEWSCRAWL_READERS=0")
NO_CHECKS = ("-s", "NEWSCRAWL_CHECKS_MAX=0")
FIELDS = ("url", "title", "body", "language", "published", "published_from", "headlines")
MARKUPS = {
    "dated": "word",
    "number": "semantic",
    "code": "tables",
    "query": "soup",
    "slug-number": "magazine",
    "slug": "cms",
    "sitemaps": "cards",
}


@pytest.mark.parametrize("form", first_then_slow([*MARKUPS]))
def test_a_site_is_read_and_then_costs_three_requests(form: str, tmp_path: Path) -> None:
    with gazette(tmp_path, form, markup=MARKUPS[form]) as site:
        assert "40 new" in site.crawl(*HERE)
        found, truth = site.latest(), site.truth()
        assert found.keys() == truth.keys()
        for article_id, record in truth.items():
            told = found[article_id]
            assert {name: told[name] for name in FIELDS} == {name: record[name] for name in FIELDS}
        site.asked()
        assert "0 new, 0 changed" in site.crawl(*HERE, *NO_CHECKS)
        assert len(site.asked()) <= 3
        verified = site.project.run("verify")
        assert verified.returncode == 0, verified.stdout + verified.stderr


@pytest.mark.slow
@pytest.mark.parametrize("form", ["slug", "dated", "slug-number"])
def test_what_changes_goes_and_comes_is_written(form: str, tmp_path: Path) -> None:
    with gazette(tmp_path, form, languages=("en",), articles=24) as site:
        site.crawl(*HERE)
        numbers = site.replica.numbers("en")
        edited, retitled, deleted = numbers[-4], numbers[-6], numbers[-8]
        (new,) = site.replica.apply(
            changes.edit("en", edited, "body"),
            changes.edit("en", retitled, "title"),
            changes.delete("en", deleted),
            changes.publish("en"),
        )
        site.crawl(*HERE, "-a", "revisit=all")
        site.crawl(*HERE)
        written = {(line["id"], line["change"]) for line in site.lines() if line["revision"] > 1}
        assert written == {
            (site.id("en", edited), "changed"),
            (site.id("en", retitled), "changed"),
            (site.id("en", deleted), "gone"),
        }
        assert site.id("en", new) in site.latest()
        suppressed = site.id("en", edited)
        done = site.project.run("suppress", suppressed, "--reason", "asked for")
        assert done.returncode == 0, done.stderr
        before = site.lines()
        assert site.project.run("reparse").returncode == 0
        assert site.lines() == before
        assert site.project.run("verify").returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("form", ["dated", "number"])
def test_a_state_that_is_lost_is_rebuilt_and_nothing_is_read_twice(
    form: str, tmp_path: Path
) -> None:
    with gazette(tmp_path, form) as site:
        site.crawl(*HERE)
        lines = site.lines()
        (site.output / "newscrawl.db").unlink()
        assert "0 new, 0 changed" in site.crawl(*HERE)
        assert site.lines() == lines
        with closing(sqlite3.connect(site.output / "newscrawl.db")) as database:
            count = database.execute("SELECT count(*) FROM articles").fetchone()[0]
        assert count == len(lines)


@pytest.mark.slow
def test_kills_lose_nothing_and_double_nothing_where_a_code_names_an_article(
    tmp_path: Path,
) -> None:
    with gazette(tmp_path, "code", languages=("en",), articles=30) as site:
        for requests in (6, 18, 24):
            site.asked()
            with site.start() as run:
                while run.poll() is None and len(site.replica.requests()) < requests:
                    pass
                run.kill()
        site.crawl(*HERE)
        found, truth = site.latest(), site.truth()
        assert found.keys() == truth.keys()
        assert {name: found[name]["body"] for name in found} == {
            name: truth[name]["body"] for name in truth
        }
        revisions = [(line["id"], line["revision"]) for line in site.lines()]
        assert len(revisions) == len(set(revisions))
        verified = site.project.run("verify")
        assert verified.returncode == 0, verified.stdout + verified.stderr


@pytest.mark.parametrize("form", first_then_slow(["query", "slug", "code"]))
@pytest.mark.parametrize("fault", first_then_slow(["half-gone", "maintenance"]))
def test_what_befalls_the_site_as_a_whole_is_written_of_no_article(
    fault: str, form: str, tmp_path: Path
) -> None:
    with gazette(tmp_path, form, languages=("en",), articles=45) as site:
        site.crawl(*HERE)
        before = site.lines()
        site.replica.apply(changes.faults(fault))
        site.crawl(*HERE, "-a", "revisit=all", "-s", "RETRY_TIMES=0", code=1)
        assert site.lines() == before
        site.replica.apply(changes.faults())
        assert "0 new, 0 changed" in site.crawl(*HERE, "-a", "revisit=all")
        assert site.lines() == before


def test_a_page_that_is_not_there_is_told_by_what_stands_where_none_can_be(tmp_path: Path) -> None:
    with gazette(tmp_path, "slug", languages=("en",), articles=12) as site:
        site.crawl(*HERE)
        gone = site.replica.numbers("en")[2]
        site.replica.apply(changes.soft("page"), changes.delete("en", gone))
        site.crawl(*HERE, "-a", "revisit=all")
        site.crawl(*HERE, "-a", "revisit=all")
        assert site.latest()[site.id("en", gone)]["change"] == "gone"
        asked = json.dumps(site.asked())
        assert "no-such-article-can-be-here" in asked


def test_news_that_only_a_sitemap_names_is_found_also_in_a_new_month(tmp_path: Path) -> None:
    with gazette(tmp_path, "sitemaps", languages=("en",), articles=20) as site:
        site.crawl(*HERE)
        (first,) = site.replica.apply(changes.publish("en"))
        assert "1 new" in site.crawl(*HERE, *NO_CHECKS)
        (second,) = site.replica.apply(changes.day(date(2026, 2, 2)), changes.publish("en"))
        assert "1 new" in site.crawl(*HERE, *NO_CHECKS)
        assert {site.id("en", first), site.id("en", second)} <= site.latest().keys()
        site.asked()
        assert "0 new" in site.crawl(*HERE, *NO_CHECKS)
        assert len(site.asked()) <= 4
