"""Who changed an article: the site, or the program that reads it."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from support.trial import Bench

from newscrawl.replica import changes, running

pytestmark = pytest.mark.slow

ARTICLES = 12


def causes(bench: Bench, after: int) -> Counter[str]:
    lines = bench.lines(after)
    assert len({line["id"] for line in lines}) == len(lines), "one line an article a run"
    return Counter(line["cause"] for line in lines)


def test_a_better_program_is_no_change_of_the_site(tmp_path: Path) -> None:
    """A new headline beside each text makes each page another one; one article is edited, too."""
    with running(markup="soup", articles=ARTICLES, languages=("en",)) as replica:
        bench = Bench(replica, tmp_path)
        bench.crawl()
        edited = replica.numbers("en")[-4]
        replica.apply(changes.publish("en"))
        replica.apply(changes.edit("en", edited))
        bench.rules('loader.add_value("section", "Found by rule")')

        bench.crawl("revisit=all")

        assert causes(bench, ARTICLES) == {"parser": ARTICLES - 1, "site": 1}
        [changed] = [line for line in bench.lines(ARTICLES) if line["cause"] == "site"]
        assert changed["id"] == f"ccbsnews/en/{edited}"
        bench.verify()

        bench.crawl("revisit=all")
        assert len(bench.lines()) == 2 * ARTICLES

        # Nothing is left to compare with.
        shutil.rmtree(bench.output / "warc")
        replica.apply(changes.publish("en"))
        bench.rules('loader.add_value("section", "Another rule")')
        bench.crawl("revisit=all", code=1)
        bench.crawl("accept=drift")
        # The walk finds the two that were published meanwhile as well.
        assert causes(bench, 2 * ARTICLES) == {"site": ARTICLES + 2}


def test_what_the_server_vouches_for_is_not_read_again(tmp_path: Path) -> None:
    with running(markup="soup", articles=ARTICLES, languages=("en",), validators="etag") as replica:
        bench = Bench(replica, tmp_path)
        bench.crawl()
        bench.rules('loader.add_value("section", "Found by rule")')

        bench.crawl("revisit=all")
        # One check in ten asks for the page itself.
        looked = causes(bench, ARTICLES)
        assert not looked["site"] and looked.total() < ARTICLES / 4

        replica.apply(changes.edit("en", replica.numbers("en")[-4]))
        bench.crawl("revisit=all")
        assert causes(bench, ARTICLES + looked.total()) == {"site": 1}
