"""A site that only sitemaps tell, with more in them than there is room for in memory: what waits,
waits on the disk, also through a kill; and what has not changed is passed by."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest
from support import launcher
from support.memory import watched
from support.slugs import Project
from support.timeouts import COMMAND_S

from newscrawl.replica.listed_site import HOME, INDEX, ListedSite, serving

SPIDER = """
from newscrawl.frontier import article_queue
from newscrawl.news_spider import NewsSpider

article_queue.IN_MEMORY = {in_memory}
article_queue.REMEMBERED = {in_memory}


class GazetteSpider(NewsSpider):
    name = "gazette"
    canonical_root = "https://gazette.test"
    article_addresses = ({says!r},)
    languages = ("en",)
"""


class KillingSite(ListedSite):
    """Kills whoever asks for the n-th article."""

    process: launcher.Command | None = None
    deadly = 0

    def answer(self, path: str) -> tuple[int, str, bytes]:
        if self.process is not None and len(articles(self)) == self.deadly:
            self.process.kill()
        return super().answer(path)


def articles(site: ListedSite) -> list[str]:
    """Those that were asked for, and no probe of what is there where no article is."""
    there = {site.path(number) for number in range(site.articles)}
    return [path for path in site.asked if path in there]


def sitemaps(site: ListedSite) -> list[str]:
    return [path for path in site.asked if "sitemap" in path]


def project(folder: Path, site: ListedSite, *, in_memory: int = 7) -> Project:
    return Project(folder, spider=SPIDER.format(says=site.says, in_memory=in_memory))


def start(made: Project, site: ListedSite, *words: str) -> launcher.Command:
    return made.start("crawl", "gazette", "-a", f"root={site.root}", *words)


def crawl(made: Project, site: ListedSite, *words: str, code: int = 0) -> None:
    site.asked.clear()
    with start(made, site, *words) as command:
        assert command.wait(COMMAND_S) == code, command.stderr()


def read(made: Project) -> Counter[str]:
    """How many lines each article has."""
    lines = (made.output / "articles.jsonl").read_text("utf-8").splitlines()
    return Counter(json.loads(line)["id"] for line in lines)


@pytest.mark.slow
@pytest.mark.parametrize("is_dated", [True, False])
def test_what_waits_is_fetched_once_and_what_has_not_changed_is_passed_by(
    tmp_path: Path, is_dated: bool
) -> None:
    with serving(ListedSite(60, in_a_file=20, is_dated=is_dated)) as site:
        made = project(tmp_path, site)
        crawl(made, site, "-a", "limit=9")
        first = articles(site)
        assert len(first) == 9
        crawl(made, site)
        assert not set(first).intersection(articles(site))
        crawl(made, site)
        assert articles(site) == []
        assert len(site.asked) <= 4
        site.articles, site.changed = 61, {3: "2026-01-14"}
        crawl(made, site)
        assert articles(site) == [site.path(60)]
        assert len(sitemaps(site)) <= 3
    found = read(made)
    assert len(found) == 61
    assert set(found.values()) == {1}


@pytest.mark.slow
def test_after_a_kill_what_was_listed_is_fetched_though_no_sitemap_is_read_again(
    tmp_path: Path,
) -> None:
    with serving(KillingSite(60, in_a_file=20)) as site:
        assert isinstance(site, KillingSite)
        made = project(tmp_path, site)
        site.deadly = 30
        with start(made, site) as command:
            site.process = command
            assert command.wait(COMMAND_S) < 0
        site.process = None
        assert len(sitemaps(site)) == 4
        crawl(made, site)
        # One of ten days an unchanged one is looked at all the same.
        assert sitemaps(site)[0] == INDEX
        assert len(sitemaps(site)) < 4
    found = read(made)
    assert len(found) == 60
    assert set(found.values()) == {1}


class OddSite(ListedSite):
    """Its sitemaps are what they should not be."""

    is_cut = False
    repeats = False

    def answer(self, path: str) -> tuple[int, str, bytes]:
        if path == "/sitemaps/77.xml.gz" and self.repeats:
            return 200, "application/gzip", self._again()
        status, kind, body = super().answer(path)
        if path == INDEX and self.repeats:
            named = f"{HOME}{INDEX}", f"{HOME}/sitemaps/77.xml.gz", "https://elsewhere.test/s.xml"
            more = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in named)
            body = body.replace(b"</sitemapindex>", f"{more}</sitemapindex>".encode())
        if path == "/sitemaps/1.xml.gz" and self.is_cut:
            body = body[: len(body) * 2 // 3]
        return status, kind, body

    def _again(self) -> bytes:
        host = HOME.partition("//")[2]
        urls = [
            url
            for path in map(self.path, range(self.articles))
            for url in (f"https://www.{host}{path}", f"http://{host}{path}/?utm_source=map")
        ]
        urls += [f"https://elsewhere.test{self.path(number)}" for number in range(1_000)]
        entries = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
        return gzip.compress(f"<urlset>{entries}</urlset>".encode())


def test_what_two_sitemaps_name_is_one_and_what_is_of_others_is_none(tmp_path: Path) -> None:
    with serving(OddSite(40, in_a_file=20)) as site:
        assert isinstance(site, OddSite)
        site.repeats = True
        made = project(tmp_path, site)
        crawl(made, site)
        assert Counter(sitemaps(site)).most_common(1)[0][1] == 1
        crawl(made, site)
        assert articles(site) == []
    found = read(made)
    assert len(found) == 40
    assert set(found.values()) == {1}


@pytest.mark.slow
def test_what_the_cut_end_of_a_sitemap_named_is_found_when_it_is_whole_again(
    tmp_path: Path,
) -> None:
    with serving(OddSite(60, in_a_file=20)) as site:
        assert isinstance(site, OddSite)
        site.is_cut = True
        made = project(tmp_path, site)
        crawl(made, site, code=1)
        assert len(read(made)) < 60
        crawl(made, site, code=1)
        site.is_cut = False
        crawl(made, site)
    found = read(made)
    assert len(found) == 60
    assert set(found.values()) == {1}


@pytest.mark.slow
def test_memory_hardly_grows_with_what_waits(tmp_path: Path) -> None:
    peaks = []
    # Of the first thousands much is what a run needs for any site.
    for count in (20_000, 100_000):
        with serving(ListedSite(count, in_a_file=2_000, is_dated=False)) as site:
            made = project(tmp_path / str(count), site, in_memory=1_000)
            words = ["-s", "CLOSESPIDER_ITEMCOUNT=20", "-s", "NEWSCRAWL_READERS=0"]
            with start(made, site, *words) as command, watched(command.pid) as peak:
                assert command.wait(COMMAND_S) == 1, command.stderr()
            assert len(sitemaps(site)) == 1 + site.files
            peaks.append(peak.bytes)
    grown = (peaks[1] - peaks[0]) / 80_000
    assert grown < 300, "a thousand bytes an address, where all of them wait in memory"
