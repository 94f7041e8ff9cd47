"""Articles of two hosts, and those that move to another section without a redirect."""

from __future__ import annotations

import json
from pathlib import Path

from support.local_server import Page, page, serving
from support.slugs import STORIES, Project, article_html, list_html

SPIDER = """
from newscrawl.news_spider import NewsSpider


class GazetteSpider(NewsSpider):
    name = "gazette"
    canonical_root = "https://gazette.test"
    further_hosts = ("blog.gazette.test",)
    article_addresses = ("/{section}/{slug}", "//blog.gazette.test/{year}/{slug} -> blog/{slug}")
"""
TITLES = {path.rpartition("/")[2]: title for path, title in STORIES.items()}
BLOG = "blog.gazette.test"


class Town:
    """The site and its blog, as a mirror has both."""

    section = "harbour"

    def answer(self, path: str) -> Page:
        parts = path.strip("/").split("/")
        if parts == [""]:
            links = {f"/{self.section}/{slug}": title for slug, title in TITLES.items()}
            return page(list_html(links | {f"https://{BLOG}/": "Blog"}))
        if parts == [BLOG]:
            return page(
                list_html({f"/2026/blog-{slug}": f"Blog: {t}" for slug, t in TITLES.items()})
            )
        slug = parts[-1].removeprefix("blog-")
        is_there = parts[:2] == [BLOG, "2026"] or parts[:-1] == [self.section]
        if slug not in TITLES or not is_there:
            return page("<h1>Not found</h1>", 404)
        prefix = "Blog: " if parts[0] == BLOG else ""
        return page(article_html(prefix + TITLES[slug]))


def test_two_hosts_are_one_site_and_what_moves_is_found_again(tmp_path: Path) -> None:
    project, town = Project(tmp_path, spider=SPIDER), Town()

    def lines() -> dict[str, dict[str, object]]:
        feed = (project.output / "articles.jsonl").read_text("utf-8").splitlines()
        return {line["id"]: line for line in map(json.loads, feed)}

    with serving(town.answer) as served:

        def crawl(*words: str) -> None:
            root = f"root={served.root}"
            done = project.run("crawl", "gazette", "-a", root, "-s", "NEWSCRAWL_READERS=0", *words)
            assert done.returncode == 0, done.stderr

        crawl()
        found = lines()
        assert {line["url"] for line in found.values()} == {
            *(f"https://gazette.test/harbour/{slug}" for slug in TITLES),
            *(f"https://{BLOG}/2026/blog-{slug}" for slug in TITLES),
        }
        assert "gazette/en/blog/blog-snow-closes-the-pass" in found
        town.section = "mountains"
        crawl("-a", "revisit=all")
        assert {line["change"] for key, line in lines().items() if "/blog/" not in key} == {"gone"}
        crawl()
    moved = [line for key, line in lines().items() if "/blog/" not in key]
    assert {line["change"] for line in moved} == {"changed"}
    assert all(str(line["url"]).startswith("https://gazette.test/mountains/") for line in moved)
    assert project.run("verify").returncode == 0
