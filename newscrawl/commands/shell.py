"""`scrapy shell [URL]`: a page to try selectors on. Scrapy's own command, which never writes to an
archive."""

from __future__ import annotations

from scrapy.commands import shell

from newscrawl.cli.without_archive import WithoutArchive


class Command(WithoutArchive, shell.Command):
    """Scrapy's command, without what belongs to a run."""
