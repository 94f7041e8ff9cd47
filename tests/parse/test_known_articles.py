"""What is known of an article before its page is read."""

from __future__ import annotations

from support.parsing import NOW, SITE, STORIES, FakeArchive, context, ref, visit_to

from newscrawl.items import Article, HeadlinePair
from newscrawl.parse.known_articles import is_anothers, is_live, known_article
from newscrawl.parse.readings import KnownTitles


def test_of_a_known_article_the_record_and_headlines_name_it() -> None:
    archive = FakeArchive(titles={"paper/en/1": ["The glass bridge"]}).read(1)
    known = known_article(context(archive), visit_to(1, "A bridge"), ref(1))
    assert known.article_id == "paper/en/1"
    assert known.is_live
    assert known.titles == KnownTitles(("A bridge",), (STORIES[1][0],), ("The glass bridge",))


def test_of_a_new_one_a_link_of_this_run_is_enough() -> None:
    archive = FakeArchive(titles={"paper/en/1": ["The glass bridge"]})
    linked = known_article(context(archive), visit_to(1, "A bridge"), ref(1))
    assert (linked.is_live, linked.titles) == (False, KnownTitles(("A bridge",)))
    asked = known_article(context(archive), visit_to(1), ref(1))
    assert asked.titles == KnownTitles(headlines=("The glass bridge",))


def test_one_that_is_gone_is_not_live() -> None:
    assert not is_live(None)
    assert not is_live({"change": "gone"})
    assert is_live({"change": "changed"})


def on_page(title: str, listed: str, number: int) -> Article:
    """An article whose page lists another under a title."""
    headline = HeadlinePair(listed, f"https://paper.test/en/news/detail/{number}", NOW.date())
    root = SITE.root
    return Article("paper/en/1", root, title, "Text.", "en", NOW, root, headlines=[headline])


def test_a_page_under_another_articles_title_is_that_ones() -> None:
    glass, bees, tram = (STORIES[number][0] for number in (1, 2, 3))
    assert is_anothers(on_page(bees, bees, 2), [glass], ref(1), SITE)
    for article, titles in (
        (on_page(bees, bees, 1), [glass]),  # It is listed itself, under its full title.
        (on_page(bees, tram, 3), [glass]),
        (on_page(bees, bees, 2), [f"{bees} again"]),  # Two are called so.
        (on_page(bees, bees, 2), []),
        (None, [glass]),
    ):
        assert not is_anothers(article, titles, ref(1), SITE)


def test_an_article_that_is_for_subscribers_by_now_keeps_its_story() -> None:
    prompt = "This article is for subscribers. Log in or subscribe to read on."
    start = "The quay is open again."
    archive = FakeArchive({"paper/en/1": {"title": "Quay", "body": f"{start}\n\n{STORIES[1][1]}"}})
    known = known_article(context(archive), visit_to(1), ref(1))
    shown = on_page("Quay", "Quay", 1)
    shown.body = f"{start}\n\n{prompt}"
    assert known.keeps_story(shown)
    shown.body = f"Another start.\n\n{prompt}"
    assert not known.keeps_story(shown)
