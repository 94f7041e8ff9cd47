"""Articles of other kinds than reports, and what each is made of."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from newscrawl.replica.content import Archive
from newscrawl.replica.kinds import Kind, is_live, kind_of
from newscrawl.replica.languages import LANGUAGES

ARCHIVE = Archive(LANGUAGES["ar"], 18, seed=1, today=date(2026, 1, 14), kinds=True)


def blocks_of(kind: Kind) -> list[str]:
    number = next(one for one in ARCHIVE.numbers if kind_of(one) == kind)
    return [block.kind for block in ARCHIVE.article(number).blocks]


@pytest.mark.parametrize(
    ("kind", "block"), [("live", "entry"), ("gallery", "picture"), ("interview", "question")]
)
def test_a_kind_begins_with_a_paragraph_and_goes_on_with_what_is_its_own(
    kind: Kind, block: str
) -> None:
    first, *others = blocks_of(kind)
    assert first == "paragraph" and others.count(block) >= 3


def test_a_video_has_a_sentence_and_no_more() -> None:
    assert blocks_of("video") == ["paragraph", "player"]


def test_a_live_blog_tells_the_newest_first_and_its_hours_are_no_paragraphs() -> None:
    number = next(one for one in ARCHIVE.numbers if kind_of(one) == "live")
    article = ARCHIVE.article(number)
    assert is_live(article.blocks)
    hours = [block.lines[0] for block in article.blocks if block.kind == "entry"]
    told = [int(line.rpartition(", ")[2].partition(":")[0]) for line in hours]
    assert all(later > earlier for later, earlier in pairwise(told))
    assert not set(hours) & set(article.paragraphs)


def test_without_kinds_all_articles_are_reports() -> None:
    plain = Archive(LANGUAGES["en"], 18, seed=1, today=date(2026, 1, 14))
    kinds = {block.kind for number in plain.numbers for block in plain.article(number).blocks}
    assert not kinds & {"entry", "picture", "question", "player"}
