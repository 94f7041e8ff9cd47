"""The invented articles: the same every time, dated in order, cheap until read."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from newscrawl.replica.content import SEED_NUMBER, Archive, archives
from newscrawl.replica.languages import LANGUAGES

TODAY = date(2026, 1, 14)


@pytest.fixture(params=sorted(LANGUAGES))
def archive(request: pytest.FixtureRequest) -> Archive:
    return Archive(LANGUAGES[request.param], 200, seed=1, today=TODAY)


def test_the_same_seed_language_and_number_give_the_same_article_in_any_order(
    archive: Archive,
) -> None:
    again = Archive(archive.language, 200, seed=1, today=TODAY)
    numbers = list(archive.numbers)
    assert [archive.article(n) for n in numbers] == [again.article(n) for n in reversed(numbers)][
        ::-1
    ]


def test_another_seed_gives_other_texts(archive: Archive) -> None:
    other = Archive(archive.language, 200, seed=2, today=TODAY)
    assert all(
        archive.article(n).paragraphs != other.article(n).paragraphs for n in archive.numbers
    )


def test_texts_do_not_repeat(archive: Archive) -> None:
    bodies = {"\n".join(archive.article(n).paragraphs) for n in archive.numbers}
    assert len(bodies) == len(archive.numbers)


def test_no_slot_is_left_open_and_no_white_space_is_odd(archive: Archive) -> None:
    for number in archive.numbers:
        article = archive.article(number)
        for text in (article.title, *article.paragraphs):
            assert "{" not in text
            assert text == " ".join(text.split())
            assert text


@pytest.mark.parametrize("count", [30, 7_500, 100_000])
def test_numbers_grow_with_dates_and_the_newest_is_of_the_day_before(count: int) -> None:
    archive = Archive(LANGUAGES["en"], count, seed=1, today=TODAY)
    days = [archive.published(n) or TODAY for n in archive.numbers]
    assert days[-1] == TODAY - timedelta(days=1)
    assert all(older <= newer for older, newer in pairwise(days))
    assert days[0].year >= 2005
    assert len(days) == count


def test_articles_are_shared_out_among_the_languages() -> None:
    shares = archives(("en", "ru", "ka"), 62, seed=1, today=TODAY)
    assert [len(archive.numbers) for archive in shares.values()] == [21, 21, 20]


def test_a_large_archive_is_not_invented_before_it_is_read() -> None:
    archive = Archive(LANGUAGES["en"], 100_000, seed=1, today=TODAY)
    assert archive.article(SEED_NUMBER).number == SEED_NUMBER
    assert archive.article.cache_info().currsize == 1
