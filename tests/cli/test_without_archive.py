"""What belongs to a run is switched off, whoever switches it on. That no archive is touched is
tried in tests/commands/test_single_pages.py."""

from __future__ import annotations

from scrapy.settings import Settings

from newscrawl import settings as project
from newscrawl.cli.without_archive import switch_off
from newscrawl.extensions.archive import ArchiveExtension


def test_what_a_spider_sets_switches_nothing_on_again() -> None:
    settings = Settings()
    settings.setmodule(project, priority="project")
    settings.set("ITEM_PIPELINES", {"newscrawl.pipelines.store.StorePipeline": 1}, "spider")
    switch_off(settings)
    assert settings.getdict("ITEM_PIPELINES") == {}
    extensions = settings.getdict("EXTENSIONS")
    assert extensions[ArchiveExtension] is None
    assert "newscrawl.extensions.archive.ArchiveExtension" not in extensions
    assert settings["SCHEDULER"] == "scrapy.core.scheduler.Scheduler"
