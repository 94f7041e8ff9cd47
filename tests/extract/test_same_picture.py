from __future__ import annotations

import pytest
from lxml import html

from newscrawl.extract.same_picture import is_same_picture, shown_as

PAGE = "https://paper.test/en/7"
IMAGE = "https://paper.test/og/quay-of-tarsk-1200x630.jpg"


@pytest.mark.parametrize(
    ("written", "image", "is_same"),
    [
        ("/og/quay-of-tarsk-1200x630.jpg", IMAGE, True),
        ("/img/quay-of-tarsk.jpg", IMAGE, True),
        ("/img/quay-of-tarsk_w640.webp", IMAGE, True),
        ("/img/Quay-of-Tarsk-scaled@2x.jpg.webp?v=3", IMAGE, True),
        ("/_img?url=%2Fimg%2Fquay-of-tarsk.jpg&w=640", IMAGE, True),
        ("/img/quay-of-tarsk-2.jpg", IMAGE, False),
        ("/img/dock-of-tarsk.jpg", IMAGE, False),
        ("/a/1.jpg", "https://paper.test/b/1.jpg", False),
        ("/a/image1.jpg", "https://paper.test/b/image1.jpg", False),
        ("/pic.php?id=8", "https://paper.test/pic.php?id=9", False),
        ("http://[half/a.jpg", IMAGE, False),
    ],
)
def test_a_picture_is_known_in_another_size(written: str, image: str, is_same: bool) -> None:
    assert is_same_picture(written, image, PAGE) is is_same


@pytest.mark.parametrize(
    "markup",
    [
        "<img src=/img/quay-of-tarsk.jpg>",
        "<img src=/blank.gif data-src=/img/quay-of-tarsk.jpg>",
        "<a href=/img/quay-of-tarsk.jpg><img src=/thumbs/81.jpg></a>",
        "<picture><source srcset='/img/quay-of-tarsk.webp 1x'><img src=/ph.svg></picture>",
    ],
)
def test_it_is_found_wherever_its_address_stands(markup: str) -> None:
    root = html.fromstring(f"<div><img src=/img/dock.jpg>{markup}</div>")
    assert len([*shown_as(root, IMAGE, PAGE)]) == 1
