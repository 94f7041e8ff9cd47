"""The frontier on model sites: a function from an address to what the page holds, walked without a
network."""

from __future__ import annotations

import tracemalloc
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import cast

import pytest

from newscrawl.frontier.frontier import LISTINGS_IN_A_ROW, Frontier, Visit
from newscrawl.frontier.traps import CHAIN_BARREN, RUN_BARREN, SHAPE_BARREN, SHAPE_GROWN
from newscrawl.identity.site import ArticleRef

ROOT = "https://a.test"


@dataclass
class Page:
    """What a page of a model site holds. `gone` answers 404."""

    articles: Iterable[int] = ()
    listings: Iterable[str] = ()
    digest: int = 0
    gone: bool = False


@dataclass
class Walk:
    """What a whole run did."""

    frontier: Frontier
    listings: list[str] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)
    order: list[Visit] = field(default_factory=list)

    @property
    def traps(self) -> list[dict[str, object]]:
        return cast("list[dict[str, object]]", self.frontier.summary()["traps"])


def address(number: int) -> str:
    return f"{ROOT}/en/news/detail/{number}"


def links(numbers: Iterable[int]) -> list[tuple[ArticleRef, str, str]]:
    return [
        (ArticleRef("en", str(number)), address(number), f"Headline of article {number}")
        for number in numbers
    ]


def walk(
    site: Callable[[str], Page],
    *,
    parallel: int = 16,
    most: int = 500_000,
    limit: int | None = None,
) -> Walk:
    """Run over a model site with so many pages under way at a time. Fails when the run does not end
    by itself."""
    frontier = Frontier(limit)
    frontier.seed(f"{ROOT}/")
    run = Walk(frontier)
    under_way: deque[Visit] = deque()
    while True:
        while len(under_way) < parallel and (visit := frontier.next()):
            under_way.append(visit)
            run.order.append(visit)
            assert len(run.order) <= most, (
                f"still running after {most} pages: {Counter(v.kind for v in run.order)}"
            )
        if not under_way:
            break
        visit = under_way.popleft()
        if visit.ref:
            run.articles.append(int(visit.ref.key))
        else:
            run.listings.append(visit.url.removeprefix(ROOT))
        page = site(visit.url.removeprefix(ROOT))
        if page.gone:
            frontier.gone(visit)
            continue
        frontier.found(
            visit,
            articles=links(page.articles),
            listings=(ROOT + path for path in page.listings),
            digest=page.digest,
        )
        frontier.done(visit)
    assert not frontier.waiting
    assert frontier.outstanding == 0
    return run


def number_in(path: str) -> int:
    return int("".join(filter(str.isdigit, path.rpartition("/")[2])) or 0)


def is_article(path: str) -> bool:
    return path.startswith("/en/news/detail/")


LATEST = range(1, 11)
"""The block of the latest headlines that stands on every page of a site."""


def archive(
    articles: int, pages: int, *, beside: Callable[[str], Page | None] = lambda path: None
) -> Callable[[str], Page]:
    """A site with a numbered archive, the latest block on every page, and whatever `beside` answers
    for."""
    per_page = -(-articles // pages)

    def site(path: str) -> Page:
        special = beside(path)
        if special is not None:
            return special
        if is_article(path):
            return Page(LATEST, ["/", "/news/page/1"])
        page = number_in(path) if path.startswith("/news/page/") else 1
        shown = range((page - 1) * per_page + 1, min(page * per_page, articles) + 1)
        neighbours = [f"/news/page/{n}" for n in range(max(1, page - 2), min(pages, page + 2) + 1)]
        return Page([*shown, *LATEST], ["/", *neighbours])

    return site


# Real archives: no budget may stop them.


@pytest.mark.parametrize("parallel", [1, 16])
def test_a_real_archive_is_walked_to_its_end_each_article_once(parallel: int) -> None:
    run = walk(archive(7_500, 400), parallel=parallel)
    assert sorted(run.articles) == list(range(1, 7_501))
    assert len(set(run.listings)) == len(run.listings)
    assert run.traps == []


def test_100_000_articles_behind_5_000_pages_are_all_found() -> None:
    run = walk(archive(100_000, 5_000))
    assert len(run.articles) == len(set(run.articles)) == 100_000
    assert run.traps == []


@pytest.mark.parametrize("name", ["/tag/{}", "/tag/word{}x", "/tag?id={}"])
def test_300_tags_of_which_one_leads_to_an_article_are_all_visited(name: str) -> None:
    def tags(path: str) -> Page | None:
        if path == "/tags":
            return Page(LATEST, [name.format(n) for n in range(1, 301)])
        if path.startswith("/tag"):
            return Page(
                [*LATEST, *([99_999] if path == name.format(287) else [])], ["/", "/tags"], digest=7
            )
        return Page(LATEST, ["/tags", "/news/page/1"]) if path == "/" else None

    run = walk(archive(200, 10, beside=tags))
    assert 99_999 in run.articles
    assert len(run.articles) == 201


@pytest.mark.parametrize("digest", [0, 5])
def test_a_calendar_with_25_empty_days_is_walked_past_them(digest: int) -> None:
    """Even when the empty days cannot be told apart by their text."""

    def days(path: str) -> Page:
        day = number_in(path)
        if is_article(path) or day >= 400:
            return Page()
        empty = 100 <= day < 125
        return Page(
            [] if empty else [day + 1_000], [f"/day/{day + 1}"], digest=digest if empty else day
        )

    run = walk(days)
    assert len(run.articles) == 375


def test_a_daily_archive_of_a_weekly_paper_does_not_wear_out_the_budget() -> None:
    """Six empty days of seven, for 20 years: each gap that led to an article costs nothing."""

    def days(path: str) -> Page:
        day = number_in(path)
        if is_article(path):
            return Page()
        return Page(
            [day + 10_000] if day % 7 == 0 else [], [f"/day/{day + 1}"] if day < 7_000 else []
        )

    run = walk(days)
    assert len(run.articles) == 1_001


@pytest.mark.parametrize("shape", ["/section/{}", "/section/name{}x"])
def test_sections_that_first_repeat_another_and_differ_only_from_page_21_on(shape: str) -> None:
    """Ten sections of numbers or of names, each with 20 pages of what the front section shows and
    then five of its own."""
    sections = [shape.format(chr(97 + n) if "name" in shape else n) for n in range(10)]

    def site(path: str) -> Page:
        if is_article(path):
            return Page(LATEST)
        if path == "/":
            return Page(LATEST, sections)
        name, _, page_text = path.partition("?page=")
        section, page = sections.index(name), int(page_text or 1)
        start = page * 10 if page <= 20 else 10_000 * (section + 1) + page * 10
        return Page(range(start, start + 10), [f"{name}?page={page + 1}"] if page < 25 else [])

    run = walk(site)
    assert len(run.articles) == len({*LATEST, *range(10, 210)}) + 10 * 50


def test_an_archive_that_starts_with_2_000_pages_known_from_elsewhere_is_walked_to_its_end() -> (
    None
):
    """The main archive ends at page 2,000; the section behind it shows the same and goes on for 300
    more."""

    def site(path: str) -> Page:
        if is_article(path):
            return Page()
        if path == "/":
            return Page(LATEST, ["/main?p=1", "/world?p=1"])
        name, _, page_text = path.partition("?p=")
        page = int(page_text)
        return Page(
            range(page * 10, page * 10 + 10),
            [f"{name}?p={page + 1}"] if page < (2_000 if name == "/main" else 2_300) else [],
        )

    assert len(walk(site).articles) == 23_009


def test_a_chain_of_articles_that_no_listing_shows_is_followed() -> None:
    def site(path: str) -> Page:
        number = number_in(path)
        return Page([number + 1] if number < 3_000 else [], ["/"])

    assert len(walk(site).articles) == 3_000


# Traps: each ends by itself, and the report names it.


def trap(pages: Callable[[str], Page | None]) -> Callable[[str], Page | None]:
    """The trap's pages, and a front page that leads into it."""

    def beside(path: str) -> Page | None:
        return Page(LATEST, ["/news/page/1", "/trap"]) if path == "/" else pages(path)

    return beside


def spent(run: Walk, prefix: str = "/trap") -> int:
    return sum(path.startswith(prefix) for path in run.listings)


def test_an_endless_calendar_ends() -> None:
    def calendar(path: str) -> Page | None:
        if not path.startswith("/trap"):
            return None
        month = number_in(path)
        return Page(LATEST, [f"/trap/month-{month + 1}", f"/trap/month-{max(0, month - 1)}"])

    run = walk(archive(200, 10, beside=trap(calendar)))
    assert len(run.articles) == 200
    assert spent(run) <= CHAIN_BARREN + 3
    (found,) = run.traps
    assert found["shape"] == "/trap/month-#"
    assert "30 pages in a row" in str(found["why"])
    assert cast("int", found["pages"]) >= CHAIN_BARREN - 1


def test_the_latest_block_does_not_make_a_trap_of_ever_other_names_look_alive() -> None:
    """Each name is a kind of page of its own at first, and each shows the ten latest for the first
    time."""

    def names(path: str) -> Page | None:
        if not path.startswith("/trap"):
            return None
        return Page(LATEST, [path + "o"])

    run = walk(archive(200, 10, beside=trap(names)))
    assert len(run.articles) == 200
    assert spent(run) <= CHAIN_BARREN + 8


def test_an_endless_calendar_that_branches_ends() -> None:
    def calendar(path: str) -> Page | None:
        if not path.startswith("/trap"):
            return None
        day = number_in(path)
        return Page(LATEST, [f"/trap/day-{day * 31 + n}" for n in range(31)])

    run = walk(archive(200, 10, beside=trap(calendar)))
    assert len(run.articles) == 200
    assert spent(run) <= max(SHAPE_BARREN, SHAPE_GROWN) + 20
    assert any(
        found["shape"] == "/trap/day-#" and "budget" in str(found["why"]) for found in run.traps
    )


@pytest.mark.parametrize("digest", [0, 3])
def test_paths_that_grow_by_themselves_end(digest: int) -> None:
    def growing(path: str) -> Page | None:
        if not path.startswith("/trap"):
            return None
        return Page(LATEST, [f"{path}/a", f"{path}/b", f"{path}/list.php/c"], digest=digest)

    run = walk(archive(200, 10, beside=trap(growing)))
    assert len(run.articles) == 200
    assert spent(run) <= SHAPE_BARREN + RUN_BARREN
    assert run.traps


@pytest.mark.parametrize("token", ["zz={}", "id=word{}"])
def test_a_session_under_an_unknown_name_is_found_out(token: str) -> None:
    """Every page links to all others under a token of its own, and the archive is reached through
    them only."""
    clicks = iter(range(1, 1_000_000))

    def site(path: str) -> Page:
        if is_article(path):
            return Page(LATEST)
        plain = path.partition("?")[0]
        page = int(plain.rpartition("/")[2]) if plain.startswith("/news/") else 1
        shown = range((page - 1) * 20 + 1, page * 20 + 1)
        paths = [
            "/",
            "/world",
            "/sport",
            "/about",
            *(f"/news/{n}" for n in range(max(1, page - 2), min(60, page + 2) + 1)),
        ]
        return Page(
            [*shown, *LATEST],
            [f"{p}?{token.format(next(clicks))}" for p in paths],
            digest=hash(plain),
        )

    run = walk(site)
    assert len(run.articles) == 1_200
    assert len(run.listings) <= 65 + 100
    assert run.frontier.summary()["session parameters"] == [token.partition("=")[0]]


@pytest.mark.parametrize(
    "first", [(1, 98, 99, 2, 3), (98, 99, 97, 96, 95, 1, 2), (0, 1, 2, 3, 4, 5, 6)]
)
def test_a_parameter_that_shows_empty_pages_is_no_session(first: tuple[int, ...]) -> None:
    """Pages beyond the end of three lists are all alike: the parameter that numbers them still
    matters."""

    def site(path: str) -> Page:
        if is_article(path):
            return Page()
        name, _, page_text = path.partition("?page=")
        page = int(page_text or 1) or 1
        if name == "/":
            return Page(
                [],
                [f"/{name}?page={n}" for n in first for name in ("en", "ru", "ka")]
                + ["/en", "/ru", "/ka"],
            )
        start = {"/en": 1_000, "/ru": 2_000, "/ka": 3_000}[name] + page * 10
        full = page <= 40  # page 0, page 1 and no page at all are one
        return Page(
            range(start, start + 10) if full else [],
            [f"{name}?page={page + 1}"] if page < 99 else [],
            hash((name, page if full else 0)),
        )

    run = walk(site)
    assert len(run.articles) == 1_200
    assert run.frontier.summary()["session parameters"] == []


@pytest.mark.parametrize("name", ["/trap/{}", "/trap/word-{}", "/trap?x={}", "/{}/trap"])
def test_100_000_links_on_a_page_cost_bounded_visits_and_memory(name: str) -> None:
    letters = str.maketrans("0123456789", "abcdefghij")

    def many(path: str) -> Page | None:
        if path == "/trap":
            return Page(
                LATEST,
                (
                    name.format(str(n).translate(letters) if "word" in name else n)
                    for n in range(100_000)
                ),
            )
        return Page(LATEST, ["/"]) if "trap" in path else None

    run = walk(archive(7_500, 400, beside=trap(many)))
    assert len(run.articles) == 7_500
    assert sum("trap" in path for path in run.listings) <= RUN_BARREN + 2 * 400 + 10
    assert sum(cast("int", found["left"]) for found in run.traps) > 5_000


def test_endless_links_to_articles_that_are_not_there_end() -> None:
    """Each page of the trap names ten articles that nobody wrote."""

    def dead(path: str) -> Page | None:
        if is_article(path):
            return Page(gone=True) if number_in(path) > 50_000 else None
        if not path.startswith("/trap"):
            return None
        page = number_in(path)
        return Page(
            [*LATEST, *range(50_000 + page * 10, 50_010 + page * 10)],
            [f"/trap/{page + 1}", f"/trap/{page + 2}"],
        )

    run = walk(archive(7_500, 400, beside=trap(dead)))
    assert {number for number in run.articles if number < 50_000} == set(range(1, 7_501))
    assert sum(number > 50_000 for number in run.articles) <= 700
    assert spent(run) <= 200
    assert any("not there" in str(found["why"]) for found in run.traps)


def test_dead_links_of_one_page_wait_behind_the_living_and_are_bounded() -> None:
    def site(path: str) -> Page:
        if is_article(path):
            return Page(gone=number_in(path) > 5_000)
        if path == "/":
            return Page(range(6_000, 16_000), ["/news/page/1"])
        page = number_in(path)
        return Page(
            range(page * 10, page * 10 + 10), [f"/news/page/{page + 1}"] if page < 100 else []
        )

    run = walk(site)
    living = [number for number in run.articles if number < 5_000]
    assert len(living) == 1_000
    assert len(run.articles) - len(living) <= 520
    assert run.frontier.summary()["articles/dropped"] == 10_000 - (len(run.articles) - len(living))


def test_a_page_of_mostly_living_links_loses_none() -> None:
    def site(path: str) -> Page:
        return (
            Page(gone=number_in(path) % 10 < 8) if is_article(path) else Page(range(1_000, 3_000))
        )

    assert len(walk(site).articles) == 2_000


# Order.


def test_listings_come_first_but_not_more_than_50_in_a_row() -> None:
    run = walk(archive(7_500, 400), parallel=1)
    kinds = "".join(visit.kind[0] for visit in run.order)
    assert max(map(len, kinds.split("a"))) <= LISTINGS_IN_A_ROW
    assert kinds.startswith("l" * LISTINGS_IN_A_ROW)
    assert kinds[: len(kinds) // 2].count("l") == len(run.listings) == 401


def test_listings_that_promise_little_wait_for_the_articles() -> None:
    def site(path: str) -> Page:
        if is_article(path):
            return Page()
        return Page(
            range(100) if path == "/" else [],
            [f"/{'x' * n}" for n in range(len(path), len(path) + 2)],
        )

    run = walk(site, parallel=1)
    order = [(visit.kind, visit.barren) for visit in run.order]
    first_article, last_article = (
        order.index(("article", 0)),
        len(order) - 1 - order[::-1].index(("article", 0)),
    )
    assert max(barren for _, barren in order[:first_article]) == 3
    assert min(barren for _, barren in order[last_article + 1 :]) == 4


def test_a_kind_of_page_that_gave_nothing_ten_times_waits_for_the_articles() -> None:
    """300 links on a productive page look promising at first, each of them."""

    def site(path: str) -> Page:
        if path == "/":
            return Page(range(500), [f"/tag/{n}" for n in range(300)])
        return Page()

    run = walk(site, parallel=1)
    last_article = max(visit.number for visit in run.order if visit.kind == "article")
    assert sum(visit.kind == "listing" for visit in run.order[:last_article]) <= 11
    assert len(run.listings) == 301


def test_an_article_is_fetched_where_the_link_led_even_when_a_rule_gives_its_address() -> None:
    frontier = Frontier(url_of=lambda ref: address(int(ref.key)))
    frontier.seed(f"{ROOT}/")
    root = frontier.next()
    assert root is not None
    other = "https://a.test/copy/en/news/detail/2"
    frontier.found(
        root,
        articles=[
            (ArticleRef("en", "1"), address(1), "One"),
            (ArticleRef("en", "2"), other, "Two"),
        ],
    )
    assert [visit.url for _ in range(2) if (visit := frontier.next())] == [address(1), other]


def test_the_run_is_the_same_every_time() -> None:
    first, second = (walk(archive(500, 25)) for _ in range(2))
    assert [visit.url for visit in first.order] == [visit.url for visit in second.order]


def test_a_limit_is_kept_and_stops_the_listings_that_are_not_needed() -> None:
    run = walk(archive(7_500, 400), limit=100)
    assert len(run.articles) == 100
    assert len(run.listings) < 30


def test_when_its_time_is_up_nothing_further_is_begun_and_what_waits_is_told() -> None:
    is_over = False
    frontier = Frontier(is_over=lambda: is_over)
    frontier.seed(f"{ROOT}/")
    root = frontier.next()
    assert root is not None
    frontier.found(root, articles=links([1, 2]))
    frontier.done(root)
    first = frontier.next()
    is_over = True
    assert first is not None and frontier.next() is None and not frontier.waiting
    frontier.done(first)
    assert frontier.unvisited == 1


# What a visit carries, and how it ends.


def test_a_visit_carries_the_longest_headlines_and_where_it_was_found() -> None:
    frontier = Frontier()
    frontier.seed(f"{ROOT}/")
    root = frontier.next()
    assert root is not None
    article = ArticleRef("en", "7")
    texts = [
        "",
        "More",
        "A short one",
        "A headline of some length",
        "More",
        "Another headline, longer than the others",
        "x" * 5_000,
    ]
    assert frontier.found(root, articles=[(article, address(7), text) for text in texts]) == 1
    frontier.done(root)
    visit = frontier.next()
    assert visit is not None
    assert visit.headlines == (
        "Another headline, longer than the others",
        "A headline of some length",
        "A short one",
    )
    assert (visit.kind, visit.ref, visit.url, visit.depth, visit.found_on) == (
        "article",
        article,
        address(7),
        1,
        f"{ROOT}/",
    )


def test_an_article_that_only_a_sitemap_names_comes_after_those_with_a_headline() -> None:
    frontier = Frontier()
    frontier.seed(f"{ROOT}/sitemap.xml", "feed")
    frontier.seed(f"{ROOT}/")
    feed, root = frontier.next(), frontier.next()
    assert feed is not None
    assert root is not None
    assert (feed.kind, root.kind) == ("feed", "listing")
    frontier.found(feed, articles=[(ArticleRef("en", str(n)), address(n), "") for n in range(3)])
    frontier.found(root, articles=links([2, 5]))
    numbers = [int(visit.ref.key) for _ in range(4) if (visit := frontier.next()) and visit.ref]
    assert numbers == [5, 2, 0, 1] or numbers == [2, 5, 0, 1]
    assert frontier.next() is None


def test_an_end_is_counted_once_and_outstanding_visits_are_known() -> None:
    frontier = Frontier()
    frontier.seed(f"{ROOT}/")
    visit = frontier.next()
    assert visit is not None
    assert frontier.outstanding == 1
    frontier.failed(visit)
    frontier.done(visit)
    summary = frontier.summary()
    assert (summary["listings/failed"], summary["listings/barren"], summary["outstanding"]) == (
        1,
        0,
        0,
    )


def test_an_address_is_seeded_and_found_once_however_it_is_written() -> None:
    frontier = Frontier()
    for path in ("/news/?b=2&a=1", "/news?a=1&b=2", "/news/index.php?a=1&b=2"):
        frontier.seed(ROOT + path)
    assert frontier.next() is not None
    assert frontier.next() is None


def test_a_redirect_goes_on_only_where_nobody_else_goes() -> None:
    frontier = Frontier()
    for path in ("/", "/old", "/new"):
        frontier.seed(ROOT + path)
    _root, old = frontier.next(), frontier.next()
    assert old is not None
    assert frontier.redirected(old, f"{ROOT}/old/", None), "the same page with a slash"
    assert not frontier.redirected(old, f"{ROOT}/new", None), "waits for its own visit"
    assert not frontier.redirected(old, f"{ROOT}/", None), "is under way"
    assert frontier.redirected(old, f"{ROOT}/newest", None)
    assert frontier.redirected(old, f"{ROOT}/newest", None), (
        "a retry of the page that this visit was led to"
    )
    assert frontier.redirected(old, address(9), ArticleRef("en", "9"))
    assert frontier.found(old, articles=links([9])) == 0


def test_what_is_barred_is_visited_neither_when_asked_for_nor_by_a_redirect() -> None:
    frontier = Frontier(barred=lambda ref: ref.key == "9")
    frontier.ask(ArticleRef("en", str(number)) for number in (8, 9, 10))
    first, second = frontier.next(), frontier.next()
    assert first is not None and second is not None
    assert [first.ref, second.ref] == [ArticleRef("en", "8"), ArticleRef("en", "10")]
    assert frontier.next() is None
    assert not frontier.redirected(first, address(9), ArticleRef("en", "9"))


# What it costs.


def test_100_000_waiting_articles_take_less_than_60_mb() -> None:
    tracemalloc.start()
    frontier = Frontier(
        url_of=lambda ref: f"https://www.ccbsnews.info/{ref.language}/news/detail/{ref.key}"
    )
    frontier.seed(f"{ROOT}/")
    for page in range(5_000):
        visit = frontier.next()
        assert visit is not None
        numbers = range(page * 20, page * 20 + 20)
        frontier.found(
            visit,
            articles=[
                (
                    ArticleRef("ka", str(n)),
                    f"https://www.ccbsnews.info/ka/news/detail/{n}",
                    f"სათაური, რომელიც გვერდზე წერია, ნომერი {n}",
                )
                for n in numbers
            ],
            listings=[f"https://www.ccbsnews.info/ka/news/index/{page * 20 + 20}"],
        )
        frontier.done(visit)
        frontier._credit = 1_000
    size, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert frontier.summary()["articles/waiting"] == 100_000
    assert size < 60e6, f"{size / 1e6:.0f} MB"


def test_an_article_that_was_asked_for_is_visited_though_a_page_showed_it_and_it_was_left_alone() -> (
    None
):
    frontier = Frontier(wanted=lambda ref: False)
    frontier.seed(f"{ROOT}/")
    root = frontier.next()
    assert root is not None
    frontier.found(root, articles=links([1, 2]))
    frontier.done(root)
    frontier.ask([ArticleRef("en", "1"), ArticleRef("en", "1")])
    asked = [frontier.next(), frontier.next()]
    assert [visit and visit.ref for visit in asked] == [ArticleRef("en", "1"), None]


def test_an_article_that_a_page_shows_before_its_turn_is_visited_all_the_same() -> None:
    asked = [ArticleRef("en", str(number)) for number in (3, 2, 1)]
    frontier = Frontier(wanted=lambda ref: False)
    frontier.ask(asked)
    visited = []
    while visit := frontier.next():
        visited.append(visit.ref)
        # The page's block of latest news shows them all.
        frontier.found(
            visit,
            articles=[(ref, f"https://paper.test/en/news/detail/{ref.key}", "") for ref in asked],
        )
        frontier.done(visit)
    assert visited == asked


def test_what_was_asked_for_waits_until_the_listings_under_way_have_been_read() -> None:
    """A headline on them may say that it has changed: then the server is not asked whether it
    has."""
    frontier = Frontier(wanted=lambda ref: False)
    frontier.seed(f"{ROOT}/")
    frontier.ask([ArticleRef("en", "1")])
    root = frontier.next()
    assert root is not None and root.kind == "listing"
    assert frontier.next() is None and not frontier.waiting
    frontier.done(root)
    asked = frontier.next()
    assert asked is not None and asked.ref == ArticleRef("en", "1")
