"""`scrapy bench`: how fast Scrapy is on this machine. Scrapy's own command, which never writes to
an archive."""

from __future__ import annotations

from scrapy.commands import bench

from newscrawl.cli.without_archive import WithoutArchive


class Command(WithoutArchive, bench.Command):
    """Scrapy's command, without what belongs to a run."""
