"""`scrapy check [SPIDER]`: the contracts of the spiders. Scrapy's own command, which never writes
to an archive."""

from __future__ import annotations

from scrapy.commands import check

from newscrawl.cli.without_archive import WithoutArchive


class Command(WithoutArchive, check.Command):
    """Scrapy's command, without what belongs to a run."""
