"""What a run tells of its settings: what matters, and no password."""

from __future__ import annotations

from scrapy.settings import Settings

from newscrawl.run import provenance as told


def test_no_password_is_told() -> None:
    given = {
        "NEWSCRAWL_DATABASE": "postgresql+psycopg://crawler:secret@db.test/news",
        "NEWSCRAWL_RUN": "x",
        "NEWSCRAWL_LIST": ["a"],
    }
    said = told.told_settings(Settings(given))
    assert "secret" not in str(said)
    assert "db.test/news" in str(said["NEWSCRAWL_DATABASE"])
    assert said["NEWSCRAWL_LIST"] == "['a']"
    assert "NEWSCRAWL_RUN" not in said
    assert set(told.TOLD_SETTINGS) <= said.keys()


def test_the_version_is_that_of_the_package() -> None:
    assert told.own_version()[0].isdigit()
