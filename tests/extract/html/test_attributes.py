"""extract.html.attributes: what the attributes of an element say of it."""

from __future__ import annotations

import pytest

from newscrawl.extract.html import attributes as of
from newscrawl.extract.html.hints import HINT_COMMENTS, HINT_TITLE, NAV, TRAIL


@pytest.mark.parametrize(
    ("told", "flags"),
    [
        ({}, 0),
        ({"href": "/a", "alt": "hidden"}, 0),
        ({"class": "headline", "id": "comments"}, HINT_TITLE | HINT_COMMENTS),
        ({"hidden": ""}, of.HIDDEN),
        ({"style": "Display : None"}, of.HIDDEN),
        ({"style": "display:flex; white-space: pre-line"}, of.STANDS_APART | of.SHOWS_BREAKS),
        ({"role": "navigation"}, NAV),
        ({"role": "img"}, 0),
        ({"datetime": "2026-01-09"}, of.MAY_DATE),
        ({"itemprop": "headline"}, of.HAS_PROPERTY),
        ({"property": "dc:date"}, of.HAS_PROPERTY),
        ({"aria-label": "Breadcrumb"}, TRAIL),
        ({"itemtype": "https://schema.org/BreadcrumbList"}, TRAIL),
    ],
)
def test_each_attribute_says_what_it_says(told: dict[str, str], flags: int) -> None:
    assert of.read_attributes(told.items()) == (flags, told.get("class", ""))
    assert of.read_noted(told.items()) == flags & of.NOTED


def test_a_path_is_known_by_its_class_and_its_text_is_no_other_for_it() -> None:
    flags, names = of.read_attributes([("class", "my-breadCrumbs")])
    assert (flags & TRAIL, flags & of.OF_TEXT & TRAIL, names) == (TRAIL, 0, "my-breadCrumbs")
