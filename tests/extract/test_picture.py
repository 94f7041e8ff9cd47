"""The picture of an article: no button, no portrait of its author, no advertisement."""

from __future__ import annotations

import pytest
from support.paper_pages import PROSE, a_page, html, memory_of, other_text, read, story

from newscrawl.extract.picture import are_of_many, picture_places, source_of

PHOTO = "<p><img src=/files/pier.jpg alt='The pier of Tarsk'></p>"


def image(markup: str) -> str | None:
    return read(markup).image


@pytest.mark.parametrize(
    "other",
    [
        "<a href='/print/4666'><img src=/images/printButton.png></a>",
        "<img src=/i/E-mailButton.png>",
        "<img src=/i/x.png width=16 height=16>",
        "<div class=author-photo><img src=/u/77.jpg></div>",
        "<div class='b ad-slot'><img src=/b/spring.jpg></div>",
        "<a href=http://shop.elsewhere.test/sale><img src=/b/spring.jpg></a>",
        "<img src=/u/avatar_12.jpg>",
        "<a href='mailto:us@paper.test'><img src=/b/letter.jpg></a>",
        "<img src='data:image/gif;base64,R0lGODlhAQ'>",
    ],
)
def test_what_is_no_photo_of_the_article_is_passed_over(other: str) -> None:
    assert image(story(f"{other}{PROSE}")) is None
    found = image(story(f"{other}{PHOTO}{PROSE}"))
    assert found is not None
    assert found.endswith("/files/pier.jpg")


@pytest.mark.parametrize(
    "photo",
    [
        PHOTO,
        "<a href=/files/large/pier.jpg><img src=/files/pier.jpg></a>",
        "<figure><img src=/files/pier.jpg width=640></figure>",
        "<img src=/i/blank.gif data-src=/files/pier.jpg>",
        "<img src='data:image/gif;base64,R0' srcset='/files/pier.jpg 1280w'>",
        "<div class=loads-lazily><img src=/files/pier.jpg></div>",
    ],
)
def test_a_photo_is_taken(photo: str) -> None:
    found = image(story(f"{photo}{PROSE}"))
    assert found is not None
    assert found.endswith("/files/pier.jpg")


def test_what_stands_in_many_articles_is_none_of_this_one() -> None:
    banner = "<p><img src=/b/spring.jpg></p>"
    pages = [
        story(f"{banner}<p>{other_text(n)}</p>", title=f"A Story of Day {n} on the Pier")
        for n in range(3, 9)
    ]
    assert image(story(f"{banner}{PROSE}")) is not None
    assert read(story(f"{banner}{PROSE}"), memory=memory_of(pages)).image is None


def test_a_stock_picture_may_come_again() -> None:
    assert not are_of_many({"shown": 2}, 5)
    assert are_of_many({"shown": 3}, 5)
    assert not are_of_many({"shown": 5}, 30)
    assert are_of_many({"shown": 6}, 30)


def test_the_memory_is_told_of_a_few_pictures_behind_the_title() -> None:
    many = "".join(f"<p><img src=/files/{n}.jpg></p><p>{other_text(3)}</p>" for n in range(20))
    blocks = a_page(html(f"<p><img src=/logo.jpg></p><p>Paper</p><h1>A</h1>{many}")).outline.blocks
    assert len(list(picture_places(blocks, [1]))) == 6
    assert list(picture_places(blocks, [])) == []
    pictures = [block.picture for block in blocks if block.picture is not None]
    assert source_of(pictures[0]) == "/logo.jpg"
