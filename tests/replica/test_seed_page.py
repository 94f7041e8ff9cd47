"""The text of a real page, given at run time, is article 4666 in every markup: with a page of our
own, and with the real one."""

from datetime import date
from pathlib import Path

import pytest
from support.paths import NO_SEED_PAGE, SEED_PAGE

from newscrawl.replica.markups import MARKUPS
from newscrawl.replica.options import Options
from newscrawl.replica.seed_page import read_seed_page
from newscrawl.replica.site import Site
from newscrawl.replica.truth import Record

PAGE = """The Ferry Stays in Port

Nobody crossed on 3 March 2024, and nobody asked why.
“We wait,” said the harbour master.
Latest newsThe Tenth Headline
09.Jan.2026
The Ninth – with a Dash
08.Jan.2026
The Eighth
08.Jan.2026

14 Jan 2026

"""


@pytest.fixture
def own_page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def site(markup: str, seed_page: Path) -> Site:
    return Site(
        Options(
            markup=markup,
            articles=60,
            languages=("en", "ru"),
            listing_size=10,
            seed=1,
            today=date(2026, 2, 1),
            seed_page=seed_page,
            plain_links=False,
            faults=(),
        )
    )


def record_of_4666(markup: str, seed_page: Path) -> Record:
    return next(
        record for record in site(markup, seed_page).truth() if record["id"] == "ccbsnews/en/4666"
    )


def test_a_page_is_read_part_by_part(own_page: Path) -> None:
    page = read_seed_page(own_page)
    assert page.title == "The Ferry Stays in Port"
    assert page.paragraphs == (
        "Nobody crossed on 3 March 2024, and nobody asked why.",
        "“We wait,” said the harbour master.",
    )
    assert page.headlines == (
        ("The Tenth Headline", date(2026, 1, 9)),
        ("The Ninth – with a Dash", date(2026, 1, 8)),
        ("The Eighth", date(2026, 1, 8)),
    )
    assert page.stamp == date(2026, 1, 14)


def test_a_file_that_is_no_such_page_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.txt"
    path.write_text("Just a text.\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"other\.txt.*Latest news"):
        read_seed_page(path)


@pytest.mark.parametrize("markup", MARKUPS)
def test_it_becomes_article_4666_undated_in_every_markup(markup: str, own_page: Path) -> None:
    record = record_of_4666(markup, own_page)
    assert record["title"] == "The Ferry Stays in Port"
    assert (
        record["body"]
        == "Nobody crossed on 3 March 2024, and nobody asked why.\n\n“We wait,” said the harbour"
        " master."
    )
    assert record["published"] is None
    assert record["published_from"] is None
    assert record["page_date"] == "2026-01-14"


def test_its_headlines_lead_the_block_and_date_the_newest_articles(own_page: Path) -> None:
    copy = site("tables", own_page)
    headlines = record_of_4666("tables", own_page)["headlines"]
    assert [headline["title"] for headline in headlines[:3]] == [
        "The Tenth Headline",
        "The Ninth – with a Dash",
        "The Eighth",
    ]
    assert headlines[0]["url"] == "https://www.ccbsnews.info/en/news/detail/7517"
    days = [headline["published"] for headline in headlines]
    assert days == sorted(days, reverse=True)
    titles = {record["id"]: record["title"] for record in copy.truth()}
    assert titles["ccbsnews/en/7516"] == "The Ninth – with a Dash"


def test_other_languages_and_other_numbers_are_as_ever(own_page: Path) -> None:
    ids = [record["id"] for record in site("tables", own_page).truth()]
    assert len(ids) == 60
    assert "ccbsnews/ru/4666" not in ids


@pytest.mark.skipif(not SEED_PAGE.exists(), reason=NO_SEED_PAGE)
@pytest.mark.parametrize("markup", MARKUPS)
def test_the_real_page_has_a_title_paragraphs_and_ten_headlines(markup: str) -> None:
    path = SEED_PAGE
    page = read_seed_page(path)
    record = record_of_4666(markup, path)
    assert record["title"] == page.title
    assert record["body"].split("\n\n") == list(page.paragraphs)
    assert len(page.paragraphs) >= 8
    assert [(headline["title"], headline["published"]) for headline in record["headlines"]] == [
        (title, day.isoformat()) for title, day in page.headlines
    ]
    assert len(record["headlines"]) == 10
    assert record["headlines"][-1]["url"] == "https://www.ccbsnews.info/en/news/detail/7508"
    assert record["page_date"] == "2026-01-14"
