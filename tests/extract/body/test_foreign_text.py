"""What readers wrote under an article is no part of it; dates that show no word are nobody's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import newscrawl

TEXT = (
    "The night ferry returned to the upper pier on Sunday, two hours late and half empty.",
    "The harbour office said that the crossing takes two hours, as it did before the war.",
)
COMMENTS = "".join(
    f"<div class=c><p>{name}, {day} January 2026</p><p>I waited there for {day} hours, too.</p></div>"
    for day, name in enumerate(("Nino Example", "Aram Sample", "Leyla Instance"), start=10)
)


def body_of(under: str) -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in TEXT)
    page = (
        "<html><body><h1>The night ferry returns</h1>"
        f"<div>{paragraphs}</div><div>{under}</div></body></html>"
    )
    at = datetime(2026, 1, 14, tzinfo=UTC)
    return newscrawl.read(page, "https://paper.test/7", fetched_at=at)["body"]


@pytest.mark.parametrize("form", ["{}", '{}<p><time datetime="2026-01-09T10:00:00Z"></time></p>'])
def test_comments_with_name_and_date_are_left_out(form: str) -> None:
    assert body_of(form.format(COMMENTS)) == "\n\n".join(TEXT)


def test_a_date_for_machines_without_a_word_harms_nothing() -> None:
    times = '<p><time datetime="2026-01-09T10:00:00Z"></time></p>' * 4
    assert body_of(times) == "\n\n".join(TEXT)
