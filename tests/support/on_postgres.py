"""An archive whose state is in PostgreSQL: its commands, and whether all of it is whole."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from newscrawl.replica import Replica
from newscrawl.verify.folder import Bounds, FolderAudit
from support.harness import (
    FEEDS,
    SITE,
    Ended,
    Instant,
    check_pages,
    check_truth,
    crawl,
    lines_of,
    read_feed,
)
from support.postgres import run_sql
from support.project import scrapy


@dataclass(frozen=True)
class PostgresArchive:
    """A folder, and the database of its state."""

    folder: Path
    database: str

    @property
    def setting(self) -> tuple[str, str]:
        return "-s", f"NEWSCRAWL_DATABASE={self.database}"

    def crawl(self, replica: Replica, *words: str, kill: Instant | None = None) -> Ended:
        """`scrapy crawl ccbsnews`, as harness.crawl has it."""
        return crawl(replica.root, self.folder, *self.setting, *words, kill=kill, replica=replica)

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Any other command of the project."""
        return scrapy(*words, *self.setting, output=self.folder)

    def check(self, replica: Replica) -> None:
        """Fails unless the feeds are what the state says, and say what the site shows, each
        revision once, each with its page, and `verify` finds nothing."""
        for feed, table in FEEDS.items():
            rows = run_sql(self.database, f"SELECT line FROM {table} ORDER BY seq")
            assert read_feed(self.folder, feed) == b"".join(f"{row[0]}\n".encode() for row in rows)
        lines = lines_of(self.folder)
        assert [line["seq"] for line in lines] == list(range(1, len(lines) + 1))
        assert len({(line["id"], line["revision"]) for line in lines}) == len(lines)
        found = check_pages(self.folder)
        found += check_truth(self.folder, replica.truth())
        assert not found, str(found)
        assert self.audited() == []

    def audited(self) -> list[str]:
        """What `verify` finds, in words."""
        audit = FolderAudit(
            self.folder,
            self.database,
            sites={SITE.name: SITE},
            failed=Bounds(10_000, 1 << 30),
        )
        audit.check()
        return [f"{one.level} {one.file} {one.id}: {one.what}" for one in audit.findings.listed]
