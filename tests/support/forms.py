"""A gazette with addresses of any form: its project, and the copy of it that is crawled."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from newscrawl.replica.forms import FORMS
from newscrawl.replica.running import Replica, running
from newscrawl.replica.truth import in_form
from newscrawl.replica.urls import CANONICAL_ROOT
from support import launcher
from support.slugs import Project

SPIDER = """
from newscrawl.news_spider import NewsSpider


class GazetteSpider(NewsSpider):
    name = "gazette"
    canonical_root = {root!r}
    timezone = "Asia/Tbilisi"
    article_addresses = ({says!r},)
    languages = {languages!r}
"""

Line = dict[str, Any]


class Gazette:
    """A project with the spider of one form, and the copy that it crawls."""

    def __init__(self, folder: Path, form: str, replica: Replica) -> None:
        languages = tuple(replica.site.archives)
        says = FORMS[form].says
        self.spider = SPIDER.format(root=CANONICAL_ROOT, says=says, languages=languages)
        self.project = Project(folder, spider=self.spider)
        self.replica = replica
        self.output = self.project.output

    def crawl(self, *words: str, code: int = 0) -> str:
        """A run; gives its last line."""
        done = self.project.run("crawl", "gazette", "-a", f"root={self.replica.root}", *words)
        assert done.returncode == code, done.stderr
        return done.stderr.rstrip("\n").rpartition("\n")[2]

    def start(self, *words: str) -> launcher.Command:
        """A run that is under way; at the end of the block it is killed."""
        return self.project.start("crawl", "gazette", "-a", f"root={self.replica.root}", *words)

    def asked(self) -> list[str]:
        """What the copy was asked for since this was called, robots.txt aside."""
        paths = [path for path in self.replica.requests() if not path.startswith("/robots.txt")]
        self.replica.forget()
        return paths

    def lines(self) -> list[Line]:
        text = (self.output / "articles.jsonl").read_text("utf-8")
        return [json.loads(line) for line in text.splitlines()]

    def latest(self) -> dict[str, Line]:
        """The newest line of each article."""
        return {line["id"]: line for line in self.lines()}

    def truth(self) -> dict[str, Line]:
        """What a crawl has to find, by id."""
        names = self.replica.site.names
        assert names is not None
        records = (dict(in_form(one, names, "gazette")) for one in self.replica.truth())
        return {str(record["id"]): record for record in records}

    def id(self, language: str, number: int) -> str:
        names = self.replica.site.names
        assert names is not None
        return f"gazette/{language}/{names.key(language, number)}"


@contextmanager
def gazette(folder: Path, form: str, **options: Any) -> Iterator[Gazette]:
    """The copy is served until the end of the block."""
    given = {"articles": 40, "languages": ("en", "ru"), "listing_size": 8, **options}
    with running(form=form, plain_links=True, today=date(2026, 1, 14), **given) as replica:
        yield Gazette(folder, form, replica)
