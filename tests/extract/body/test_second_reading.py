"""extract.body.second_reading: a doubted body is read by another way, and the better one stands."""

from __future__ import annotations

import pytest
from support.dated_pages import json_ld
from support.paper_pages import BODY, FIRST, PROSE, SECOND, THIRD, TITLE, html, other_text, read

MANY = [other_text(number) for number in range(12)]
LONG = "".join(f"<p>{text}</p>" for text in MANY)
SUMMARY = f'<meta name="description" content="{FIRST}">'
NOTICE = "".join(
    f"<p>Cookies of kind {n} are kept for {n} days, and nobody but the harbour reads them.</p>"
    for n in range(9)
)


def read_twice(body: str, head: str = SUMMARY) -> tuple[str | None, bool]:
    reading = read(html(body, head))
    assert reading.doubts
    return reading.body, reading.body_doubt is None


HIDDEN_BY_NAMES = {
    "a paywall, and a longer notice": (
        f"<div><h1>{TITLE}</h1><div class='text paywall'>{PROSE}</div></div><div>{NOTICE}</div>"
    ),
    "a side bar, and a longer text of another": (
        f"<div><h1>{TITLE}</h1><div class='widget'>{PROSE}</div></div><div><div>{LONG}</div></div>"
    ),
    "an aside": (f"<div><h1>{TITLE}</h1><aside>{PROSE}</aside></div><div><div>{LONG}</div></div>"),
    "the title over another text": (
        f"<div><div>{PROSE}</div></div><div><div><h1>{TITLE}</h1>"
        f"<div>{LONG}{NOTICE}</div></div></div>"
    ),
}


@pytest.mark.parametrize("markup", HIDDEN_BY_NAMES.values(), ids=HIDDEN_BY_NAMES)
def test_the_summary_leads_to_the_text(markup: str) -> None:
    assert read_twice(markup) == (BODY, True)


def test_labels_stay_cut_where_names_are_not_followed() -> None:
    text = f"<p>{FIRST}</p><div class=ad>Advertisement here</div><p>{SECOND}</p><p>{THIRD}</p>"
    page = f"<div><h1>{TITLE}</h1><div class=paywall>{text}</div></div><div>{NOTICE}</div>"
    assert read_twice(page) == (BODY, True)


def test_a_text_set_as_headings_is_found_by_its_summary() -> None:
    page = f"<div><h1>{TITLE}</h1><div><h3>{FIRST}</h3><h4>{SECOND}</h4></div></div>"
    assert read_twice(page) == (f"{FIRST}\n\n{SECOND}", True)


def test_the_text_of_the_metadata_stands_where_the_page_shows_its_beginning() -> None:
    given = json_ld(articleBody="\n".join(MANY))
    page = f"<div><h1>{TITLE}</h1><div><p>{MANY[0]}</p></div></div>"
    assert read_twice(page, given) == ("\n\n".join(MANY), True)


def test_the_text_of_the_metadata_does_not_stand_for_another() -> None:
    given = json_ld(articleBody="\n".join(MANY))
    page = f"<div><h1>{TITLE}</h1><div>{PROSE}</div></div>"
    assert read_twice(page, given) == (BODY, False)


def test_no_second_reading_is_taken_that_nobody_speaks_for() -> None:
    boxes = "".join(f"<aside><p>{text}</p></aside>" for text in (FIRST, SECOND, THIRD))
    page = f"<div><h1>{TITLE}</h1></div>{boxes}"
    assert read_twice(page, "") == (None, True)
