"""extract.html.hints: what the names of classes and ids suggest of a part of a page."""

from __future__ import annotations

import pytest

from newscrawl.extract.html import hints as at
from newscrawl.extract.html.hints import hints


@pytest.mark.parametrize(
    ("names", "flag"),
    [
        ("comment", at.HINT_COMMENTS),
        ("CommentList", at.HINT_COMMENTS),
        ("read-also", at.HINT_RELATED),
        ("readAlso", at.HINT_RELATED),
        ("most_popular", at.HINT_RELATED),
        ("social", at.HINT_SHARE),
        ("post-tags", at.HINT_TAGS),
        ("wp-caption-text", at.HINT_CAPTION),
        ("by-line", at.HINT_BYLINE),
        ("post-meta", at.HINT_BYLINE),
        ("ad-container", at.HINT_ADVERT),
        ("rightColumn", at.HINT_SIDEBAR),
        ("pagination", at.HINT_NAV),
        ("newsletter-signup", at.HINT_PROMO),
        ("entry-title", at.HINT_TITLE),
        ("author-bio", at.HINT_AUTHOR_BOX),
        ("twitter-tweet", at.HINT_EMBED),
        ("instagram-media", at.HINT_EMBED),
        ("wp-block-embed-twitter", at.HINT_EMBED),
    ],
)
def test_names_of_classes_suggest_what_a_part_is(names: str, flag: int) -> None:
    assert hints(names) & flag
    assert hints(f"foo {names} bar") & flag


@pytest.mark.parametrize(
    "names",
    [
        "commentary",
        "shareholders",
        "broadcast",
        "headway",
        "leads",
        "navy",
        "stage",
        "updated",
        "_x1",
        "",
        "content",
        "text",
        "story-body",
    ],
)
def test_words_that_only_hold_such_a_name_suggest_nothing(names: str) -> None:
    assert hints(names) == 0


@pytest.mark.parametrize(
    "names", ["category-related", "tag-share", "has-sidebar", "no-comments", "with-ads"]
)
def test_names_that_file_a_page_suggest_nothing(names: str) -> None:
    assert hints(names) == 0


@pytest.mark.parametrize(
    "names",
    [
        "hidden",
        "box is-hidden",
        "d-none",
        "visually-hidden",
        "visuallyhidden",
        "sr-only",
        "screen-reader-text",
        "u-visuallyHidden off-screen",
    ],
)
def test_names_of_what_nobody_sees(names: str) -> None:
    assert hints(names) & at.HINT_HIDDEN


@pytest.mark.parametrize(
    "names", ["overflow-hidden", "hidden-xs", "hidden md:block", "d-none d-md-flex", "hiddenness"]
)
def test_what_some_see_is_not_hidden(names: str) -> None:
    assert not hints(names) & at.HINT_HIDDEN


def test_an_element_of_a_block_is_named_as_the_block_with_any_number_of_dashes() -> None:
    assert hints("lead-img__description") == hints("img-description") == at.HINT_CAPTION


def test_a_heading_as_the_name_of_its_place_suggests_nothing() -> None:
    """Any word of a headline may be one that names a part of a page."""
    assert not hints("the-latest-ferry-was-promoted-and-the-ads-for-it-were-related-by-many")
    assert hints("post-author-box-related") & at.HINT_RELATED
