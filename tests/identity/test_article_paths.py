"""Where articles are: the first link tells, a visit knows better, a record serves where neither
did."""

from __future__ import annotations

from newscrawl.identity.article_id import ArticleRef
from newscrawl.identity.article_paths import ArticlePaths
from newscrawl.identity.pattern_scheme import PatternScheme, SchemeDescription

FOG = ArticleRef("en", "fog-lifts-again")


def paths(form: str) -> ArticlePaths:
    return ArticlePaths(PatternScheme(SchemeDescription((form,))))


def test_by_rule_no_link_changes_anything() -> None:
    known = paths("/{slug}")
    assert known.linked(FOG, "/elsewhere") == known.path(FOG) == "/fog-lifts-again"
    assert not known.visited(FOG, "/elsewhere")


def test_the_first_link_a_visit_and_a_record() -> None:
    known = paths("/{section}/{slug}")
    assert known.path(FOG) is None
    known.recall(FOG, "/old/fog-lifts-again")
    assert known.linked(FOG, "/a/fog-lifts-again") == "/old/fog-lifts-again"
    assert known.visited(FOG, "/a/fog-lifts-again?page=2")
    assert known.path(FOG) == "/a/fog-lifts-again"
    assert not known.visited(FOG, "/a/fog-lifts-again")
    known.recall(FOG, "/old/fog-lifts-again")
    assert known.path(FOG) == "/a/fog-lifts-again"
