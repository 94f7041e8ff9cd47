"""run.user_agent: who visits, as the site is told."""

from __future__ import annotations

from scrapy.settings import Settings

from newscrawl.run.provenance import own_version
from newscrawl.run.user_agent import name_us


def test_version_and_contact_are_filled_in() -> None:
    settings = Settings({"USER_AGENT": "newscrawl/{version} ({contact})"})
    name_us(settings)
    assert settings["USER_AGENT"] == f"newscrawl/{own_version()} (no contact given)"


def test_what_a_user_gives_stays_above_all() -> None:
    settings = Settings({"NEWSCRAWL_CONTACT": "us@example.org"})
    settings.set("USER_AGENT", "ours ({contact})", "cmdline")
    name_us(settings)
    settings.set("USER_AGENT", "another", "project")
    assert settings["USER_AGENT"] == "ours (us@example.org)"
