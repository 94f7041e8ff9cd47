"""extract.author_boxes: who wrote an article, by a box beside it."""

from __future__ import annotations

import pytest
from support.paper_pages import OTHER_TITLES, memory_of, other_text, read, story

LISTED = "".join(
    f"<li><a href=/en/news/detail/{n}>{title}</a>" for n, title in enumerate(OTHER_TITLES)
)
MORE = f"<h4>More</h4><ul>{LISTED}</ul>"
BOX = (
    "<aside class=col><div class=card><div>{}</div><h5>Nino Example</h5>"
    "<p>Writes of boats.</p></div>{}</aside>"
)


@pytest.mark.parametrize("label", ["Author", "By:", "ავტორი", "Автор"])
def test_a_box_beside_the_text_names_its_author(label: str) -> None:
    assert read(story(below=MORE + BOX.format(label, ""))).authors == ["Nino Example"]
    # The column may hold lists, too.
    latest = f"<div class=l><p>Latest</p><ul>{LISTED}</ul></div>"
    assert read(story(below=MORE + BOX.format(label, latest))).authors == ["Nino Example"]


def test_so_does_a_line_with_its_label() -> None:
    box = "<aside><p><b>Author:</b> Nino Example</p></aside>"
    assert read(story(below=MORE + box)).authors == ["Nino Example"]


OTHER = "<a href=/en/news/detail/7>Snow closes the pass for a third day</a>"


@pytest.mark.parametrize(
    "box",
    [
        f"<aside><div><p>Author</p><p>Nino Example</p>{OTHER}</div></aside>",
        "<aside><p>Author</p><p>Tells of the sea</p></aside>",
        "<footer><p>Author</p><p>Nino Example</p></footer>",
        "<div><p>Author: Nino Example</p><p>So it is.</p><p>Author: Cora Reed</p><p>No.</p></div>",
        "<div><h4>2 comments</h4><p>by Nino Example</p><p>So it is, I say.</p></div>",
    ],
)
def test_the_boxes_of_others_name_nobody(box: str) -> None:
    assert read(story(below=MORE + box)).authors == []


def test_who_stands_so_on_every_page_wrote_the_site() -> None:
    box = MORE + BOX.format("Author", "")
    pages = [
        story(f"<p>{other_text(n)}</p>", title=OTHER_TITLES[n % 8], below=box) for n in range(8)
    ]
    assert read(story(below=box), memory=memory_of(pages)).authors == []
