"""`scrapy fetch URL`: one page, as the crawler fetches it. Scrapy's own command, which never
writes to an archive."""

from __future__ import annotations

from scrapy.commands import fetch

from newscrawl.cli.without_archive import WithoutArchive


class Command(WithoutArchive, fetch.Command):
    """Scrapy's command, without what belongs to a run."""
