"""Where the archive of a site lies, for runs and for commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scrapy.settings import Settings

from newscrawl.errors import UsageError
from newscrawl.run import site_folders
from newscrawl.run.site_folders import (
    folder_for_run,
    folder_to_read,
    holds_archive,
    site_of_archive,
    site_of_ids,
    use_own_folder,
    use_site,
)


class Loader:
    def __init__(self, *names: str) -> None:
        self._names = list(names)

    def list(self) -> list[str]:
        return self._names


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return tmp_path / "output"


def settings(base: Path, priority: str = "project") -> Settings:
    made = Settings()
    made.set("NEWSCRAWL_OUTPUT", str(base), priority)
    return made


def spiders(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(site_folders, "get_spider_loader", lambda _: Loader(*names))


def archive(folder: Path, site: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "articles.jsonl").write_text(json.dumps({"id": f"{site}/en/1"}) + "\n")


def test_one_site_writes_to_the_folder_and_several_to_one_each(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spiders(monkeypatch, "paper")
    assert folder_for_run(settings(base), "paper") == base
    spiders(monkeypatch, "paper", "gazette")
    assert folder_for_run(settings(base), "gazette") == base / "gazette"
    assert folder_for_run(settings(base), "of a file") == base
    assert folder_for_run(settings(base, "cmdline"), "gazette") == base, "it was given"
    archive(base, "paper")
    assert folder_for_run(settings(base), "paper") == base, "its archive lies there"
    assert folder_for_run(settings(base), "gazette") == base / "gazette"
    given = settings(base)
    use_own_folder(given, "gazette")
    assert given["NEWSCRAWL_OUTPUT"] == str(base / "gazette")


def test_commands_find_the_archive_of_a_site_also_where_its_spider_is_gone(base: Path) -> None:
    assert folder_to_read(settings(base), None) == base
    archive(base / "gazette", "gazette")
    archive(base / "demo", "paper")
    assert folder_to_read(settings(base), None) == base / "gazette", "there is one only"
    archive(base / "herald", "herald")
    assert folder_to_read(settings(base), "herald") == base / "herald"
    with pytest.raises(UsageError, match=r"archives of gazette, herald: say which with --site"):
        folder_to_read(settings(base), None)
    with pytest.raises(UsageError, match=r"--site paper: no run .* there are gazette, herald"):
        folder_to_read(settings(base), "paper")
    archive(base, "paper")
    assert folder_to_read(settings(base), "paper") == base
    assert folder_to_read(settings(base), None) == base
    given = settings(base)
    use_site(given, "gazette")
    assert given["NEWSCRAWL_OUTPUT"] == str(base / "gazette")


def test_ids_name_their_site(base: Path) -> None:
    archive(base / "gazette", "gazette")
    assert site_of_ids(settings(base), ["gazette/en/a", "gazette/en/b"]) == "gazette"
    assert site_of_ids(settings(base), ["paper/en/1"]) is None
    assert site_of_ids(settings(base), []) is None


def test_what_holds_no_article_tells_no_site(base: Path) -> None:
    base.mkdir()
    assert not holds_archive(base)
    (base / "newscrawl.db").touch()
    assert holds_archive(base)
    assert site_of_archive(base) is None
    (base / "articles.jsonl").write_text("{torn")
    assert site_of_archive(base) is None
