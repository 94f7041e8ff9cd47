"""extract.said_titles: what says but a few words of the title yields to the page's heading."""

from __future__ import annotations

import pytest
from support.paper_pages import TITLE, read, story

from newscrawl.extract.said_titles import belong_together, said_titles

FULL = "Ferry timetable of winter: the boats and their prices"
GUIDE = "All that passengers need to know of the boats this winter"


@pytest.mark.parametrize(
    ("head", "above", "below"),
    [
        (
            f'<meta property="og:title" content="{FULL}">',
            "",
            "<div>Ferry timetable of winter</div>",
        ),
        (
            f'<meta property="og:title" content="{FULL}">',
            "",
            "<ul><li>Ferry timetable of winter</ul>",
        ),
        (
            '<meta property="og:title" content="The boats of winter">'
            "<title>The boats of winter | The Society of Friends of the Upper Harbour</title>",
            "<div>The Society of Friends of the Upper Harbour</div>",
            "",
        ),
    ],
)
def test_a_tag_and_the_name_of_the_site_yield_to_the_heading_of_the_page(
    head: str, above: str, below: str
) -> None:
    assert read(story(title=GUIDE, head=head, above=above, below=below)).title == GUIDE


@pytest.mark.parametrize("tag", ["div", "h2"])
def test_a_line_that_holds_the_heading_is_the_title(tag: str) -> None:
    whole = f"Boats of the long winter: {TITLE}"
    head = f'<meta property="og:title" content="{whole}">'
    page = story(title=TITLE, head=head, above=f"<{tag}>{whole}</{tag}>")
    assert read(page).title == whole


@pytest.mark.parametrize(
    ("text", "heading", "together"),
    [("Boats:", "A ferry", True), ("Boats: a ferry", "A ferry", True), ("Boats", "Prices", False)],
)
def test_a_label_before_a_heading_is_one_title_with_it(
    text: str, heading: str, together: bool
) -> None:
    assert belong_together(text, heading, said_titles([], ["Boats: A ferry"], "")) is together
