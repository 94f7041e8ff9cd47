"""Which site `scrapy reparse` reads again. What it writes is tried in
tests/end_to_end/test_reparse.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.archives import make, make_with_warc

from newscrawl.commands.reparse import choose, kept_sites
from newscrawl.errors import UsageError


@pytest.mark.parametrize(
    ("name", "kept", "chosen"),
    [(None, ["paper"], "paper"), ("paper", ["paper", "gazette"], "paper")],
)
def test_a_site_of_which_pages_are_kept_is_chosen(
    name: str | None, kept: list[str], chosen: str
) -> None:
    assert choose(name, known=["paper", "gazette"], kept=kept, folder=Path("output")) == chosen


@pytest.mark.parametrize(
    ("name", "kept", "named"),
    [
        ("times", ["paper"], "no spider times"),
        (None, [], "holds a page that was read"),
        (None, ["paper", "gazette"], "name one of them"),
        ("gazette", ["paper"], "no page of gazette is kept"),
        (None, ["elsewhere"], "no page of elsewhere is kept"),
    ],
)
def test_what_cannot_be_read_is_refused(name: str | None, kept: list[str], named: str) -> None:
    with pytest.raises(UsageError, match=named):
        choose(name, known=["paper", "gazette"], kept=kept, folder=Path("output"))


def test_the_sites_are_those_of_the_pages_that_were_read(tmp_path: Path) -> None:
    assert kept_sites(make_with_warc(tmp_path / "kept"), None, known=["paper"]) == ["paper"]
    assert kept_sites(make(tmp_path / "none"), None, known=["paper"]) == []
    with pytest.raises(UsageError, match="no run has written there"):
        kept_sites(tmp_path / "nowhere", None, known=["paper"])


def test_where_the_state_is_lost_the_files_say_which_sites_there_are(tmp_path: Path) -> None:
    output = make_with_warc(tmp_path / "output")
    for path in output.glob("newscrawl.db*"):
        path.unlink()
    assert kept_sites(output, None, known=["paper", "gazette"]) == ["paper"]
    assert kept_sites(output, None, known=["gazette"]) == []
