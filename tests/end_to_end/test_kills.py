"""What no kill, no full disk and no sick site may do to the archive. The real command on the
replica; more of it by hand: bench/kill."""

from __future__ import annotations

import contextlib
import html
import shutil
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from support import makers
from support.disks import disk_of
from support.harness import (
    AtWrite,
    Ended,
    Episode,
    Findings,
    check_killed,
    check_settled,
    check_truth,
    crawl,
    lines_of,
    present,
    read_feed,
)

from newscrawl.extract.links import Links
from newscrawl.frontier.frontier import Visit
from newscrawl.frontier.policies import FullCrawl, IncrementalCrawl, policy_for
from newscrawl.identity.site import ArticleRef, Site
from newscrawl.records import article_record
from newscrawl.replica import Record, Replica, changes, running
from newscrawl.run.arguments import Arguments
from newscrawl.storage.archive import Archive
from newscrawl.storage.files.run_reports import note_start
from newscrawl.storage.warc.records import Exchange
from newscrawl.storage.warc.writer import Origin

pytestmark = pytest.mark.slow

AT_ONCE = [
    word
    for one in ("RETRY_TIMES=0", "NEWSCRAWL_BACKOFF=0", "NEWSCRAWL_REFUSALS_MAX=4")
    for word in ("-s", one)
]
"""No patience with a site that is sick."""
REVISIT = ["-a", "revisit=all"]


def feeds(output: Path) -> tuple[bytes, bytes]:
    return read_feed(output, "articles"), read_feed(output, "headlines")


def is_right(output: Path, truth: list[Record]) -> None:
    """Fails where the folder is not whole, or is not what the site shows."""
    found = check_settled(output)
    found += check_truth(output, truth)
    assert not found, str(found)


# Kills.

SEEDS = {21: 0, 22: 4, 23: 4}
"""Each an archive from nothing, killed five times; and how many changes of the site lie between two
runs at most."""


def test_15_kills_at_random_lose_nothing_double_nothing_and_tear_nothing(tmp_path: Path) -> None:
    def episode(seed: int) -> Episode:
        with running(articles=48, seed=seed) as replica:
            one = Episode(
                replica, tmp_path / str(seed), seed=seed, whole_s=1.6, most_changes=SEEDS[seed]
            )
            one.kills(5)
            one.settle()
        return one

    with ThreadPoolExecutor(2) as pool:
        episodes = list(pool.map(episode, SEEDS))
    assert sum(one.killed for one in episodes) == 15
    for seed, one in zip(SEEDS, episodes, strict=True):
        assert not one.found, "\n".join([f"seed {seed}", *one.told])


@pytest.mark.parametrize("point", ["after-commit", "half-line"])
def test_a_kill_between_state_and_feed_is_made_good_by_the_next_run(
    point: str, tmp_path: Path
) -> None:
    with running(articles=12, languages=("en",)) as replica:
        # The first commits enter the run and what repeats on the pages; those of lines come then.
        for times in range(1, 6):
            assert crawl(replica.root, tmp_path, kill=AtWrite(point, times)).was_killed, (
                "the run has no such moment"
            )
            found, owed = check_killed(tmp_path)
            assert not found, str(found)
            if owed:
                break
        else:
            raise AssertionError("no kill fell between state and feed")
        assert crawl(replica.root, tmp_path).code == 0
        is_right(tmp_path, replica.truth())


class Killed(Exception):
    pass


@pytest.mark.parametrize("writes", range(5))
def test_a_kill_as_the_first_run_ends_leaves_no_language_out_of_later_runs(
    writes: int, tmp_path: Path
) -> None:
    site = Site("paper", "https://paper.test", r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)")
    archive = Archive(tmp_path, run="20260114T120000Z-0001")
    for one in (makers.ready(1), makers.ready(2, id="paper/ru/2", language="ru")):
        archive.add_revision(article_record(one))
    archive.commit()
    first = policy_for(site, archive, Arguments())
    for number, language in enumerate(("en", "ru"), start=1):
        links = Links(
            [
                (
                    ArticleRef(language, str(number)),
                    f"https://paper.test/{language}/news/detail/{number}",
                )
            ],
            [],
            [],
        )
        first.onward(Visit(number, f"https://paper.test/{language}", "listing"), links)
    left = iter(range(writes))

    def dying(method: Callable[..., None]) -> Callable[..., None]:
        def write(*arguments: Any) -> None:
            if next(left, None) is None:
                raise Killed
            method(*arguments)

        return write

    with pytest.MonkeyPatch.context() as patch, contextlib.suppress(Killed):
        for name in ("put", "set_listing_plan"):
            patch.setattr(archive.state, name, dying(getattr(archive.state, name)))
        first.finish(complete=True)
    assert [*archive.state.listing_marks("paper")] in ([], ["en", "ru"])
    assert isinstance(
        policy_for(site, archive, Arguments()), IncrementalCrawl if writes == 4 else FullCrawl
    )
    archive.close()


def test_twins_name_each_other_though_the_run_that_met_the_second_was_killed(
    tmp_path: Path,
) -> None:
    with running(articles=12, languages=("en",)) as replica:
        assert crawl(replica.root, tmp_path).code == 0
        replica.apply(changes.republish("en", replica.numbers("en")[0]))
        # Each answer is a batch of its own, and the twin's is on the disk before the run ends and
        # tells the other.
        run = "20260114T120000Z-0001"
        archive = Archive(tmp_path, run=run, origin=Origin("ccbsnews", run))
        note_start(archive.state, run, "ccbsnews", "2026-01-14T12:00:00Z", {})
        twin = next(
            record for record in replica.truth() if record["id"] not in present(lines_of(tmp_path))
        )
        known = archive.known(
            next(
                one
                for one, line in present(lines_of(tmp_path)).items()
                if line["body"] == twin["body"]
            )
        )
        assert known is not None
        page = f"HTTP/1.1 200 OK\r\n\r\n<h1>{html.escape(twin['title'])}</h1>".encode()
        exchange = Exchange(
            twin["url"],
            datetime(2026, 1, 14, tzinfo=UTC),
            b"GET / HTTP/1.1\r\n\r\n",
            page,
            None,
            b"",
            twin["id"],
        )
        row = archive.capture(exchange)
        assert row is not None
        warc = {name: row[name] for name in ("file", "offset", "record_id")}
        record = {
            **archive.latest_record(known),
            "warc": warc,
            "id": twin["id"],
            "url": twin["url"],
            "same_as": [known.id],
            "revision": 1,
            "change": "new",
        }
        archive.add_revision(record)
        archive.close()
        assert crawl(replica.root, tmp_path).code == 0
        is_right(tmp_path, replica.truth())


@pytest.mark.parametrize("limit", [30, 45])
def test_what_only_the_text_of_an_article_links_to_is_found_after_a_run_that_ended_before_it(
    limit: int, tmp_path: Path
) -> None:
    with running(articles=60, languages=("en",)) as replica:
        assert crawl(replica.root, tmp_path, "-a", f"limit={limit}").code == 0
        assert len(lines_of(tmp_path)) == limit
        assert crawl(replica.root, tmp_path).code == 0
        is_right(tmp_path, replica.truth())


# A site that was crawled.


@dataclass(frozen=True)
class Aftermath:
    """A run on a sick site and a healthy one after it, in an archive that was healthy before."""

    sick: Ended
    healthy: Ended
    feeds: tuple[tuple[bytes, bytes], tuple[bytes, bytes], tuple[bytes, bytes]]
    """Before, after the sick run, after the healthy one."""
    found: Findings


SICK = {
    "all-403": REVISIT,
    "all-429": REVISIT,
    "all-500": REVISIT,
    "empty": REVISIT,
    "maintenance": REVISIT,
    "login": REVISIT,
}
SICK |= {"half-gone": REVISIT, "scheduled, maintenance": []}
"""The faults, and how the site is crawled under them."""


@pytest.fixture(scope="module")
def aftermaths(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Aftermath]:
    folder = tmp_path_factory.mktemp("sick")

    def through(names: list[str]) -> dict[str, Aftermath]:
        with running(articles=45) as replica:
            crawled = folder / names[0]
            assert crawl(replica.root, crawled).code == 0
            return {name: through_one(replica, crawled, name) for name in names}

    def through_one(replica: Replica, crawled: Path, name: str) -> Aftermath:
        output = folder / f"after {name}"
        shutil.copytree(crawled, output)
        states = [feeds(output)]
        replica.apply(changes.faults(name.rpartition(" ")[2]))
        sick = crawl(replica.root, output, *SICK[name], *AT_ONCE)
        states.append(feeds(output))
        replica.apply(changes.faults())
        healthy = crawl(replica.root, output, *REVISIT)
        states.append(feeds(output))
        found = check_settled(output)
        found += check_truth(output, replica.truth())
        return Aftermath(sick, healthy, (states[0], states[1], states[2]), found)

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(through, ([*SICK][::2], [*SICK][1::2]))
    return one | other


@pytest.mark.parametrize("name", SICK)
def test_a_sick_site_changes_nothing_and_the_next_run_finds_all_as_it_was(
    name: str, aftermaths: dict[str, Aftermath]
) -> None:
    after = aftermaths[name]
    before, sick, healthy = after.feeds
    assert sick == before, after.sick.last_line
    assert (after.healthy.code, healthy) == (0, before), after.healthy.last_line
    assert not after.found, str(after.found)


@pytest.mark.parametrize("name", SICK)
def test_a_run_on_a_sick_site_says_that_it_was_not_healthy(
    name: str, aftermaths: dict[str, Aftermath]
) -> None:
    assert aftermaths[name].sick.code == 1, aftermaths[name].sick.last_line


def test_a_third_of_the_articles_that_seem_gone_are_not_believed(
    aftermaths: dict[str, Aftermath],
) -> None:
    assert "too many to be believed" in aftermaths["half-gone"].sick.last_line


def test_a_server_that_dies_and_comes_back_costs_nothing(tmp_path: Path) -> None:
    with running(articles=30, faults=("dies",)) as replica:
        port = urlsplit(replica.root).port or 0
        assert crawl(replica.root, tmp_path, *AT_ONCE).code == 1
        found = check_settled(tmp_path)
        assert not found, str(found)
        assert len(lines_of(tmp_path)) < 30
    with running(articles=30, port=port) as replica:
        assert crawl(replica.root, tmp_path).code == 0
        is_right(tmp_path, replica.truth())
    before = feeds(tmp_path)
    with running(articles=30, faults=("dies",), port=port) as replica:
        assert crawl(replica.root, tmp_path, *REVISIT, *AT_ONCE).code == 1
        assert feeds(tmp_path) == before
    with running(articles=30, port=port) as replica:
        assert crawl(replica.root, tmp_path, *REVISIT).code == 0
        is_right(tmp_path, replica.truth())
        assert feeds(tmp_path) == before


# Two at once, and a full disk.


def test_of_two_runs_at_once_one_writes_nothing_and_the_other_ends_right(tmp_path: Path) -> None:
    with running(articles=30, faults=("slow",)) as replica, ThreadPoolExecutor(2) as pool:
        one, other = sorted(
            pool.map(lambda _: crawl(replica.root, tmp_path), range(2)),
            key=lambda ended: ended.code,
        )
        assert (one.code, other.code) == (0, 75)
        assert len(list((tmp_path / "runs").iterdir())) == 1
        is_right(tmp_path, replica.truth())


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk; `size` makes it another size."""
    with disk_of("64k", tmp_path / "disk") as folder:
        yield folder


def size(disk: Path, kib: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={kib}k", str(disk)], check=True)


@pytest.mark.parametrize("kib", [320, 448])
def test_a_full_disk_is_74_and_when_there_is_room_again_everything_is_there_once(
    kib: int, disk: Path
) -> None:
    size(disk, kib)
    with running(articles=60) as replica:
        ended = crawl(replica.root, disk)
        assert ended.code == 74, ended.last_line
        assert "No space left" in ended.last_line or "full" in ended.last_line
        assert "Traceback" not in ended.stderr
        found, _ = check_killed(disk)
        assert not found, str(found)
        size(disk, 64 << 10)
        healthy = crawl(replica.root, disk)
        assert healthy.code == 0, healthy.last_line
        is_right(disk, replica.truth())
        assert present(lines_of(disk))
