"""extract.html.misleading_names: a class on most of the text is no promotion."""

from __future__ import annotations

from support.paper_pages import FIRST, SECOND, THIRD, TITLE, html, other_text, read

REPLIES = "".join(f"<p>{other_text(number)}</p>" for number in range(6))


def body_of(promo: str, plain: str, behind: str = "") -> str:
    parts = f"<div class='promo'>{promo}</div><div>{plain}</div>"
    return read(html(f"<div><h1>{TITLE}</h1>{parts}</div>{behind}")).body or ""


def test_what_readers_wrote_is_no_measure_of_what_the_text_is() -> None:
    text, rest = f"<p>{FIRST}</p><p>{SECOND}</p>", f"<p>{THIRD}</p>"
    comments = f"<div class=comments>{REPLIES}</div>"
    assert FIRST in body_of(text, rest)
    assert FIRST in body_of(text, rest, comments)


def test_a_promotion_beside_a_text_is_one() -> None:
    promo = f"<p>{other_text(1)}</p>"
    text = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    assert other_text(1) not in body_of(promo, text, f"<div class=comments>{REPLIES}</div>")
