"""A site that shows less than it has: shallow listings, listings with gaps, few dates of its own,
numbers by turns. The truth follows."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from newscrawl.replica import changes, replies
from newscrawl.replica.markups import MARKUPS
from newscrawl.replica.options import Options
from newscrawl.replica.site import Site

OWN_DATES = [name for name, markup in MARKUPS.items() if markup.own_date]
LANGUAGES = ("en", "ru", "ka")


def site(markup: str = "tables", articles: int = 180, **changed: object) -> Site:
    given = {
        "markup": markup,
        "articles": articles,
        "languages": LANGUAGES,
        "listing_size": 200,
        "seed": 1,
        "today": date(2026, 1, 14),
        "seed_page": None,
        "plain_links": True,
        "faults": (),
    }
    return Site(Options(**{**given, **changed}))  # type: ignore[arg-type]


def fetch(copy: Site, target: str) -> str:
    return copy.answer(replies.request_for(target)).body.decode()


def listed(copy: Site, code: str = "en") -> dict[str, set[int]]:
    """By listing, the numbers that it leads to; what the block of latest news leads to stands on
    all of them."""
    language = copy.archives[code].language
    bases = [
        "news",
        *(f"section/{slug}" for slug, _ in language.sections),
        *(f"tag/{slug}" for slug, _ in language.topics),
    ]
    return {
        base: set(
            map(int, re.findall(rf"/{code}/news/detail/(\d+)", fetch(copy, f"/{code}/{base}")))
        )
        for base in bases
    }


@pytest.mark.parametrize("markup", MARKUPS)
def test_listings_go_as_deep_as_they_are_told(markup: str) -> None:
    copy = site(markup, listing_depth=25)
    newest = copy.archives["en"].numbers[-25:]
    for base, numbers in listed(copy).items():
        assert numbers <= set(newest), base
    assert len(listed(copy)["news"]) > 18
    assert len(list(copy.truth())) == 180


def test_the_depth_follows_what_is_published() -> None:
    copy = site(listing_depth=25)
    copy.apply(changes.publish("en", 25))
    assert min(listed(copy)["news"]) >= 7518


def test_a_depth_below_ten_leaves_the_block_of_latest_news_whole() -> None:
    copy = site(listing_depth=4)
    assert copy.catalog.listed("en") == [7517, 7516, 7515, 7514]
    assert len(next(copy.truth())["headlines"]) == 10


@pytest.mark.parametrize("numbers", ["shared", "interleaved"])
def test_listings_skip_below_the_newest_ten(numbers: str) -> None:
    copy = site(listing_step=4, numbers=numbers)
    for code, archive in copy.archives.items():
        shown = set().union(*listed(copy, code).values())
        assert set(archive.numbers[-10:]) <= shown
        below = shown - set(archive.numbers[-10:])
        assert all(archive.ordinal(number) % 4 == 0 for number in below)
        assert 8 <= len(below) <= 13


@pytest.mark.parametrize("markup", MARKUPS)
def test_the_truth_has_the_days_that_some_page_shows_and_no_others(markup: str) -> None:
    copy = site(markup, listing_depth=30, listing_step=3, own_date_share=0.3)
    dated = 0
    for record in copy.truth():
        code, number = record["language"], int(record["id"].rpartition("/")[2])
        archive = copy.archives[code]
        day = copy.catalog.day(code, number)
        own = copy.catalog.shows_own_date(number)
        headline = number in archive.numbers[-10:] or (
            copy.catalog.listing_day(archive, number) is not None
            and any(number in found for found in listed(copy, code).values())
        )
        assert record["published_from"] == (
            copy.markup.own_date if own else "headline" if headline else None
        ), record["id"]
        assert (record["published"] or "")[:10] == (str(day) if own or headline else "")
        dated += bool(record["published"])
    assert 30 <= dated < 180


@pytest.mark.parametrize("markup", OWN_DATES)
@pytest.mark.parametrize(("share", "least", "most"), [(0.0, 0, 0), (0.25, 20, 70), (1.0, 180, 180)])
def test_so_many_pages_show_their_own_day(markup: str, share: float, least: int, most: int) -> None:
    copy = site(markup, own_date_share=share, listing_depth=1)
    own = [record for record in copy.truth() if record["published_from"] == copy.markup.own_date]
    assert least <= len(own) <= most
    bare, full = site(markup, own_date_share=0.0), site(markup)
    for code, archive in copy.archives.items():
        for number in archive.numbers:
            target = f"/{code}/news/detail/{number}"
            same = bare if not copy.catalog.shows_own_date(number) else full
            assert fetch(copy, target) == fetch(same, target)
            assert fetch(bare, target) != fetch(full, target)


def test_a_markup_without_own_dates_shows_none_whatever_the_share() -> None:
    assert not any(site().catalog.shows_own_date(number) for number in range(7000, 7517))


def test_languages_may_take_their_numbers_by_turns() -> None:
    copy = site(numbers="interleaved")
    numbers = {code: list(archive.numbers) for code, archive in copy.archives.items()}
    assert [numbers[code][-1] for code in LANGUAGES] == [7517, 7516, 7515]
    assert sorted(number for own in numbers.values() for number in own) == [*range(7338, 7518)]
    for code, own in numbers.items():
        for number in range(7338, 7518):
            assert copy.answer(replies.request_for(f"/{code}/news/detail/{number}")).status == (
                200 if number in own else 404
            )
    days = [
        copy.catalog.day(code, number) or date.max
        for number, code in sorted((n, code) for code, own in numbers.items() for n in own)
    ]
    assert all(older <= newer for older, newer in pairwise(days))
    assert days[-1] == date(2026, 1, 13)
    assert days[-1] - days[0] < timedelta(days=60)
    for archive in copy.archives.values():
        assert {copy.catalog.place(archive, number) for number in archive.numbers} == {
            "listed",
            "tag",
            "text",
        }
        assert any(copy.catalog.listing_day(archive, number) is None for number in archive.numbers)


def test_what_is_published_by_turns_takes_the_next_number_of_all() -> None:
    copy = site(numbers="interleaved")
    assert copy.apply(changes.publish("ka")) == [7518]
    assert copy.apply(changes.publish("ru", 2)) == [7519, 7520]
    assert copy.apply(changes.republish("en", 7517)) == [7521]
    assert len(list(copy.truth())) == 184


def test_languages_may_count_up_to_numbers_of_their_own() -> None:
    copy = site(numbers="own")
    assert {code: archive.newest for code, archive in copy.archives.items()} == {
        "en": 7517,
        "ru": 5011,
        "ka": 2505,
    }
    assert {copy.catalog.day(code, archive.newest) for code, archive in copy.archives.items()} == {
        date(2026, 1, 13)
    }
    assert copy.apply(changes.publish("ka")) == [2506]


@pytest.mark.parametrize("articles", [3, 4, 5, 9_001])
def test_any_count_can_be_shared_out_by_turns(articles: int) -> None:
    archives = site(articles=articles, numbers="interleaved").archives
    numbers = sorted(number for archive in archives.values() for number in archive.numbers)
    assert len(numbers) == articles
    assert numbers == [*range(numbers[-1] - articles + 1, numbers[-1] + 1)]
    assert numbers[0] >= 1


def test_the_true_day_is_known_of_what_is_deleted_too() -> None:
    copy = site(own_date_share=0.0)
    day = copy.catalog.day("en", 7500)
    copy.apply(changes.delete("en", 7500))
    assert day is not None
    assert copy.catalog.day("en", 7500) == day


def test_a_seed_page_and_turns_do_not_go_together(tmp_path: object) -> None:
    with pytest.raises(ValueError, match="another language's turn"):
        site(numbers="interleaved", seed_page=tmp_path)
