"""What a page leads to goes to the frontier, and to the next run where that would not see it."""

from __future__ import annotations

import pytest
from support.parsing import SITE, FakeArchive

from newscrawl.frontier.frontier import Visit
from newscrawl.frontier.policies import FullCrawl, SelectedPages
from newscrawl.identity.article_id import ArticleRef
from newscrawl.parse.leads import tell
from newscrawl.parse.listing import ShownArticle
from newscrawl.run.arguments import Arguments

REF = ArticleRef("en", "7")
SHOWN = ShownArticle(REF, SITE.address(REF), "A ferry sails again", None)


@pytest.mark.parametrize("keep", [True, False])
def test_what_a_page_leads_to_is_visited_and_kept_where_that_is_asked_for(keep: bool) -> None:
    archive, policy = FakeArchive(), FullCrawl(SITE, None, Arguments())
    page = Visit(1, SITE.root, "listing")
    tell(policy, archive, page, [SHOWN], ([f"{SITE.root}en/news"], []), keep=keep)
    assert policy.frontier.next() is not None
    assert policy.frontier.summary()["articles/found"] == 1
    assert archive.looked_up == [REF]
    assert archive.owed == ([REF] if keep else [])


def test_pages_that_are_named_leave_nothing_to_the_next_run() -> None:
    archive, policy = FakeArchive(), SelectedPages(SITE, None, Arguments(), languages=["en"])
    tell(policy, archive, Visit(1, SITE.root, "article"), [SHOWN], ((), ()), keep=True)
    assert archive.owed == []


def test_without_an_archive_the_frontier_alone_is_told() -> None:
    policy = FullCrawl(SITE, None, Arguments())
    tell(policy, None, Visit(1, SITE.root, "listing"), [SHOWN], ((), ()), keep=True)
    assert policy.frontier.waiting_articles() == [REF]
