"""discovery.plan: what is worth a look, and what is an article."""

from __future__ import annotations

from typing import Any

import pytest

from newscrawl.discovery.examine import Entry, Examined, SeenLink
from newscrawl.discovery.plan import LookPlan, is_headline
from newscrawl.discovery.scope import Scope

ROOT = "https://www.example.org/"
TITLE = "The night ferry returns to the upper pier"
LONG = "A text of some length, as reports of the harbour have it. " * 8


def record(title: str = TITLE, body: str = LONG, published: str | None = None) -> Any:
    return {"title": title, "body": body, "published": published, "fetched_from": None}


def page(path: str, **facts: Any) -> Examined:
    return Examined(ROOT + path, **facts)


def links(*pairs: tuple[str, str]) -> tuple[SeenLink, ...]:
    return tuple(SeenLink(ROOT + path, text) for path, text in pairs)


def started(*pairs: tuple[str, str], **facts: Any) -> LookPlan:
    plan = LookPlan(ROOT, Scope(ROOT))
    assert plan.next() == ROOT
    plan.found(ROOT, page("", links=links(*pairs), **facts))
    return plan


def all_of(plan: LookPlan) -> list[str]:
    found: list[str] = []
    while (url := plan.next()) is not None and len(found) < 50:
        found.append(url.removeprefix(ROOT))
        plan.found(url, Examined(url))
    return found


def test_feeds_and_sitemaps_come_first() -> None:
    plan = started(("story/1", TITLE), feeds=(f"{ROOT}rss",))
    plan.sitemaps_named(
        [f"{ROOT}sitemap.xml", f"{ROOT}news-sitemap.xml", "https://else.test/s.xml"]
    )
    assert all_of(plan)[:4] == ["rss", "news-sitemap.xml", "sitemap.xml", "story/1"]


def test_some_pages_of_each_kind_are_looked_at_and_not_all() -> None:
    stories = [(f"story/{number}", f"{TITLE}, part {number}") for number in range(30)]
    notes = [(f"notes/of-the-day-{word}", f"Of the harbour, note {word}") for word in "abcdef"]
    asked = all_of(started(*stories, *notes))
    assert 2 <= sum(path.startswith("story") for path in asked) <= 6
    assert 2 <= sum(path.startswith("notes") for path in asked) <= 6


def test_each_language_is_a_kind() -> None:
    pairs = [
        (f"{language}/story/{number}", f"{TITLE} {number}")
        for language in ("en", "ru", "ka")
        for number in range(9)
    ]
    asked = all_of(started(*pairs))
    assert {path[:2] for path in asked} == {"en", "ru", "ka"}


def test_dead_links_do_not_use_up_a_kind() -> None:
    plan = started(*((f"story/{number}", f"{TITLE} {number}") for number in range(30)))
    asked = 0
    while (url := plan.next()) is not None:
        plan.failed[url] = "the site answered 404"
        asked += 1
    assert 5 < asked < 20


def test_nothing_that_acts_or_leaves_the_site_is_asked_for() -> None:
    plan = started(("logout", "Log out"), ("vote?id=3", "Vote for this one of them"))
    elsewhere = SeenLink("https://else.test/story/7", TITLE)
    plan.found(f"{ROOT}x", page("x", links=(elsewhere,)))
    assert all_of(plan) == []


@pytest.mark.parametrize(
    ("facts", "is_article"),
    [
        ({"record": record()}, False),
        ({"record": record(), "is_declared": True}, True),
        ({"record": record(published="2026-01-05")}, True),
        ({"record": record(body="Short.", published="2026-01-05")}, False),
        ({"record": None, "is_declared": True}, False),
        ({"record": record(published="2026-01-05"), "is_product": True}, False),
    ],
)
def test_a_page_is_an_article_by_what_it_says(facts: dict[str, Any], is_article: bool) -> None:
    plan = started(("service/7", "Service"))
    plan.found(f"{ROOT}service/7", page("service/7", **facts))
    assert (f"{ROOT}service/7" in plan.articles()) == is_article
    assert (f"{ROOT}service/7" in plan.others()) != is_article


def test_a_page_is_an_article_where_its_headline_leads_to_it() -> None:
    plan = started(("service/7", f"Harbour: {TITLE}"))
    plan.found(f"{ROOT}service/7", page("service/7", record=record()))
    assert list(plan.articles()) == [f"{ROOT}service/7"]


def test_a_query_names_an_article_too() -> None:
    plan = started(("?p=77", TITLE))
    plan.found(f"{ROOT}?p=77", page("?p=77", record=record()))
    assert list(plan.articles()) == [f"{ROOT}?p=77"]


def test_a_view_of_an_article_leads_to_it_and_is_neither_an_article_nor_none() -> None:
    plan = started(("node/7", TITLE))
    facts = {"record": record(), "canonical": f"{ROOT}harbour/the-night-ferry-returns"}
    plan.found(f"{ROOT}node/7", page("node/7", **facts))
    assert plan.next() == facts["canonical"]
    assert list(plan.articles()) == [f"{ROOT}node/7"]
    plan.found(facts["canonical"], page("harbour/the-night-ferry-returns", **facts))
    assert list(plan.articles()) == [facts["canonical"]]
    assert f"{ROOT}node/7" not in plan.others()


def test_the_start_page_is_none() -> None:
    plan = started(record=record(published="2026-01-05"), is_declared=True)
    assert plan.articles() == {}


def test_feeds_name_articles_and_plain_sitemaps_name_pages() -> None:
    plan = started()
    entries = (Entry(f"{ROOT}story/7", "", True), Entry(f"{ROOT}service/8", "", False))
    plan.found(f"{ROOT}rss", page("rss", entries=entries, is_feed=True))
    assert plan.named() == [f"{ROOT}story/7"]


def test_a_headline_has_some_words() -> None:
    assert is_headline(TITLE)
    assert not is_headline("Politics") and not is_headline("Terms of use of the pier"[:19])


@pytest.mark.parametrize(("shown", "is_enough"), [(TITLE, True), ("Welcome to the pier", False)])
def test_it_is_tried_whether_the_number_alone_brings_an_article(
    shown: str, is_enough: bool
) -> None:
    paths = [f"read.php?id={n}&section=harbour" for n in (70, 71)]
    plan = started(*((path, TITLE) for path in paths))
    for path in paths:
        plan.found(ROOT + path, page(path, record=record()))
        plan.asked.add(ROOT + path)
    assert plan.next() == f"{ROOT}read.php?id=70"
    plan.found(f"{ROOT}read.php?id=70", page("read.php?id=70", record=record(title=shown)))
    assert plan.next() is None
    assert list(plan.articles()) == [ROOT + path for path in paths]
    assert (f"{ROOT}read.php?id=70" in plan.others()) is not is_enough


def test_an_answer_that_nothing_is_there_tells_as_much() -> None:
    path = "read.php?id=70&section=harbour"
    plan = started((path, TITLE))
    plan.found(ROOT + path, page(path, record=record()))
    plan.asked.add(ROOT + path)
    url = plan.next()
    assert url == f"{ROOT}read.php?id=70"
    plan.failed[url] = "the site answered 404"
    assert url in plan.others()
