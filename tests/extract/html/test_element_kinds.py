"""extract.html.element_kinds: what tags do to the text."""

from __future__ import annotations

import pytest

from newscrawl.extract.html.element_kinds import (
    BLOCK,
    BOLD,
    BREAK,
    CUSTOM,
    KIND_OF_TAG,
    LINK,
    MARK,
    MAX_KNOWN_TAGS,
    PICTURE,
    PLAIN,
    SKIP,
)


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("script", SKIP),
        ("br", BREAK),
        ("p", BLOCK),
        ("td", BLOCK),
        ("a", LINK),
        ("strong", BOLD),
        ("em", MARK),
        ("img", PICTURE),
        ("span", PLAIN),
        ("paper-box", CUSTOM),
        ("o:p", PLAIN),
        ("frobnicate", BLOCK),
    ],
)
def test_each_tag_has_a_kind(tag: str, kind: int) -> None:
    assert KIND_OF_TAG[tag] == kind


def test_a_page_that_invents_tags_fills_no_memory() -> None:
    for number in range(2 * MAX_KNOWN_TAGS):
        assert KIND_OF_TAG[f"x-{number}"] == CUSTOM
    assert len(KIND_OF_TAG) <= MAX_KNOWN_TAGS + 1
    assert KIND_OF_TAG["br"] == BREAK
    assert KIND_OF_TAG["p"] == BLOCK
