"""discovery.forms: the forms of articles' addresses, learnt from those that were read."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from newscrawl.discovery.forms import Judged, learn_forms

HOST = "www.gazette.test"
ROOT = f"https://{HOST}"
WORDS = ("fog", "boats", "chess", "weather", "market", "school")


def learnt(
    articles: Iterable[str], others: Iterable[str] = (), named: Iterable[str] = ()
) -> tuple[list[str], list[str]]:
    def at_home(paths: Iterable[str]) -> set[str]:
        return {path if "://" in path else ROOT + path for path in paths}

    forms, doubts = learn_forms(Judged(at_home(articles), at_home(others), at_home(named)), HOST)
    return [form.text for form in forms], doubts


@pytest.mark.parametrize(
    ("paths", "form"),
    [
        ([f"/news/{n}" for n in (1000, 1001)], "/news/{number}"),
        ([f"/{lang}/story/{n}" for n in (77, 78) for lang in ("en", "ru")], "/{lang}/story/{number}"),
        ([f"/2026/03/0{n}/sport/the-{w}-lifts/" for n, w in enumerate(WORDS, 1)]
         + ["/2026/03/01/harbour/one-more-boat/"],
         "/{year}/{month}/{day}/{section}/{slug}/"),
        ([f"/a/the-{w}-4f00c{n}.html" for n, w in enumerate(WORDS)], "/a/{slug}-{code}.html"),
        ([f"/?p={n}" for n in (70, 71)], "/?p={number}"),
        ([f"/read.php?in=x&id={n}" for n in (70, 71)], "/read.php?id={number}"),
        ([f"/{w}/the-ferry-sails-{40210 + n}" for n, w in enumerate(WORDS)],
         "/{section}/{slug}-{number:5}"),
        ([f"/{w}/x/the-ferry-{40210 + n}" for n, w in enumerate(WORDS)] + ["/y/the-ferry-41000"],
         "/{sections}/{slug}-{number:5}"),
        ([f"https://blog.gazette.test/the-{w}-lifts" for w in WORDS], "//blog.gazette.test/{slug}"),
    ],
    ids=str,
)  # fmt: skip
def test_each_usual_form_is_learnt(paths: list[str], form: str) -> None:
    assert learnt(paths, ["/", "/harbour", "/about-us"]) == ([form], [])


def test_one_page_makes_no_form_and_is_a_doubt() -> None:
    forms, doubts = learnt(["/harbour/the-fog-lifts-again"])
    assert forms == [] and "1 of 1" in doubts[0]


def test_a_form_whose_pages_are_mostly_none_is_a_doubt() -> None:
    articles = ["/harbour/the-fog-lifts-again", "/harbour/the-ferry-sails-again"]
    others = [f"/service/how-to-{word}-here" for word in WORDS]
    forms, doubts = learnt(articles, others)
    assert forms == [] and "2 of 8" in doubts[0]


def test_a_single_page_that_is_none_is_told() -> None:
    articles = [f"/harbour/the-{word}-lifts-again" for word in WORDS]
    forms, doubts = learnt(articles, ["/harbour/all-about-us-here"])
    assert forms == ["/{section}/{slug}"]
    assert "takes https://www.gazette.test/harbour/all-about-us-here" in doubts[0]


def test_numbers_in_a_few_titles_make_no_form_of_their_own() -> None:
    articles = [f"/harbour/the-{word}-lifts-again" for word in WORDS]
    assert learnt([*articles, "/harbour/the-budget-of-2026", "/harbour/what-to-do-in-2027"])[0] == [
        "/{section}/{slug}"
    ]


def test_two_kinds_of_articles_are_two_forms() -> None:
    numbered = [f"/news/{number}" for number in range(1000, 1010)]
    worded = [f"/essays/the-{word}-lifts-again" for word in WORDS]
    assert learnt([*numbered, *worded])[0] == ["/news/{number}", "/{section}/{slug}"]


def test_what_headlines_name_widens_a_form() -> None:
    articles = ["/harbour/the-ferry-40211", "/harbour/the-ferry-40212"]
    assert learnt(articles, named=["/sport/the-boat-40213"])[0] == ["/{section}/{slug}-{number:5}"]


def test_kinds_of_pages_that_are_numbered_alike_are_kept_apart() -> None:
    news = [f"/news/{n}" for n in range(100, 110)]
    blog = [f"/blog/{n}" for n in range(200, 210)]
    products = [f"/shop/product/{n}" for n in range(100, 110)]
    assert sorted(learnt([*news, *blog])[0]) == ["/blog/{number}", "/news/{number}"]
    assert learnt([*news, "/blog/100", "/blog/105", "/blog/300"])[0] == [
        "/news/{number}",
        "/blog/{number} -> blog/{number}",
    ]
    assert learnt(news, products[:3], products)[0] == ["/news/{number}"]


def test_many_words_before_a_number_are_sections() -> None:
    news = [f"/{section}/{n}" for n, section in enumerate(WORDS * 2, 100)]
    assert learnt(news)[0] == ["/{section}/{number}"]
    alike = [f"/{section}/{n}" for section in WORDS for n in range(100, 104)]
    assert learnt(alike)[0] == ["/{section}/{number} -> {section}/{number}"]


def test_a_query_is_as_short_as_a_page_can_be_had_by() -> None:
    sums = ("1f00c2a97b3d", "0c11d2e9a4f6")
    long = [f"/index.php?id=12&do=detail&news={n}&sum={sums[n - 70]}" for n in (70, 71)]
    assert learnt(long)[0] == ["/index.php?news={number}"]
    # What was asked for by the number alone showed no article.
    assert learnt(long, ["/index.php?news=70"])[0] == [
        "/index.php?id=12&do=detail&news={number}&sum={code}"
    ]
