"""What a visit brought: items, findings for the frontier, and the end of the visit."""

from __future__ import annotations

from collections import Counter
from datetime import date

from support.parsing import (
    NOT_FOUND,
    SITE,
    FakeArchive,
    collected,
    context,
    fetched,
    ref,
    story,
    url_of,
)

from newscrawl.frontier.frontier import Visit
from newscrawl.frontier.policies import FullCrawl
from newscrawl.items import Absence, Article, Confirmation, Failure, Headline
from newscrawl.parse.results import Asked, Item, Probe
from newscrawl.parse.visit_handler import VisitHandler
from newscrawl.run.arguments import Arguments


class Run:
    """A handler with a policy of its own, and what it counted."""

    def __init__(self, archive: FakeArchive | None = None, since: date | None = None) -> None:
        self.counts: Counter[str] = Counter()
        self.policy = FullCrawl(SITE, None, Arguments())
        self.archive = archive
        given = context(archive, count=lambda name, count: self.counts.update({name: count}))
        self.handler = VisitHandler(given, self.policy, since=since)

    def visit(self, url: str = SITE.root) -> Visit:
        """The next visit of the frontier, which is to be of this page."""
        if url == SITE.root:
            self.policy.frontier.seed(url)
        else:
            found = SITE.article(url)
            assert found is not None
            self.policy.frontier.ask([found])
        visit = self.policy.frontier.next()
        assert visit is not None
        return visit

    @property
    def open_visits(self) -> int:
        return self.policy.frontier.outstanding


def kinds(items: list[Item | Asked]) -> list[type]:
    return [type(item) for item in items]


def test_a_listing_gives_its_headlines_and_leads_on() -> None:
    run = Run()
    root = fetched(1, story(1, list_of=(3, 2)), url=SITE.root)
    items = collected(run.handler.listing(run.visit(), root))
    assert kinds(items) == [Headline, Headline]
    assert run.open_visits == 0
    following = {run.policy.frontier.next(), run.policy.frontier.next()}
    assert {visit.ref for visit in following if visit is not None} == {ref(2), ref(3)}


def test_a_listing_that_is_none_ends_its_visit_and_is_counted() -> None:
    run = Run()
    page = fetched(1, b"%PDF", url=SITE.root)
    [failure] = collected(run.handler.listing(run.visit(), page))
    assert isinstance(failure, Failure), "there is nothing to crawl without the root"
    assert run.open_visits == 0
    assert run.counts == {"listings/not_html": 1}


def test_a_root_that_leads_to_no_article_is_told_when_no_other_page_does() -> None:
    run = Run()
    assert (
        collected(run.handler.listing(run.visit(), fetched(1, "<p>Soon</p>", url=SITE.root))) == []
    )
    assert not run.handler.is_empty
    [failure] = collected(run.handler.drain())
    assert isinstance(failure, Failure)
    assert failure.reason == "leads to no article"
    assert run.handler.is_empty


def test_a_root_that_leads_away_from_the_site_is_a_failure() -> None:
    run = Run()
    [failure] = run.handler.led_elsewhere(run.visit(), "https://elsewhere.test/")
    assert isinstance(failure, Failure)
    assert "https://elsewhere.test/" in failure.detail
    assert run.open_visits == 0


def test_since_leaves_out_what_is_older_and_counts_it() -> None:
    run = Run(since=date(2026, 1, 3))
    root = fetched(1, story(1, list_of=(4, 3, 2)), url=SITE.root)
    collected(run.handler.listing(run.visit(), root))
    assert run.counts["articles/before_since"] == 1
    assert run.policy.frontier.unvisited == 2


def test_an_unread_date_of_a_feed_is_counted() -> None:
    run = Run()
    item = f"<item><title>x</title><link>{url_of(2)}</link><pubDate>soon</pubDate></item>"
    feed = fetched(1, f"<rss>{item}</rss>".encode(), url=SITE.root, content_type="text/xml")
    collected(run.handler.listing(run.visit(), feed))
    assert run.counts == {"dates/unread": 1}


def test_an_article_waits_for_others_and_is_settled_when_nothing_more_comes() -> None:
    run = Run()
    assert collected(run.handler.article(run.visit(url_of(1)), fetched(1))) == []
    assert run.open_visits == 1
    assert not run.handler.is_empty
    [article] = collected(run.handler.drain())
    assert isinstance(article, Article)
    assert run.open_visits == 0
    assert run.handler.is_empty


def test_what_an_article_leads_to_is_owed_until_it_is_visited() -> None:
    archive = FakeArchive()
    run = Run(archive)
    collected(run.handler.article(run.visit(url_of(1)), fetched(1, story(1, list_of=(3, 2)))))
    assert archive.owed == [ref(3), ref(2)]
    assert archive.looked_up == [ref(3), ref(2)]


def test_a_page_that_the_server_vouches_for_is_confirmed() -> None:
    run = Run()
    [item] = collected(run.handler.article(run.visit(url_of(1)), fetched(1, b"", status=304)))
    assert isinstance(item, Confirmation)
    assert item.id == "paper/en/1"
    assert run.open_visits == 0


def test_an_empty_page_is_a_failure_and_ends_its_visit() -> None:
    run = Run()
    [item] = collected(run.handler.article(run.visit(url_of(1)), fetched(1, b" ")))
    assert isinstance(item, Failure)
    assert item.reason == "empty page"
    assert run.open_visits == 0


def test_an_article_whose_url_leads_elsewhere_is_absent() -> None:
    run = Run()
    page = fetched(1, story(1), url=SITE.root)
    [item] = collected(run.handler.article(run.visit(url_of(1)), page))
    assert isinstance(item, Absence)
    assert run.open_visits == 0


def test_a_probe_is_handed_on_and_its_answer_settles_the_visit() -> None:
    run = Run(FakeArchive())
    for number in (2, 3, 4):
        collected(run.handler.article(run.visit(url_of(number)), fetched(number)))
    [probe] = collected(run.handler.article(run.visit(url_of(1)), fetched(1, NOT_FOUND)))
    assert isinstance(probe, Probe)
    assert run.open_visits == 4
    items: list[Item | Asked] = [probe]
    while any(isinstance(one, Probe) for one in items):
        [asked] = [one for one in items if isinstance(one, Probe)]
        page = fetched(9, NOT_FOUND, url=asked.url)
        items = [one for one in items if one is not asked]
        items += collected(run.handler.asked_came(asked, page))
    items += collected(run.handler.drain())
    assert Counter(kinds(items)) == {Article: 3, Absence: 1}
    assert run.open_visits == 0


def test_a_listing_that_is_not_there_is_counted_and_no_failure() -> None:
    run = Run()
    visit = Visit(7, "https://paper.test/en/", "listing")
    assert list(run.handler.refused(visit, fetched(1, status=404))) == []
    assert run.counts == {"listings/not_found": 1}


def test_errors_end_the_visit() -> None:
    run = Run()
    [item] = run.handler.unanswered(run.visit(url_of(1)), TimeoutError("long"))
    assert isinstance(item, Failure)
    run.handler.withheld(run.visit(url_of(2)))
    [refused] = run.handler.refused(run.visit(url_of(3)), fetched(3, status=503))
    assert isinstance(refused, Failure)
    assert run.open_visits == 0


def test_pages_that_wait_have_known_articles_visited_again() -> None:
    run = Run(FakeArchive().read(4, 5))
    collected(run.handler.article(run.visit(url_of(1)), fetched(1)))
    run.handler.ask_companions()
    asked = [run.policy.frontier.next(), run.policy.frontier.next()]
    assert [visit.ref for visit in asked if visit is not None] == [ref(5), ref(4)]


def test_an_article_that_turns_out_to_be_too_old_is_left_out() -> None:
    run = Run(since=date(2026, 1, 12))
    dated = "<meta property='article:published_time' content='2026-01-09T10:00:00+00:00'>"
    body = f"<html><head>{dated}</head><body>{story(1)}</body></html>"
    collected(run.handler.article(run.visit(url_of(1)), fetched(1, body.encode())))
    assert collected(run.handler.drain()) == []
    assert run.counts["articles/before_since"] == 1
