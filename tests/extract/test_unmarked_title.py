"""extract.unmarked_title: the line over the text that is its title, where no heading and no voice
says so."""

from __future__ import annotations

import pytest
from support.paper_pages import PROSE, TITLE, a_page, html

from newscrawl.extract.title_rules import Title, TitleRule
from newscrawl.extract.unmarked_title import title_above


def above(lines: str) -> Title | None:
    outline = a_page(html(f"<div>{lines}</div><div>{PROSE}</div>")).outline
    first = next(block.index for block in outline.blocks if len(block.text) > 100)
    return title_above(outline, first, lambda block: block.text.startswith("All the news"))


@pytest.mark.parametrize(
    "line",
    [
        f"<h4>{TITLE}</h4>",
        f"<p><b>{TITLE}</b></p>",
        f"<p class=headline>{TITLE}</p>",
        f"<p><font size=5>{TITLE}</font></p>",
        f"<p><big>{TITLE}</big></p>",
    ],
)
def test_a_line_set_off_by_its_type_wins_over_a_longer_one(line: str) -> None:
    title = above(f"<p>{TITLE} and so on and on</p>{line}")
    assert title is not None
    assert (title.text, title.rule) == (TITLE, TitleRule.SET_OFF_ABOVE_TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "12 January 2022, the harbour office",
        "By Nino Example of the harbour office, upper pier",
        "All the news of the harbour and of its piers, every day",
        "They sailed at seven and came back at noon, as ever.",
        "<a href=/x>Everything that we know of boats and piers</a>",
        "© The Valley Paper, all rights reserved for ever",
        "<span class=photo-caption>",
    ],
)
def test_of_plain_lines_the_longest_that_may_be_a_title_is_it(line: str) -> None:
    title = above(f"<p>{line}</p><p>{TITLE}</p><p>{line}</p>")
    assert title is not None
    assert (title.text, title.rule) == (TITLE, TitleRule.LONGEST_ABOVE_TEXT)


def test_a_section_and_a_date_on_lines_of_their_own_are_left_out() -> None:
    title = above(f"<h3>Topic: Boats<br>{TITLE}<br>12 January 2022</h3>")
    assert title is not None
    assert title.text == TITLE


def test_what_is_too_far_above_or_too_short_is_none() -> None:
    assert above(f"<p>{TITLE}</p>" + "<p>Boats</p>" * 6) is None
