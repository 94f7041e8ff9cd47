"""`scrapy parse URL`: what a callback makes of one page. Scrapy's own command, which never writes
to an archive."""

from __future__ import annotations

from scrapy.commands import parse

from newscrawl.cli.without_archive import WithoutArchive


class Command(WithoutArchive, parse.Command):
    """Scrapy's command, without what belongs to a run."""
