"""Those listing pages first that promise most."""

from __future__ import annotations

from newscrawl.frontier.listing_queue import PROMISING, ListingQueue, WaitingListing
from newscrawl.frontier.traps import CHAIN_BARREN, DRY, Shapes

SHAPES = Shapes()


def listing(name: str, barren: int = 0) -> WaitingListing:
    url = f"https://a.test/{name}"
    return WaitingListing(url, "listing", barren, barren, 0, None, SHAPES.of(url))


def queue_of(**barren: int) -> ListingQueue:
    queue = ListingQueue()
    for name, pages in barren.items():
        queue.add(name, listing(name, pages))
    return queue


def names(queue: ListingQueue, most_barren: int = CHAIN_BARREN) -> list[str]:
    found = []
    while (one := queue.take(most_barren)) is not None:
        found.append(one.url.rpartition("/")[2])
    return found


def test_the_fewest_barren_pages_first_then_the_first_found() -> None:
    assert names(queue_of(a=2, b=0, c=1, d=0)) == ["b", "d", "c", "a"]


def test_what_promises_less_than_asked_for_stays() -> None:
    queue = queue_of(a=PROMISING + 1, b=PROMISING)
    assert names(queue, PROMISING) == ["b"]
    assert len(queue) == 1 and "a" in queue


def test_a_better_way_moves_a_page_forward_and_a_worse_one_nothing() -> None:
    queue = queue_of(a=2, b=1)
    queue.improve("a", 0)
    queue.improve("b", 5)
    assert names(queue) == ["a", "b"]


def test_a_kind_of_page_in_doubt_waits_behind_the_articles() -> None:
    queue = queue_of(doubtful=0, sound=0)
    SHAPES.of("https://a.test/doubtful").dry = DRY
    assert names(queue, PROMISING) == ["sound"]
    assert names(queue) == ["doubtful"]


def test_the_newest_of_the_least_promising_leaves_for_a_better_one() -> None:
    queue = queue_of(a=1, b=3, c=3)
    assert queue.drop_worse(3) is None
    dropped = queue.drop_worse(0)
    assert dropped is not None and dropped.url.endswith("/c")
    assert names(queue) == ["a", "b"]
