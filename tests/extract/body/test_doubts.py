"""extract.body.doubts: when a reading of a body is doubted, and when it is not."""

from __future__ import annotations

import pytest
from support.dated_pages import json_ld
from support.paper_pages import BODY, FIRST, PROSE, SECOND, THIRD, html, other_text, read, story

MANY = [other_text(number) for number in range(8)]
LONG = "".join(f"<p>{text}</p>" for text in MANY)
SUMMARY = f'<meta name="description" content="{SECOND}">'


@pytest.mark.parametrize(
    "head",
    [
        "",
        SUMMARY,
        json_ld(articleBody=f"{FIRST} {SECOND} {THIRD}"),
        json_ld(wordCount=60, isAccessibleForFree="False"),
        '<meta name="description" content="All news of the harbour, every morning, for everybody">',
    ],
)
def test_a_reading_that_nobody_contradicts_is_not_doubted(head: str) -> None:
    reading = read(story(head=head))
    assert (reading.body, reading.doubts, reading.body_doubt) == (BODY, (), None)


def test_a_page_without_a_text_is_doubted_and_has_none() -> None:
    reading = read(story("<p>Nothing</p>"))
    assert (reading.body, reading.doubts, reading.body_doubt) == (None, ("no-text",), None)


def test_the_text_of_the_metadata_is_another() -> None:
    reading = read(story(head=json_ld(articleBody=" ".join(MANY))))
    assert reading.doubts == ("against-metadata-text",)
    assert reading.body_doubt is not None
    assert reading.body == BODY


def test_a_notice_about_cookies_is_no_text() -> None:
    notice = (
        "<p>We and our partners put cookies on this device, to know who comes back to it.</p>"
        "<p>Some cookies are needed; others, of our partners, count what is read and by whom.</p>"
    )
    reading = read(story(notice))
    assert reading.doubts == ("cookie-notice",)
    assert reading.body_doubt is not None
    assert "cookies" in reading.body_doubt


def test_an_article_about_cookies_is_one() -> None:
    text = "<p>The cookies that the bakery of the pier sells are flat, and so is its roof now.</p>"
    reading = read(story(text, title="A bakery on the pier sells its last cookies"))
    assert reading.doubts == ()


def test_a_teaser_is_told_as_what_it_is() -> None:
    head = json_ld(wordCount=700, isAccessibleForFree="False")
    reading = read(story(head=head))
    assert reading.doubts == ("cut-short",)
    assert reading.body_doubt == (
        "the page shows a teaser: it says that the whole text is for subscribers"
        " (66 words were read)"
    )


@pytest.mark.parametrize("facts", [{"wordCount": 700}, {"isAccessibleForFree": False}])
def test_a_short_text_alone_is_no_teaser(facts: dict[str, object]) -> None:
    assert read(story(head=json_ld(**facts))).doubts == ()


def test_a_text_that_is_little_of_the_prose_is_doubted_unless_its_summary_speaks_for_it() -> None:
    boxes = "".join(f"<aside><p>{text}</p></aside>" for text in MANY)
    page = f"<div>{PROSE}</div>{boxes}"
    reading = read(story(page))
    assert reading.doubts == ("little-of-the-prose",)
    assert reading.body == BODY
    assert read(story(page, head=SUMMARY)).doubts == ()


def test_little_of_the_prose_is_the_text_where_no_other_element_could_be() -> None:
    """Boxes that hold more together are none, and so are the sentences of cards."""
    boxes = "".join(f"<aside><p>{text}</p></aside>" for text in MANY)
    assert read(story(f"<div>{PROSE}</div>{boxes}")).body_doubt is None
    rivals = "".join(
        f"<aside>{''.join(f'<p>{other_text(n + 5 * part)}</p>' for n in range(5))}</aside>"
        for part in range(3)
    )
    told = read(story(f"<div>{PROSE}</div>{rivals}")).body_doubt
    assert told is not None
    assert told.startswith("less than a third")


def test_what_the_law_asks_for_in_a_footer_is_no_rival_of_a_short_text() -> None:
    law = "".join(f"<p>{text}</p>" for text in MANY)
    page = f"<h1>One</h1><div>{PROSE}</div><footer><div class=copy>{law}{law}</div></footer>"
    reading = read(html(page))
    assert (reading.body, reading.body_doubt) == (BODY, None)


def test_hardly_any_text_is_doubted_where_most_of_the_prose_is_elsewhere() -> None:
    boxes = "".join(f"<aside><p>{text}</p></aside>" for text in MANY)
    assert read(story(f"<div><p>{FIRST}</p></div>{boxes}")).body_doubt is not None


def test_the_markup_of_a_text_in_the_metadata_is_no_word_of_it() -> None:
    given = "".join(f"<p class='a b c'><span><em>{text}</em></span></p>" for text in MANY)
    assert read(story(LONG, head=json_ld(articleBody=given))).doubts == ()


def test_the_name_of_the_house_in_a_summary_is_no_word_of_the_text() -> None:
    """It stands on the page, and in no text of it."""
    house = "Independent Harbour Gazette Publishing Company Limited"
    head = (
        f'<meta name=description content="{house}"><meta property=og:site_name content="{house}">'
    )
    assert read(story(head=head, below=f"<div><p>{house}.</p><p>{house}!</p></div>")).doubts == ()


def test_readers_and_other_articles_are_no_prose_of_the_page() -> None:
    replies = "".join(f"<div class=comment><p>{text}</p></div>" for text in MANY)
    assert read(story(PROSE, below=f"<div class=comments>{replies}</div>")).doubts == ()
    assert read(html(f"<h1>One</h1>{PROSE}<footer>{LONG}</footer>")).doubts == ()


def test_notices_about_cookies_beside_the_text_are_no_reason_to_doubt_it() -> None:
    boxes = "".join(
        f"<aside><p>Cookies of kind {n} are kept for {n} days, and nobody but the pier reads them,"
        " whoever may ask for it and however often.</p></aside>"
        for n in range(9)
    )
    reading = read(html(f"<div><h1>One</h1><div>{PROSE}</div></div>{boxes}"))
    assert (reading.body, reading.doubts) == (BODY, ())


def test_a_standfirst_that_stands_elsewhere_is_no_reason_to_doubt_the_text() -> None:
    summary = "A glance at the pier: lamps, tickets, tea and engines of the season explained."
    page = f"<div><div class=sidebar><p>{summary}</p></div><h1>One</h1><div>{LONG}</div></div>"
    reading = read(html(page, f'<meta name="description" content="{summary}">'))
    assert reading.doubts == ()
    assert reading.body == "\n\n".join(MANY)
