"""extract.dates.ago: how long ago something was, in the words of the page's language."""

from __future__ import annotations

import pytest

from newscrawl.extract.dates.ago import find_ago


@pytest.mark.parametrize(
    ("language", "line", "said"),
    [
        ("en", "Olo Pim, 2 hours ago", "2 hours ago"),
        ("en-GB", "An hour ago by Olo", "An hour ago"),
        ("ru", "Ола · 3 дня назад", "3 дня назад"),
        ("ka", "ოლო 5 წუთის წინ", "5 წუთის წინ"),
        ("ka", "წუთის წინ", "წუთის წინ"),
        ("ar", "قبل ساعتين", "قبل ساعتين"),
        ("ar", "قبل ٣ أيام", "قبل ٣ أيام"),
        ("he", "לפני 3 ימים", "לפני 3 ימים"),
        ("fr", "il y a une heure", "il y a une heure"),
        ("zh", "3小时前", "3小时前"),
        ("sw", "3 hours ago", "3 hours ago"),
        ("", "3 hours ago", "3 hours ago"),
    ],
)
def test_how_long_ago_is_read_in_the_language_of_the_page(
    language: str, line: str, said: str
) -> None:
    found = find_ago(line, language)
    assert found is not None
    assert found[0] == said


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "Long ago"), ("en", "3 hours later"), ("de", "vor dem Haus"), ("ru", "назад, домой")],
)
def test_other_lines_say_nothing_of_it(language: str, line: str) -> None:
    assert find_ago(line, language) is None
