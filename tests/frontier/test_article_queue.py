"""Articles are taken in turns from all kinds of pages; those whose neighbours are not there wait."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newscrawl.frontier import article_queue
from newscrawl.frontier.article_queue import EVERYWHERE, HEADLINE_CHARS, ArticleQueue
from newscrawl.frontier.traps import MANY_DEAD, TOO_MANY_DEAD, Shapes
from newscrawl.frontier.visit import Source
from newscrawl.identity.article_id import ArticleRef

SHAPES = Shapes()


def source(path: str = "/news") -> Source:
    url = f"https://a.test{path}"
    return Source(url, 0, SHAPES.of(url))


def links(*keys: str, title: str = "A long headline of it") -> list[tuple[ArticleRef, str, str]]:
    return [(ArticleRef("en", key), f"https://a.test/en/{key}", title) for key in keys]


def taken(queue: ArticleQueue) -> Iterator[str]:
    while (one := queue.take()) is not None:
        yield one[0].key


def test_kinds_of_pages_have_their_turns() -> None:
    queue = ArticleQueue()
    queue.found(source("/news"), links("1", "2", "3"), mark=1)
    queue.found(source("/sport"), links("4", "5"), mark=2)
    assert list(taken(queue)) == ["1", "4", "2", "5", "3"]


def test_those_without_a_headline_come_last_unless_one_is_found() -> None:
    queue = ArticleQueue()
    queue.found(source(), links("1", "2", title=""), mark=1)
    queue.found(source(), links("3"), mark=1)
    queue.found(source(), links("2"), mark=1)
    assert list(taken(queue)) == ["3", "2", "1"]


def test_an_article_is_new_once_and_shown_by_few_kinds_of_pages() -> None:
    queue = ArticleQueue()
    assert queue.found(source(), links("1", "1"), mark=1) == (1, 0, 0)
    marks = [1 << place for place in range(EVERYWHERE + 2)]
    shown = [queue.found(source(), links("1"), mark=mark)[1] for mark in marks]
    assert shown == [0, 1, 1, 1, 1, 0, 0], "what stands on every page says nothing"
    assert queue.known == 1


def test_what_is_not_wanted_waits_only_when_it_is_asked_for() -> None:
    queue = ArticleQueue(wanted=lambda ref: ref.key != "1")
    queue.found(source(), links("1", "2"), mark=1)
    assert list(taken(queue)) == ["2"]
    assert queue.claim_asked(ArticleRef("en", "1"))
    assert not queue.claim_asked(ArticleRef("en", "1"))
    assert not queue.claim_asked(ArticleRef("en", "2"))


def test_beyond_the_room_there_is_they_are_left_out_and_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(article_queue, "MAX_ARTICLES", 2)
    queue = ArticleQueue()
    assert queue.found(source(), links("1", "2", "3", "4"), mark=1) == (2, 0, 2)
    assert len(queue) == 2


def test_where_most_are_dead_the_rest_waits_and_after_many_is_hopeless() -> None:
    queue, page = ArticleQueue(), source("/dead")
    queue.found(page, links("1"), mark=1)
    page.gone = MANY_DEAD
    assert list(taken(queue)) == []
    page.gone = TOO_MANY_DEAD
    deferred = queue.take_deferred()
    assert deferred is not None and deferred[1].is_hopeless


def test_one_in_ten_alive_is_enough() -> None:
    queue, page = ArticleQueue(), source("/half-dead")
    queue.found(page, links("1"), mark=1)
    page.gone, page.alive = 9 * MANY_DEAD, MANY_DEAD
    assert list(taken(queue)) == ["1"]


def test_a_url_that_the_rule_gives_is_not_kept() -> None:
    queue = ArticleQueue(url_of=lambda ref: f"https://a.test/en/{ref.key}")
    odd = (ArticleRef("en", "2"), "https://a.test/odd/2", "")
    queue.found(source(), [*links("1"), odd], mark=1)
    first, second = queue.take(), queue.take()
    assert first is not None and second is not None
    assert (first[1].url, second[1].url) == (None, "https://a.test/odd/2")
    assert queue.visit(1, *first).url == "https://a.test/en/1"
    assert queue.visit(2, *second).url == "https://a.test/odd/2"


def test_the_three_longest_headlines_are_kept_and_no_teaser() -> None:
    queue = ArticleQueue()
    texts = ["One", "Two two", "Three three", "Four four four", "x" * (HEADLINE_CHARS + 1)]
    for text in texts:
        queue.found(source(), links("1", title=text), mark=1)
    found = queue.take()
    assert found is not None
    assert found[1].headlines == ("Four four four", "Three three", "Two two")


class FakeDisk:
    known = 1_000

    def __init__(self) -> None:
        self.left: list[str] = []
        self.gone: list[str] = []

    def leave(self, ref: ArticleRef, url: str) -> bool:
        is_new = ref.key not in self.left
        self.left += [ref.key] * is_new
        return is_new

    def let_go(self, ref: ArticleRef) -> None:
        self.gone.append(ref.key)


def test_what_there_is_no_room_for_waits_on_the_disk_and_is_new_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(article_queue, "IN_MEMORY", 2)
    disk = FakeDisk()
    queue = ArticleQueue(disk=disk)
    assert queue.found(source(), links("1", "2", "3", "4"), mark=1) == (4, 0, 0)
    assert disk.left == disk.gone == ["3", "4"]
    assert (len(queue), queue.known) == (2, 4)
    assert queue.found(source("/again"), links("3", "4"), mark=2) == (0, 2, 0)
    assert queue.claim_asked(ArticleRef("en", "3")), "whoever keeps the disk asks for it in time"
    assert not queue.claim_asked(ArticleRef("en", "1"))


def test_of_very_many_known_articles_it_is_not_remembered_what_showed_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(article_queue, "REMEMBERED", 2)
    disk = FakeDisk()
    queue = ArticleQueue(wanted=lambda ref: len(ref.key) > 1, disk=disk)
    assert queue.found(source(), links("1", "2", "3", "4"), mark=1) == (2, 2, 0)
    assert queue.found(source(), links("10"), mark=1) == (1, 0, 0)
    assert (disk.left, disk.gone) == ([], ["3", "4"])
    assert (queue.known, queue.at_least) == (3, 1_000)
    [key] = taken(queue)
    queue.visited(ArticleRef("en", key))
    assert queue.claim(ArticleRef("en", key)), "the archive knows it by now"
    assert queue.known == 4
