"""extract.marked_names: what the markup of a line calls its authors."""

from __future__ import annotations

import pytest
from support.paper_pages import read, story


@pytest.mark.parametrize(
    "line",
    [
        "<span class='post-author vcard'>Xqzt <span class=fn>Nino Example</span></span> <i>7:40</i>",
        "<i class=author>Xqzt <b>Nino Example</b></i> <i>7:40</i>",
    ],
)
def test_a_label_in_any_language_before_a_marked_name_is_none_of_it(line: str) -> None:
    assert read(story(under_title=f"<div>{line}</div>")).authors == ["Nino Example"]
    assert read(story(below=f"<div>{line}</div>")).authors == ["Nino Example"]


def test_a_name_set_in_two_ways_is_one() -> None:
    line = "<div><span class=author>Nino <b>Example</b></span> 7:40</div>"
    assert read(story(under_title=line)).authors == ["Nino Example"]
