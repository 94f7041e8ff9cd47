"""Which listing pages are worth a visit: each once, within the budgets, and sessions but once."""

from __future__ import annotations

import pytest

from newscrawl.frontier import listings
from newscrawl.frontier.listings import Listings
from newscrawl.frontier.traps import CHAIN_BARREN, RUN_BARREN, TRUSTED_COPIES, Grade, Traps
from newscrawl.frontier.visit import Visit

ROOT = "https://a.test"


class Site:
    """Listings, and what was left."""

    def __init__(self) -> None:
        self.traps = Traps()
        self.listings = Listings(self.traps)

    def add(self, path: str, *, barren: int = 0) -> None:
        self.listings.add(ROOT + path, "listing", barren=barren, depth=1)

    def page(self, path: str) -> Visit:
        return Visit(1, ROOT + path, "listing", depth=1)

    def taken(self) -> list[str]:
        found = []
        while (one := self.listings.take(CHAIN_BARREN)) is not None:
            found.append(one.url.removeprefix(ROOT))
        return found

    def why(self) -> set[str]:
        return {str(trap["why"]) for trap in self.traps.as_dicts()}


@pytest.fixture
def site() -> Site:
    return Site()


def test_a_page_is_visited_once_however_it_is_written(site: Site) -> None:
    for path in ("/news", "/news/", "/news/index.html", "/news?a=1&b=2", "/news?b=2&a=1"):
        site.add(path)
    assert site.taken() == ["/news", "/news?a=1&b=2"]


def test_a_path_of_barren_pages_ends(site: Site) -> None:
    site.add("/last", barren=CHAIN_BARREN)
    site.add("/beyond", barren=CHAIN_BARREN + 1)
    assert site.taken() == ["/last"]
    assert site.why() == {f"{CHAIN_BARREN} pages in a row without a new article"}


def test_where_there_is_no_room_the_least_promising_leaves(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listings, "MAX_LISTINGS", 2)
    for path, barren in (("/a", 2), ("/b", 1), ("/c", 0), ("/d", 5)):
        site.add(path, barren=barren)
    assert site.taken() == ["/c", "/b"]
    assert len(site.traps.as_dicts()) == 2


def test_of_a_page_with_too_many_links_the_first_are_followed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listings, "LINKS_A_PAGE", 2)
    links = [f"{ROOT}/{name}" for name in "abcd"]
    site.listings.add_links(site.page("/"), links, [f"{ROOT}/rss"], barren=0)
    assert site.taken() == ["/a", "/b", "/rss"]
    assert site.traps.as_dicts()[0]["left"] == 2


def test_a_better_way_to_a_page_counts_for_what_it_is_worth(site: Site) -> None:
    site.add("/a", barren=2)
    site.add("/b", barren=1)
    site.listings.add_links(site.page("/"), [f"{ROOT}/a"], [], barren=0)
    assert site.taken() == ["/a", "/b"]


def test_a_page_that_a_redirect_leads_to_is_claimed_once(site: Site) -> None:
    assert site.listings.claim(f"{ROOT}/new")
    assert not site.listings.claim(f"{ROOT}/new/")
    site.add("/new")
    assert site.taken() == []


def test_pages_that_repeat_another_are_followed_no_further_at_last(site: Site) -> None:
    ends = [
        site.listings.leads_nowhere(
            site.page(f"/loop/{number}"), [f"{ROOT}/on"], digest=7, grade=Grade.BARREN
        )
        for number in range(TRUSTED_COPIES + 2)
    ]
    assert ends == [False] * (TRUSTED_COPIES + 1) + [True]
    assert site.why() == {"the same page at ever other addresses"}


def test_where_the_whole_run_found_nothing_for_long_only_good_paths_go_on(site: Site) -> None:
    shapes = [site.listings.shape_of(site.page(f"/{'ab'[place]}")) for place in (0, 1)]
    for place in range(RUN_BARREN + 1):
        shape = site.listings.shape_of(site.page(f"/{chr(97 + place % 26)}x"))
        site.listings.count(shape, Grade.BARREN, barren_before=0, known=0)
    site.add("/a", barren=1)
    site.add("/b", barren=0)
    assert site.taken() == ["/b"]
    assert not any(shape.doubtful for shape in shapes)


def test_what_only_a_session_tells_from_a_seen_page_is_set_aside_and_taken_back(
    site: Site,
) -> None:
    for number in range(3):
        for session in ("a1", "b2"):
            page = site.page(f"/news/{number}?zz={session}")
            site.listings.leads_nowhere(page, [], digest=number + 1, grade=Grade.NEW)
    assert site.listings.summary()["session parameters"] == ["zz"]
    site.add("/list")
    site.add("/list?zz=c3")
    assert site.taken() == ["/list"]
    assert site.listings.summary()["listings/held"] == 1
    for number in range(9):
        page = site.page(f"/news/{number}?zz=d{number}")
        site.listings.leads_nowhere(page, [], digest=100 + number, grade=Grade.NEW)
        page = site.page(f"/news/{number}?zz=e{number}")
        site.listings.leads_nowhere(page, [], digest=200 + number, grade=Grade.NEW)
    assert site.listings.summary()["session parameters"] == []
    assert site.taken() == ["/list?zz=c3"]


def test_nothing_waits_once_it_was_stopped(site: Site) -> None:
    site.add("/a")
    site.listings.stop()
    assert site.taken() == [] and len(site.listings) == 0
