"""extract.body.closing_lines: what the last lines under a text ask of its reader."""

from __future__ import annotations

import pytest
from support.paper_pages import BODY, PROSE, read, story

LAST = "The ferry will sail again on Friday, and the tower will keep its lamps lit until it is in."


def body_of(under: str) -> str:
    return read(story(PROSE + under)).body or ""


@pytest.mark.parametrize(
    "under",
    [
        "<p>Follow The Paper on Facebook and Instagram: @thepaper</p>",
        "<p>Наши каналы: Telegram https://t.me/thepaper, Viber, @thepaper</p>",
        "<p>ติดตามเรา: เฟซบุ๊ก https://fb.me/thepaper ทวิตเตอร์ https://twitter.com/thepaper</p>",
        "<p>We are also on <a href=https://t.me/thepaper>Telegram</a> and on"
        " <a href=https://www.facebook.com/thepaper/>Facebook</a>, day and night.</p>",
        "<p>Нашли ошибку в тексте? Выделите её и нажмите Ctrl+Enter.</p>",
        "<p>Kļūda rakstā?</p><p>Iezīmējiet tekstu un spiediet Ctrl + Enter!</p>"
        "<p>Iezīmējiet tekstu un spiediet pogas.</p>",
    ],
)
def test_a_request_to_follow_or_to_mark_a_mistake_is_no_paragraph(under: str) -> None:
    assert body_of(under) == BODY


@pytest.mark.parametrize(
    "under",
    [
        f"<p>{LAST}</p>",
        "<p>The mayor, known as @towerkeeper on Telegram, counts the boats from his window.</p>",
        "<p>“Follow me on Facebook and Instagram, I am @towerkeeper,” the mayor said.</p>",
        "<p>He told so on <a href=https://twitter.com/tower/status/12>Twitter</a> and on"
        " <a href=https://facebook.com/tower/posts/12>Facebook</a> before the storm.</p>",
    ],
)
def test_what_somebody_says_on_networks_is_text(under: str) -> None:
    assert body_of(under) != BODY


def test_such_a_line_before_the_last_paragraphs_is_text() -> None:
    keys = "<p>In the office he presses Ctrl+Enter whenever a ferry comes in, and a bell rings.</p>"
    assert "Ctrl+Enter" in body_of(keys + f"<p>{LAST}</p>" * 1 + PROSE.replace("Monday", "Sunday"))
