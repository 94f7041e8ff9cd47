"""An id that is none names the one that is meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import archives, rows
from support.makers import ready

from newscrawl import Archive, UnknownArticleError
from newscrawl.records import article_record


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows.archived(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("paper/en/11", "paper/en/10"),
        ("papre/en/9", "paper/en/9"),
        ("9", "paper/en/9"),
        ("paper/ka/9", "paper/en/9"),
        ("https://paper.test/en/news/detail/9", "paper/en/9"),
    ],
)
def test_an_unknown_id_names_the_one_that_is_meant(folder: Path, given: str, meant: str) -> None:
    for ask in (Archive(folder).get, Archive(folder).history, Archive(folder).page):
        with pytest.raises(UnknownArticleError, match=f"did you mean {meant}\\?"):
            ask(given)


def test_a_slug_with_a_slip_names_the_one_that_is_meant(tmp_path: Path) -> None:
    archive = archives.begun(tmp_path, archives.FIRST)
    for key in ("2026/03/05/the-ferry-sails", "2026/03/06/the-bridge-opens"):
        archive.add_revision(article_record(ready(1, id=f"paper/en/{key}")))
    archive.close()
    assert Archive(tmp_path).get("paper/en/2026/03/05/the-ferry-sails").site == "paper"
    with pytest.raises(
        UnknownArticleError, match="did you mean paper/en/2026/03/05/the-ferry-sails"
    ):
        Archive(tmp_path).get("paper/en/2026/03/05/the-fery-sails")


def test_an_empty_archive_has_nothing_to_suggest(tmp_path: Path) -> None:
    archives.begun(tmp_path, archives.FIRST).close()
    assert list(Archive(tmp_path).articles()) == []
    with pytest.raises(UnknownArticleError, match="an id looks like"):
        Archive(tmp_path).get("paper/en/1")
