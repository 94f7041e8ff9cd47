"""What a run tells of its settings: what matters, and no password."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from scrapy.settings import Settings

from newscrawl.run import provenance


def test_no_password_is_told() -> None:
    given = {
        "NEWSCRAWL_DATABASE": "postgresql+psycopg://crawler:secret@db.test/news",
        "NEWSCRAWL_LIST": ["a"],
    }
    said = provenance.reported_settings(Settings(given))
    assert "secret" not in str(said)
    assert said["NEWSCRAWL_DATABASE"] == "postgresql+psycopg://…", "a host may be a secret, too"
    assert said["NEWSCRAWL_LIST"] == "['a']"
    assert set(provenance.REPORTED_SETTINGS) <= said.keys()


def test_the_version_is_that_of_the_package() -> None:
    assert provenance.own_version()[0].isdigit()


def test_the_version_is_found_in_an_egg_whatever_that_is_called(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "1795717828.egg", "w") as egg:
        egg.writestr(
            "EGG-INFO/PKG-INFO", "Metadata-Version: 2.4\nName: newscrawl\nVersion: 7.8.9\n"
        )
    assert provenance.version_beside(tmp_path / "1795717828.egg") == "7.8.9"
    assert provenance.version_beside(tmp_path) is None
