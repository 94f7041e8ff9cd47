"""What a run tells of its settings: what matters, and no password."""

from __future__ import annotations

from scrapy.settings import Settings

from newscrawl.run import provenance


def test_no_password_is_told() -> None:
    given = {
        "NEWSCRAWL_DATABASE": "postgresql+psycopg://crawler:secret@db.test/news",
        "NEWSCRAWL_LIST": ["a"],
    }
    said = provenance.reported_settings(Settings(given))
    assert "secret" not in str(said)
    assert "db.test/news" in str(said["NEWSCRAWL_DATABASE"])
    assert said["NEWSCRAWL_LIST"] == "['a']"
    assert set(provenance.REPORTED_SETTINGS) <= said.keys()


def test_the_version_is_that_of_the_package() -> None:
    assert provenance.own_version()[0].isdigit()
