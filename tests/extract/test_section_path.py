"""extract.section_path: the path to an article, whose last step is its section."""

from __future__ import annotations

import pytest
from support.paper_pages import TITLE, read, story

ROOT, LISTING = "<a href=/en/>Front</a>", "<a href=/en/c/boats>Boats</a>"


@pytest.mark.parametrize("sign", [" › ", " / ", " <i class=arrow></i> ", "<img src=/arrow.gif>"])
def test_a_path_is_parted_by_signs_or_pictures(sign: str) -> None:
    assert read(story(above=f"<p>{ROOT}{sign}{LISTING}{sign}{TITLE}</p>")).section == "Boats"


def test_the_root_of_a_language_is_no_step() -> None:
    assert read(story(above=f"<p>{ROOT} <b></b> {TITLE}</p>")).section is None
