"""Archives that lie side by side: each is told by itself, whatever became of its neighbours."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from support import archives as made_by
from support.watched import BOUNDS, NOW, failing, held, known, listing, run, site

from newscrawl.errors import UsageError
from newscrawl.report.archives import (
    ArchiveSummary,
    Place,
    check_any,
    figures_of,
    places_below,
    read_archives,
    totals,
)

ACKNOWLEDGED = {"at": "2026-01-16T12:00:00Z", "reason": "their wall"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two archives of one site, one that is damaged, one in which nothing was written, and a folder
    that is none."""
    root = tmp_path_factory.mktemp("archives")
    made_by.make(root / "gazette")
    shutil.copytree(root / "gazette", root / "herald")
    shutil.copytree(root / "gazette", root / "broken")
    (root / "broken" / "newscrawl.db").write_bytes(b"no database at all, but a text" * 99)
    shutil.copytree(root / "gazette", root / "away")
    (root / "away" / "newscrawl.db").unlink()
    (root / "notes").mkdir()
    (root / "notes" / "readme.txt").write_text("of ours")
    return root


def test_the_places_below_are_found_and_no_others(root: Path) -> None:
    names = [one.name for one in places_below(root)]
    assert names == ["away", "broken", "gazette", "herald"]
    assert places_below(root / "gazette") == [Place("gazette", root / "gazette")]


def test_a_place_without_archives_is_refused(root: Path) -> None:
    with pytest.raises(UsageError, match=r"no folder in .*notes is an archive"):
        check_any(places_below(root / "notes"), root / "notes")
    with pytest.raises(UsageError, match=r"there is no folder .*nowhere"):
        places_below(root / "nowhere")


def test_one_that_cannot_be_read_hides_none_of_the_others(root: Path) -> None:
    found = {one.name: one for one in read_archives(places_below(root), NOW)}
    assert [name for name, one in found.items() if one.known] == ["gazette", "herald"]
    assert found["broken"].is_damaged
    assert "file is not a database" in (found["broken"].trouble or "")
    assert (found["away"].trouble, found["away"].is_damaged) == (
        "no run has written a state",
        False,
    )
    for one in found.values():
        assert any(not verdict.is_ok for verdict in one.verdicts(BOUNDS)), one.name
    [verdict] = found["broken"].verdicts(BOUNDS)
    assert (verdict.site, verdict.measure) == ("broken", "state")


def test_a_state_that_lies_elsewhere_is_named_as_such(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "away"
    shutil.copytree(root / "away", folder)
    id_file = folder / "archive.json"
    id_file.write_text(id_file.read_text().replace("newscrawl.db", "postgresql"))
    [found] = read_archives([Place("away", folder)], NOW)
    assert "in a database elsewhere (postgresql)" in (found.trouble or "")
    assert not found.is_damaged


def test_a_state_that_lies_elsewhere_is_read_where_its_place_is_told(
    root: Path, tmp_path: Path
) -> None:
    database = tmp_path / "state.db"
    folder = Path(shutil.copytree(root / "gazette", tmp_path / "gazette"))
    (folder / "newscrawl.db").rename(database)
    id_file = folder / "archive.json"
    id_file.write_text(id_file.read_text().replace("newscrawl.db", "sqlite"))
    [found] = read_archives([Place("gazette", folder, f"sqlite:///{database}", "one")], NOW)
    assert (found.trouble, found.owner) == (None, "one")
    assert found.known is not None
    assert figures_of(found.known).live == 7


def test_the_figures_of_an_archive() -> None:
    told = known(
        run(16, seconds=1800, new=1, unchanged=9),
        failures=[failing(), failing("paper/en/8", acknowledged=ACKNOWLEDGED)],
        failing_pages=[listing()],
        held=held(),
        drift=[{"measure": "shorter", "is_drift": True}, {"measure": "read", "is_drift": False}],
    )
    figures = figures_of(told)
    assert (figures.live, figures.gone, figures.missing, figures.due) == (200, 1, 3, 3)
    assert (figures.failing, figures.held, figures.drift) == (2, 2, ("shorter",))
    assert figures.newest == "2026-01-15"
    assert figures.last_at == "2026-01-16T10:00:00Z"
    assert figures.visits_per_hour == 20


def test_the_figures_of_several_sites_are_together() -> None:
    told = known()
    told["sites"].append(site(site="herald"))
    told["runs"].append(run(17, site="herald", verdict="killed", ended_at=None, new=None))
    figures = figures_of(told)
    assert figures.last is not None
    assert (figures.live, figures.last["verdict"]) == (400, "killed")
    assert figures.visits_per_hour is None
    assert figures.last_at == "2026-01-17T09:30:00Z"


def test_nothing_is_told_of_what_never_was() -> None:
    figures = figures_of({"sites": [], "runs": []})
    assert figures[:6] == (0, 0, 0, 0, 0, 0)
    assert (figures.newest, figures.last_at, figures.visits_per_hour) == (None, None, None)


def test_all_of_them_in_one_line() -> None:
    well = ArchiveSummary("gazette", Path("gazette"), known(), None)
    lost = ArchiveSummary("herald", Path("herald"), None, "cannot be read", is_damaged=True)
    root = Path("/srv/news")
    assert totals([well], BOUNDS, root) == "1 archive, 200 articles live; all is well (/srv/news)"
    assert totals([well, lost], BOUNDS, root) == (
        "2 archives, 200 articles live; 1 of them falls short (/srv/news)"
    )


def test_a_state_that_knows_nothing_falls_short() -> None:
    empty = ArchiveSummary("gazette", Path("gazette"), {"sites": [], "runs": [], "at": NOW}, None)
    [verdict] = empty.verdicts(BOUNDS)
    assert (verdict.is_ok, verdict.measure) == (False, "state")


def test_a_folder_that_we_may_not_look_into_hides_none_of_the_others(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.is_file

    def is_file(path: Path) -> bool:
        if path.parent.name == "notes":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "is_file", is_file)
    names = [place.name for place in places_below(root)]
    assert names == ["away", "broken", "gazette", "herald", "notes"]


def test_a_name_that_is_no_text_is_shown_all_the_same(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"n\xff")
    folder.mkdir()
    (folder / "newscrawl.db").write_bytes(b"")
    [place] = places_below(tmp_path)
    assert place.name == "n\\xff"
    assert place.folder == folder
