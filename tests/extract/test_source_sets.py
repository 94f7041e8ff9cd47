from __future__ import annotations

import pytest
from lxml import html

from newscrawl.extract.source_sets import (
    addresses_of,
    all_addresses_of,
    choice,
    shown_late,
    slot_px,
)


@pytest.mark.parametrize(
    ("srcset", "sizes", "chosen"),
    [
        ("a.jpg 320w, b.jpg 640w, c.jpg 1280w, d.jpg 2560w", "", "c.jpg"),
        ("a.jpg 320w,b.jpg 640w", "", "b.jpg"),
        ("a.jpg 320w, b.jpg 640w, c.jpg 1280w", "(min-width: 60em) 300px, 100vw", "a.jpg"),
        ("a.jpg 320w, b.jpg 640w, c.jpg 1280w", "(min-width: 1400px) 300px, 600px", "b.jpg"),
        ("a.jpg 2x, b.jpg", "", "b.jpg"),
        ("a.jpg 1.5x, b.jpg 3x", "", "a.jpg"),
        ("a.jpg, ", "", "a.jpg"),
        (
            "https://i.test/w_3,h_2/a.jpg 300w, https://i.test/w_9,h_6/a.jpg 900w",
            "",
            "https://i.test/w_9,h_6/a.jpg",
        ),
        ("a.jpg broken, b.jpg 2q", "", "a.jpg"),
        ("a.jpg xw", "", ""),
        ("", "", ""),
        (" , ,", "", ""),
    ],
)
def test_the_candidate_of_a_desktop_browser(srcset: str, sizes: str, chosen: str) -> None:
    assert choice(srcset, sizes) == chosen


def test_a_slot_without_a_width_is_the_window() -> None:
    assert slot_px("0px") == slot_px("auto") == slot_px("") == 1280


@pytest.mark.parametrize(
    ("markup", "addresses"),
    [
        ("<img src=a.jpg>", ["a.jpg"]),
        ("<img src='data:image/gif;base64,R0' data-src=a.jpg>", ["a.jpg"]),
        ("<img src=low.jpg data-original=high.jpg>", ["low.jpg", "high.jpg"]),
        ("<img src=low.jpg data-srcset='a.jpg 640w, b.jpg 1280w'>", ["b.jpg"]),
        ("<img src=low.jpg srcset='a.jpg 640w, b.jpg 1280w'>", ["b.jpg"]),
        (
            "<picture><source media='(max-width: 700px)' srcset=narrow.jpg>"
            "<source type=image/jxl srcset=new.jxl><source type=image/webp srcset=wide.webp>"
            "<img src=old.jpg></picture>",
            ["wide.webp"],
        ),
        (
            "<picture><source media='(max-width: 700px)' srcset=narrow.jpg><img src=old.jpg>"
            "</picture>",
            ["old.jpg"],
        ),
        ("<img src=a.jpg data-src='a.jpg?w={width}'>", ["a.jpg"]),
        ("<img alt=''>", []),
    ],
)
def test_what_a_reader_may_be_shown(markup: str, addresses: list[str]) -> None:
    [picture] = html.fragment_fromstring(markup, create_parent="div").iter("img")
    assert list(addresses_of(picture)) == addresses


def test_what_is_shown_in_the_end_comes_first() -> None:
    markup = "<img src=/ph.gif data-srcset='a.jpg 640w, b.jpg 1280w' data-src=c.jpg>"
    [picture] = html.fragment_fromstring(markup, create_parent="div").iter("img")
    assert list(shown_late(picture)) == ["c.jpg", "b.jpg"]
    assert {*all_addresses_of(picture)} == {"/ph.gif", "a.jpg", "b.jpg", "c.jpg"}
