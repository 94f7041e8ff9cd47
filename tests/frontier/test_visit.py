"""A page that a run visits."""

from __future__ import annotations

from newscrawl.frontier.traps import Shapes
from newscrawl.frontier.visit import Source, Visit
from newscrawl.identity.article_id import ArticleRef

ROOT = "https://a.test/"


def test_an_article_that_no_page_led_to_was_asked_for() -> None:
    ref = ArticleRef("en", "7")
    source = Source(ROOT, 0, Shapes().of(ROOT))
    assert Visit(1, f"{ROOT}en/7", "article", ref).asked
    assert not Visit(1, f"{ROOT}en/7", "article", ref, source=source).asked
    assert not Visit(1, ROOT, "listing").asked
