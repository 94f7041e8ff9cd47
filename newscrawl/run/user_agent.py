"""Who visits: the User-Agent with what is filled in."""

from __future__ import annotations

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

from newscrawl.run.provenance import own_version


def name_us(settings: BaseSettings) -> None:
    """Fill in of the User-Agent what version this is, and who is to be asked."""
    agent = (
        settings["USER_AGENT"]
        .replace("{version}", own_version())
        .replace("{contact}", settings.get("NEWSCRAWL_CONTACT", "no contact given"))
    )
    # Scrapy applies the project's settings once more: only what stands above them stays.
    given = settings.getpriority("USER_AGENT") or 0
    settings.set("USER_AGENT", agent, max(given, SETTINGS_PRIORITIES["spider"]))
