"""extract.body.final_list: other stories as a list under the last paragraph."""

from __future__ import annotations

import pytest
from support.paper_pages import BODY, OTHER_TITLES, PROSE, address, read, story


def entries(end: str = "", *, href: str = "") -> str:
    return "".join(
        f"<li>{title[:20]} <a href='{href or address(4000 + place)}'>{title[20:]}</a>{end}</li>"
        for place, title in enumerate(OTHER_TITLES[:5])
    )


@pytest.mark.parametrize(
    "label",
    [
        "<div>More good stories</div>",
        "<p><b>Also on this site:</b></p>",
        "<h3>What others read</h3>",
    ],
)
def test_stories_of_the_site_with_a_link_in_each_are_no_text(label: str) -> None:
    assert read(story(f"{PROSE}{label}<ul>{entries()}</ul>")).body == BODY


@pytest.mark.parametrize(
    "under",
    [
        f"<h3>What was decided</h3><ul>{entries('.')}</ul>",
        f"<h3>What was decided</h3><ul>{entries(href='https://office.test/minutes')}</ul>",
        "<h3>What was decided</h3>"
        + "<ul><li>the pier</li><li>the bell</li><li>the lamp</li></ul>",
        f"<h3>What was decided</h3><ul>{entries()}</ul><p>All of it was decided at night.</p>",
    ],
    ids=["sentences", "elsewhere", "no links", "the text goes on"],
)
def test_points_of_the_text_stay(under: str) -> None:
    body = read(story(PROSE + under)).body or ""
    assert body.startswith(f"{BODY}\n\nWhat was decided\n\n")


@pytest.mark.parametrize("day", [" - March 9th, 2026", " (9 March 2026)"])
def test_headlines_with_their_days_are_no_text_wherever_they_lead(day: str) -> None:
    listed = "".join(
        f"<li><a href=https://mirror.test/{place}>{title}</a>{day}</li>"
        for place, title in enumerate(OTHER_TITLES[:5])
    )
    page = f"{PROSE}<h2>Five more by Ana Gray</h2><ul>{listed}</ul>"
    assert read(story(page)).body == BODY
    assert read(story(f"{page}<p><a href=/print/1>Print This</a></p>")).body == BODY
