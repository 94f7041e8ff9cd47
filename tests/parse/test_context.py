"""Without an archive nothing is known, and nobody need ask whether there is one."""

from __future__ import annotations

from support.parsing import SITE, STORIES, FakeArchive, context, ref

from newscrawl.parse.context import ParseContext


def test_without_an_archive_nothing_is_known() -> None:
    alone = context()
    assert alone.last_record("paper/en/1") is None
    assert alone.headline_titles("paper/en/1") == []
    assert alone.newest_live("en", 9) == []


def test_what_the_archive_knows_is_handed_on() -> None:
    archive = FakeArchive(titles={"paper/en/1": ["As it was called"]}).read(1, 2)
    knowing = context(archive)
    before = knowing.last_record("paper/en/1")
    assert before is not None
    assert before["title"] == STORIES[1][0]
    assert knowing.headline_titles("paper/en/1") == ["As it was called"]
    assert knowing.newest_live("en", 1) == [ref(2)]


def test_a_site_has_no_rules_and_nobody_counts_unless_it_is_said() -> None:
    plain = ParseContext(SITE)
    plain.count("articles/before_since", 1)
    counted: list[tuple[str, int]] = []
    context(count=lambda name, count: counted.append((name, count))).count("a/b", 2)
    assert counted == [("a/b", 2)]
