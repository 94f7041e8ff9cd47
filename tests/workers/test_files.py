"""The table of sites as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newscrawl.errors import UsageError
from newscrawl.workers.files import read_sites
from newscrawl.workers.site_table import Site


def make(name: str, **said: Any) -> Site:
    return Site(name=name, host="example.ge", **{"schedule": "1h", **said})


def read(tmp_path: Path, text: str) -> list[Site]:
    path = tmp_path / "sites.toml"
    path.write_text(text, "utf-8")
    return read_sites(path, make)


def test_each_table_is_a_site(tmp_path: Path) -> None:
    text = '[one]\nspider = "ccbsnews"\n[two]\nspider = "ccbsnews"\nminutes = 5\narguments = {since = "2025-01-01", full = 1}\n'
    assert read(tmp_path, text) == [
        make("one", spider="ccbsnews"),
        make("two", spider="ccbsnews", minutes=5, arguments={"since": "2025-01-01", "full": "1"}),
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[one", r"sites\.toml: "),
        ("one = 3", r"\[one\]: a site is a table"),
        ("[one]\ncolour = 3", r"\[one\]: there is no colour; there are spider"),
        ("[one]\nlimit = true", r"\[one\]: limit = True is none"),
        ("[one]\nschedule = 5", r"\[one\]: schedule = 5 is none"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=what):
        read(tmp_path, text)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        read_sites(tmp_path / "none.toml", make)
