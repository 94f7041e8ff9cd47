"""`scrapy view URL`: one page as the crawler fetches it, in a browser. Scrapy's own command, which
never writes to an archive."""

from __future__ import annotations

from scrapy.commands import view

from newscrawl.cli.without_archive import WithoutArchive


class Command(WithoutArchive, view.Command):
    """Scrapy's command, without what belongs to a run."""
