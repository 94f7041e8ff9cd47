"""A page without its last tag is cut where the site writes one, or where it is the beginning of
what was known."""

from __future__ import annotations

import pytest

from newscrawl.parse.cut_pages import KEPT_PAGES, MIN_WHOLE_PAGES, LastTags
from newscrawl.parse.readings import ArticleReading


def reading(body: str, *, is_whole: bool) -> ArticleReading:
    return ArticleReading(None, (), None, "A title", body, is_whole, False, False)


WHOLE = b"<html><body><p>All of it.</p></body></html>"
OPEN = b"<html><body><div><p>Half"


@pytest.mark.parametrize("whole", [MIN_WHOLE_PAGES - 1, MIN_WHOLE_PAGES])
def test_enough_pages_with_their_last_tag_show_that_one_without_is_cut(whole: int) -> None:
    tags = LastTags()
    for page in (OPEN, *[WHOLE] * whole):
        tags.saw(page)
    assert tags.show_cut(reading("Half", is_whole=False), None) == (whole == MIN_WHOLE_PAGES)
    assert not tags.show_cut(reading("All of it.", is_whole=True), None)


def test_a_site_that_leaves_its_last_tags_out_is_not_cut() -> None:
    tags = LastTags()
    for number in range(4 * MIN_WHOLE_PAGES):
        tags.saw(WHOLE if number % 2 else OPEN)
    assert not tags.show_cut(reading("All of it.", is_whole=False), None)


def test_what_earlier_runs_saw_counts_for_the_one_new_article_of_a_day() -> None:
    earlier, today = LastTags(), LastTags()
    for _ in range(MIN_WHOLE_PAGES):
        earlier.saw(WHOLE)
    today.load(earlier.dump())
    today.saw(OPEN)
    assert today.show_cut(reading("Half", is_whole=False), None)
    for _ in range(1_000):
        today.saw(WHOLE)
    assert sum(today.dump()) == KEPT_PAGES
    unknown = LastTags()
    unknown.load(())
    unknown.saw(OPEN)
    assert not unknown.show_cut(reading("All of it.", is_whole=False), None)


def test_the_beginning_of_a_known_text_is_cut_and_another_text_is_not() -> None:
    before = {"body": "It rained all of Sunday, and nobody went out."}
    assert LastTags().show_cut(reading("It rained all of Sun", is_whole=False), before)
    assert not LastTags().show_cut(reading("It snowed.", is_whole=False), before)
    assert not LastTags().show_cut(reading("It rained all of Sun", is_whole=True), before)
