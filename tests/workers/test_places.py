"""Where all archives are: in the common folder, and wherever the table of sites says."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.settings import Settings
from support import archives
from support.on_workers import Workers, site, workers

from newscrawl.errors import UsageError
from newscrawl.workers.database import SETTING
from newscrawl.workers.places import places_of_all

__all__ = ["workers"]


def test_without_a_table_they_are_those_of_the_folder(tmp_path: Path) -> None:
    archives.make(tmp_path / "archives" / "gazette")
    places = places_of_all(Settings(), tmp_path / "archives")
    assert [(place.name, place.owner) for place in places] == [("gazette", None)]
    with pytest.raises(UsageError, match="no folder in"):
        places_of_all(Settings(), tmp_path)


@pytest.mark.slow
def test_the_table_names_those_elsewhere_and_who_runs_them(
    workers: Workers, tmp_path: Path
) -> None:
    root = tmp_path / "archives"
    archives.make(root / "gazette")
    archives.make(root / "unlisted")
    workers.table.put(site("gazette"))
    workers.table.put(site("herald", folder=str(tmp_path / "away"), database="sqlite:///x"))
    workers.queue.hand_out()
    assert workers.leases("host:1:a").take("herald", "example.ge", workers.job("herald"))
    found = places_of_all(Settings({SETTING: workers.url}), root)
    assert [(place.name, place.folder, place.database) for place in found] == [
        ("gazette", root / "gazette", None),
        ("herald", tmp_path / "away", "sqlite:///x"),
        ("unlisted", root / "unlisted", None),
    ]
    assert [place.owner for place in found] == [None, "host:1:a", None]
