"""extract.body.dated_lines: lines with a day over, under and beside the text."""

from __future__ import annotations

import pytest
from support.paper_pages import BODY, FIRST, SECOND, THIRD, read, story

BYLINE = "By Nino Example Published in Harbour December 14, 2025 2:24 pm"


@pytest.mark.parametrize(
    "line",
    [f"<div>{BYLINE}</div>", "<p>By Nino Example | 14 December 2025</p>"],
)
def test_a_byline_with_its_day_stands_between_the_standfirst_and_the_text(line: str) -> None:
    said = read(story(f"<p>{FIRST}</p>{line}<div><p>{SECOND}</p><p>{THIRD}</p></div>"))
    assert said.body == BODY
    assert said.authors == ["Nino Example"]


def test_a_sentence_with_a_day_is_text() -> None:
    sentence = "By 14 December 2025 the pier had been open for a week."
    text = f"<p>{FIRST}</p><p>{sentence}</p><p>{SECOND}</p><p>{THIRD}</p>"
    assert sentence in (read(story(text)).body or "")


@pytest.mark.parametrize("tag", ["span class=news-date-time", "font size=1", "time", "small"])
def test_a_day_in_an_element_of_its_own_begins_no_text(tag: str) -> None:
    """As the templates of Bitrix write it: day and text in one run."""
    day = f"<{tag}>11.12.2025 14:33</{tag.split()[0]}>"
    text = f"<div><img src=/a.jpg>{day} {FIRST}<br><br>{SECOND}<br><br>{THIRD}</div>"
    assert read(story(text)).body == BODY


@pytest.mark.parametrize(
    "day",
    [
        "<b>11.12.2025</b>",
        "11.12.2025",
        "<span>11.12.2025, Tarsk</span>",
        "<i>11.12.2025</i> was it:",
    ],
)
def test_a_day_that_is_a_word_of_the_text_or_begins_an_entry_stays(day: str) -> None:
    text = f"<div>{day} {FIRST}<br><br>{SECOND}<br><br>{THIRD}</div>"
    assert "11.12.2025" in (read(story(text)).body or "")


def test_bars_part_a_day_from_labels() -> None:
    line = "<p>12 January 2022 | Life in town | Nino Example, Luka Sample</p>"
    assert read(story(f"{line}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>")).body == BODY
    text = "<p>The pier opened. | 12 January 2022 | It is long.</p>"
    assert "long" in (read(story(f"{text}<p>{FIRST}</p><p>{SECOND}</p>")).body or "")
